package io.jenkins.plugins.deploymentgates.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.PeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.promotion.Origin;
import io.jenkins.plugins.deploymentgates.promotion.RecordRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LoggerRule;

/** A controller compares Git with what was deployed at intervals, as its system property has it. */
public class DriftWorkTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final LoggerRule logs =
            new LoggerRule().record(DriftWork.class, Level.WARNING).capture(10);

    private static DriftWork work() {
        return ExtensionList.lookupSingleton(DriftWork.class);
    }

    private static List<LedgerEvent> events(long after) {
        return GatesFixture.read(view -> view.events(after, 100));
    }

    @Test
    public void shouldBeRunByTheControllerEveryTenMinutes() {
        assertThat(PeriodicWork.all()).contains(work());
        assertThat(Duration.ofMillis(work().getRecurrencePeriod())).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    public void shouldRecordWhatSomebodyDidToGitAndThatItIsOver() {
        Origin origin = Origin.create(folder.getRoot().toPath().resolve("deploy.git"));
        origin.set("qa", origin.head("main"));
        GatesFixture.fresh("applications: {shop: {git: {repository: " + origin.folder() + "}, pipeline: {qa: {}}}}\n");
        DeploymentGates.get()
                .engine()
                .recordings()
                .record(
                        GatesFixture.person("ann"),
                        new RecordRequest("shop", "qa", "1.0", List.of(), null, DeploymentStatus.COMPLETED, "", null));
        String deployed = origin.head("qa");
        long before = GatesFixture.read(view -> view.head());
        work().execute(TaskListener.NULL);
        assertThat(events(before)).isEmpty();

        origin.commit("qa", "By hand", Map.of("app.yaml", "by hand\n"));
        work().execute(TaskListener.NULL);
        work().execute(TaskListener.NULL);
        origin.set("qa", deployed);
        work().execute(TaskListener.NULL);

        assertThat(events(before))
                .extracting(event -> event.by() + " " + event.event().type())
                .containsExactly("SYSTEM environment.drifted", "SYSTEM environment.aligned");
    }

    @Test
    public void shouldTakeTheDurationOfThePropertyOrSayThatItCannotBeRead() {
        assertThat(DriftWork.every("1h30m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(logs.getMessages()).isEmpty();
        assertThat(DriftWork.every("soon")).isEqualTo(Duration.ofMinutes(10));
        assertThat(logs.getMessages())
                .containsExactly("The system property io.jenkins.plugins.deploymentgates.jenkins.DriftWork.every says"
                        + " nothing that can be read, so Git is compared every 10m with what was deployed: 'soon' is no"
                        + " duration; valid are for example 30m, 2h, 1h30m, 14d and PT1H30M");
    }
}
