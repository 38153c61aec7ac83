package io.jenkins.plugins.deploymentgates.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Queue;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import jenkins.model.Jenkins;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** What happens while a controller goes down and comes up again starts each job once. */
public class EventsAfterRestartTest {
    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    private static List<String> versions(FreeStyleProject job) {
        return job.getBuilds().stream()
                .map(DeploymentEventAction::of)
                .map(event -> Objects.requireNonNull(event).getVersion())
                .toList();
    }

    private static FreeStyleProject job() {
        return Jenkins.get().getItemByFullName("deploy", FreeStyleProject.class);
    }

    private static void look(JenkinsRule jenkins) throws Exception {
        DeploymentGates.get().ledger();
        EventDispatcher.get().moved();
        jenkins.waitUntilNoActivity();
        EventDispatcher.get().moved();
        jenkins.waitUntilNoActivity();
    }

    @Test
    public void shouldStartEachBuildOnceOverRestarts() throws Throwable {
        Path file = sessions.getHome().toPath().resolve("jobs/deploy/deployment-events.xml");
        AtomicReference<String> kept = new AtomicReference<>();
        sessions.then(jenkins -> {
            GatesFixture.configure(GatesFixture.SHOP);
            DeploymentGates.get().ledger();
            FreeStyleProject job = jenkins.createFreeStyleProject("deploy");
            DeploymentEventTrigger trigger = new DeploymentEventTrigger();
            job.addTrigger(trigger);
            trigger.start(job, true);
            GatesFixture.deliver("shop", "qa", "1.0");
            look(jenkins);
            assertThat(versions(job)).containsExactly("1.0");
            jenkins.jenkins.doQuietDown();
            GatesFixture.deliver("shop", "qa", "1.1");
            GatesFixture.deliver("shop", "qa", "1.2");
            EventDispatcher.get().moved();
            kept.set(Files.readString(file));
            GatesFixture.deliver("shop", "qa", "1.3");
            EventDispatcher.get().moved();
            for (Queue.Item item : Queue.getInstance().getItems(job)) {
                if (!"1.1"
                        .equals(Objects.requireNonNull(DeploymentEventAction.of(item))
                                .getVersion())) {
                    Queue.getInstance().cancel(item);
                }
            }
        });
        // As after a kill: 1.1 is in the queue, 1.2 was lost with it, and of 1.3 the job has not heard.
        Files.writeString(file, kept.get());
        sessions.then(jenkins -> {
            look(jenkins);
            assertThat(versions(job())).containsExactlyInAnyOrder("1.3", "1.2", "1.1", "1.0");
        });
        sessions.then(jenkins -> {
            look(jenkins);
            assertThat(job().getBuilds()).hasSize(4);
        });
    }
}
