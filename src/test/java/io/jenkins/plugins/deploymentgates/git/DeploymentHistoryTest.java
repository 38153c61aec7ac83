package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.gate.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Which commits tell the histories of two deployments apart. */
public class DeploymentHistoryTest {
    /** States from the oldest to the newest, such as {@code core=1 api=2}; each commit is called like its state. */
    private static DeploymentHistory history(String... states) {
        List<DeploymentHistory.State> all = new ArrayList<>();
        for (String state : states) {
            Map<String, DeploymentComponent> components = new LinkedHashMap<>();
            for (String part : state.split(" ")) {
                String[] pair = part.split("=");
                components.put(pair[0], new DeploymentComponent(pair[1], "forge", null, all.size(), 1));
            }
            all.add(new DeploymentHistory.State(new Line.Commit(state, "Ann", Instant.EPOCH, state), components));
        }
        Collections.reverse(all);
        return new DeploymentHistory(all);
    }

    private static List<String> notIn(DeploymentHistory one, DeploymentHistory other) {
        return one.notIn(other).stream().map(Line.Commit::id).toList();
    }

    @Test
    public void shouldFindNothingWhereBothSayTheSame() {
        assertThat(notIn(history("core=1", "core=3"), history("core=2", "core=3")))
                .isEmpty();
        assertThat(notIn(DeploymentHistory.NONE, DeploymentHistory.NONE)).isEmpty();
    }

    @Test
    public void shouldFindWhatTheOneHasMovedOnBy() {
        DeploymentHistory ahead = history("core=1", "core=2", "core=3", "core=4");
        DeploymentHistory behind = history("core=1", "core=2");

        assertThat(notIn(ahead, behind)).containsExactly("core=4", "core=3");
        assertThat(notIn(behind, ahead)).isEmpty();
    }

    @Test
    public void shouldLookAtEachComponentByItself() {
        DeploymentHistory ahead = history("core=1 api=1", "core=1 api=2", "core=2 api=2", "core=2 api=3");
        DeploymentHistory behind = history("core=1 api=1", "core=2 api=1");

        assertThat(notIn(ahead, behind)).containsExactly("core=2 api=3", "core=1 api=2");
        assertThat(notIn(behind, ahead)).isEmpty();
    }

    @Test
    public void shouldFindWhatBothDidSinceTheyHadSomethingInCommon() {
        DeploymentHistory one = history("core=1", "core=2", "core=2-a");
        DeploymentHistory other = history("core=1", "core=1-b", "core=2-b");

        assertThat(notIn(one, other)).containsExactly("core=2-a", "core=2");
        assertThat(notIn(other, one)).containsExactly("core=2-b", "core=1-b");
    }

    @Test
    public void shouldFindAllOfWhatHasNothingInCommon() {
        assertThat(notIn(history("core=1", "core=2"), history("core=8", "core=9")))
                .containsExactly("core=2", "core=1");
        assertThat(notIn(history("core=1", "core=2"), DeploymentHistory.NONE)).containsExactly("core=2", "core=1");
    }

    @Test
    public void shouldFindTheModulesThatCameAndWent() {
        DeploymentHistory more = history("core=1", "core=1 new=1");
        DeploymentHistory less = history("core=1 old=1", "core=1");

        assertThat(notIn(more, less)).containsExactly("core=1 new=1");
        assertThat(notIn(less, more)).isEmpty();
        assertThat(notIn(less, history("core=1 old=1"))).containsExactly("core=1");
    }

    @Test
    public void shouldFindBothSidesAfterAStepBack() {
        DeploymentHistory back = history("core=1", "core=2", "core=1 ");
        DeploymentHistory there = history("core=1", "core=2");

        assertThat(notIn(back, there)).containsExactly("core=1 ");
        assertThat(notIn(there, back)).containsExactly("core=2");
    }
}
