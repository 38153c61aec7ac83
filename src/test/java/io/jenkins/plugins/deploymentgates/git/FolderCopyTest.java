package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.FolderSet;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.lib.Constants;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FolderCopyTest {
    private static final String MODULE = "5d1f0a3c5d1f0a3c5d1f0a3c5d1f0a3c5d1f0a3c";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private TreeProject from;
    private TreeProject to;
    private LineRepository source;
    private LineRepository target;
    private String first;
    private String head;

    @Before
    public void makeRepositories() {
        from = TreeProject.bare(folder.getRoot().toPath().resolve("source.git"));
        first = from.file("apps/web.yaml", "a: 1\n")
                .file("apps/old.yaml", "old\n")
                .file("infra/base/net.yaml", "net: 1\n")
                .file("docs/readme.md", "docs\n")
                .commit("main", "SHOP-1: begin");
        to = TreeProject.bare(folder.getRoot().toPath().resolve("target.git"));
        head = to.file("apps/web.yaml", "a: 0\n")
                .file("apps/gone.yaml", "gone\n")
                .file("cluster/nodes.yaml", "nodes: 3\n")
                .file("infra/prod.yaml", "prod\n")
                .commit("prod", "Set up");
        open(Access.WRITE);
    }

    @After
    public void close() {
        source.close();
        target.close();
    }

    private void open(Access access) {
        if (source != null) {
            close();
        }
        source = repositories().open(from.settings(), Access.READ);
        target = repositories().open(to.settings(), access);
    }

    private GitRepositories repositories() {
        Clock clock = Clock.fixed(Instant.parse("2026-03-03T10:00:00Z"), ZoneOffset.UTC);
        return new GitRepositories(folder.getRoot().toPath().resolve("ledger/git"), clock, System::getenv);
    }

    private static FolderCopy copy(String... folders) {
        return new FolderCopy(
                FolderSet.of(List.of(folders)),
                false,
                new ReleaseNotes("Promote shop 1.4 to prod", Map.of("Environment", "prod"), null, "[A-Z]+-[0-9]+"),
                Signature.parse("Ann <ann@example.com>"),
                Signature.parse("Deployments <deployments@example.com>"));
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        return InstalledGit.git(to.folder(), "", arguments).text();
    }

    /** Pushes a commit, and lets the installed Git look at all of it. */
    private void push(CopiedFolders copied) throws IOException, InterruptedException {
        assertThat(target.push(List.of(RefMove.branch("prod", copied.parent(), copied.commit())))
                        .done())
                .isTrue();
        assertThat(InstalledGit.git(to.folder(), "", "fsck", "--full", "--strict")
                        .code())
                .isZero();
    }

    @Test
    public void shouldReplaceTheFoldersAndLeaveTheRest() throws Exception {
        CopiedFolders copied = target.folders().copy(source, first, copy("apps", "infra/base"), head);
        assertThat(copied.parent()).isEqualTo(head);
        assertThat(copied.changes())
                .containsExactly("D apps/gone.yaml", "A apps/old.yaml", "M apps/web.yaml", "A infra/base/net.yaml");
        assertThat(copied.changed()).isTrue();
        assertThat(copied.previous()).isNull();
        assertThat(copied.linksOut()).isEmpty();
        assertThat(copied.pointers()).isEmpty();
        assertThat(to.project().heads()).containsExactly(Map.entry("prod", head));

        push(copied);
        assertThat(to.list("prod"))
                .isEqualTo("100644 apps/old.yaml\n100644 apps/web.yaml\n100644 cluster/nodes.yaml\n"
                        + "100644 infra/base/net.yaml\n100644 infra/prod.yaml\n");
        assertThat(to.show("prod", "apps/web.yaml")).isEqualTo("a: 1\n");
        assertThat(git("diff", "--name-only", head, "prod", "--", "cluster", "infra/prod.yaml"))
                .isEmpty();
        assertThat(git("log", "-1", "--format=%P|%an|%ae|%aI|%cn|%ce|%cI", "prod"))
                .isEqualTo(head + "|Ann|ann@example.com|2026-03-03T10:00:00+00:00|Deployments|deployments@example.com|"
                        + "2026-03-03T10:00:00+00:00\n");
        assertThat(git("log", "-1", "--format=%B", "prod"))
                .isEqualTo(copied.message() + "\n")
                .isEqualTo("Promote shop 1.4 to prod\n\nEnvironment: prod\nSource: " + from.folder() + " at "
                        + first.substring(0, 10) + "\nFolders: apps, infra/base\n\n"
                        + "No promotion of these folders before; the commit is:\n- " + first.substring(0, 10)
                        + " SHOP-1: begin (Ann)\n\nWork items: SHOP-1\n\nDeployment-Gates-Source: " + first
                        + "\nDeployment-Gates-Folder: apps\nDeployment-Gates-Folder: infra/base\n\n");
    }

    @Test
    public void shouldMakeAFirstCommit() throws Exception {
        TreeProject empty = TreeProject.bare(folder.getRoot().toPath().resolve("empty.git"));
        target.close();
        to = empty;
        target = repositories().open(empty.settings(), Access.WRITE);
        CopiedFolders copied = target.folders().copy(source, first, copy("infra"), null);
        assertThat(copied.parent()).isNull();
        assertThat(copied.changes()).containsExactly("A infra/base/net.yaml");
        push(copied);
        assertThat(to.list("prod")).isEqualTo("100644 infra/base/net.yaml\n");
    }

    @Test
    public void shouldStayWhereItIsWhenNothingDiffers() throws Exception {
        CopiedFolders copied = target.folders().copy(source, first, copy("apps"), head);
        push(copied);
        String other = from.file("docs/readme.md", "better docs\n").commit("main", "Docs");
        assertThat(target.folders().copy(source, other, copy("apps"), copied.commit()))
                .isEqualTo(new CopiedFolders(
                        copied.commit(), copied.commit(), List.of(), first, "", List.of(), List.of()));
    }

    @Test
    public void shouldListTheCommitsSinceThePromotionBefore() throws Exception {
        CopiedFolders before = target.folders().copy(source, first, copy("apps"), head);
        push(before);
        String byHand = to.remove("apps").file("apps/web.yaml", "a: by hand\n").commit("prod", "By hand");
        String second = from.file("apps/web.yaml", "a: 2\n").commit("main", "SHOP-2: second\n\nrefs OPS-7\n");
        String third = from.file("apps/web.yaml", "a: 3\n").commit("main", "Third");
        CopiedFolders copied = target.folders().copy(source, third, copy("apps"), byHand);
        assertThat(copied.previous()).isEqualTo(first);
        assertThat(copied.message())
                .contains("\n\nCommits since " + first.substring(0, 10) + " (2):\n- " + third.substring(0, 10)
                        + " Third (Ann)\n- " + second.substring(0, 10) + " SHOP-2: second (Ann)\n\n"
                        + "Work items: SHOP-2, OPS-7\n\nDeployment-Gates-Source: " + third + "\n");
        push(copied);

        CopiedFolders back = target.folders().copy(source, first, copy("apps"), copied.commit());
        assertThat(back.previous()).isEqualTo(third);
        assertThat(back.changes()).containsExactly("M apps/web.yaml");
        assertThat(back.message())
                .contains("\n\nCommits taken back, which were in " + third.substring(0, 10) + " (2):\n- "
                        + third.substring(0, 10) + " Third (Ann)\n- " + second.substring(0, 10)
                        + " SHOP-2: second (Ann)\n\nWork items: SHOP-2, OPS-7\n");
        push(back);
    }

    @Test
    public void shouldNotTakeThePromotionOfOtherFoldersForTheOneBefore() throws Exception {
        CopiedFolders apps = target.folders().copy(source, first, copy("apps"), head);
        push(apps);
        String second = from.file("apps/web.yaml", "a: 2\n")
                .file("infra/base/net.yaml", "net: 2\n")
                .commit("main", "Second");
        CopiedFolders infra = target.folders().copy(source, second, copy("infra/base"), apps.commit());
        assertThat(infra.previous()).isNull();
        push(infra);
        assertThat(target.folders()
                        .copy(source, second, copy("apps"), infra.commit())
                        .previous())
                .isEqualTo(first);
    }

    @Test
    public void shouldMakeTheSameCommitAtTheSameTime() {
        CopiedFolders one = target.folders().copy(source, first, copy("apps"), head);
        CopiedFolders other = target.folders().copy(source, first, copy("apps"), head);
        assertThat(other).isEqualTo(one);
    }

    @Test
    public void shouldKeepACommitForALaterProcess() throws Exception {
        CopiedFolders copied = target.folders().copy(source, first, copy("apps"), head);
        open(Access.WRITE);
        push(copied);
        assertThat(to.show("prod", "apps/old.yaml")).isEqualTo("old\n");
    }

    @Test
    public void shouldExplainWithoutLeavingAnything() {
        open(Access.READ);
        CopiedFolders explained = target.folders().copy(source, first, copy("apps"), head);
        assertThat(explained.changes()).hasSize(3);
        assertThat(folder.getRoot().toPath().resolve("ledger")).doesNotExist();
        open(Access.WRITE);
        assertThat(target.folders().copy(source, first, copy("apps"), head)).isEqualTo(explained);
    }

    @Test
    public void shouldKeepModesAndSeeThemChange() throws Exception {
        push(target.folders().copy(source, first, copy("apps"), head));
        String second = from.executable("apps/web.yaml", "a: 1\n").commit("main", "Run it");
        CopiedFolders copied = target.folders()
                .copy(source, second, copy("apps"), to.project().heads().get("prod"));
        assertThat(copied.changes()).containsExactly("M apps/web.yaml");
        push(copied);
        assertThat(to.list("prod")).contains("100755 apps/web.yaml\n");
    }

    @Test
    public void shouldCopyLargeFilesAndManyOfThem() throws Exception {
        byte[] large = new byte[3_000_000];
        new Random(7).nextBytes(large);
        from.file("apps/large.bin", large);
        for (int i = 0; i < 300; i++) {
            from.file("apps/many/" + i + ".yaml", "number: " + i + "\n".repeat(i));
        }
        String second = from.commit("main", "Many");
        CopiedFolders copied = target.folders().copy(source, second, copy("apps"), head);
        assertThat(copied.changes()).hasSize(304);
        push(copied);
        assertThat(git("rev-parse", "prod:apps"))
                .isEqualTo(InstalledGit.git(from.folder(), "", "rev-parse", "main:apps")
                        .text());
    }

    @Test
    public void shouldLeaveTreesBesideTheFoldersAsTheyWereWritten() throws Exception {
        String blob = to.insert(Constants.OBJ_BLOB, "group\n".getBytes(StandardCharsets.UTF_8))
                .name();
        byte[] id = HexFormat.of().parseHex(blob);
        byte[] name = "100664 group-writable\0".getBytes(StandardCharsets.UTF_8);
        byte[] tree = new byte[name.length + id.length];
        System.arraycopy(name, 0, tree, 0, name.length);
        System.arraycopy(id, 0, tree, name.length, id.length);
        String old = to.commitTree("prod", "As Git once wrote it", tree);
        CopiedFolders copied = target.folders().copy(source, first, copy("infra"), old);
        assertThat(copied.changes()).containsExactly("A infra/base/net.yaml");
        assertThat(target.push(List.of(RefMove.branch("prod", old, copied.commit())))
                        .done())
                .isTrue();
        assertThat(git("cat-file", "tree", "prod^{tree}")).startsWith("100664 group-writable\0");
        assertThat(to.show("prod", "infra/base/net.yaml")).isEqualTo("net: 1\n");
    }

    @Test
    public void shouldCopySymbolicLinksAndNameThoseThatLeadOut() throws Exception {
        String second = from.link("apps/inside", "web.yaml")
                .link("apps/other", "../infra/base/net.yaml")
                .link("apps/deep/folder", "../../infra/base")
                .link("apps/out", "../cluster/nodes.yaml")
                .link("apps/away", "../../etc/passwd")
                .link("apps/absolute", "/etc/passwd")
                .link("apps/top", "..")
                .commit("main", "Links");
        CopiedFolders copied = target.folders().copy(source, second, copy("apps", "infra/base"), head);
        assertThat(copied.linksOut())
                .containsExactly(
                        "apps/absolute -> /etc/passwd",
                        "apps/away -> ../../etc/passwd",
                        "apps/out -> ../cluster/nodes.yaml",
                        "apps/top -> ..");
        push(copied);
        assertThat(to.list("prod")).contains("120000 apps/inside\n").contains("120000 apps/absolute\n");
        assertThat(to.show("prod", "apps/inside")).isEqualTo("web.yaml");
    }

    @Test
    public void shouldCopySubmodulesThatTheTargetKnows() throws Exception {
        String second = from.submodule("apps/lib", MODULE)
                .file(".gitmodules", "[submodule \"lib\"]\n\tpath = apps/lib\n\turl = ../lib.git\n")
                .commit("main", "Library");
        String ready = to.file(".gitmodules", "[submodule \"x\"]\n\tpath = apps/lib\n\turl = ../lib.git\n")
                .commit("prod", "Know the library");
        CopiedFolders copied = target.folders().copy(source, second, copy("apps"), ready);
        assertThat(copied.changes()).contains("A apps/lib");
        push(copied);
        assertThat(to.list("prod")).contains("160000 apps/lib\n");
        assertThat(git("rev-parse", "prod:apps/lib")).isEqualTo(MODULE + "\n");
    }

    @Test
    public void shouldNamePointersOfLfs() throws Exception {
        String pointer =
                "version https://git-lfs.github.com/spec/v1\noid sha256:" + "4d7a".repeat(16) + "\nsize 12345\n";
        String second = from.file("apps/model.bin", pointer)
                .file("apps/about.md", "about " + pointer)
                .file("docs/model.bin", pointer)
                .commit("main", "Model");
        CopiedFolders copied = target.folders().copy(source, second, copy("apps"), head);
        assertThat(copied.pointers()).containsExactly("apps/model.bin");
        push(copied);
        assertThat(to.show("prod", "apps/model.bin")).isEqualTo(pointer);
    }

    @Test
    public void shouldRemoveAFolderWhenAllowed() throws Exception {
        String second = from.remove("infra").commit("main", "No more infra");
        FolderCopy copy = copy("apps", "infra");
        FolderCopy allowed = new FolderCopy(copy.folders(), true, copy.notes(), copy.author(), copy.committer());
        CopiedFolders copied = target.folders().copy(source, second, allowed, head);
        assertThat(copied.changes())
                .containsExactly("D apps/gone.yaml", "A apps/old.yaml", "M apps/web.yaml", "D infra/prod.yaml");
        push(copied);
        assertThat(to.list("prod"))
                .isEqualTo("100644 apps/old.yaml\n100644 apps/web.yaml\n100644 cluster/nodes.yaml\n");
    }

    @Test
    public void shouldTellHowFoldersDriftedApart() throws Exception {
        CopiedFolders copied = target.folders().copy(source, first, copy("apps", "infra/base"), head);
        push(copied);
        FolderSet folders = FolderSet.of(List.of("apps", "infra/base"));
        assertThat(target.folders().changesFrom(source, first, folders, copied.commit()))
                .isEmpty();
        String drifted = to.remove("apps")
                .file("apps/web.yaml", "a: 99\n")
                .file("apps/new.yaml", "new\n")
                .file("cluster/nodes.yaml", "nodes: 4\n")
                .file("infra/base", "no folder any more\n")
                .commit("prod", "By hand");
        assertThat(target.folders().changesFrom(source, first, folders, drifted))
                .containsExactly(
                        "A apps/new.yaml",
                        "D apps/old.yaml",
                        "M apps/web.yaml",
                        "A infra/base",
                        "D infra/base/net.yaml");
    }
}
