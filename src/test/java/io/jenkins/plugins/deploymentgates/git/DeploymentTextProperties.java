package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Edits of generated files, against what the same edit does to their lines. */
class DeploymentTextProperties {
    private static final DeploymentLayout LAYOUT =
            new DeploymentLayout("deployments.yaml", List.of("test", "production"), List.of("."));
    private static final List<String> BETWEEN = List.of(
            "",
            "# plain",
            "    # indented",
            "#",
            "# it's \"quoted\": [and, {so: on}",
            "# - fake: {version: 9, type: x}",
            "   ",
            "# version: 1.0.1",
            "# \u00fcn\u00ef \uD83D\uDE00",
            "# tab\there");

    /** How a module is written; %n is its name, %v its version. */
    private static final List<List<String>> STYLES = List.of(
            List.of("  - %n: {version: %v, type: forge}"),
            List.of("  - %n: {type: 'forge', version: '%v'} # flow # twice"),
            List.of("  - {%n: {\"version\": \"%v\", \"type\": \"forge\"}}"),
            List.of("  - %n:", "      version: %v", "      type: forge # last"),
            List.of("  - %n: # first", "      # inside", "      type: forge", "", "      version: \"%v\"   "),
            List.of(
                    "  -",
                    "    # after the dash",
                    "    %n:",
                    "      {version: %v,",
                    "      type: forge} # over lines"));

    /** A generated file: lines, each with the index of the module it belongs to, or -1. */
    record Sample(List<String> lines, List<Integer> owners, int modules, String lineEnd, boolean bom, boolean lastEnd) {
        String text() {
            return text(lines);
        }

        String text(List<String> some) {
            String all = (bom ? "\uFEFF" : "") + String.join(lineEnd, some) + lineEnd;
            return lastEnd ? all : all.stripTrailing();
        }

        DeploymentFile read() {
            return DeploymentTextProperties.read(text().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static DeploymentFile read(byte[] content) {
        List<String> problems = new ArrayList<>();
        DeploymentFile file =
                DeploymentFileReader.read("x.yaml", content, LAYOUT, problem -> problems.add(problem.toString()));
        assertThat(problems).isEmpty();
        return file;
    }

    @Provide
    Arbitrary<Sample> samples() {
        Arbitrary<List<String>> between = Arbitraries.of(BETWEEN).list().ofMaxSize(2);
        Arbitrary<List<List<String>>> modules =
                Arbitraries.of(STYLES).list().ofMinSize(1).ofMaxSize(5);
        return Combinators.combine(
                        modules,
                        between.list().ofSize(9),
                        Arbitraries.of("\n", "\r\n"),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.of("modules:", "modules: # all of them", "modules:   "))
                .as(DeploymentTextProperties::sample);
    }

    private static Sample sample(
            List<List<String>> modules,
            List<List<String>> between,
            String lineEnd,
            boolean bom,
            boolean lastEnd,
            String key) {
        List<String> lines = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        lines.addAll(between.get(0));
        lines.add("tier: test # the tier");
        lines.addAll(between.get(1));
        lines.add("core: {source: 'https://example.com/c', version: 0.0.7}");
        lines.addAll(between.get(2));
        lines.add(key);
        lines.addAll(between.get(3));
        lines.forEach(line -> owners.add(-1));
        for (int i = 0; i < modules.size(); i++) {
            for (String line : modules.get(i)) {
                lines.add(line.replace("%n", "m" + i).replace("%v", "1.0." + (i + 10)));
                owners.add(i);
            }
            for (String line : between.get(4 + i)) {
                lines.add(line);
                owners.add(-1);
            }
        }
        return new Sample(lines, owners, modules.size(), lineEnd, bom, lastEnd);
    }

    /** A list in brackets, each module on a line of its own. */
    @Property(tries = 200)
    void shouldKeepCommentsWhenALineOfBracketsGoes(
            @ForAll @IntRange(min = 2, max = 5) int modules,
            @ForAll @IntRange(max = 4) int number,
            @ForAll boolean commaAtTheEnd,
            @ForAll boolean windows) {
        int module = number % modules;
        List<String> before = new ArrayList<>(List.of("tier: test", "core: {source: x, version: 1}", "modules: ["));
        List<String> after = new ArrayList<>(before);
        for (int i = 0; i < modules; i++) {
            String line = "  m" + i + ": {version: '" + i + "', type: x}";
            boolean last = i == modules - 1;
            boolean lastAfter = last || (module == modules - 1 && i == modules - 2);
            before.add("  # above " + i);
            before.add(line + (last && !commaAtTheEnd ? "" : ",") + " # at " + i);
            after.add("  # above " + i);
            if (i != module) {
                after.add(line + (lastAfter && !commaAtTheEnd ? "" : ",") + " # at " + i);
            }
        }
        List.of("  # end", "]").forEach(line -> {
            before.add(line);
            after.add(line);
        });
        Sample sample = new Sample(before, List.of(), modules, windows ? "\r\n" : "\n", false, true);
        assertThat(rewrite(sample, DeploymentUpdate.NOTHING.without("m" + module)))
                .isEqualTo(sample.text(after));
    }

    private static String rewrite(Sample sample, DeploymentUpdate update) {
        DeploymentFile now = sample.read();
        byte[] content = sample.text().getBytes(StandardCharsets.UTF_8);
        DeploymentFile wanted = update.applyTo(now, LAYOUT);
        byte[] edited = DeploymentText.rewrite(content, now, wanted, LAYOUT);
        assertThat(read(edited).same(wanted)).isTrue();
        return new String(edited, StandardCharsets.UTF_8);
    }

    @Property(tries = 300)
    void shouldChangeOneVersionOnly(@ForAll("samples") Sample sample, @ForAll @IntRange(max = 4) int number) {
        int module = number % sample.modules();
        assertThat(rewrite(sample, DeploymentUpdate.NOTHING.withVersion("m" + module, "2.5.0-rc.1")))
                .isEqualTo(sample.text().replace("1.0." + (module + 10), "2.5.0-rc.1"));
    }

    @Property(tries = 100)
    void shouldChangeTierAndCoreOnly(@ForAll("samples") Sample sample) {
        assertThat(rewrite(
                        sample, DeploymentUpdate.NOTHING.withTier("production").withVersion("core", "0.1.0")))
                .isEqualTo(
                        sample.text().replace("tier: test", "tier: production").replace("0.0.7", "0.1.0"));
    }

    @Property(tries = 300)
    void shouldRemoveTheLinesOfOneModuleOnly(@ForAll("samples") Sample sample, @ForAll @IntRange(max = 4) int number) {
        int module = number % sample.modules();
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < sample.lines().size(); i++) {
            String line = sample.lines().get(i);
            if (sample.owners().get(i) != module) {
                boolean empties = sample.modules() == 1 && line.startsWith("modules:");
                rest.add(empties ? line.replace("modules:", "modules: []") : line);
            }
        }
        assertThat(rewrite(sample, DeploymentUpdate.NOTHING.without("m" + module)))
                .isEqualTo(sample.text(rest));
    }

    @Property(tries = 300)
    void shouldOnlyInsertWhenAModuleIsAdded(@ForAll("samples") Sample sample) {
        String before = sample.text();
        String after = rewrite(
                sample,
                DeploymentUpdate.NOTHING.with("new", new DeploymentComponent("1.0", "git", "https://example.com/n")));
        int prefix = 0;
        while (prefix < before.length() && before.charAt(prefix) == after.charAt(prefix)) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < before.length()
                && before.charAt(before.length() - 1 - suffix) == after.charAt(after.length() - 1 - suffix)) {
            suffix++;
        }
        assertThat(prefix + suffix).isGreaterThanOrEqualTo(before.length());
        assertThat(after.replace("\r\n", "\n").contains("\r")).isFalse();
        assertThat(after.contains("\r\n")).isEqualTo(before.contains("\r\n"));
    }

    @Property(tries = 100)
    void shouldDoAndUndoToTheSameText(@ForAll("samples") Sample sample) {
        DeploymentFile now = sample.read();
        Map<String, DeploymentComponent> other = new LinkedHashMap<>();
        now.modules().forEach((name, module) -> other.put(name, module.withVersion("3." + name)));
        DeploymentFile wanted = new DeploymentFile(now.path(), now.name(), now.tier(), now.core(), other);
        byte[] before = sample.text().getBytes(StandardCharsets.UTF_8);
        byte[] there = DeploymentText.rewrite(before, now, wanted, LAYOUT);
        assertThat(DeploymentText.rewrite(there, wanted, now, LAYOUT)).isEqualTo(before);
    }
}
