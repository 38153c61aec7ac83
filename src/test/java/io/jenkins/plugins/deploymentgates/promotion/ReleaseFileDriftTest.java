package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.promotion.Drift.State;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

/** What files, branches and tags say, against what was deployed by them. */
public class ReleaseFileDriftTest extends ReleaseFileFixture {
    @Before
    public void promote() {
        files.world().commit("1.4.2");
        files.toQa("1.4.2");
    }

    private Drift qa() {
        return files.world().engine().drifts().look(List.of("shop"), "qa", null).get(0);
    }

    @Test
    public void shouldFindNothingAfterPromotions() {
        assertThat(qa().details()).isEmpty();
        assertThat(qa().state()).isEqualTo(State.ALIGNED);
        assertThat(qa().actual()).isEqualTo(files.world().current("qa").commit());
    }

    @Test
    public void shouldTellOfAFileThatSomebodyEdited() {
        String now = files.file("qa").replace("1.4.2", "1.4.9");
        files.environments().commit("environment/qa", "By hand", Map.of("release.yaml", now));
        Drift drift = qa();
        assertThat(drift.state()).isEqualTo(State.DRIFTED);
        assertThat(drift.details()).containsExactly("environment/qa says version 1.4.9, deployed is 1.4.2");
        assertThat(drift.commits()).extracting(Line.Commit::subject).containsExactly("By hand");
    }

    @Test
    public void shouldTellOfTagsThatMoved() {
        String other = files.api().commit("main", "Later", Map.of("later.txt", "later\n"));
        ReleaseFileWorld.tag(files.api(), "v1.4.2-rc.1", other);
        assertThat(qa().details())
                .singleElement()
                .asString()
                .startsWith(
                        "tag v1.4.2-rc.1 of repository '" + files.api().folder() + "' is at " + other.substring(0, 10));
    }

    @Test
    public void shouldFindNothingWhereTheFileGoesOnSayingThatWorkIsInProgress() {
        files.world().enter("dev", "1.5.0");
        assertThat(files.file("dev")).contains("version: WIP");
        Drift drift = files.world()
                .engine()
                .drifts()
                .look(List.of("shop"), "dev", null)
                .get(0);
        assertThat(drift.details()).isEmpty();
        assertThat(drift.state()).isEqualTo(State.ALIGNED);
    }
}
