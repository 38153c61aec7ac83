package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FileCommitsTest {
    private static final Signature ANN = Signature.parse("Ann Smith <ann@example.com>");
    private static final Signature BOT = Signature.of("release bot");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private GitProject project;
    private LineRepository repository;
    private String first;

    @Before
    public void open() {
        Path root = folder.getRoot().toPath();
        project = GitProject.bare(root.resolve("deploy.git"));
        first = project.commit("Begin", Map.of("apps/a.yaml", "a: 1\n", "apps/b.yaml", "b: 1\n", "readme", "r\n"));
        project.branch("main", first);
        Clock clock = Clock.fixed(Instant.parse("2026-03-03T10:00:00Z"), ZoneOffset.UTC);
        repository =
                new GitRepositories(root.resolve("git"), clock, System::getenv).open(project.settings(), Access.WRITE);
    }

    @After
    public void close() {
        repository.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String commit(String onto, Map<String, byte[]> changes) {
        return repository.commitFiles(onto, changes, "Change\n", ANN, BOT);
    }

    private void assertRefused(Map<String, byte[]> changes, String message) {
        assertThatThrownBy(() -> commit(first, changes))
                .isInstanceOf(GitException.class)
                .hasMessage(message);
    }

    private String text(String commit, String path) {
        return new String(repository.file(commit, path).orElseThrow(), StandardCharsets.UTF_8);
    }

    @Test
    public void shouldChangeAddAndDeleteFilesAndLeaveTheOthers() throws Exception {
        Map<String, byte[]> changes = new HashMap<>();
        changes.put("apps/a.yaml", bytes("a: 2\n"));
        changes.put("apps/new/c.yaml", bytes("c: 1\n"));
        changes.put("apps/b.yaml", null);
        String made = commit(first, changes);
        assertThat(repository.changedFiles(first, made))
                .containsExactly("M apps/a.yaml", "D apps/b.yaml", "A apps/new/c.yaml");
        assertThat(text(made, "apps/a.yaml")).isEqualTo("a: 2\n");
        assertThat(repository.commits(first, made, 5))
                .containsExactly(new Line.Commit(
                        made, "Ann Smith <ann@example.com>", Instant.parse("2026-03-03T10:00:00Z"), "Change\n"));
        assertThat(project.heads()).isEqualTo(Map.of("main", first));
        assertThat(repository.push(List.of(RefMove.branch("main", first, made))).done())
                .isTrue();
        assertThat(InstalledGit.git(project.folder(), "", "show", "-s", "--format=%cn %ce %P", "main")
                        .text())
                .isEqualTo("release bot release-bot@deployment-gates.invalid " + first + "\n");
        assertThat(InstalledGit.git(project.folder(), "", "fsck", "--strict").code())
                .isZero();
    }

    @Test
    public void shouldBeginAHistory() {
        String made = commit(null, Map.of("a/b", bytes("x")));
        assertThat(repository.files(made, new PathPatterns(List.of("**")))).containsOnlyKeys("a/b");
    }

    @Test
    public void shouldMakeNoCommitThatChangesNothing() {
        assertThat(commit(first, Map.of("apps/a.yaml", bytes("a: 1\n")))).isEqualTo(first);
    }

    @Test
    public void shouldPutAFolderInThePlaceOfAFileThatGoes() {
        Map<String, byte[]> changes = new HashMap<>();
        changes.put("readme", null);
        changes.put("readme/en", bytes("e\n"));
        assertThat(repository.changedFiles(first, commit(first, changes))).containsExactly("D readme", "A readme/en");
    }

    @Test
    public void shouldKeepTheModeOfAFile() throws Exception {
        String executable = tree("100755 blob " + blob("#!/bin/sh\n") + "\trun\n");
        String made = commit(executable, Map.of("run", bytes("#!/bin/bash\n")));
        assertThat(repository.push(List.of(RefMove.branch("x", null, made))).done())
                .isTrue();
        assertThat(InstalledGit.git(project.folder(), "", "ls-tree", "x").text())
                .startsWith("100755 blob ");
    }

    @Test
    public void shouldReadFiles() {
        assertThat(text(first, "readme")).isEqualTo("r\n");
        assertThat(repository.file(first, "none")).isEmpty();
        assertThat(repository.files(first, new PathPatterns(List.of("apps/*.yaml"))))
                .containsOnlyKeys("apps/a.yaml", "apps/b.yaml");
        assertThatThrownBy(() -> repository.file(first, "apps"))
                .isInstanceOf(GitException.class)
                .hasMessage(
                        "'apps' in commit " + first.substring(0, 10) + " is a folder, not a file; put a file there");
        assertThatThrownBy(() -> repository.file(first, ""))
                .isInstanceOf(GitException.class)
                .hasMessage("the path of the file is empty; give one such as apps/shop.yaml");
    }

    @Test
    public void shouldRefuseWhatIsNoFile() throws Exception {
        String odd = tree("120000 blob " + blob("readme") + "\tlink\n" + "160000 commit " + first + "\tsub\n");
        assertThat(repository.files(odd, new PathPatterns(List.of("**")))).isEmpty();
        assertThatThrownBy(() -> commit(odd, Map.of("link", bytes("x"))))
                .isInstanceOf(GitException.class)
                .hasMessage("'link' is a symbolic link, not a file; nothing was written");
        assertThatThrownBy(() -> commit(odd, Map.of("sub", bytes("x"))))
                .isInstanceOf(GitException.class)
                .hasMessage("'sub' is a submodule, not a file; nothing was written");
        assertThatThrownBy(() -> repository.file(odd, "link"))
                .isInstanceOf(GitException.class)
                .hasMessage("'link' in commit " + odd.substring(0, 10)
                        + " is a symbolic link, not a file; put a file there");
    }

    @Test
    public void shouldRefusePathsThatDoNotFit() {
        Map<String, byte[]> missing = new HashMap<>();
        missing.put("none", null);
        assertRefused(missing, "there is no file 'none' that could be deleted");
        assertRefused(Map.of("apps", bytes("x")), "'apps' is a folder, not a file; nothing was written");
        assertRefused(
                Map.of("readme/x", bytes("x")),
                "'readme' is a file, so there can be no 'readme/x'; nothing was written");
        for (String bad : List.of("../x", "/x", "a//b", ".git/config", "")) {
            assertRefused(
                    Map.of(bad, bytes("x")),
                    "'" + bad + "' is no path of a file in a repository; valid is for example apps/shop.yaml");
        }
    }

    @Test
    public void shouldRefuseASignatureWithoutAddress() {
        assertThatThrownBy(() -> Signature.parse("Ann"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "'Ann' is no name with a mail address; valid is for example Deploy Bot <deploy@example.com>");
    }

    private String blob(String content) throws Exception {
        return InstalledGit.git(project.folder(), content, "hash-object", "-w", "--stdin")
                .text()
                .strip();
    }

    private String tree(String entries) throws Exception {
        String tree =
                InstalledGit.git(project.folder(), entries, "mktree").text().strip();
        return InstalledGit.git(
                        project.folder(),
                        "",
                        "-c",
                        "user.name=Ann",
                        "-c",
                        "user.email=ann@example.com",
                        "commit-tree",
                        "-m",
                        "Odd",
                        tree)
                .text()
                .strip();
    }
}
