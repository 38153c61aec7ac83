package io.jenkins.plugins.deploymentgates.promotion;

import static io.jenkins.plugins.deploymentgates.promotion.DeploymentFilesWorld.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.promotion.Drift.State;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

/** What deployment files say, against what was deployed from them. */
public class DeploymentFilesDriftTest extends DeploymentFilesFixture {
    @Before
    public void deliver() {
        files.dev("1.1", "api", "2.1", "web", "3.1");
        files.on("qa");
    }

    private Drift qa() {
        return files.world().engine().drifts().look(List.of("shop"), "qa", null).get(0);
    }

    @Test
    public void shouldFindNothingWhileOtherFilesChange() {
        assertThat(qa().details()).isEmpty();
        files.write("Build", Map.of("deployments/dev.yaml", file("development", "1.2", "api", "2.1", "web", "3.1")));
        assertThat(qa().details()).isEmpty();
        assertThat(qa().state()).isEqualTo(State.ALIGNED);
    }

    @Test
    public void shouldTellWhatInTheFileIsAnotherAndByWhom() {
        files.write("By hand", Map.of("deployments/qa.yaml", file("test", "1.1", "api", "2.2", "web", "3.1")));
        Drift drift = qa();
        assertThat(drift.state()).isEqualTo(State.DRIFTED);
        assertThat(drift.actual()).isEqualTo(files.world().origin().head("main"));
        assertThat(drift.details()).hasSize(2);
        assertThat(drift.details().get(0)).isEqualTo("api 2.1 -> 2.2");
        assertThat(drift.details().get(1))
                .contains(" by Ann <ann@example.com> at ")
                .endsWith(": By hand");
        assertThat(drift.commits()).extracting(Line.Commit::subject).containsExactly("By hand");
    }

    @Test
    public void shouldTellOfAFileThatIsGone() {
        String deployed = files.world().current("qa").commit();
        files.write("Gone", Map.of("deployments/qa.yaml", ""));
        assertThat(qa().details())
                .containsExactly("there is no deployment 'qa' any more; 1.1 was deployed from it at "
                        + deployed.substring(0, 10));
    }
}
