package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.gate.Line.Relation;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LineRepositoryTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path cache;
    private GitProject project;
    private LineRepository repository;
    private String first;
    private String second;
    private String third;

    @Before
    public void makeALine() {
        cache = folder.getRoot().toPath().resolve("ledger/git");
        project = GitProject.bare(folder.getRoot().toPath().resolve("deploy.git"));
        first = project.commit("Begin", Map.of("app.yaml", "a: 1\n", "variants/qa/q.yaml", "q\n"));
        second = project.commit("SHOP-1: second\n\nwith a body\n", Map.of("app.yaml", "a: 2\n"), first);
        third = project.commit("Third", Map.of("b/c.yaml", "c\n", "app.yaml", ""), second);
        project.branch("main", third);
        project.branch("qa", second);
        project.branch("prod", first);
        open(Access.WRITE);
    }

    @After
    public void close() {
        repository.close();
    }

    @Test
    public void shouldResolveWhatUsersOfGitWrite() throws IOException {
        project.tag("v1", second);
        assertThat(repository.revision("main~1")).isEqualTo(second);
        assertThat(repository.revision("main~")).isEqualTo(second);
        assertThat(repository.revision("main~2")).isEqualTo(first);
        assertThat(repository.revision("main^^")).isEqualTo(first);
        assertThat(repository.revision("main^~1")).isEqualTo(first);
        assertThat(repository.revision("main^0")).isEqualTo(third);
        assertThat(repository.revision("refs/heads/qa")).isEqualTo(second);
        assertThat(repository.revision("origin/qa^")).isEqualTo(first);
        assertThat(repository.revision("v1^{commit}")).isEqualTo(second);
        assertThat(repository.revision("refs/tags/v1~1")).isEqualTo(first);
        assertThat(repository.revision(third.substring(0, 7) + "~2")).isEqualTo(first);
        assertThatThrownBy(() -> repository.revision("HEAD~1"))
                .isInstanceOf(UnknownRefException.class)
                .hasMessage("HEAD of repository '" + project.settings().repository()
                        + "' names no branch that is there; name one of its branches main, prod, qa");
        Files.writeString(folder.getRoot().toPath().resolve("deploy.git/HEAD"), "ref: refs/heads/main\n");
        assertThat(repository.revision("HEAD")).isEqualTo(third);
        assertThat(repository.revision("@^")).isEqualTo(second);
        assertThat(repository.branch("HEAD")).contains("main");
        assertThat(repository.branch("refs/heads/qa")).contains("qa");
        assertThat(repository.branch("main~1")).isEmpty();
    }

    @Test
    public void shouldSayWhatOfARevisionThereIsNot() {
        String where = "repository '" + project.settings().repository() + "' has no ";
        assertThatThrownBy(() -> repository.revision("main~3"))
                .isInstanceOf(UnknownRefException.class)
                .hasMessage(where + "commit 'main~3': the first commit is 'main~2'");
        assertThatThrownBy(() -> repository.revision("prod^"))
                .isInstanceOf(UnknownRefException.class)
                .hasMessage(where + "commit 'prod^': 'prod' has no parent");
        assertThatThrownBy(() -> repository.revision("main^2"))
                .isInstanceOf(UnknownRefException.class)
                .hasMessage(where + "commit 'main^2': 'main' has 1 parent");
        for (String text : List.of("mian~1", "main@{1}", "main^{tree}", "~1", "refs/tags/v9")) {
            assertThatThrownBy(() -> repository.revision(text))
                    .isInstanceOf(UnknownRefException.class)
                    .hasMessage(where + "branch, tag or commit '" + text + "'; its branches are main, prod, qa");
        }
    }

    private void open(Access access) {
        if (repository != null) {
            repository.close();
        }
        repository = repositories().open(project.settings(), access);
    }

    private GitRepositories repositories() {
        Clock clock = Clock.fixed(Instant.parse("2026-03-03T10:00:00Z"), ZoneOffset.UTC);
        return new GitRepositories(cache, clock, System::getenv);
    }

    @Test
    public void shouldListHeadsSorted() {
        assertThat(repository.heads())
                .containsExactly(Map.entry("main", third), Map.entry("prod", first), Map.entry("qa", second));
        assertThat(repository.refs(List.of("refs/heads/qa", "refs/heads/none")))
                .isEqualTo(Map.of("refs/heads/qa", second));
    }

    @Test
    public void shouldSeeHeadsMoveWhileOpen() {
        repository.heads();
        project.branch("prod", second);
        assertThat(repository.head("prod")).isEqualTo(second);
    }

    @Test
    public void shouldResolveBranchesTagsAndIds() {
        project.tag("v1", first);
        project.annotatedTag("v2", second);
        assertThat(repository.resolve("qa")).isEqualTo(second);
        assertThat(repository.resolve("v1")).isEqualTo(first);
        assertThat(repository.resolve("v2")).isEqualTo(second);
        assertThat(repository.resolve(third)).isEqualTo(third);
        assertThat(repository.resolve(third.substring(0, 8))).isEqualTo(third);
    }

    @Test
    public void shouldTellTheTagOnlyWhenThereIsOne() {
        assertThat(repository.tagAt(second)).isEmpty();
        project.annotatedTag("v2", second);
        assertThat(repository.tagAt(second)).contains("v2");
        project.tag("also-v2", second);
        assertThat(repository.tagAt(second)).isEmpty();
    }

    @Test
    public void shouldTellHowACommitStandsToABranch() {
        Line line = repository.line("prod", null, "main", third);
        assertThat(line.relation()).isEqualTo(Relation.AHEAD);
        assertThat(line.base()).isEqualTo(first);
        assertThat(line.targetHead()).isEqualTo(first);
        assertThat(line.incoming()).extracting(Line.Commit::id).containsExactly(third, second);
        assertThat(line.incoming().get(1))
                .isEqualTo(new Line.Commit(
                        second,
                        "Ann <ann@example.com>",
                        Instant.parse("2026-03-02T08:02:00Z"),
                        "SHOP-1: second\n\nwith a body\n"));
        assertThat(line.branches()).containsExactly("main");
        assertThat(repository.line("prod", null, "main", second).branches()).containsExactly("main", "qa");
        assertThat(repository.line("qa", null, "qa", second).relation()).isEqualTo(Relation.SAME);
        assertThat(repository.line("main", null, "qa", second).relation()).isEqualTo(Relation.BEHIND);
        assertThat(repository.line("new", null, "qa", second).relation()).isEqualTo(Relation.NEW);
        assertThat(repository.line("new", null, "qa", second).incoming()).hasSize(2);
    }

    @Test
    public void shouldMeasureFromWhereABranchLeftTheLine() {
        String aside = project.commit("Aside", Map.of("x", "x\n"), first);
        project.branch("prod", aside);
        assertThat(repository.line("prod", null, "main", third).relation()).isEqualTo(Relation.DIVERGED);
        Line line = repository.line("prod", first, "main", third);
        assertThat(line.relation()).isEqualTo(Relation.AHEAD);
        assertThat(line.base()).isEqualTo(first);
        assertThat(line.targetHead()).isEqualTo(aside);
    }

    @Test
    public void shouldListCommitsUpToALimit() {
        assertThat(repository.commits(first, third, 10))
                .extracting(Line.Commit::subject)
                .containsExactly("Third", "SHOP-1: second");
        assertThat(repository.commits(null, third, 1))
                .extracting(Line.Commit::id)
                .containsExactly(third);
    }

    @Test
    public void shouldListChangedFiles() {
        assertThat(repository.changedFiles(first, third)).containsExactly("D app.yaml", "A b/c.yaml");
        assertThat(repository.changedFiles(first, second)).containsExactly("M app.yaml");
    }

    @Test
    public void shouldLeaveEnvironmentPathsOutOfTheSharedTree() {
        List<String> patterns = List.of("variants/{environment}/**");
        String changed = project.commit("qa only", Map.of("variants/qa/q.yaml", "other\n"), third);
        assertThat(repository.sharedTree(changed, patterns)).isEqualTo(repository.sharedTree(third, patterns));
        assertThat(repository.sharedTree(changed, List.of())).isNotEqualTo(repository.sharedTree(third, List.of()));
        assertThat(repository.sharedTree(second, patterns)).isNotEqualTo(repository.sharedTree(third, patterns));
    }

    @Test
    public void shouldFastForward() {
        PushResult result = repository.push(List.of(RefMove.branch("prod", first, second)));
        assertThat(result.done()).isTrue();
        assertThat(project.heads()).containsEntry("prod", second);
        assertThat(cache).doesNotExist();
    }

    @Test
    public void shouldMoveBackCreateAndDeleteAtOnce() {
        PushResult result = repository.push(List.of(
                RefMove.branch("main", third, first),
                RefMove.branch("hotfix/x", null, first),
                RefMove.branch("qa", second, null)));
        assertThat(result.done()).as(result.detail()).isTrue();
        assertThat(project.heads()).isEqualTo(Map.of("main", first, "hotfix/x", first, "prod", first));
    }

    @Test
    public void shouldMoveNothingWhenOneOfSeveralMoved() {
        PushResult result =
                repository.push(List.of(RefMove.branch("prod", first, second), RefMove.branch("qa", first, third)));
        assertThat(result)
                .isEqualTo(new PushResult(
                        Outcome.OVERTAKEN,
                        "qa of repository '" + project.folder() + "' moved under the promotion: expected "
                                + first.substring(0, 10) + ", found " + second.substring(0, 10)
                                + "; nothing was changed"));
        assertThat(project.heads()).isEqualTo(Map.of("main", third, "prod", first, "qa", second));
    }

    @Test
    public void shouldRefuseAFastForwardFromWhereTheBranchIsNotAnyMore() {
        project.branch("prod", second);
        PushResult result = repository.push(List.of(RefMove.branch("prod", first, third)));
        assertThat(result.outcome()).isEqualTo(Outcome.OVERTAKEN);
        assertThat(project.heads()).containsEntry("prod", second);
    }

    @Test
    public void shouldSayWhatAHookSays() {
        project.hook("pre-receive", "echo 'prod is closed on Fridays' >&2; exit 1");
        PushResult result = repository.push(List.of(RefMove.branch("prod", first, second)));
        assertThat(result)
                .isEqualTo(new PushResult(
                        Outcome.REJECTED,
                        "repository '" + project.folder() + "' refused to move prod (pre-receive hook declined);"
                                + " nothing was changed. It says: prod is closed on Fridays"));
        assertThat(project.heads()).containsEntry("prod", first);
    }

    @Test
    public void shouldMoveNothingWhenAHookProtectsOneBranch() {
        project.hook("update", "case $1 in refs/heads/prod) echo 'prod is protected' >&2; exit 1;; esac");
        PushResult result =
                repository.push(List.of(RefMove.branch("prod", first, second), RefMove.branch("qa", second, third)));
        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.detail()).contains("prod (hook declined)", "It says: prod is protected");
        assertThat(project.heads()).isEqualTo(Map.of("main", third, "prod", first, "qa", second));
    }

    @Test
    public void shouldRefuseSeveralBranchesWhenTheRepositoryCannotMoveThemAtOnce() {
        project.config("receive", "advertiseAtomic", "false");
        assertThat(repository.push(
                        List.of(RefMove.branch("prod", first, second), RefMove.branch("main", third, first))))
                .isEqualTo(new PushResult(
                        Outcome.REJECTED,
                        "repository '" + project.folder() + "' cannot move several branches at once (no atomic push),"
                                + " so none of prod, main was moved"));
        assertThat(repository
                        .push(List.of(RefMove.branch("prod", first, second)))
                        .done())
                .isTrue();
    }

    @Test
    public void shouldSayThatABranchStaysLocked() throws IOException {
        Files.createFile(project.folder().resolve("refs/heads/prod.lock"));
        PushResult result = repository.push(List.of(RefMove.branch("prod", first, second)));
        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.detail())
                .startsWith("repository '" + project.folder()
                        + "' refused to move prod (failed to update ref); nothing was changed. It says: error:")
                .contains("prod.lock': File exists");
        assertThat(project.heads()).containsEntry("prod", first);
    }

    @Test
    public void shouldBeDoneWhenAnotherPushOfTheSameArrivedFirst() {
        project.hook(
                "pre-receive",
                "unset GIT_QUARANTINE_PATH; git update-ref refs/heads/prod " + second + "; cat > /dev/null");
        PushResult result = repository.push(List.of(RefMove.branch("prod", first, second)));
        assertThat(result.outcome()).isEqualTo(Outcome.DONE);
        assertThat(project.heads()).containsEntry("prod", second);
    }

    @Test
    public void shouldBeOvertakenWhenAnotherPushArrivedWhileThisOneWasUnderWay() {
        project.hook(
                "pre-receive",
                "unset GIT_QUARANTINE_PATH; git update-ref refs/heads/prod " + third + "; cat > /dev/null");
        PushResult result = repository.push(List.of(RefMove.branch("prod", first, second)));
        assertThat(result)
                .isEqualTo(new PushResult(
                        Outcome.OVERTAKEN,
                        "prod of repository '" + project.folder() + "' moved under the promotion: expected "
                                + first.substring(0, 10) + ", found " + third.substring(0, 10)
                                + "; nothing was changed"));
        assertThat(project.heads()).containsEntry("prod", third);
    }

    @Test
    public void shouldHonourReceiveSettings() {
        project.config("receive", "denyNonFastForwards", "true");
        PushResult result = repository.push(List.of(RefMove.branch("qa", second, first)));
        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.detail())
                .startsWith("repository '" + project.folder() + "' refused to move qa (non-fast-forward);"
                        + " nothing was changed. It says: error: denying non-fast-forward refs/heads/qa");
    }

    @Test
    public void shouldPushWithoutAnInstalledGit() {
        try (LineRepository alone =
                new GitRepositories(cache, Clock.systemUTC(), name -> null).open(project.settings(), Access.WRITE)) {
            PushResult result =
                    alone.push(List.of(RefMove.branch("prod", first, second), RefMove.branch("qa", second, third)));
            assertThat(result.done()).as(result.detail()).isTrue();
        }
        assertThat(project.heads()).isEqualTo(Map.of("main", third, "prod", second, "qa", third));
    }

    @Test
    public void shouldCherryPickOneCommitAndPushIt() {
        String picked = repository.cherryPick(null, second, first, "carol");
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
        assertThat(repository.samePatch(second, first, picked)).contains(picked);
    }

    @Test
    public void shouldLeaveNothingBehindAfterReading() throws IOException {
        open(Access.READ);
        String picked = repository.cherryPick(null, second, first, "carol");
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
        String picked = repository.cherryPick(null, third, second, "carol");
        open(Access.WRITE);
        assertThat(repository
                        .push(List.of(RefMove.branch("prod", first, picked)))
                        .done())
                .isTrue();
    }

    @Test
    public void shouldRefuseToPickWhatIsThere() {
        assertThatThrownBy(() -> repository.cherryPick(null, second, third, "carol"))
                .isInstanceOf(GitConflictException.class);
        assertThatThrownBy(() -> repository.cherryPick(null, second, second, "carol"))
                .isInstanceOf(GitException.class)
                .hasMessage("commit " + second.substring(0, 10) + " changes nothing on top of "
                        + second.substring(0, 10) + ": its change is there already");
    }

    @Test
    public void shouldRebaseAndSkipWhatIsThere() {
        String fix = project.commit("Fix", Map.of("fix.yaml", "fix\n"), first);
        String sameFix = project.commit("The same fix on main", Map.of("fix.yaml", "fix\n"), third);
        String last = project.commit("Last", Map.of("last.yaml", "last\n"), sameFix);
        Rebased rebased = repository.rebase(first, last, fix, "carol");
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
        String pick = repository.cherryPick(null, fourth, first, "carol");
        String again = repository.rebase(first, fourth, pick, "carol").tip();
        assertThat(repository.sharedTree(again, List.of())).isEqualTo(repository.sharedTree(fourth, List.of()));
        Rebased rebased = repository.rebase(pick, fourth, pick, "carol");
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
        Rebased rebased = repository.rebase(first, merge, fix, "carol");
        assertThat(rebased.newIds().keySet()).containsExactlyInAnyOrder(second, third, side);
        assertThat(repository.changedFiles(merge, rebased.tip())).containsExactly("A fix.yaml");
    }

    @Test
    public void shouldListConflictsByFile() {
        String fix = project.commit("Fix", Map.of("app.yaml", "a: 7\n"), first);
        assertThatThrownBy(() -> repository.rebase(first, third, fix, "carol"))
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
