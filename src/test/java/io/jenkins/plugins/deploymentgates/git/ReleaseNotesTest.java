package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.FolderSet;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ReleaseNotesTest {
    private static final FolderSet FOLDERS = FolderSet.of(List.of("apps"));
    private static final String LINK = "https://git.example.com/shop/commit/{commit}";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private GitProject project;
    private LineRepository source;
    private final List<String> commits = new ArrayList<>();

    @Before
    public void open() {
        project = GitProject.bare(folder.getRoot().toPath().resolve("source.git"));
        source = new GitRepositories(folder.getRoot().toPath().resolve("git")).open(project.settings(), Access.READ);
        commit("Begin");
    }

    @After
    public void close() {
        source.close();
    }

    private String commit(String message) {
        String parent = commits.isEmpty() ? null : commits.get(commits.size() - 1);
        Map<String, String> change = Map.of("apps/n", commits.size() + "\n");
        commits.add(parent == null ? project.commit(message, change) : project.commit(message, change, parent));
        project.branch("main", commits.get(commits.size() - 1));
        return commits.get(commits.size() - 1);
    }

    private String id(int commit) {
        return commits.get(commit).substring(0, 10);
    }

    private String head(String title) {
        return title + "\n\nSource: " + project.folder() + " at " + id(commits.size() - 1) + "\nFolders: apps\n";
    }

    @Test
    public void shouldTellFactsInTheirOrderAndLinkCommits() {
        String second = commit("SHOP-2: second\n\nThe body names SHOP-9 and SHOP-2");
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Promotion", "7");
        facts.put("Environment", "prod");
        String text = new ReleaseNotes("Promote shop 1.4 to prod", facts, LINK, "[A-Z]+-[0-9]+")
                .text(source, second, commits.get(0), FOLDERS);
        assertThat(text)
                .isEqualTo("Promote shop 1.4 to prod\n\nPromotion: 7\nEnvironment: prod\nSource: " + project.folder()
                        + " at " + id(1) + "\nFolders: apps\n\nCommits since " + id(0) + ":\n- " + id(1)
                        + " SHOP-2: second (Ann)\n  https://git.example.com/shop/commit/" + second
                        + "\n\nWork items: SHOP-2, SHOP-9\n");
    }

    @Test
    public void shouldTellWorkItemsThatOnlyPullRequestsName() {
        String second = commit("SHOP-2: second");

        assertThat(new ReleaseNotes(
                                "Promote shop 1.4 to prod",
                                Map.of(),
                                null,
                                "[A-Z]+-[0-9]+",
                                null,
                                List.of("SHOP-7: carts", "feature/SHOP-2-again"),
                                "GitHub does not answer")
                        .text(source, second, commits.get(0), FOLDERS))
                .endsWith(
                        "\n\nWork items: SHOP-2, SHOP-7\n\nNot every work item of pull requests is told: GitHub does not"
                                + " answer\n");
    }

    @Test
    public void shouldLinkWorkItemsWhereThatIsConfigured() {
        String second = commit("SHOP-2: second");

        assertThat(new ReleaseNotes(
                                "Promote shop 1.4 to prod",
                                Map.of(),
                                null,
                                "[A-Z]+-[0-9]+",
                                "https://jira.example.com/browse/{ticket}")
                        .text(source, second, commits.get(0), FOLDERS))
                .endsWith("\n\nWork items:\n- SHOP-2 https://jira.example.com/browse/SHOP-2\n");
    }

    @Test
    public void shouldCountLinkedWorkItemsBeyondTheLimit() {
        for (int i = 1; i <= ReleaseNotes.MAX_LINKED_TICKETS + 12; i++) {
            commit("T-" + i + " change");
        }
        String text = new ReleaseNotes(
                        "Promote", Map.of(), null, "T-[0-9]+", "https://jira.example.com/browse/{ticket}")
                .text(source, commits.get(62), commits.get(0), FOLDERS);
        assertThat(text)
                .contains("\n\nWork items (62):\n- T-62 https://jira.example.com/browse/T-62\n- T-61 ")
                .endsWith("\n- T-13 https://jira.example.com/browse/T-13\n... and 12 more\n");
    }

    @Test
    public void shouldCountCommitsBeyondTheLimitAndNameTheirEnds() {
        for (int i = 1; i <= ReleaseNotes.MAX_COMMITS + 37; i++) {
            commit("T-" + i + " change");
        }
        String text = new ReleaseNotes("Promote", Map.of(), null, "T-[0-9]+")
                .text(source, commits.get(87), commits.get(0), FOLDERS);
        assertThat(text)
                .startsWith(
                        head("Promote") + "\nCommits since " + id(0) + " (87):\n- " + id(87) + " T-87 change (Ann)\n")
                .contains("\n- " + id(38) + " T-38 change (Ann)\n... and 37 more, from " + id(1) + " to " + id(37)
                        + "\n\nWork items: T-87, T-86, ")
                .endsWith(", T-2, T-1\n");
        assertThat(text.lines().filter(line -> line.startsWith("- "))).hasSize(ReleaseNotes.MAX_COMMITS);
    }

    @Test
    public void shouldNameASingleCommitBeyondTheLimit() {
        for (int i = 1; i <= ReleaseNotes.MAX_COMMITS + 1; i++) {
            commit("Change " + i);
        }
        assertThat(new ReleaseNotes("Promote", Map.of(), null, null)
                        .text(source, commits.get(51), commits.get(0), FOLDERS))
                .endsWith(" Change 2 (Ann)\n... and 1 more, " + id(1) + "\n");
    }

    @Test
    public void shouldCountWorkItemsBeyondTheLimit() {
        StringBuilder many = new StringBuilder("Many\n\n");
        for (int i = 1; i <= ReleaseNotes.MAX_TICKETS + 12; i++) {
            many.append("T-").append(i).append(' ');
        }
        commit(many.toString());
        assertThat(new ReleaseNotes("Promote", Map.of(), null, "T-[0-9]+|x*")
                        .text(source, commits.get(1), commits.get(0), FOLDERS))
                .endsWith(", T-99, T-100, and 12 more\n");
    }

    @Test
    public void shouldKeepTextsToALine() {
        commit("x".repeat(300) + "\n\nbody");
        commit("Hidden\u202e\u0007bell");
        assertThat(new ReleaseNotes("Promote\nDeployment-Gates-Source: x", Map.of("A\nB", "c\r\nd"), null, null)
                        .text(source, commits.get(2), commits.get(0), FOLDERS))
                .isEqualTo("Promote Deployment-Gates-Source: x\n\nA B: c d\nSource: " + project.folder() + " at "
                        + id(2) + "\nFolders: apps\n\nCommits since " + id(0) + " (2):\n- " + id(2)
                        + " Hidden bell (Ann)\n- " + id(1) + " " + "x".repeat(200) + "... (Ann)\n");
    }

    @Test
    public void shouldTellWhenThereIsNothingToBeginFrom() {
        ReleaseNotes notes = new ReleaseNotes("Promote", Map.of(), null, null);
        assertThat(notes.text(source, commits.get(0), null, FOLDERS))
                .isEqualTo(head("Promote") + "\nNo promotion of these folders before; the commit is:\n- " + id(0)
                        + " Begin (Ann)\n");
        assertThat(notes.text(source, commits.get(0), "0123456789".repeat(4), FOLDERS))
                .isEqualTo(head("Promote") + "\nThe promotion before was of 0123456789, which the source does not have"
                        + " any more; the commit is:\n- " + id(0) + " Begin (Ann)\n");
        assertThat(notes.text(source, commits.get(0), commits.get(0), FOLDERS))
                .isEqualTo(head("Promote") + "\nNo commits since " + id(0) + ", which the promotion before was of\n");
    }

    @Test
    public void shouldRefuseWhatGivesNoNotes() {
        refused(
                "the release notes have no title; give one such as Promote shop 1.4 to prod",
                () -> new ReleaseNotes(" \n", Map.of(), null, null));
        refused(
                "the link of commits 'https://git.example.com' does not say where the commit's id goes; write {commit}"
                        + " there",
                () -> new ReleaseNotes("Promote", Map.of(), "https://git.example.com", null));
        refused(
                "the pattern of work items '[A-Z' is no regular expression: Unclosed character class near position 4",
                () -> new ReleaseNotes("Promote", Map.of(), null, "[A-Z"));
    }

    private static void refused(String message, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }
}
