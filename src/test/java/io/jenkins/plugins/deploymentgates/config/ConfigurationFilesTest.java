package io.jenkins.plugins.deploymentgates.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Mistakes of files and between files, and very long input. */
public class ConfigurationFilesTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldSayThatAFileIsMissing() {
        Path missing = folder.getRoot().toPath().resolve("missing.yaml");

        assertMessage(missing, missing + ": there is no such file or folder; name a YAML file or a folder of them");
    }

    @Test
    public void shouldSayThatAFolderHasNoConfiguration() {
        Path empty = folder.getRoot().toPath();

        assertMessage(empty, empty + ": the folder has no *.yaml or *.yml file; write at least one");
    }

    @Test
    public void shouldRefuseWhatIsNotUtf8AndSayWhere() throws IOException {
        Path file = write("a.yaml", "applications:\n  caf\u00e9: {}\n".getBytes(StandardCharsets.ISO_8859_1));

        assertMessage(file, file + ":2:6: is not UTF-8: the byte 0xE9 does not fit; save the file as UTF-8");
    }

    @Test
    public void shouldRefuseATruncatedCharacterAtTheEnd() throws IOException {
        Path file = write("a.yaml", new byte[] {'#', (byte) 0xC3});

        assertMessage(file, file + ":1:2: is not UTF-8: the byte 0xC3 does not fit; save the file as UTF-8");
    }

    @Test
    public void shouldRefuseAFileThatIsTooLarge() throws IOException {
        Path file = write("a.yaml", new byte[YamlFile.MAX_BYTES + 1]);

        assertMessage(file, file + ": has 4194305 bytes; a configuration file has at most 4194304 bytes");
    }

    @Test
    public void shouldListTheMistakesOfAllFilesAtOnceInTheirOrder() throws IOException {
        String one = "applications:\n  shop: {pipeline: {dev: {}}}\n  cart: {pipelin: {}}\n";
        Path first = write("1.yaml", one.getBytes(StandardCharsets.UTF_8));
        Path second = write("2.yaml", new byte[0]);
        Path third = write(
                "3.yaml",
                "applications:\n  shop: {pipeline: {qa: {after: [dev]}}}\npermissions: {hold: []}\n"
                        .getBytes(StandardCharsets.UTF_8));
        Path fourth = write("4.yaml", "permissions: {hold: []}\n".getBytes(StandardCharsets.UTF_8));

        assertThat(catchThrowableOfType(ConfigurationException.class, () -> new ConfigurationReader()
                                .read(folder.getRoot().toPath()))
                        .problems())
                .isEqualTo(List.of(
                        new Problem(
                                first.toString(),
                                3,
                                3,
                                "applications.cart: the key 'pipeline' is missing: its environments, such as dev: {} and"
                                        + " qa: {after: [dev]}"),
                        new Problem(
                                first.toString(),
                                3,
                                10,
                                "applications.cart: unknown key 'pipelin'; did you mean 'pipeline'? Valid keys are"
                                        + " description, folder, artifacts, combination, git, tickets, verifications, pipeline,"
                                        + " pipelines"),
                        new Problem(
                                second.toString(),
                                1,
                                1,
                                "the file is empty; write at least one of the keys applications, pipelines,"
                                        + " environments, verifications, webhooks, deploydbWebhooks, groups, permissions"),
                        new Problem(
                                third.toString(),
                                2,
                                3,
                                "applications: 'shop' is defined twice; the first is at " + first + ":2:3"),
                        new Problem(
                                fourth.toString(),
                                1,
                                15,
                                "permissions: 'hold' is defined twice; the first is at " + third + ":3:15")));
    }

    @Test
    public void shouldRefuseTextsOfAMegabyteWithShortMessages() {
        String mega = "x".repeat(1024 * 1024);
        String shown = "'" + "x".repeat(60) + "…'";

        Mistakes.in("environments:\n  prod: {description: " + mega + ", branch: " + mega + ", tier: " + mega
                        + ", gates: [{soak: {for: " + mega.substring(1024 * 1000) + "}}]}\n")
                .are(
                        "test.yaml:2:23: environments.prod.description: has 1048576 characters (" + shown
                                + "); at most 4096 are allowed",
                        "test.yaml:2:1048609: environments.prod.branch: has 1048576 characters (" + shown
                                + "); at most 4096 are allowed",
                        "test.yaml:2:2097193: environments.prod.tier: the name of the tier has 1048576 characters ("
                                + shown + "); at most 200 are allowed",
                        "test.yaml:2:3145792: environments.prod.gates[1].soak.for: has 24576 characters (" + shown
                                + "); at most 4096 are allowed");
    }

    @Test
    public void shouldRefuseADeepNestAndTooManyAliases() {
        Mistakes.in("[".repeat(100)).are("test.yaml:1:1: cannot be read as YAML: Nesting Depth exceeded max 50");
        Mistakes.in("a: &a {}\nb: [" + "*a, ".repeat(501) + "]\n")
                .are(
                        "test.yaml:1:1: cannot be read as YAML: Number of aliases for non-scalar nodes exceeds the specified"
                                + " max=500");
    }

    @Test
    public void shouldCountMistakesBeyondAHundred() {
        ConfigurationException thrown =
                catchThrowableOfType(ConfigurationException.class, () -> new ConfigurationReader()
                        .parse("test.yaml", "webhooks: [" + "x, ".repeat(103) + "]"));

        assertThat(thrown.problems()).hasSize(103);
        assertThat(thrown.getMessage()).endsWith("\nand 3 more mistakes; correct these first");
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.getRoot().toPath().resolve(name), bytes);
    }

    private static void assertMessage(Path read, String message) {
        assertThatThrownBy(() -> new ConfigurationReader().read(read))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }
}
