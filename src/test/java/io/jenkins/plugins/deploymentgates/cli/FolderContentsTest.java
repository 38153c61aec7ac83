package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.cli.Shop.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What becomes of unusual files in copied folders: explained and promoted on repositories of the installed Git. */
public class FolderContentsTest {
    private static final String CONFIGURATION =
            """
            applications:
              shop:
                git:
                  repository: %1$s/shop.git
                  mechanic: folders
                  folders:
                    paths: [apps, infra]
                    author: Deployments <deployments@example.com>
                    targets: {dev: {repository: %1$s/dev.git}}
                pipeline: {dev: {}}
            """;

    private static final String DIFFERENT_CASE =
            " differ by upper and lower case only, which is one file on Windows and macOS; rename one of them";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Shop shop;
    private Path target;

    /** A working copy of the target, as the people who look after the cluster have one. */
    private Path cluster;

    @Before
    public void makeRepositories() {
        shop = new Shop(temporary.getRoot().toPath());
        target = shop.folder.resolve("dev.git");
        cluster = shop.folder.resolve("cluster");
        shop.git(shop.folder, "init", "-q", "--bare", target.toString());
        shop.git(shop.folder, "init", "-q", "-b", "main", cluster.toString());
        configure(CONFIGURATION);
        Shop.write(cluster.resolve("cluster/nodes.yaml"), "nodes: 3\n");
        Shop.write(cluster.resolve("README"), "The cluster of dev\n");
        inTarget("Cluster");
        Shop.write(shop.work.resolve("apps/web.yaml"), "image: web:1.0\n");
        Shop.write(shop.work.resolve("infra/net.yaml"), "net: 1\n");
    }

    private void configure(String text) {
        Shop.write(shop.folder.resolve("deployment-gates.yaml"), text.formatted(shop.folder));
    }

    private void inTarget(String message) {
        shop.git(cluster, "add", "-A");
        shop.git(cluster, "commit", "-q", "-m", message);
        shop.git(cluster, "push", "-q", target.toString(), "main");
    }

    private String commit() {
        return shop.commit("docs/readme.md", "Change of " + shop.now);
    }

    private Result explain() {
        return shop.run("explain", "shop", "dev", "--version", "1.0");
    }

    private void promoted() {
        assertThat(shop.run("promote", "shop", "dev", "--version", "1.0").out())
                .startsWith("promotion 1 (shop 1.0 to dev): PROMOTED\n");
    }

    /** Both say so, and nothing is pushed or asked for. */
    private void refused(String message) {
        String before = shop.git(target, "rev-parse", "main");
        Result expected = ShopCommands.failed(1, "deployment-gates: " + message);
        assertThat(explain()).isEqualTo(expected);
        assertThat(shop.run("promote", "shop", "dev", "--version", "1.0")).isEqualTo(expected);
        assertThat(shop.git(target, "rev-parse", "main")).isEqualTo(before);
        assertThat(shop.run("waiting").out()).isEqualTo("no promotion waits\n");
    }

    private String files() {
        return shop.git(target, "ls-tree", "-r", "--format=%(objectmode) %(path)", "main");
    }

    private String message() {
        return shop.git(target, "log", "-1", "--format=%B", "main");
    }

    /** The target's own files are the very same objects. */
    private void clusterIsUntouched() {
        assertThat(shop.git(target, "diff", "--name-only", "main~1", "main", "--", ":!apps", ":!infra"))
                .isEmpty();
        assertThat(shop.git(target, "rev-parse", "main:cluster"))
                .isEqualTo(shop.git(target, "rev-parse", "main~1:cluster"));
        assertThat(shop.git(target, "show", "main:README")).isEqualTo("The cluster of dev");
    }

    @Test
    public void shouldKeepModes() throws IOException {
        Shop.write(shop.work.resolve("apps/run"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(shop.work.resolve("apps/run"), PosixFilePermissions.fromString("rwxr-xr-x"));
        commit();
        assertThat(explain().out()).contains("A apps/run");
        promoted();
        assertThat(files().lines())
                .containsExactly(
                        "100644 README",
                        "100755 apps/run",
                        "100644 apps/web.yaml",
                        "100644 cluster/nodes.yaml",
                        "100644 infra/net.yaml");
        clusterIsUntouched();
        Files.setPosixFilePermissions(shop.work.resolve("apps/run"), PosixFilePermissions.fromString("rw-r--r--"));
        shop.git(shop.work, "commit", "-q", "-am", "No program any more");
        shop.git(shop.work, "push", "-q", shop.repository.toString(), "main");
        assertThat(shop.run("explain", "shop", "dev", "--version", "1.1").out()).contains("\n  M apps/run\n");
    }

    @Test
    public void shouldCopySymbolicLinksAndSayWhichLeadOut() throws IOException {
        Files.createSymbolicLink(shop.work.resolve("apps/current.yaml"), Path.of("web.yaml"));
        Files.createSymbolicLink(shop.work.resolve("apps/net.yaml"), Path.of("../infra/net.yaml"));
        Files.createSymbolicLink(shop.work.resolve("apps/nodes.yaml"), Path.of("../cluster/nodes.yaml"));
        Files.createSymbolicLink(shop.work.resolve("infra/hosts"), Path.of("/etc/hosts"));
        commit();
        String said =
                "Symbolic links that lead out of the folders: apps/nodes.yaml -> ../cluster/nodes.yaml, infra/hosts -> /etc/hosts";
        assertThat(explain().out()).contains(said);
        promoted();
        assertThat(message()).contains("\n\n" + said + "\n\nDeployment-Gates-Source: ");
        assertThat(files().lines())
                .contains(
                        "120000 apps/current.yaml",
                        "120000 apps/net.yaml",
                        "120000 apps/nodes.yaml",
                        "120000 infra/hosts");
        assertThat(shop.git(target, "show", "main:apps/current.yaml")).isEqualTo("web.yaml");
        clusterIsUntouched();
    }

    @Test
    public void shouldCopyPointersOfLfsAndSaySo() {
        String pointer =
                "version https://git-lfs.github.com/spec/v1\noid sha256:" + "4d7a".repeat(16) + "\nsize 12345\n";
        Shop.write(shop.work.resolve("apps/model.bin"), pointer);
        commit();
        String said = "Pointers of Git LFS, without what they point to: apps/model.bin";
        assertThat(explain().out()).contains(said);
        promoted();
        assertThat(message()).contains("\n\n" + said + "\n");
        assertThat(shop.git(target, "show", "main:apps/model.bin")).isEqualTo(pointer.strip());
        clusterIsUntouched();
    }

    @Test
    public void shouldCopySubmodulesThatTheTargetKnows() {
        Path library = shop.folder.resolve("library");
        shop.git(shop.folder, "init", "-q", "-b", "main", library.toString());
        shop.git(library, "commit", "-q", "--allow-empty", "-m", "Library");
        String module = shop.git(library, "rev-parse", "HEAD");
        shop.git(shop.folder, "init", "-q", "-b", "main", shop.work.toString());
        shop.git(
                shop.work,
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "--quiet",
                "add",
                library.toString(),
                "apps/library");
        commit();
        refused("the submodules apps/library of repository '" + shop.repository
                + "' are not in .gitmodules of repository '" + target
                + "', which is in none of the folders; add path and url of each to that file first");

        Shop.write(
                cluster.resolve(".gitmodules"), "[submodule \"library\"]\n\tpath = apps/library\n\turl = ../library\n");
        inTarget("Know the library");
        assertThat(explain().out()).contains("A apps/library\n");
        promoted();
        assertThat(files().lines()).contains("160000 apps/library");
        assertThat(shop.git(target, "rev-parse", "main:apps/library")).isEqualTo(module);
        clusterIsUntouched();
    }

    @Test
    public void shouldRefuseNamesThatDifferByCaseOnly() {
        Shop.write(shop.work.resolve("apps/Web.yaml"), "image: web:2.0\n");
        commit();
        refused("'apps/Web.yaml' and 'apps/web.yaml' of repository '" + shop.repository + "'" + DIFFERENT_CASE);
    }

    @Test
    public void shouldRefuseAFolderThatDiffersFromOneOfTheTargetByCaseOnly() {
        Shop.write(cluster.resolve("Infra/other.yaml"), "1\n");
        inTarget("Infra");
        commit();
        refused(
                "'Infra' of repository '" + target + "' and 'infra' of repository '" + shop.repository
                        + "' differ by upper and lower case only, which is one folder on Windows and macOS; rename one of them");
    }

    @Test
    public void shouldRefuseAFileInAFoldersPlace() throws IOException {
        Shop.write(cluster.resolve("infra"), "a file\n");
        inTarget("A file");
        commit();
        refused("'infra' is a file at commit "
                + shop.git(target, "rev-parse", "main").substring(0, 10) + " of repository '" + target
                + "', where the folder 'infra' is to go; move it away there");
        shop.git(cluster, "rm", "-q", "infra");
        inTarget("No file");
        Files.delete(shop.work.resolve("infra/net.yaml"));
        Files.delete(shop.work.resolve("infra"));
        Shop.write(shop.work.resolve("infra"), "a file\n");
        String commit = commit();
        refused("'infra' is a file at commit " + commit.substring(0, 10) + " of repository '" + shop.repository
                + "'; only folders are copied, so name one that holds what is to be copied");
    }

    @Test
    public void shouldRemoveAWholeFolderOnlyWhenAllowed() {
        commit();
        promoted();
        shop.git(shop.work, "rm", "-q", "-r", "infra");
        String commit = commit();
        String before = shop.git(target, "rev-parse", "main");
        assertThat(shop.run("promote", "shop", "dev", "--version", "1.1"))
                .isEqualTo(
                        ShopCommands.failed(
                                1,
                                "deployment-gates: folder 'infra' is not there at commit " + commit.substring(0, 10)
                                        + " of repository '"
                                        + shop.repository + "', so all of it would be removed from repository '"
                                        + target
                                        + "'; correct the folders, or allow that whole folders are removed with git.folders.removable"));
        assertThat(shop.git(target, "rev-parse", "main")).isEqualTo(before);

        configure(CONFIGURATION.replace("paths:", "removable: true\n        paths:"));
        assertThat(shop.run("explain", "shop", "dev", "--version", "1.1").out()).contains("D infra/net.yaml\n");
        assertThat(shop.run("promote", "shop", "dev", "--version", "1.1").out())
                .startsWith("promotion 2 (shop 1.1 to dev): PROMOTED\n");
        assertThat(files().lines())
                .containsExactly("100644 README", "100644 apps/web.yaml", "100644 cluster/nodes.yaml");
        clusterIsUntouched();
    }

    @Test
    public void shouldRemoveFilesThatTheSourceDoesNotHaveAndNoOthers() {
        Shop.write(cluster.resolve("apps/old.yaml"), "old\n");
        Shop.write(cluster.resolve("infrastructure/net.yaml"), "begins alike\n");
        inTarget("Old files");
        commit();
        assertThat(explain()
                        .out()
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.matches("[AMD] .*"))
                        .toList())
                .isEqualTo(List.of("D apps/old.yaml", "A apps/web.yaml", "A infra/net.yaml"));
        promoted();
        assertThat(files().lines())
                .containsExactly(
                        "100644 README",
                        "100644 apps/web.yaml",
                        "100644 cluster/nodes.yaml",
                        "100644 infra/net.yaml",
                        "100644 infrastructure/net.yaml");
        clusterIsUntouched();
        assertThat(shop.git(target, "log", "-1", "--format=%an <%ae>, %cn", "main"))
                .isEqualTo("Deployments <deployments@example.com>, anna");
    }
}
