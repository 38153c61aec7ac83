package io.jenkins.plugins.deploymentgates.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentPermissions;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.jenkins.PromotionWatch;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.SettableClock;
import io.jenkins.plugins.deploymentgates.promotion.VerifyRequest;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** {@code promote}: passing, refused, waiting, explained, overridden. */
public class PromoteStepTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    private static final String TO_PROD =
            """
            def p = promote application: 'shop', to: 'prod'
            echo "${p.promotion} ${p.version} from ${p.from} to ${p.to} is ${p.status}: deployment ${p.deployment}"
            """;

    private SettableClock clock;

    @Before
    public void begin() {
        clock = GatesFixture.fresh(GatesFixture.SHOP);
    }

    @After
    public void openToEverybody() {
        JENKINS.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        JENKINS.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
    }

    private static WorkflowRun run(Result expected, String script) throws Exception {
        return GatesFixture.run(JENKINS, expected, script);
    }

    private static WorkflowRun start(String job, String script) throws Exception {
        return GatesFixture.pipeline(job, script).scheduleBuild2(0).waitForStart();
    }

    private static WorkflowRun waiting(String job, String script) throws Exception {
        WorkflowRun run = start(job, script);
        JENKINS.waitForMessage("waits", run);
        return run;
    }

    private static void verified() {
        GatesFixture.deliver("shop", "qa", "1.0", "smoke");
        GatesFixture.deliver("shop", "staging-eu", "1.0", "smoke");
    }

    @Test
    public void shouldPromoteAtOnceWhenEveryGatePasses() throws Exception {
        GatesFixture.deliver("shop", "qa", "1.0", "smoke");

        WorkflowRun run = run(Result.SUCCESS, TO_PROD.replace("'prod'", "'staging-eu'"));

        JENKINS.assertLogContains("1 1.0 from qa to staging-eu is PROMOTED: deployment 2", run);
        JENKINS.assertLogContains(
                "promotion 1 (shop 1.0 to staging-eu) is done: deployment 2 (shop 1.0 at staging-eu) is CREATED", run);
        assertThat(GatesFixture.current("shop", "staging-eu").promotion()).isEqualTo(1L);
    }

    @Test
    public void shouldPromoteIntoSeveralEnvironmentsInParallelFromADeclarativePipeline() throws Exception {
        GatesFixture.deliver("shop", "qa", "1.0", "smoke");

        run(
                Result.SUCCESS,
                """
                pipeline {
                  agent none
                  stages {
                    stage('regions') {
                      parallel {
                        stage('eu') { steps { promote application: 'shop', to: 'staging-eu' } }
                        stage('us') { steps { promote application: 'shop', to: 'staging-us' } }
                      }
                    }
                  }
                }
                """);

        assertThat(GatesFixture.current("shop", "staging-eu").version()).isEqualTo("1.0");
        assertThat(GatesFixture.current("shop", "staging-us").version()).isEqualTo("1.0");
    }

    @Test
    public void shouldFailWithWhatEachGateSaidWhenRefused() throws Exception {
        GatesFixture.deliver("shop", "staging-eu", "1.0");
        DeploymentGates.get()
                .engine()
                .recordings()
                .verify(
                        GatesFixture.person("ann"),
                        new VerifyRequest("shop", "staging-eu", "smoke", false, null, null));

        WorkflowRun run = run(Result.FAILURE, TO_PROD);

        assertThat(JENKINS.getLog(run))
                .contains(
                        """
                        ERROR: promotion 1 (shop 1.0 to prod) is refused:
                          verified: shop 1.0 is not verified in staging-eu: staging-eu: deployment 1 FAILED there at 2026-03-03T09:00:00Z: smoke did not pass; what would help: fix what failed, then deploy shop 1.0 to staging-eu again and have smoke pass there
                          approvals: 0 of 1 approval; what would help: 1 more of anyone but SYSTEM must approve promotion 1
                        Finished: FAILURE
                        """);
    }

    @Test
    public void shouldWaitWithoutAnExecutorUntilApproved() throws Exception {
        verified();

        WorkflowRun run = waiting("deploy", TO_PROD);

        JENKINS.assertLogContains("promotion 1 (shop 1.0 to prod) waits: approvals: ", run);
        assertThat(JENKINS.jenkins.toComputer().countBusy()).isZero();
        GatesFixture.approve(1, "bob");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("1 1.0 from staging-eu to prod is PROMOTED: deployment 3", run);
        assertThat(JENKINS.getLog(run).split("\\) waits", -1)).hasSize(2);
    }

    @Test
    public void shouldTellUntilWhenItWaitsAndAgainWhenThatChanges() throws Exception {
        clock = GatesFixture.configure(GatesFixture.SHOP.replace("approvals: {count: 1}", "soak: {for: 2h}"));
        verified();
        WorkflowRun run = waiting("deploy", TO_PROD);
        JENKINS.assertLogContains("promotion 1 (shop 1.0 to prod) waits until 2026-03-03T11:00:00Z: soak: ", run);

        DeploymentGates.get().engine().holds().hold(GatesFixture.person("cat"), "prod", "inventory");
        PromotionWatch.get().reconsider();
        JENKINS.waitForMessage("hold: ", run);
        DeploymentGates.get().engine().holds().release(GatesFixture.person("cat"), "prod");
        clock.advance(Duration.ofHours(2));
        PromotionWatch.get().lookSoon();

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
    }

    @Test
    public void shouldFailWhenSomebodyRefuses() throws Exception {
        verified();
        WorkflowRun run = waiting("deploy", TO_PROD);

        DeploymentGates.get().engine().promotions().refuse(GatesFixture.person("bob"), 1, "wait for the audit");
        PromotionWatch.get().lookSoon();

        JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains(
                "ERROR: promotion 1 (shop 1.0 to prod) is REFUSED: refused by bob: wait for the audit\n", run);
    }

    @Test
    public void shouldCancelThePromotionWhenTheBuildIsAborted() throws Exception {
        verified();
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        WorkflowRun run = waiting("deploy", TO_PROD);

        try (ACLContext context = ACL.as2(User.getById("bob", true).impersonate2())) {
            run.getExecutor().interrupt();
        }

        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("promotion 1 (shop 1.0 to prod) is CANCELLED: cancelled by bob", run);
        assertThat(GatesFixture.promotion(1).status()).isEqualTo(PromotionStatus.CANCELLED);
    }

    @Test
    public void shouldCancelThePromotionWhenItsTimeoutIsOver() throws Exception {
        verified();

        WorkflowRun run = run(Result.ABORTED, "timeout(time: 1, unit: 'SECONDS') { " + TO_PROD + " }");

        assertThat(GatesFixture.<List<Promotion>>read(view -> view.openPromotions(null)))
                .isEmpty();
        JENKINS.assertLogContains("Timeout has been exceeded", run);
    }

    @Test
    public void shouldShareThePromotionBetweenBuildsThatAskForTheSame() throws Exception {
        verified();
        WorkflowRun one = start("one", TO_PROD);
        WorkflowRun two = start("two", TO_PROD);
        JENKINS.waitForMessage("waits", one);
        JENKINS.waitForMessage("waits", two);

        GatesFixture.approve(1, "bob");

        for (WorkflowRun run : List.of(one, two)) {
            JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
            JENKINS.assertLogContains("1 1.0 from staging-eu to prod is PROMOTED: deployment 3", run);
        }
        assertThat(GatesFixture.<List<Promotion>>read(view -> view.promotions("shop", "prod", 10)))
                .hasSize(1);
    }

    @Test
    public void shouldGoOnForTheOtherBuildWhenOneOfTwoIsAborted() throws Exception {
        verified();
        WorkflowRun one = waiting("one", TO_PROD);
        WorkflowRun two = waiting("two", TO_PROD);

        one.getExecutor().interrupt();
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(one));
        JENKINS.assertLogContains("promotion 1 (shop 1.0 to prod) goes on: another build waits for it, too", one);

        GatesFixture.approve(1, "bob");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(two));
    }

    @Test
    public void shouldOnlyExplain() throws Exception {
        verified();
        long head = GatesFixture.read(LedgerView::head);

        WorkflowRun run = run(
                Result.SUCCESS,
                """
                def why = promote application: 'shop', to: 'prod', explain: true
                echo "${why.application} ${why.version} from ${why.from} to ${why.to} (${why.kind}): ${why.verdict}"
                why.gates.each { echo "gate ${it.gate} ${it.verdict} ${it.overridden}" }
                for (gate in why.gates) { if (gate.verdict == 'WAITING') { echo "help: ${gate.remedy}" } }
                """);

        assertThat(JENKINS.getLog(run))
                .contains(
                        """
                        shop 1.0 to prod would be WAITING: it waits for somebody to act: approvals
                          PASSED hold: nobody holds prod
                          PASSED exclusive: nothing else is entering prod
                          PASSED verified: shop 1.0 is verified in staging-eu
                          PASSED order: nothing was ever deployed to prod
                          WAITING approvals: 0 of 1 approval; they can be given once the promotion is requested; what would help: 1 more of anyone but SYSTEM must approve
                        """,
                        "shop 1.0 from staging-eu to prod (FORWARD): WAITING\n",
                        "gate exclusive PASSED false\n",
                        "help: 1 more of anyone but SYSTEM must approve\n");
        assertThat((Object) GatesFixture.<Long>read(LedgerView::head)).isEqualTo(head);
    }

    @Test
    public void shouldOverrideOnlyForWhoMay() throws Exception {
        verified();
        WorkflowJob job = GatesFixture.pipeline(
                "deploy", "promote application: 'shop', to: 'prod', override: 'INC-4711, agreed with cat'");
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        User.getById("ann", true);
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .toEveryone()
                .grant(DeploymentPermissions.OVERRIDE)
                .onItems(job)
                .to("ann"));

        WorkflowRun denied = JENKINS.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0, by("bob")));
        JENKINS.assertLogContains(
                "ERROR: bob may not override gates: that needs the permission Deployments/Override on deploy, for the"
                        + " person who starts the build\n",
                denied);
        WorkflowRun nobody = JENKINS.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
        JENKINS.assertLogContains(
                "ERROR: a build that nobody in particular started may not override gates: that needs the permission"
                        + " Deployments/Override on deploy, for the person who starts the build\n",
                nobody);
        assertThat(GatesFixture.<List<Promotion>>read(view -> view.promotions("shop", "prod", 10)))
                .isEmpty();

        JENKINS.assertBuildStatusSuccess(job.scheduleBuild2(0, by("ann")));
        assertThat(GatesFixture.promotion(1).overrideReason()).isEqualTo("INC-4711, agreed with cat");
        assertThat(GatesFixture.promotion(1).trigger()).isEqualTo("ann");
    }

    private static CauseAction by(String user) {
        return new CauseAction(new Cause.UserIdCause(user));
    }

    @Test
    public void shouldSayWhatIsWrongWithItsParameters() throws Exception {
        assertError("promote application: 'shop'", "promote needs the parameter to; valid is for example to: 'qa'");
        assertError(
                "promote application: 'shop', to: 'qa'",
                "shop has no repository to take the newest version from; say which one with --version");
        assertError(
                "promote application: 'shop', to: 'prod', from: 'prod'",
                "from and to are both prod; name two different environments");
    }

    private static void assertError(String script, String message) throws Exception {
        WorkflowRun run = run(Result.FAILURE, script);
        JENKINS.assertLogContains("ERROR: " + message + "\n", run);
        JENKINS.assertLogNotContains("\tat ", run);
    }
}
