package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.FolderSet;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FolderRefusalTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private TreeProject from;
    private TreeProject to;
    private LineRepository source;
    private LineRepository target;
    private String head;

    @Before
    public void makeRepositories() {
        from = TreeProject.bare(folder.getRoot().toPath().resolve("source.git"))
                .file("apps/web.yaml", "a: 1\n")
                .file("infra/base/net.yaml", "net: 1\n");
        to = TreeProject.bare(folder.getRoot().toPath().resolve("target.git"));
        head = to.file("apps/web.yaml", "a: 0\n")
                .file("cluster/nodes.yaml", "nodes: 3\n")
                .commit("prod", "Set up");
        GitRepositories repositories = new GitRepositories(
                folder.getRoot().toPath().resolve("ledger/git"),
                Clock.fixed(Instant.parse("2026-03-03T10:00:00Z"), ZoneOffset.UTC),
                System::getenv);
        source = repositories.open(from.settings(), Access.READ);
        target = repositories.open(to.settings(), Access.READ);
    }

    @After
    public void close() {
        source.close();
        target.close();
    }

    private static FolderCopy copy(boolean allowRemoval, String... folders) {
        ReleaseNotes notes = new ReleaseNotes("Promote", Map.of(), null, null);
        return new FolderCopy(
                FolderSet.of(List.of(folders)), allowRemoval, notes, Signature.of("ann"), Signature.of("ann"));
    }

    private void refused(String message, String commit, String onto, FolderCopy copy) {
        assertThatThrownBy(() -> target.folders().copy(source, commit, copy, onto))
                .isInstanceOf(GitException.class)
                .hasMessage(message);
        assertThat(to.project().heads()).containsValue(head);
    }

    private void refused(String message, String... folders) {
        refused(message, from.commit("main", "Begin"), head, copy(false, folders));
    }

    private String there() {
        return " at commit " + from.project().heads().get("main").substring(0, 10) + " of repository '" + from.folder()
                + "'";
    }

    @Test
    public void shouldRefuseToRemoveAWholeFolder() {
        from.remove("apps").commit("main", "Begin");
        String commit = from.project().heads().get("main");
        refused(
                "folder 'apps' is not there" + there() + ", so all of it would be removed from repository '"
                        + to.folder()
                        + "'; correct the folders, or allow that whole folders are removed with git.folders.removable",
                commit,
                head,
                copy(false, "apps", "infra"));
    }

    @Test
    public void shouldRefuseAFolderThatIsNowhere() {
        String commit = from.commit("main", "Begin");
        refused(
                "folder 'aps' is not there" + there() + ", nor in repository '" + to.folder()
                        + "'; correct the folders, or allow that whole folders are removed with git.folders.removable",
                commit,
                head,
                copy(false, "aps"));
        refused(
                "there is nothing to copy: commit " + commit.substring(0, 10) + " of repository '" + from.folder()
                        + "' has none of the folders aps and other/x",
                commit,
                null,
                copy(true, "aps", "other/x"));
    }

    @Test
    public void shouldRefuseAFileInsteadOfAFolder() {
        String commit = from.file("tools/run", "#!/bin/sh\n")
                .link("latest", "apps")
                .submodule("lib", "5d1f0a3c5d1f0a3c5d1f0a3c5d1f0a3c5d1f0a3c")
                .commit("main", "Begin");
        String rest = there() + "; only folders are copied, so name one that holds what is to be copied";
        refused("'tools/run' is a file" + rest, commit, head, copy(false, "tools/run"));
        refused("'tools/run' is a file" + rest, commit, head, copy(false, "tools/run/fast"));
        refused("'latest' is a symbolic link" + rest, commit, head, copy(false, "latest"));
        refused("'lib' is a submodule" + rest, commit, head, copy(false, "lib"));
    }

    @Test
    public void shouldRefuseToReplaceAFileOfTheTarget() {
        head = to.file("infra", "a file\n").commit("prod", "In the way");
        refused(
                "'infra' is a file at commit " + head.substring(0, 10) + " of repository '" + to.folder()
                        + "', where the folder 'infra/base' is to go; move it away there",
                "infra/base");
    }

    @Test
    public void shouldRefuseNamesThatDifferByCaseOnly() {
        from.file("apps/shop/Web.yaml", "1\n").file("apps/shop/web.yaml", "2\n");
        refused(
                "'apps/shop/Web.yaml' and 'apps/shop/web.yaml' of repository '" + from.folder()
                        + "' differ by upper and lower case only, which is one file on Windows and macOS; rename one of"
                        + " them",
                "apps");
    }

    @Test
    public void shouldRefuseFoldersThatDifferByCaseOnly() {
        from.file("apps/shop/a.yaml", "1\n").file("apps/Shop/b.yaml", "2\n");
        refused(
                "'apps/Shop' and 'apps/shop' of repository '" + from.folder()
                        + "' differ by upper and lower case only, which is one file on Windows and macOS; rename one of"
                        + " them",
                "apps");
    }

    @Test
    public void shouldRefuseAFolderThatClashesWithTheRest() {
        head = to.file("Infra/Prod.yaml", "prod\n").commit("prod", "Other case");
        refused(
                "'Infra' of repository '" + to.folder() + "' and 'infra' of repository '" + from.folder()
                        + "' differ by upper and lower case only, which is one folder on Windows and macOS; rename one"
                        + " of them",
                "infra/base");
        head = to.remove("Infra").file("infra/BASE", "file\n").commit("prod", "Other case");
        refused(
                "'infra/BASE' of repository '" + to.folder() + "' and 'infra/base' of repository '" + from.folder()
                        + "' differ by upper and lower case only, which is one folder on Windows and macOS; rename one"
                        + " of them",
                "infra/base");
    }

    @Test
    public void shouldRefuseSubmodulesTheTargetDoesNotKnow() {
        from.submodule("apps/lib", "5d1f0a3c5d1f0a3c5d1f0a3c5d1f0a3c5d1f0a3c")
                .submodule("apps/x/y", "5d1f0a3c5d1f0a3c5d1f0a3c5d1f0a3c5d1f0a3c");
        String rest = " of repository '" + from.folder() + "' are not in .gitmodules of repository '" + to.folder()
                + "', which is in none of the folders; add path and url of each to that file first";
        refused("the submodules apps/lib, apps/x/y" + rest, "apps");
        head = to.file(".gitmodules", "[submodule \"lib\"]\n\tpath = apps/lib\n\turl = ../lib.git\n")
                .commit("prod", "One of them");
        refused("the submodules apps/x/y" + rest, "apps");
        head = to.file(".gitmodules", "[submodule \"lib\n").commit("prod", "Broken");
        assertThatThrownBy(() ->
                        target.folders().copy(source, from.project().heads().get("main"), copy(false, "apps"), head))
                .hasMessage(".gitmodules of repository '" + to.folder()
                        + "' cannot be read: Newline in quotes not allowed; correct it there");
    }

    @Test
    public void shouldRefuseTreesGitWouldNotTake() {
        String blob = from.insert(Constants.OBJ_BLOB, "x".getBytes(StandardCharsets.UTF_8))
                .name();
        TreeEntry config = new TreeEntry("config", 0100644, ObjectId.fromString(blob));
        var inner = from.insert(Constants.OBJ_TREE, TreeEntry.write(List.of(config)));
        var apps = from.insert(Constants.OBJ_TREE, TreeEntry.write(List.of(TreeEntry.folder(".git", inner))));
        String commit = from.commitTree("main", "Bad", TreeEntry.write(List.of(TreeEntry.folder("apps", apps))));
        refused(
                "folder 'apps' of repository '" + from.folder() + "' is not one Git would take: hasDotgit: object "
                        + apps.name() + ": invalid name '.git'; correct it there",
                commit,
                head,
                copy(false, "apps"));
    }

    @Test
    public void shouldRefuseCommitsThatAreNotThere() {
        from.commit("main", "Begin");
        String none = "0123456789012345678901234567890123456789";
        refused(
                "repository '" + from.folder() + "' has no commit " + none
                        + "; it may have been removed there, or never pushed",
                none,
                head,
                copy(false, "apps"));
        refused(
                "repository '" + to.folder() + "' has no commit " + none
                        + "; it may have been removed there, or never pushed",
                from.project().heads().get("main"),
                none,
                copy(false, "apps"));
    }

    @Test
    public void shouldNotUseACommitThatTouchesOtherFiles() {
        assertThatThrownBy(() -> FolderCopier.checkUntouched(
                        List.of("M apps/web.yaml", "D cluster/nodes.yaml", "A apps.yaml"),
                        FolderSet.of(List.of("apps", "infra")),
                        "target.git"))
                .isInstanceOf(GitException.class)
                .hasMessage("the commit made for repository 'target.git' would change cluster/nodes.yaml, apps.yaml"
                        + " outside of the folders apps and infra, so it is not used; nothing was changed. This is a"
                        + " defect, please report it");
    }
}
