package io.jenkins.plugins.deploymentgates.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.deploymentgates.config.ConfigurationException;
import io.jenkins.plugins.deploymentgates.jenkins.config.DeploymentGatesConfiguration;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import io.jenkins.plugins.deploymentgates.promotion.RecordRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The engine of a controller: its configuration, its ledger, and who may see what. */
public class DeploymentGatesTest {
    private static final String YAML =
            """
            applications:
              shop:
                pipeline:
                  qa: {}
                  prod: {after: [qa]}
              billing:
                pipeline:
                  qa: {}
            environments:
              prod: {gates: [{approvals: {count: 1}}]}
            """;

    @Rule
    public final JenkinsRule jenkins = GatesFixture.controller();

    private static void record(String job, String application) {
        DeploymentGates.get()
                .engine()
                .recordings()
                .record(
                        new Actor("ann", Set.of(), new Build(job, 1, null)),
                        new RecordRequest(
                                application, "qa", "1.0", List.of(), null, DeploymentStatus.COMPLETED, "", null));
    }

    @Test
    public void shouldKeepTheConfigurationAndRefuseAnInvalidOne() {
        DeploymentGatesConfiguration configuration = DeploymentGatesConfiguration.get();
        configuration.setYaml(YAML);
        String kept = configuration.getYaml();

        assertThatThrownBy(() -> configuration.setYaml("applications: {shop: {pipeline: {qa: {after: [dev]}}}}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "configuration:1:47: applications.shop.pipeline.qa.after: there is no environment 'dev' in this pipeline; it has qa");

        assertThat(configuration.getYaml()).isEqualTo(kept).contains("billing");
        assertThat(DeploymentGates.get().configuration().applications()).containsOnlyKeys("shop", "billing");
        DeploymentGatesConfiguration loaded = new DeploymentGatesConfiguration();
        assertThat(loaded.getYaml()).isEqualTo(kept);
    }

    @Test
    public void shouldTellWhoWaitsForAPromotionWhenItMoves() throws InterruptedException {
        DeploymentGatesConfiguration.get().setYaml(YAML);
        record("deploy", "shop");
        DeploymentGates gates = DeploymentGates.get();
        Promotion waiting = gates.engine()
                .promotions()
                .promote(Actor.person("ann", Set.of()), PromoteRequest.of("shop", "prod"))
                .promotion();
        BlockingQueue<PromotionStatus> told = new LinkedBlockingQueue<>();
        PromotionWatch.get().watch("test", waiting.id(), promotion -> told.add(promotion.status()));
        assertThat(told.poll(5, TimeUnit.MINUTES)).isEqualTo(PromotionStatus.WAITING);

        gates.engine().promotions().approve(Actor.person("bob", Set.of()), waiting.id(), "");
        PromotionWatch.get().lookSoon();

        PromotionStatus next = told.poll(5, TimeUnit.MINUTES);
        // The controller looks by itself, too, maybe between the vote and the end.
        while (next == PromotionStatus.WAITING || next == PromotionStatus.EXECUTING) {
            next = told.poll(5, TimeUnit.MINUTES);
        }
        assertThat(next).isEqualTo(PromotionStatus.PROMOTED);
    }

    @Test
    public void shouldShowAnApplicationToWhoMayReadOneOfItsJobs() throws Exception {
        DeploymentGatesConfiguration.get().setYaml(YAML);
        jenkins.createFreeStyleProject("deploy");
        jenkins.createFreeStyleProject("secret");
        record("deploy", "shop");
        record("secret", "billing");
        assertThat((Object) DeploymentGates.get().read(LedgerView::head)).isNotEqualTo(0L);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("bob", "eve")
                .grant(Item.READ, DeploymentPermissions.APPROVE)
                .onItems(jenkins.jenkins.getItem("deploy"))
                .to("bob"));

        assertThat(visibleTo("admin")).containsExactly("billing", "shop");
        assertThat(visibleTo("bob")).containsExactly("shop");
        assertThat(visibleTo("eve")).isEmpty();
        try (ACLContext context = ACL.as2(hudson.model.User.getById("bob", true).impersonate2())) {
            assertThat(ApplicationJobs.withPermission(DeploymentPermissions.APPROVE))
                    .containsExactly("shop");
            assertThat(ApplicationJobs.withPermission(DeploymentPermissions.PROMOTE))
                    .isEmpty();
            assertThat(Actors.current().groups()).contains("authenticated");
        }
    }

    private static Set<String> visibleTo(String user) {
        try (ACLContext context = ACL.as2(hudson.model.User.getById(user, true).impersonate2())) {
            return ApplicationJobs.visible();
        }
    }
}
