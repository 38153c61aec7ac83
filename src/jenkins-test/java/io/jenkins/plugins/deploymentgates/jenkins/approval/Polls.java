package io.jenkins.plugins.deploymentgates.jenkins.approval;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentPermissions;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.jenkins.PromotionWatch;
import io.jenkins.plugins.deploymentgates.jenkins.config.DeploymentGatesConfiguration;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import io.jenkins.plugins.deploymentgates.promotion.RecordRequest;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.util.NameValuePair;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** People who vote on a controller with a shop whose production needs votes. */
final class Polls {
    private static final String YAML =
            """
            applications:
              shop:
                pipeline:
                  qa: {}
                  prod: {after: [qa]}
                  prod-us: {after: [qa]}
            environments:
              prod: {gates: [{approvals: {count: %1$d%2$s}}]}
              prod-us: {gates: [{approvals: {count: %1$d%2$s}}]}
            """;

    private static final AtomicInteger VERSION = new AtomicInteger();

    private Polls() {}

    /** A controller for all tests of a class, which share its time. */
    static JenkinsRule controller() {
        JenkinsRule rule = GatesFixture.controller();
        rule.timeout = 900;
        return rule;
    }

    /** Calls off what waits and puts the gate in force. */
    static void configure(int count, String from) {
        DeploymentGates gates = DeploymentGates.get();
        List<Promotion> waiting = gates.ledger().read(view -> view.openPromotions(null));
        // Before, as another gate may let some of them pass.
        waiting.forEach(open -> gates.engine().promotions().cancel(Actor.person("admin", Set.of()), open.id()));
        DeploymentGatesConfiguration.get().setYaml(YAML.formatted(count, from));
    }

    /** What each person may do on the job; {@code eve} may come in and see nothing. */
    static void secure(JenkinsRule jenkins, FreeStyleProject job) {
        secure(jenkins, (Item) job);
    }

    static void secure(JenkinsRule jenkins, Item job) {
        JenkinsRule.DummySecurityRealm realm = jenkins.createDummySecurityRealm();
        realm.addGroups("rita", "release-managers");
        realm.addGroups("rob", "release-managers");
        jenkins.jenkins.setSecurityRealm(realm);
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("ann", "rita", "rob", "pat", "hugo", "eve")
                .grant(Item.READ, Item.BUILD)
                .onItems(job)
                .to("ann", "rita", "rob", "pat", "hugo")
                .grant(DeploymentPermissions.APPROVE)
                .onItems(job)
                .to("rita", "rob", "ann")
                .grant(DeploymentPermissions.PROMOTE)
                .onItems(job)
                .to("pat")
                .grant(DeploymentPermissions.HOLD)
                .onItems(job)
                .to("hugo"));
    }

    /** A promotion of something new to production for which a build asks on behalf of {@code ann}. */
    static Promotion waiting(Run<?, ?> run) {
        Actor actor = new Actor("ann", Set.of(), Actors.build(run));
        deliver(actor);
        Promotion promotion = DeploymentGates.get()
                .engine()
                .promotions()
                .promote(actor, PromoteRequest.of("shop", "prod"))
                .promotion();
        assertThat(promotion.status()).as(promotion.reason()).isEqualTo(PromotionStatus.WAITING);
        return promotion;
    }

    /** Something new is good at qa. */
    static void deliver(Actor actor) {
        DeploymentGates.get()
                .engine()
                .recordings()
                .record(
                        actor,
                        new RecordRequest(
                                "shop",
                                "qa",
                                "1." + VERSION.incrementAndGet(),
                                List.of(),
                                null,
                                DeploymentStatus.COMPLETED,
                                "",
                                null));
    }

    static PromotionStatus status(Promotion promotion) {
        return now(promotion).status();
    }

    static Promotion now(Promotion promotion) {
        return DeploymentGates.get().ledger().read(view -> view.promotion(promotion.id())
                .orElseThrow());
    }

    static List<String> voters(Promotion promotion) {
        return DeploymentGates.get().ledger().read(view -> view.approvals(promotion.id())).stream()
                .filter(Approval::approved)
                .map(Approval::by)
                .toList();
    }

    /** Waits until the promotion has ended. */
    static Promotion ended(Promotion promotion) throws InterruptedException {
        BlockingQueue<Promotion> told = new LinkedBlockingQueue<>();
        PromotionWatch.get().watch("ended", promotion.id(), now -> {
            if (now.status().isFinal()) {
                told.add(now);
            }
        });
        Promotion ended = told.poll(5, TimeUnit.MINUTES);
        PromotionWatch.get().forget("ended");
        assertThat(ended).as("promotion that ended").isNotNull();
        return ended;
    }

    static JenkinsRule.WebClient client(JenkinsRule jenkins, String user) throws Exception {
        JenkinsRule.WebClient client =
                jenkins.createWebClient().withJavaScriptEnabled(false).withThrowExceptionOnFailingStatusCode(false);
        // Not on to the form to log in.
        client.setRefreshHandler((page, url, seconds) -> {});
        if (user != null) {
            client.login(user);
        }
        return client;
    }

    /** Posts as a program does. */
    static WebResponse post(JenkinsRule jenkins, JenkinsRule.WebClient client, String path, Map<String, String> fields)
            throws Exception {
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST);
        request.setAdditionalHeader("Accept", "application/json");
        request.setRequestParameters(fields.entrySet().stream()
                .map(field -> new NameValuePair(field.getKey(), field.getValue()))
                .collect(Collectors.toCollection(ArrayList::new)));
        client.addCrumb(request);
        return client.getPage(request).getWebResponse();
    }
}
