package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Ref;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DemoTest {
    private static final String GO_ON = "bin/deployment-gates ";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final StringWriter output = new StringWriter();

    private int run(String... words) {
        return run(output, Map.of(), words);
    }

    /** Runs a command that needs to wait for nothing. */
    static int run(StringWriter output, Map<String, String> variables, String... words) {
        PrintWriter out = new PrintWriter(output);
        Host host = new Host(
                out,
                out,
                variables::get,
                Clock.systemUTC(),
                duration -> {
                    throw new IllegalStateException("nothing to wait for");
                },
                "somebody",
                false,
                false);
        return CommandLineTool.run(host, words);
    }

    private static Map<String, String> branches(Path repository) throws Exception {
        Map<String, String> branches = new LinkedHashMap<>();
        try (Git git = Git.open(repository.toFile())) {
            for (Ref ref : git.branchList().call()) {
                String subject = git.log()
                        .add(ref.getObjectId())
                        .setMaxCount(1)
                        .call()
                        .iterator()
                        .next()
                        .getShortMessage();
                branches.put(ref.getName().substring("refs/heads/".length()), subject);
            }
        }
        return branches;
    }

    @Test
    public void shouldTellTheWholeStoryAndLeaveWhatOneCanGoOnWith() throws Exception {
        Path folder = temporary.getRoot().toPath().toRealPath().resolve("demo");

        assertThat(run("demo", "--folder", folder.toString())).isZero();

        assertThat(output.toString().lines())
                .contains(
                        "$ deployment-gates promote shop staging-eu --from integration --as ann",
                        "  ✘ verified     shop 1.1.0 = shop-api 1.1.0 + shop-web 1.1.0 is not verified in load: load:"
                                + " deployment 10 was replaced at 2026-03-03T09:34:00Z before it was VERIFIED; there now:"
                                + " shop 1.1.0 = shop-api 1.1.0 + shop-web 1.0.0 (deployment 11, VERIFIED)",
                        "promotion 13 (shop 1.1.0 to prod-eu): WAITING: approvals: 0 of 2 approvals",
                        "promotion 13 (shop 1.1.0 to prod-eu): PROMOTED",
                        "WAITING: it can pass from 2026-03-09T07:00:00Z on if nothing else changes",
                        "promotion 19 (shop 1.2.0 to prod-eu): PROMOTED",
                        "promotion 20 (shop 1.1.0 to prod-eu): PROMOTED",
                        "hotfix timeout of shop: STARTED, branch hotfix/timeout from prod-eu at 2e3b4f5204",
                        "promotion 32 (shop 1.1.1 to prod-eu): PROMOTED",
                        "hotfix timeout of shop: RESUMED, branch hotfix/timeout from prod-eu at 2e3b4f5204",
                        "promotion 33 (shop 1.3.0 to dev): PROMOTED");
        assertThat(output.toString().lines().filter(line -> line.contains("out of band")))
                .as("only what was really deployed past the pipeline")
                .allMatch(line -> line.contains("shop-web 1.0.0 is not verified in qa") || line.contains(" load "));
        assertThat(branches(folder.resolve("shop.git")))
                .isEqualTo(Map.of(
                        "main", "SHOP-29 Checkout works",
                        "dev", "SHOP-29 Checkout works",
                        "qa", "SHOP-31 Longer timeout",
                        "integration", "SHOP-31 Longer timeout",
                        "load", "SHOP-31 Longer timeout",
                        "staging-eu", "SHOP-31 Longer timeout",
                        "prod-eu", "SHOP-31 Longer timeout"));

        List<String> commands = output.toString()
                .lines()
                .filter(line -> line.startsWith(GO_ON))
                .map(line -> line.substring(GO_ON.length()))
                .toList();
        assertThat(commands).hasSize(8);
        for (String command : commands) {
            output.getBuffer().setLength(0);
            assertThat(run(command.split(" "))).as("%s: %s", command, output).isZero();
        }
        assertThat(branches(folder.resolve("shop.git"))).containsEntry("qa", "SHOP-29 Checkout works");
    }

    @Test
    public void shouldNameTheDemosThereAre() {
        assertThat(run("demo", "folder")).isEqualTo(2);
        assertThat(output.toString())
                .isEqualTo(
                        "deployment-gates: there is no demo 'folder'; there are fast-forward, release-file, folders and deployment-files%n"
                                .formatted());
    }

    @Test
    public void shouldTellTheStoryOfFolders() throws Exception {
        Path folder = temporary.getRoot().toPath().toRealPath().resolve("demo");

        assertThat(run("demo", "folders", "--folder", folder.toString())).isZero();

        assertThat(output.toString().lines())
                .contains(
                        "== 1. Folders are copied, and nothing else ==",
                        "  | Promote shop 1.1 to prod",
                        "  | Work items: SHOP-2",
                        "  M apps/web.yaml",
                        "promotion 4 (shop 1.1 to prod): PROMOTED",
                        "== 5. What is not in the registry is held back ==",
                        "promotion 8 (shop 1.2 to prod): PROMOTED");
        assertThat(output.toString())
                .containsPattern("promotion 7 \\(shop 1\\.2 to prod\\): REFUSED: artifactsAvailable: apps/web\\.yaml:4:"
                        + " 127\\.0\\.0\\.1:\\d+/shop/web:1\\.2 is not at http://")
                .containsPattern("SHA-256 ([0-9a-f]{64})\n(?s:.*)\n\\1  ship-1/shop-1\\.2\\.zip\n"
                        + "\\1  ship-2/shop-1\\.2\\.zip\n");
        assertThat(branches(folder.resolve("prod.git"))).isEqualTo(Map.of("main", "Promote shop 1.2 to prod"));
        List<String> commands = output.toString()
                .lines()
                .filter(line -> line.startsWith(GO_ON))
                .map(line -> line.substring(GO_ON.length()))
                .toList();
        assertThat(commands).hasSize(4);
        for (String command : commands) {
            output.getBuffer().setLength(0);
            assertThat(run(command.split(" "))).as("%s: %s", command, output).isZero();
        }
    }

    @Test
    public void shouldTellTheStoryOfReleaseFiles() throws Exception {
        Path folder = temporary.getRoot().toPath().toRealPath().resolve("demo");

        assertThat(run("demo", "release-file", "--folder", folder.toString())).isZero();

        assertThat(output.toString().lines())
                .contains(
                        "== 1. Work in progress has no tag ==",
                        "promotion 1 (shop WIP to dev): PROMOTED",
                        "  | Promote shop 1.0 to qa",
                        "  M release.yaml",
                        "+version: '1.0' # changed by promotions",
                        "promotion 3 (shop 1.0 to prod): PROMOTED",
                        "promotion 7 (shop 1.0 to prod): PROMOTED",
                        "  version 1.1 -> 1.0");
        assertThat(branches(folder.resolve("environments.git")))
                .isEqualTo(Map.of(
                        "environment/dev", "Promote shop WIP to dev",
                        "environment/qa", "Promote shop 1.1 to qa",
                        "environment/prod", "Roll prod back to shop 1.0"));
        List<String> commands = output.toString()
                .lines()
                .filter(line -> line.startsWith(GO_ON))
                .map(line -> line.substring(GO_ON.length()))
                .toList();
        assertThat(commands).hasSize(4);
        for (String command : commands) {
            output.getBuffer().setLength(0);
            assertThat(run(command.split(" "))).as("%s: %s", command, output).isZero();
        }
    }

    @Test
    public void shouldTellTheStoryOfDeploymentFiles() throws Exception {
        Path folder = temporary.getRoot().toPath().toRealPath().resolve("demo");

        assertThat(run("demo", "deployment-files", "--folder", folder.toString()))
                .isZero();

        assertThat(output.toString().lines())
                .contains(
                        "== 2. Modules at their own rates ==",
                        "  | shop-api 2.1.0 -> 2.2.0",
                        "  M deployments/qa.yaml",
                        "canary: created, (none) -> release-1.4");
        assertThat(branches(folder.resolve("shop.git"))).isEqualTo(Map.of("main", "Roll qa back to shop release-1.4"));
        List<String> commands = output.toString()
                .lines()
                .filter(line -> line.startsWith(GO_ON))
                .map(line -> line.substring(GO_ON.length()))
                .toList();
        assertThat(commands).hasSize(4);
        for (String command : commands) {
            output.getBuffer().setLength(0);
            assertThat(run(command.split(" "))).as("%s: %s", command, output).isZero();
        }
    }

    @Test
    public void shouldRefuseAFolderThatIsNotEmpty() throws IOException {
        Path folder = temporary.newFolder("used").toPath();
        Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThat(run("demo", "--folder", folder.toString())).isEqualTo(2);
        assertThat(output.toString())
                .isEqualTo(
                        "deployment-gates: folder '%s' is not empty; name an empty or a new one%n".formatted(folder));
        assertThat(folder.resolve("mine.txt")).hasContent("mine");
        assertThat(folder.toFile().list()).containsExactly("mine.txt");
    }

    @Test
    public void shouldTellWhereTheFolderCannotBe() throws IOException {
        Path file = temporary.newFile("file").toPath();

        assertThat(run("demo", "--folder", file.toString())).isEqualTo(1);
        assertThat(output.toString())
                .isEqualTo("deployment-gates: the demo's folder '%s' cannot be made: %s%n".formatted(file, file));
    }
}
