package io.jenkins.plugins.deploymentgates.jenkins.approval;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** What waited for a vote before the controller went down waits for it afterwards, with the votes it had. */
public class ApprovalAfterRestartTest {
    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void shouldGoOnWithTheVotesThereWere() throws Throwable {
        AtomicReference<Promotion> asked = new AtomicReference<>();
        sessions.then(jenkins -> {
            FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
            Polls.configure(2, "");
            asked.set(Polls.waiting(jenkins.buildAndAssertSuccess(job)));
            Polls.secure(jenkins, job);
            Polls.post(
                    jenkins,
                    Polls.client(jenkins, "rita"),
                    "deployments/promotion/" + asked.get().id() + "/approve",
                    Map.of());
        });
        sessions.then(jenkins -> {
            Polls.secure(jenkins, jenkins.jenkins.getItem("deploy"));
            Promotion promotion = asked.get();
            DeploymentGates.get().ledger();
            assertThat(Polls.status(promotion)).isEqualTo(PromotionStatus.WAITING);
            assertThat(Polls.voters(promotion)).containsExactly("rita");
            assertThat(Polls.client(jenkins, "rob").goTo("job/deploy/1/").asNormalizedText())
                    .contains(promotion.label(), "It waits for your vote.");

            assertThat(Polls.post(
                                    jenkins,
                                    Polls.client(jenkins, "rob"),
                                    "deployments/promotion/" + promotion.id() + "/approve",
                                    Map.of())
                            .getStatusCode())
                    .isEqualTo(200);

            assertThat(Polls.ended(promotion).status()).isEqualTo(PromotionStatus.PROMOTED);
        });
    }
}
