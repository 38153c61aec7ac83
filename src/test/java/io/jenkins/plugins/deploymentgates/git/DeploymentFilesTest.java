package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.config.DeploymentFileSettings;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DeploymentFilesTest {
    static final String LAYOUT =
            """
            tiers: [development, production]
            searchPaths: [deployments, more/places/]
            """;
    static final String QA =
            """
            # the testers' own
            tier: development
            core:
              source: https://git.example.com/acme/core.git # moved in May
              version: 4.2.0
            modules:
              - ntp: {version: 1.10, type: forge}

              # ours
              - acme/shop:
                  version: release/2
                  type: git
                  source: https://git.example.com/acme/shop.git
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private GitProject project;
    private LineRepository repository;

    @Before
    public void makeARepository() {
        project = GitProject.bare(folder.getRoot().toPath().resolve("deploy.git"));
        repository =
                new GitRepositories(folder.getRoot().toPath().resolve("git")).open(project.settings(), Access.READ);
    }

    @After
    public void close() {
        repository.close();
    }

    private DeploymentFiles files(Map<String, String> files) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("deployments.yaml", LAYOUT);
        all.putAll(files);
        String commit = project.commit("Files", all);
        project.branch("main", commit);
        return DeploymentFiles.at(repository, commit, DeploymentFileSettings.FILE);
    }

    private void assertMistakes(String content, String... messages) {
        DeploymentFiles files = files(Map.of("deployments/qa.yaml", content));
        assertThatThrownBy(files::all)
                .isInstanceOf(DeploymentFilesException.class)
                .hasMessage(String.join("\n", messages));
    }

    private static String qa(String old, String replacement) {
        assertThat(QA).contains(old);
        return QA.replace(old, replacement);
    }

    @Test
    public void shouldReadWhatADeploymentSays() {
        DeploymentFile qa = files(Map.of("deployments/eu/qa.yaml", QA)).get("qa");
        assertThat(qa.path()).isEqualTo("deployments/eu/qa.yaml");
        assertThat(qa.tier()).isEqualTo("development");
        assertThat(qa.components())
                .containsExactly(
                        Map.entry(
                                "core",
                                new DeploymentComponent(
                                        "4.2.0", "git", "https://git.example.com/acme/core.git", 5, 12)),
                        Map.entry("ntp", new DeploymentComponent("1.10", "forge", null, 7, 20)),
                        Map.entry(
                                "acme/shop",
                                new DeploymentComponent(
                                        "release/2", "git", "https://git.example.com/acme/shop.git", 11, 16)));
    }

    @Test
    public void shouldFindYamlFilesBelowAllSearchPathsOnly() {
        DeploymentFiles files = files(Map.of(
                "deployments/qa.yaml", QA,
                "more/places/a/b/prod.yml", QA,
                "deployments/README.md", "# read me",
                "deploymentsx/other.yaml", QA,
                "more/none.yaml", QA));
        assertThat(files.names()).containsExactly("prod", "qa");
        assertThat(files.all().get("prod").path()).isEqualTo("more/places/a/b/prod.yml");
        assertThat(files.layout().searchPaths()).containsExactly("deployments", "more/places");
    }

    @Test
    public void shouldFindDeploymentsInTheWholeRepository() {
        DeploymentFiles files =
                files(Map.of("deployments.yaml", "tiers: [development]\nsearchPaths: [.]\n", "qa.yaml", QA));
        assertThat(files.names()).containsExactly("qa");
    }

    @Test
    public void shouldReadWindowsLinesNoLastLineEndAndByteOrderMark() {
        DeploymentFiles files = files(Map.of(
                "deployments/windows.yaml",
                QA.replace("\n", "\r\n"),
                "deployments/noend.yaml",
                QA.stripTrailing(),
                "deployments/bom.yaml",
                "\uFEFF" + QA,
                "deployments/emoji.yaml",
                "# \uD83D\uDE00\n" + QA,
                "deployments/qa.yaml",
                QA));
        DeploymentFile qa = files.get("qa");
        assertThat(files.all().values()).allMatch(file -> file.same(qa));
        assertThat(files.get("emoji").core().line()).isEqualTo(6);
    }

    @Test
    public void shouldReadADeploymentWithoutModules() {
        String core = "tier: production\ncore: {source: a, version: 1}\n";
        DeploymentFiles files = files(Map.of(
                "deployments/a.yaml", core,
                "deployments/b.yaml", core + "modules:\n",
                "deployments/c.yaml", core + "modules: []\n",
                "deployments/d.yaml", "---\n" + core + "...\n"));
        assertThat(files.all().values()).allMatch(file -> file.modules().isEmpty());
    }

    @Test
    public void shouldReadJson() {
        DeploymentFile qa = files(
                        Map.of(
                                "deployments/qa.yaml",
                                "{\"tier\":\"development\",\"core\":{\"source\":\"a\",\"version\":\"1\"},\"modules\":[{\"ntp\":{\"version\":\"2\",\"type\":\"x\"}}]}"))
                .get("qa");
        assertThat(qa.modules()).containsKey("ntp");
    }

    @Test
    public void shouldNameTheDeploymentsThereAre() {
        DeploymentFiles files = files(Map.of("deployments/qa.yaml", QA, "deployments/prod.yaml", QA));
        assertThat(files.find("nothing")).isEmpty();
        assertThatThrownBy(() -> files.get("prd"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is no deployment 'prd' at commit " + Ids.abbreviate(files.commit())
                        + "; did you mean 'prod'? There are prod, qa");
        DeploymentFiles none = files(Map.of());
        assertThatThrownBy(() -> none.get("qa"))
                .hasMessage("there is no deployment 'qa' at commit " + Ids.abbreviate(none.commit())
                        + "; no file is below the search paths deployments, more/places");
    }

    @Test
    public void shouldReportEveryMistakeOfEveryFileAtOnce() {
        DeploymentFiles files = files(Map.of(
                "deployments/b.yaml", "tier: prod\ncore: x\nmodul: []\n",
                "deployments/a.yaml", "core: {version: true}\n"));
        assertThatThrownBy(files::all)
                .hasMessage(
                        """
                        deployments/a.yaml:1:1: has no tier; write for example tier: development
                        deployments/a.yaml:1:7: core: what is of type git has a source; write for example source: https://git.example.com/shop/api.git
                        deployments/a.yaml:1:17: core.version: must be a text, such as 1.4.2, but is true; put it in quotes if that is meant
                        deployments/b.yaml:1:7: tier: 'prod' is no tier of deployments.yaml; its tiers are development, production
                        deployments/b.yaml:2:7: core: must be a mapping, such as {source: https://git.example.com/shop/core.git, version: 1.4.2}, but is the text 'x'
                        deployments/b.yaml:3:1: the key 'modul' is unknown; did you mean 'modules'? Valid are tier, core, modules"""
                                .stripIndent());
        // The other files can be used all the same.
        assertThat(files(Map.of("deployments/qa.yaml", QA, "deployments/b.yaml", ""))
                        .get("qa")
                        .name())
                .isEqualTo("qa");
    }

    @Test
    public void shouldRefuseNamesThatDifferInCaseOnly() {
        DeploymentFiles files = files(Map.of("deployments/DEV.yaml", QA, "deployments/dev.yaml", QA));
        String message = "deployments/dev.yaml: the deployment 'dev' differs from 'DEV' in deployments/DEV.yaml in case"
                + " only; rename or remove one";
        assertThatThrownBy(files::all).hasMessage(message);
        assertThatThrownBy(() -> files.get("dev")).hasMessage(message);
    }

    @Test
    public void shouldRefuseTwoDeploymentsOfOneName() {
        DeploymentFiles files = files(Map.of("deployments/qa.yaml", QA, "more/places/qa.yml", QA));
        String message = "more/places/qa.yml: the deployment 'qa' is also in deployments/qa.yaml; names are unique over"
                + " all search paths, so rename or remove one";
        assertThatThrownBy(files::all).hasMessage(message);
        assertThatThrownBy(() -> files.get("qa")).hasMessage(message);
    }

    @Test
    public void shouldRefuseInvalidNames() {
        DeploymentFiles files = files(Map.of("deployments/.hidden.yaml", QA, "deployments/a b.yaml", QA));
        assertThatThrownBy(files::all)
                .hasMessage(
                        """
                        deployments/.hidden.yaml: the name of the deployment '.hidden' is not valid; it has at most 200 letters, digits, '.', '-' and '_', and begins with a letter or digit
                        deployments/a b.yaml: the name of the deployment 'a b' is not valid; it has at most 200 letters, digits, '.', '-' and '_', and begins with a letter or digit"""
                                .stripIndent());
    }

    @Test
    public void shouldRefuseWhatIsNoPlainYaml() {
        assertMistakes(
                QA + "---\ntier: production\n",
                "deployments/qa.yaml:15:1: a second YAML document begins before this line; a file holds one, use several"
                        + " files instead");
        assertMistakes(
                qa("  version: 4.2.0", "\tversion: 4.2.0"),
                "deployments/qa.yaml:5:1: a tab is used for indentation; YAML allows only spaces there");
        assertMistakes(
                qa("version: 4.2.0", "version: &v 4.2.0").replace("1.10", "*v"),
                "deployments/qa.yaml:5:12: the anchor '&v' is not allowed, because changing the value here would change"
                        + " it in other places too; write the value out wherever it is used");
        assertMistakes(
                qa("  version: 4.2.0", "  <<: {version: 4}"),
                "deployments/qa.yaml:4:3: core: has no version; write for example version: 1.4.2",
                "deployments/qa.yaml:5:3: the merge key '<<' is not allowed; write out the keys that it would bring");
        assertMistakes(
                qa("version: 4.2.0", "version: !!str 4.2.0"),
                "deployments/qa.yaml:5:12: the tag of this value is not allowed; write the value alone, in quotes if it"
                        + " is a text");
        assertMistakes(
                qa("version: 4.2.0", "version: |-\n    4.2.0"),
                "deployments/qa.yaml:5:12: this value goes over several lines; write it on one");
        assertMistakes(
                qa("version: 4.2.0", "? version\n  : 4.2.0"),
                "deployments/qa.yaml:5:5: the key 'version' must be followed by ':' on its line, without a '?' before"
                        + " it");
        assertMistakes(
                QA.replace("\n", "\r"),
                "deployments/qa.yaml:1:19: the character U+000D ends a line here; lines end with LF, or with CR and LF");
    }

    @Test
    public void shouldRefuseDoubledKeysAndModules() {
        assertMistakes(
                qa("tier: development\n", "tier: development\ntier: development\n"),
                "deployments/qa.yaml:3:1: the key 'tier' is here twice; remove one of them");
        assertMistakes(
                QA + "  - ntp: {version: 2, type: x}\n",
                "deployments/qa.yaml:14:5: modules: the module 'ntp' is here twice; remove one");
    }

    @Test
    public void shouldRefuseWhatIsNoMapping() {
        assertMistakes(
                "- tier: x\n",
                "deployments/qa.yaml:1:1: must be a mapping with the keys tier, core, modules but is a list");
        assertMistakes(
                "just text\n",
                "deployments/qa.yaml:1:1: must be a mapping with the keys tier, core, modules but is the text 'just"
                        + " text'");
        assertMistakes(
                "# nothing\n",
                "deployments/qa.yaml:1:1: the file is empty; write at least one of the keys tier, core, modules");
    }

    @Test
    public void shouldRefuseModulesOfAWrongForm() {
        assertMistakes(
                qa("{version: 1.10, type: forge}", "1.10"),
                "deployments/qa.yaml:7:10: modules.ntp: must be a mapping, such as {version: 1.4.2, type: forge}, but is"
                        + " the number 1.10");
        assertMistakes(
                qa("ntp: {version: 1.10, type: forge}", "{a: {version: 1, type: x}, b: {version: 1, type: x}}"),
                "deployments/qa.yaml:7:5: modules: each entry is one module, such as - shop-api: {version: 1.4.2, type:"
                        + " forge}, but here is a mapping with 2 keys");
        assertMistakes(
                qa("ntp: {version: 1.10, type: forge}", "core: {version: , type: 'a b'}"),
                "deployments/qa.yaml:7:5: modules: no module can be called 'core', because the core is called so; choose"
                        + " another name",
                "deployments/qa.yaml:7:20: modules.core.version: must be a text, such as 1.4.2, but is nothing",
                "deployments/qa.yaml:7:29: modules.core.type: the type 'a b' is no word; valid are git, forge and any"
                        + " other word");
        assertMistakes(
                qa("ntp: {version: 1.10, type: forge}", "\"n t p\": {version: '1 0', source: 'https://u:p@h/x'}"),
                "deployments/qa.yaml:7:5: modules: 'n t p' is no valid name of a module; use letters, digits, '.', '-',"
                        + " '_' and '/', such as shop-api",
                "deployments/qa.yaml:7:14: modules.n t p: has no type; write for example type: git",
                "deployments/qa.yaml:7:24: modules.n t p.version: the version '1 0' is empty or has white space or a"
                        + " control character; valid is for example 1.4.2",
                "deployments/qa.yaml:7:39: modules.n t p.source: the source has a password in it, which everybody who"
                        + " reads the repository sees; leave it out");
        assertMistakes(
                "tier: development\ncore: {source: a, version: 1}\nmodules: {ntp: 1}\n",
                "deployments/qa.yaml:3:10: modules: must be a list, such as - shop-api: {version: 1.4.2, type: forge},"
                        + " but is a mapping");
    }

    @Test
    public void shouldRefuseBytesThatAreNoText() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("tier: ".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xE4);
        String commit = project.commitBytes(
                "Files",
                Map.of(
                        "deployments.yaml", LAYOUT.getBytes(StandardCharsets.UTF_8),
                        "deployments/qa.yaml", bytes.toByteArray(),
                        "deployments/large.yaml",
                                " ".repeat(4 * 1024 * 1024 + 1).getBytes(StandardCharsets.UTF_8)));
        project.branch("main", commit);
        DeploymentFiles files = DeploymentFiles.at(repository, commit, DeploymentFileSettings.FILE);
        assertThatThrownBy(files::all)
                .hasMessage(
                        """
                        deployments/large.yaml: has 4194305 bytes; such a file has at most 4194304 bytes
                        deployments/qa.yaml:1:7: is not UTF-8: the byte 0xE4 does not fit; save the file as UTF-8"""
                                .stripIndent());
    }

    @Test
    public void shouldRefuseAWrongLayoutWithAllItsMistakes() {
        assertThatThrownBy(
                        () -> files(Map.of("deployments.yaml", "tiers: [a, a, true]\nsearchPaths: [/x, ../y]\nx: 1\n")))
                .isInstanceOf(DeploymentFilesException.class)
                .hasMessage(
                        """
                        deployments.yaml:1:12: tiers: 'a' is here twice; remove one
                        deployments.yaml:1:15: tiers: must be a text, such as production, but is true; put it in quotes if that is meant
                        deployments.yaml:2:15: searchPaths: '/x' is no folder inside the repository; write it with '/', without one at the start and without '..', such as deployments
                        deployments.yaml:2:19: searchPaths: '../y' is no folder inside the repository; write it with '/', without one at the start and without '..', such as deployments
                        deployments.yaml:3:1: the key 'x' is unknown; valid are tiers, searchPaths"""
                                .stripIndent());
        assertThatThrownBy(() -> files(Map.of("deployments.yaml", "tiers:\n")))
                .hasMessage(
                        """
                        deployments.yaml:1:1: has no tiers; write for example tiers: [development, production]
                        deployments.yaml:1:1: has no searchPaths; write for example searchPaths: [deployments]"""
                                .stripIndent());
    }

    @Test
    public void shouldSayThatTheLayoutIsMissing() {
        String commit = project.commit("Files", Map.of("a", "b"));
        project.branch("main", commit);
        assertThatThrownBy(() -> DeploymentFiles.at(repository, commit, DeploymentFileSettings.FILE))
                .isInstanceOf(GitException.class)
                .hasMessage("commit " + Ids.abbreviate(commit) + " of repository '" + project.folder()
                        + "' has no file deployments.yaml at its root; add one with the keys tiers and searchPaths");
    }

    @Test
    public void shouldFindWhereABranchWasAtAnInstant() {
        String first = project.commit("one", Map.of("a", "1")); // 08:01, then a minute each
        String side = project.commit("side", Map.of("a", "2"), first);
        String main = project.commit("main", Map.of("b", "1"), first);
        String merge = project.commit("merge", Map.of("a", "2"), main, side);
        project.branch("main", merge);
        assertThat(repository.commitAt(merge, Instant.parse("2026-03-02T12:00:00Z")))
                .isEqualTo(merge);
        assertThat(repository.commitAt(merge, Instant.parse("2026-03-02T08:03:59Z")))
                .isEqualTo(main);
        assertThat(repository.commitAt(merge, Instant.parse("2026-03-02T08:02:30Z")))
                .isEqualTo(first);
        assertThatThrownBy(() -> repository.commitAt(merge, Instant.parse("2026-03-02T08:00:59Z")))
                .isInstanceOf(GitException.class)
                .hasMessage("repository '" + project.folder() + "' has no commit from 2026-03-02T08:00:59Z or before on"
                        + " the way to " + Ids.abbreviate(merge) + "; name a later instant");
    }
}
