package io.jenkins.plugins.deploymentgates.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads and checks configurations. All mistakes of all files are found in one run; nothing is guessed. Stateless and
 * thread-safe.
 */
public final class ConfigurationReader {

    /**
     * Reads a file, or all {@code *.yaml} and {@code *.yml} files of a folder (not of folders in it; hidden ones are left
     * out) in the order of their names as if they were one. Where the folder has folders of DeployDB's configuration
     * directory ({@code services}, {@code pipelines}, {@code environments}, {@code promotions}, {@code webhook}), their
     * files are part of it.
     *
     * @throws ConfigurationException when there is any mistake
     */
    public Configuration read(Path fileOrDirectory) {
        Map<String, String> texts = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        List<Path> files = files(fileOrDirectory);
        Map<Path, DeployDbFolder> deployDb = deployDbFiles(fileOrDirectory);
        if (files.isEmpty() && deployDb.isEmpty()) {
            throw problem(fileOrDirectory, "the folder has no *.yaml or *.yml file; write at least one");
        }
        for (Path file : files) {
            String text = YamlFile.load(file, problems::add);
            if (text != null) {
                texts.put(file.toString(), text);
            }
        }
        DeployDbDirectory directory = new DeployDbDirectory(problems::add);
        deployDb.forEach(directory::add);
        List<Tree> roots = roots(texts, problems);
        roots.addAll(directory.roots(List.copyOf(roots)));
        return build(
                roots,
                problems,
                Stream.concat(files.stream(), deployDb.keySet().stream())
                        .map(Path::toString)
                        .toList());
    }

    /**
     * Reads a text.
     *
     * @param fileName what to call it in messages
     * @throws ConfigurationException when there is any mistake
     */
    public Configuration parse(String fileName, String yaml) {
        List<Problem> problems = new ArrayList<>();
        return build(roots(Map.of(fileName, yaml), problems), problems, List.of(fileName));
    }

    private static List<Tree> roots(Map<String, String> texts, List<Problem> problems) {
        List<Tree> roots = new ArrayList<>();
        texts.forEach((file, text) -> {
            Problems found = new Problems(file);
            Node node = YamlFile.compose(file, text, Layout.ROOT, found::add);
            if (node != null) {
                roots.add(new ShapeReader(found).read(Layout.ROOT, node));
            }
            problems.addAll(found.all());
        });
        return roots;
    }

    private static Configuration build(List<Tree> roots, List<Problem> problems, List<String> order) {
        if (!roots.isEmpty()) {
            Tree root = Merge.all(roots, problems::add);
            new CrossChecks(root, (tree, text) -> problems.add(tree.place().problem(text))).run();
            if (problems.isEmpty()) {
                return ConfigurationBuilder.build(root);
            }
        }
        problems.sort(Comparator.comparingInt((Problem one) -> order.indexOf(one.file()))
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column));
        throw new ConfigurationException(problems);
    }

    /** The files in our own shape; in a folder there may be none. */
    private static List<Path> files(Path path) {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.exists(path)) {
            throw problem(path, "there is no such file or folder; name a YAML file or a folder of them");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(ConfigurationReader::isYaml)
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw problem(path, "cannot be read: " + e);
        }
    }

    private static Map<Path, DeployDbFolder> deployDbFiles(Path path) {
        try {
            return DeployDbDirectory.files(path, ConfigurationReader::isYaml);
        } catch (IOException e) {
            throw problem(path, "cannot be read: " + e);
        }
    }

    private static boolean isYaml(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(file);
    }

    private static ConfigurationException problem(Path path, String message) {
        return new ConfigurationException(List.of(new Problem(path.toString(), 0, 0, message)));
    }
}
