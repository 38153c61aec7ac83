package io.jenkins.plugins.deploymentgates.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.TopLevelItem;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentPermissions;
import io.jenkins.plugins.deploymentgates.jenkins.config.DeploymentGatesConfiguration;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.promotion.Engine;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import io.jenkins.plugins.deploymentgates.promotion.RecordRequest;
import io.jenkins.plugins.deploymentgates.promotion.VerifyRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** A controller with an application or two, and what tests do there. */
final class Shop {
    static final String YAML =
            """
            applications:
              shop:
                verifications: [smoke]
                pipeline:
                  qa: {}
                  prod: {after: [qa]}
              billing:
                pipeline:
                  test: {}
                  prod: {after: [test]}
            environments:
              prod: {tier: production, gates: [{approvals: {count: 1}}]}
            """;

    private final JenkinsRule jenkins;

    Shop(JenkinsRule jenkins) {
        this.jenkins = jenkins;
        DeploymentGatesConfiguration.get().setYaml(YAML);
        engine();
    }

    /** On a controller that tests share: without the jobs, views, ledger and permissions of the test before. */
    static Shop alone(JenkinsRule jenkins) throws Exception {
        jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        jenkins.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        for (TopLevelItem item : List.copyOf(jenkins.jenkins.getItems())) {
            item.delete();
        }
        settle();
        Path folder = Files.createTempDirectory(jenkins.jenkins.getRootDir().toPath(), "ledger");
        DeploymentGates.get().open(() -> Ledgers.open(folder.resolve("ledger.db")));
        DeploymentGates.get().ledger();
        return new Shop(jenkins);
    }

    /** Waits until the ledger knows what became of jobs and builds so far. */
    static void settle() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        Aftermath.get().afterwards(told::countDown);
        assertThat(told.await(5, TimeUnit.MINUTES)).isTrue();
    }

    static Engine engine() {
        return DeploymentGates.get().engine();
    }

    /** A build that ended, of a job of this name, which is made if it is not there. */
    FreeStyleBuild build(String job) throws Exception {
        FreeStyleProject project = jenkins.jenkins.getItemByFullName(job, FreeStyleProject.class);
        return jenkins.buildAndAssertSuccess(project == null ? jenkins.createFreeStyleProject(job) : project);
    }

    static Actor by(String user, FreeStyleBuild build) {
        return new Actor(user, Set.of(), new Build(build.getParent().getFullName(), build.getNumber(), build.getUrl()));
    }

    Deployment deploy(Actor actor, String application, String environment, String version) {
        return engine().recordings()
                .record(
                        actor,
                        new RecordRequest(
                                application,
                                environment,
                                version,
                                List.of(),
                                null,
                                DeploymentStatus.COMPLETED,
                                "",
                                null))
                .deployment();
    }

    Deployment verify(Actor actor, String environment, boolean passed) {
        return engine().recordings()
                .verify(
                        actor,
                        new VerifyRequest("shop", environment, "smoke", passed, "https://ci.example.com/smoke", null))
                .deployment();
    }

    Promotion promote(Actor actor, String application, String environment) {
        return engine().promotions()
                .promote(actor, PromoteRequest.of(application, environment))
                .promotion();
    }

    /** {@code admin} may do everything, {@code ann} may read the named jobs, {@code eve} may come in and see nothing. */
    void secure(String... readable) {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        MockAuthorizationStrategy strategy = new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.DISCOVER)
                .everywhere()
                .to("ann", "eve");
        for (String job : readable) {
            strategy.grant(Item.READ, DeploymentPermissions.APPROVE)
                    .onItems(jenkins.jenkins.getItemByFullName(job))
                    .to("ann");
        }
        jenkins.jenkins.setAuthorizationStrategy(strategy);
    }
}
