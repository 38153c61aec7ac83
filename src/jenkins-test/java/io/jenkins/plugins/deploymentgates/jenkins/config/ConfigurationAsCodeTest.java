package io.jenkins.plugins.deploymentgates.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.SchemaGeneration;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.TrickyWords;
import io.jenkins.plugins.deploymentgates.config.UntypedTree;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The root element {@code deploymentGates} of Configuration as Code. */
public class ConfigurationAsCodeTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @After
    public void forget() {
        DeploymentGatesConfiguration.get().setYaml("");
        DeploymentGatesConfiguration.get().setLedger("", "");
    }

    private void load(String yaml) throws IOException, ConfiguratorException {
        Path file = folder.getRoot().toPath().resolve("jenkins.yaml");
        Files.writeString(file, yaml);
        ConfigurationAsCode.get().configure(file.toString());
    }

    private static String indented(String design) {
        return "deploymentGates:\n" + design.indent(2);
    }

    /** Only this plugin's part of an export, as it can be loaded again. */
    private static String export() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(out);
        Map<String, Object> all =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(out.toString(StandardCharsets.UTF_8));
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        Object ours = all.get("deploymentGates");
        return ours == null ? "" : new Yaml(options).dump(Map.of("deploymentGates", ours));
    }

    /** In all but the text they were read from. */
    private static void assertSame(Configuration after, Configuration before) {
        assertThat(after.applications()).isEqualTo(before.applications());
        assertThat(after.environments()).isEqualTo(before.environments());
        assertThat(after.webhooks()).isEqualTo(before.webhooks());
        assertThat(after.pipelines()).isEqualTo(before.pipelines());
        assertThat(after.checks()).isEqualTo(before.checks());
        assertThat(after.deployDbWebhooks()).isEqualTo(before.deployDbWebhooks());
        assertThat(after.groups()).isEqualTo(before.groups());
        assertThat(after.permissions()).isEqualTo(before.permissions());
    }

    @Test
    public void shouldImportTheConfigurationsOwnYaml() throws Exception {
        load(
                indented(
                        """
                applications:
                  shop:
                    artifacts: [com.acme:shop-api]
                    verifications: [smoke]
                    pipeline:
                      dev: {}
                      qa: {after: [dev]}
                environments:
                  qa:
                    tier: test
                    gates:
                      - soak: {for: 2h}
                      - approvals: {count: 2, from: [release-managers], excludeTrigger: false}
                      - verifiedWithin: {days: 14}
                webhooks:
                  - url: https://hooks.example.com/deployments
                    on: [deployment.failed]
                """));

        assertThat(DeploymentGatesConfiguration.get().getYaml())
                .isEqualTo(
                        """
                        applications:
                          shop:
                            artifacts: ['com.acme:shop-api']
                            combination: exact
                            verifications: [smoke]
                            pipeline:
                              dev: {}
                              qa:
                                after: [dev]
                        environments:
                          qa:
                            tier: test
                            gates:
                              - soak: {for: 2h}
                              - approvals:
                                  count: 2
                                  from: [release-managers]
                                  excludeTrigger: false
                              - verifiedWithin: {for: 14d}
                            onFailure: record
                          dev: {tier: test, onFailure: record}
                        webhooks:
                          - url: https://hooks.example.com/deployments
                            'on': [deployment.failed]
                        """);
    }

    @Test
    public void shouldExportWhatCanBeImportedAgain() throws Exception {
        DeploymentGatesConfiguration configuration = DeploymentGatesConfiguration.get();
        Path ledger = folder.getRoot().toPath().resolve("ledger.db");
        configuration.setYaml(EveryKey.YAML.replace("Where customers are", "Costs ${MONEY}"));
        configuration.setLedger(ledger.toString(), "");
        var before = DeploymentGates.get().configuration();
        String exported = export();
        assertThat(exported).contains("description: Costs ^${MONEY}", "dev: '{}'", "ledger: " + ledger);
        configuration.setYaml("");
        configuration.setLedger("", "");

        load(exported);

        var after = DeploymentGates.get().configuration();
        assertSame(after, before);
        assertThat(configuration.getLedger()).isEqualTo(ledger.toString());
        assertThat(export()).isEqualTo(exported);
    }

    @Test
    public void shouldExportWhatNobodyMayDoAsThat() throws Exception {
        DeploymentGatesConfiguration.get()
                .setYaml("permissions: {record: [], promote: [], approve: [], override: [], hold: []}\n"
                        + "groups: {nobody: []}");
        String exported = export();
        DeploymentGatesConfiguration.get().setYaml("");

        load(exported);

        assertThat(exported).contains("approve: '[]'", "nobody: '[]'");
        Configuration after = DeploymentGates.get().configuration();
        assertThat(after.permissions()).containsOnlyKeys(Permission.values());
        assertThat(after.permissions().values()).allMatch(List::isEmpty);
        assertThat(after.groups()).isEqualTo(Map.of("nobody", List.of()));
    }

    @Test
    public void shouldTakeTheWordForNobodyOnlyWhereAListIsWanted() throws Exception {
        load(indented("applications:\n  shop:\n    description: '[]'\n    pipeline: {qa: {}}\n"
                + "permissions: {approve: ['[]']}"));

        Configuration after = DeploymentGates.get().configuration();
        assertThat(after.application("shop").description()).isEqualTo("[]");
        assertThat(after.permissions()).isEqualTo(Map.of(Permission.APPROVE, List.of("[]")));
    }

    /** All of what the tests and the documentation configure, and texts that a YAML reader could take for something else. */
    private static List<String> configurations() throws IOException {
        List<String> all = new ArrayList<>(List.of(EveryKey.YAML, tricky()));
        all.add(Files.readString(Path.of("src/test/resources/config/shop.yaml")));
        try (Stream<Path> examples = Files.walk(Path.of("docs/examples"))) {
            for (Path example : examples.filter(file -> file.endsWith("deployment-gates.yaml"))
                    .toList()) {
                all.add(Files.readString(example));
            }
        }
        String page = Files.readString(Path.of("docs/configuration.md"));
        String example = page.substring(page.indexOf("```yaml\napplications:") + "```yaml\n".length());
        all.add(example.substring(0, example.indexOf("```")));
        return all;
    }

    private static String tricky() {
        List<String> words = TrickyWords.ALL;
        Map<String, Object> pipeline = new LinkedHashMap<>();
        Map<String, Object> groups = new LinkedHashMap<>();
        for (String word : words) {
            pipeline.put(word, Map.of("verifications", words));
            groups.put(word, words);
        }
        return UntypedTree.yaml(Map.of(
                "applications",
                Map.of("2026", Map.of("description", "true", "verifications", words, "pipeline", pipeline)),
                "groups",
                groups,
                "permissions",
                Map.of("approve", words, "record", List.of())));
    }

    @Test
    public void shouldKeepEveryConfigurationOverAnExport() throws Exception {
        for (String yaml : configurations()) {
            DeploymentGatesConfiguration.get().setYaml(yaml);
            Configuration before = DeploymentGates.get().configuration();
            String exported = export();
            DeploymentGatesConfiguration.get().setYaml("");

            load(exported);

            Configuration after = DeploymentGates.get().configuration();
            assertSame(after, before);
        }
    }

    @Test
    public void shouldRefuseMistakesAndKeepWhatWasThere() {
        DeploymentGatesConfiguration configuration = DeploymentGatesConfiguration.get();
        configuration.setYaml("applications: {shop: {pipeline: {qa: {}}}}");
        String kept = configuration.getYaml();

        assertThatThrownBy(
                        () -> load(
                                indented(
                                        """
                        applications:
                          cart: {pipelin: {qa: {}}}
                        environments:
                          qa: {gates: [{approvals: {count: two}}]}
                        """)))
                .isInstanceOf(ConfiguratorException.class)
                .hasMessageContaining(
                        "deploymentGates: applications.cart: the key 'pipeline' is missing: its environments, such as dev: {} and qa: {after: [dev]}\n"
                                + "applications.cart: unknown key 'pipelin'; did you mean 'pipeline'? Valid keys are description, folder, artifacts, combination, git, tickets, verifications, pipeline, pipelines\n"
                                + "environments.qa.gates[1].approvals.count: must be a whole number from 1 to 100, but is the text 'two'");
        assertThatThrownBy(() -> load(indented("ledger: ledger.db")))
                .isInstanceOf(ConfiguratorException.class)
                .hasMessageContaining("deploymentGates: the ledger 'ledger.db' is no absolute path");
        assertThatThrownBy(() -> load(indented("aplications: {}")))
                .isInstanceOf(ConfiguratorException.class)
                .hasMessageContaining(
                        "deploymentGates: unknown key 'aplications'; did you mean 'applications'? Valid keys are applications, pipelines, environments, verifications, webhooks, deploydbWebhooks, groups, permissions");

        assertThat(configuration.getYaml()).isEqualTo(kept);
        assertThat(configuration.getLedger()).isEmpty();
    }

    @Test
    public void shouldReadAFileInstead() throws Exception {
        Path file = folder.getRoot().toPath().resolve("gates.yaml");
        Files.writeString(file, "applications: {cart: {pipeline: {qa: {}}}}");

        load(indented("configurationFile: " + file));

        assertThat(DeploymentGatesConfiguration.get().getPath()).isEqualTo(file.toString());
        assertThat(DeploymentGates.get().configuration().applications()).containsOnlyKeys("cart");
        assertThat(export()).isEqualTo("deploymentGates:\n  configurationFile: " + file + "\n");
        assertThatThrownBy(() -> load(indented("configurationFile: " + file + "\ngroups: {a: [ann]}")))
                .isInstanceOf(ConfiguratorException.class)
                .hasMessageContaining(
                        "deploymentGates: the configuration is read from configurationFile, so [groups] cannot be here too; write it into the file");
    }

    @Test
    public void shouldLeaveWhatIsNotNamed() throws Exception {
        DeploymentGatesConfiguration configuration = DeploymentGatesConfiguration.get();
        configuration.setYaml("applications: {shop: {pipeline: {qa: {}}}}");
        Path ledger = folder.getRoot().toPath().resolve("ledger.db");

        load(indented("ledger: " + ledger));

        assertThat(DeploymentGates.get().configuration().applications()).containsOnlyKeys("shop");
        assertThat(configuration.getLedger()).isEqualTo(ledger.toString());
    }

    @Test
    public void shouldTakeTheExampleOfTheDocumentation() throws Exception {
        String page = Files.readString(Path.of("docs/configuration.md"));
        String example = page.substring(page.indexOf("```yaml\ndeploymentGates:") + "```yaml\n".length());

        load(example.substring(0, example.indexOf("```")).replaceAll("(?m)^  ledger.*\n", ""));

        assertThat(DeploymentGates.get()
                        .configuration()
                        .application("shop")
                        .stage("prod-eu")
                        .after())
                .containsExactly("qa");
    }

    @Test
    public void shouldBeInTheSchemaAndInTheReference() throws Exception {
        assertThat(SchemaGeneration.writeJSONSchema()).contains("\"deploymentGates\"");
        assertThat(JENKINS.createWebClient()
                        .withJavaScriptEnabled(false)
                        .goTo("configuration-as-code/reference")
                        .asNormalizedText())
                .contains("deploymentGates", "configurationFile");
    }
}
