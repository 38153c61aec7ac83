package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class PicksTest extends LineFixture {
    @Test
    public void shouldCherryPickOneCommitAndPushIt() {
        String picked = repository.picks().cherryPick(null, second, first, "carol");
        assertThat(cache).exists();
        List<Line.Commit> commits = repository.commits(first, picked, 9);
        assertThat(commits).hasSize(1);
        assertThat(commits.get(0).author()).isEqualTo("Ann <ann@example.com>");
        assertThat(commits.get(0).message())
                .isEqualTo("SHOP-1: second\n\nwith a body\n\n(cherry picked from commit " + second + ")\n");
        assertThat(repository
                        .push(List.of(RefMove.branch("prod", first, picked)))
                        .done())
                .isTrue();
        assertThat(project.heads()).containsEntry("prod", picked);
        assertThat(repository.picks().samePatch(second, first, picked)).contains(picked);
    }

    @Test
    public void shouldLeaveNothingBehindAfterReading() throws IOException {
        open(Access.READ);
        String picked = repository.picks().cherryPick(null, second, first, "carol");
        assertThat(repository.isAncestor(first, picked)).isTrue();
        open(Access.READ);
        assertThat(cache).doesNotExist();
        assertThatThrownBy(() -> repository.sharedTree(picked, List.of()))
                .isInstanceOf(GitException.class)
                .hasMessage("repository '" + project.folder() + "' has no commit " + picked
                        + "; it may have been removed there, or never pushed");
        assertThat(Files.exists(cache)).isFalse();
    }

    @Test
    public void shouldFindPickedCommitsAgainInAnotherProcess() {
        String picked = repository.picks().cherryPick(null, third, second, "carol");
        open(Access.WRITE);
        assertThat(repository
                        .push(List.of(RefMove.branch("prod", first, picked)))
                        .done())
                .isTrue();
    }

    @Test
    public void shouldRefuseToPickWhatIsThere() {
        assertThatThrownBy(() -> repository.picks().cherryPick(null, second, third, "carol"))
                .isInstanceOf(GitConflictException.class);
        assertThatThrownBy(() -> repository.picks().cherryPick(null, second, second, "carol"))
                .isInstanceOf(GitException.class)
                .hasMessage("commit " + second.substring(0, 10) + " changes nothing on top of "
                        + second.substring(0, 10) + ": its change is there already");
    }

    @Test
    public void shouldRebaseAndSkipWhatIsThere() {
        String fix = project.commit("Fix", Map.of("fix.yaml", "fix\n"), first);
        String sameFix = project.commit("The same fix on main", Map.of("fix.yaml", "fix\n"), third);
        String last = project.commit("Last", Map.of("last.yaml", "last\n"), sameFix);
        Rebased rebased = repository.picks().rebase(first, last, fix, "carol");
        assertThat(rebased.newIds().keySet()).containsExactly(second, third, sameFix, last);
        assertThat(rebased.newIds()).containsEntry(sameFix, fix).containsEntry(last, rebased.tip());
        assertThat(repository.commits(fix, rebased.tip(), 9))
                .extracting(Line.Commit::subject)
                .containsExactly("Last", "Third", "SHOP-1: second");
        assertThat(repository.sharedTree(rebased.tip(), List.of())).isEqualTo(repository.sharedTree(last, List.of()));
    }

    @Test
    public void shouldRebaseOntoAFixThatIsOffTheLine() {
        String fourth = project.commit("Fourth", Map.of("d.yaml", "d\n"), third);
        String pick = repository.picks().cherryPick(null, fourth, first, "carol");
        String again = repository.picks().rebase(first, fourth, pick, "carol").tip();
        assertThat(repository.sharedTree(again, List.of())).isEqualTo(repository.sharedTree(fourth, List.of()));
        Rebased rebased = repository.picks().rebase(pick, fourth, pick, "carol");
        assertThat(rebased.newIds().keySet()).containsExactly(second, third, fourth);
        assertThat(rebased.newIds()).containsEntry(fourth, pick);
        assertThat(repository.commits(pick, rebased.tip(), 9))
                .extracting(Line.Commit::subject)
                .containsExactly("Third", "SHOP-1: second");
    }

    @Test
    public void shouldFlattenMergesWhenRebasing() {
        String side = project.commit("Side", Map.of("side.yaml", "s\n"), second);
        String merge = project.commit("Merge", Map.of("side.yaml", "s\n"), third, side);
        String fix = project.commit("Fix", Map.of("fix.yaml", "fix\n"), first);
        Rebased rebased = repository.picks().rebase(first, merge, fix, "carol");
        assertThat(rebased.newIds().keySet()).containsExactlyInAnyOrder(second, third, side);
        assertThat(repository.changedFiles(merge, rebased.tip())).containsExactly("A fix.yaml");
    }

    @Test
    public void shouldListConflictsByFile() {
        String fix = project.commit("Fix", Map.of("app.yaml", "a: 7\n"), first);
        assertThatThrownBy(() -> repository.picks().rebase(first, third, fix, "carol"))
                .isInstanceOfSatisfying(GitConflictException.class, conflict -> {
                    assertThat(conflict.commit()).isEqualTo(second);
                    assertThat(conflict.subject()).isEqualTo("SHOP-1: second");
                    assertThat(conflict.files()).containsExactly("app.yaml");
                })
                .hasMessage("commit " + second.substring(0, 10) + " (SHOP-1: second) conflicts with "
                        + fix.substring(0, 10) + " in app.yaml; nothing was changed. Apply it by hand on a branch from "
                        + fix.substring(0, 10) + ", resolve these files, and promote the result");
        assertThat(project.heads()).isEqualTo(Map.of("main", third, "prod", first, "qa", second));
    }
}
