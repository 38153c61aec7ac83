package io.jenkins.plugins.deploymentgates.jenkins.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.jenkins.PromotionWatch;
import io.jenkins.plugins.deploymentgates.jenkins.view.Links;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Signature;
import io.jenkins.plugins.deploymentgates.promotion.OtherServer;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import io.jenkins.plugins.deploymentgates.promotion.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The gates that ask other servers, with credentials of Jenkins' stores: a build waits, and is let through. */
public class OutsideGatesTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    private static final String BASIC = "Basic Ym90Omh1bnRlcjItdW5oZWFyZC1vZg==";
    private static final String PASSWORD = "hunter2-unheard-of";
    private static final String MANIFEST = "/v2/com.acme/shop-api/manifests/1.0";
    private static final String PROMOTE =
            """
            def p = promote application: 'shop', to: 'qa', version: '1.0', artifacts: ['com.acme:shop-api:1.0']
            echo "${p.version} is ${p.status}"
            """;

    private OtherServer server;
    private SettableClock clock;

    @Before
    public void serve() throws Exception {
        server = new OtherServer();
        store(Map.of());
    }

    @After
    public void stop() {
        server.close();
    }

    private static void store(Map<Domain, List<Credentials>> credentials) {
        SystemCredentialsProvider.getInstance().setDomainCredentialsMap(credentials);
    }

    private static Credentials login(String password) throws Exception {
        return new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "store", "", "bot", password);
    }

    private void gate(String gate) {
        clock = GatesFixture.fresh(
                """
                applications:
                  shop:
                    artifacts: [com.acme:shop-api]
                    pipeline: {qa: {}}
                environments:
                  qa:
                    gates:
                      - GATE
                """
                        .replace("GATE", gate.replace("BASE", server.base())));
    }

    private WorkflowRun waiting(WorkflowJob job, String reason) throws Exception {
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("promotion 1 (shop 1.0 to qa) waits until 2026-03-03T09:01:00Z: " + reason, run);
        assertThat(JENKINS.jenkins.toComputer().countBusy()).isZero();
        return run;
    }

    private void minuteLater() {
        clock.advance(Duration.ofMinutes(1));
        PromotionWatch.get().lookSoon();
    }

    @Test
    public void shouldHoldABuildBackUntilTheRegistryAnswers() throws Exception {
        store(Map.of(Domain.global(), List.of(login(PASSWORD))));
        gate("artifactsAvailable: {registry: \"BASE\", credentials: store}");
        server.on(MANIFEST, 503);
        WorkflowRun run = waiting(
                GatesFixture.pipeline("deploy", PROMOTE),
                "artifactsAvailable: com.acme:shop-api:1.0: " + server.base() + " answered 503");

        server.guarded(MANIFEST, BASIC, "Basic realm=\"registry\"");
        minuteLater();

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("1.0 is PROMOTED", run);
        JENKINS.assertLogNotContains(PASSWORD, run);
        StandardCredentials used = CredentialsProvider.findCredentialById("store", StandardCredentials.class, run);
        assertThat(CredentialsProvider.getOrCreateFingerprintOf(used).getJobs()).contains("deploy");
    }

    @Test
    public void shouldFailABuildWhoseArtifactIsMissing() throws Exception {
        store(Map.of(Domain.global(), List.of(login(PASSWORD))));
        gate("artifactsAvailable: {maven: \"BASE\", credentials: store}");

        WorkflowRun run = GatesFixture.run(JENKINS, Result.FAILURE, PROMOTE);

        JENKINS.assertLogContains(
                "  artifactsAvailable: com.acme:shop-api:1.0 is not at " + server.base()
                        + "/com/acme/shop-api/1.0/shop-api-1.0.jar; what would help: publish what is missing, then ask"
                        + " again\n",
                run);
        assertThat(server.asked().get(0).header("Authorization")).isEqualTo(BASIC);
    }

    @Test
    public void shouldHoldABuildBackUntilTheCheckAgrees() throws Exception {
        store(Map.of(
                Domain.global(),
                List.of(
                        login(PASSWORD),
                        new StringCredentialsImpl(
                                CredentialsScope.GLOBAL, "check-hmac", "", Secret.fromString("a-key")))));
        gate("http: {url: \"BASE/check\", secret: check-hmac, credentials: store}");
        server.on(
                "/check",
                exchange -> OtherServer.send(exchange, 202, "<b>tests</b> <script>alert(1)</script>\u0007 run"));
        WorkflowRun run = waiting(
                GatesFixture.pipeline("deploy", PROMOTE),
                "http: " + server.base() + " is not done yet: <b>tests</b> <script>alert(1)</script>  run");
        HtmlPage page = JENKINS.createWebClient().withJavaScriptEnabled(false).goTo(Links.promotion(1));
        assertThat(page.getHtmlElementById("main-panel").getTextContent())
                .contains("is not done yet: <b>tests</b> <script>alert(1)</script>");
        assertThat(page.getByXPath("//script[contains(., 'alert')]")).isEmpty();

        server.guarded("/check", BASIC, "Basic realm=\"check\"");
        minuteLater();

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        OtherServer.Asked asked = server.asked().get(0);
        assertThat(asked.header("Webhook-signature"))
                .isEqualTo(Signature.of(
                        "a-key",
                        asked.header("Webhook-id"),
                        GatesFixture.BEGIN,
                        asked.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(asked.body()).contains("\"trigger\":\"SYSTEM\"", "\"explain\":false");
    }

    @Test
    public void shouldFailABuildThatTheCheckRefuses() throws Exception {
        gate("http: {url: \"BASE/check\"}");
        server.on("/check", exchange -> OtherServer.send(exchange, 409, "ticket SHOP-7 is open"));

        WorkflowRun run = GatesFixture.run(JENKINS, Result.FAILURE, PROMOTE);

        JENKINS.assertLogContains(
                "  http: " + server.base()
                        + " refuses: ticket SHOP-7 is open; what would help: do what it says, then ask" + " again\n",
                run);
    }

    @Test
    public void shouldTakeTheCredentialsOfTheJobsFolder() throws Exception {
        gate("artifactsAvailable: {registry: \"BASE\", credentials: store}");
        server.guarded(MANIFEST, BASIC, "Basic realm=\"registry\"");
        Folder team = JENKINS.jenkins.createProject(Folder.class, "team");
        for (CredentialsStore store : CredentialsProvider.lookupStores(team)) {
            if (store.getProvider() instanceof FolderCredentialsProvider) {
                assertThat(store.addCredentials(Domain.global(), login(PASSWORD)))
                        .isTrue();
            }
        }

        JENKINS.assertBuildStatusSuccess(
                GatesFixture.pipeline(team, "deploy", PROMOTE).scheduleBuild2(0));

        gate("artifactsAvailable: {registry: \"BASE\", credentials: store}");
        WorkflowRun other =
                GatesFixture.pipeline("deploy", PROMOTE).scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage(
                "promotion 1 (shop 1.0 to qa) waits: artifactsAvailable: there are no credentials 'store': job deploy"
                        + " sees none, in its folders or in the global store; create them there, or name others in the"
                        + " configuration",
                other);
        store(Map.of(Domain.global(), List.of(login(PASSWORD))));
        PromotionWatch.get().reconsider();
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(other));
    }

    @Test
    public void shouldNotShowCredentialsOfOneServerToAnother() throws Exception {
        Domain elsewhere = new Domain("elsewhere", "", List.of(new HostnameSpecification("files.example.com", null)));
        Domain here = new Domain("here", "", List.of(new HostnameSpecification("127.0.0.1", null)));
        for (String gate : List.of(
                "artifactsAvailable: {registry: \"BASE\", credentials: store}",
                "artifactsAvailable: {maven: \"BASE\", credentials: store}",
                "artifactsAvailable: {url: \"BASE/{name}.zip\", credentials: store}",
                "http: {url: \"BASE/check\", credentials: store}")) {
            gate(gate);
            store(Map.of(elsewhere, List.of(login(PASSWORD))));
            assertThat(explained()).contains(entry(gate.substring(0, gate.indexOf(':')), "there are no credentials"));
            assertThat(server.asked()).isEmpty();
        }
        store(Map.of(here, List.of(login(PASSWORD))));
        server.on("/check", 200);
        assertThat(explained()).contains(entry("http", server.base() + " agrees"));
    }

    /** What each gate says to a person, up to what may follow a colon or a quote. */
    private static Map<String, String> explained() {
        return DeploymentGates.get()
                .engine()
                .promotions()
                .explain(
                        GatesFixture.person("ann"),
                        new PromoteRequest(
                                "shop",
                                "qa",
                                null,
                                "1.0",
                                List.of(Artifact.parse("com.acme:shop-api:1.0")),
                                false,
                                null,
                                null))
                .outcomes()
                .stream()
                .collect(Collectors.toMap(GateOutcome::gate, one -> one.reason().replaceFirst(" '.*", "")));
    }
}
