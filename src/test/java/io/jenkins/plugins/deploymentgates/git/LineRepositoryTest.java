package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.gate.Line.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class LineRepositoryTest extends LineFixture {
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
}
