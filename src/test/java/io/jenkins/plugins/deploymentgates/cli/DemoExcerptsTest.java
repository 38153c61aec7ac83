package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * What the documentation shows of the demo is what the demo prints. A block marked {@code text demo} holds commands of
 * the demo with their output, to the letter; {@code text after demo} holds commands for the ledger the demo leaves
 * behind, where a line {@code ...} ends what is shown; {@code text demo abridged} leaves out what gates looked at and
 * whatever {@code …} stands for, and may break lines.
 */
public class DemoExcerptsTest {
    @ClassRule
    public static final TemporaryFolder TEMPORARY = new TemporaryFolder();

    private static final String SHOWN_FOLDER = "/tmp/shop-demo";
    private static final Pattern NEXT_COMMAND = Pattern.compile("\n\n(?=\\$ )");

    private static Path folder;
    private static String demo;

    @BeforeClass
    public static void runDemo() throws IOException {
        folder = TEMPORARY.getRoot().toPath().toRealPath().resolve("demo");
        demo = run("demo", "--folder", folder.toString());
    }

    private static String run(String... words) {
        StringWriter output = new StringWriter();
        Map<String, String> variables = Map.of(
                "DEPLOYMENT_GATES_CONFIG",
                        folder.resolve("deployment-gates.yaml").toString(),
                "DEPLOYMENT_GATES_LEDGER", folder.resolve("deployment-gates.db").toString());
        assertThat(DemoTest.run(output, variables, words)).as("%s", output).isZero();
        return output.toString().replace(folder.toString(), SHOWN_FOLDER);
    }

    private static List<String> blocks(String file, String mark) throws IOException {
        Matcher matcher =
                Pattern.compile("(?ms)^```text " + mark + "\n(.*?)\n```$").matcher(Files.readString(Path.of(file)));
        List<String> blocks = matcher.results().map(found -> found.group(1)).toList();
        assertThat(blocks).as("blocks marked '%s' in %s", mark, file).isNotEmpty();
        return blocks;
    }

    private static List<String> excerpts(String file, String mark) throws IOException {
        return blocks(file, mark).stream()
                .flatMap(block -> Arrays.stream(NEXT_COMMAND.split(block)))
                .toList();
    }

    @Test
    public void shouldShowInTheTourWhatTheDemoPrints() throws IOException {
        assertThat(excerpts("docs/tour.md", "demo"))
                .allSatisfy(excerpt -> assertThat(demo).contains("\n" + excerpt + "\n"));
    }

    @Test
    public void shouldShowInTheTourWhatCommandsPrintAfterTheDemo() throws IOException {
        assertThat(excerpts("docs/tour.md", "after demo")).allSatisfy(excerpt -> {
            List<String> lines = excerpt.lines().toList();
            String[] words =
                    lines.get(0).substring("$ deployment-gates ".length()).split(" ");
            boolean cut = lines.get(lines.size() - 1).equals("...");
            List<String> shown = lines.subList(1, cut ? lines.size() - 1 : lines.size());
            List<String> printed = run(words).lines().toList();
            assertThat(cut ? printed.subList(0, shown.size()) : printed).isEqualTo(shown);
        });
    }

    @Test
    public void shouldShowInTheReadmeWhatTheDemoPrintsInShort() throws IOException {
        String printed = words(demo.lines().filter(line -> !line.strip().startsWith("looked at ")));
        assertThat(excerpts("README.md", "demo abridged")).allSatisfy(excerpt -> assertThat(printed)
                .containsPattern(Arrays.stream(words(excerpt.lines()).split("…"))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".{1,200}?"))));
    }

    private static String words(Stream<String> lines) {
        return lines.collect(Collectors.joining(" ")).replaceAll(" +", " ").strip();
    }

    @Test
    public void shouldMarkEveryBlockThatShowsACommand() throws IOException {
        for (String file : List.of("README.md", "docs/tour.md")) {
            assertThat(Files.readString(Path.of(file))).as(file).doesNotContainPattern("```(text)?\n\\$ ");
        }
    }
}
