package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Problem;
import io.jenkins.plugins.deploymentgates.config.YamlFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.scanner.ScannerException;

/**
 * Finds container images in YAML: {@code image} of Kubernetes manifests, {@code image.registry}, {@code repository},
 * {@code tag} and {@code digest} of Helm values, and {@code images} of Kustomize. What a kustomization replaces counts as
 * it says there, wherever the name it replaces is found. For one set of files; not thread-safe.
 */
final class ImageFinder {
    private final List<ImageReference> written = new ArrayList<>();
    private final List<ImageReference> replacing = new ArrayList<>();
    private final Set<String> replaced = new HashSet<>();
    private final List<String> skipped = new ArrayList<>();

    private ImageFinder() {}

    /** @param files path to content */
    static FoundImages find(Map<String, byte[]> files) {
        ImageFinder finder = new ImageFinder();
        new TreeMap<>(files).forEach(finder::file);
        List<ImageReference> images = new ArrayList<>(finder.replacing);
        finder.written.stream()
                .filter(image -> !finder.replaced.contains(image.name()))
                .forEach(images::add);
        images.sort(Comparator.comparing(ImageReference::file).thenComparing(ImageReference::line));
        return new FoundImages(images.stream().distinct().toList(), finder.skipped);
    }

    private void file(String path, byte[] content) {
        List<Problem> problems = new ArrayList<>();
        String text = YamlFile.decode(path, content, problems::add);
        if (text == null) {
            skipped.add(path + ":" + Math.max(1, problems.get(0).line()) + ": is not UTF-8");
            return;
        }
        try {
            for (Node document : YamlFile.composeAll(text)) {
                if (isKustomization(path, document)) {
                    kustomization(path, (MappingNode) document);
                } else {
                    walk(path, document, Collections.newSetFromMap(new IdentityHashMap<>()));
                }
            }
        } catch (MarkedYAMLException e) {
            // Where what could not be read begins; its end may be lines below.
            Mark mark = e instanceof ScannerException && e.getContextMark() != null
                    ? e.getContextMark()
                    : e.getProblemMark();
            int line = mark == null ? 1 : mark.getLine() + 1;
            skipped.add(path + ":" + line + ": is no valid YAML, as templates are not");
        } catch (YAMLException e) {
            skipped.add(path + ":1: is no valid YAML, as templates are not");
        }
    }

    private static boolean isKustomization(String path, Node document) {
        if (!(document instanceof MappingNode mapping)) {
            return false;
        }
        String version = text(value(mapping, "apiVersion"));
        return path.substring(path.lastIndexOf('/') + 1).matches("kustomization\\.ya?ml|Kustomization")
                || version != null && version.startsWith("kustomize.config.k8s.io/");
    }

    private void kustomization(String path, MappingNode root) {
        if (!(value(root, "images") instanceof SequenceNode images)) {
            return;
        }
        for (Node entry : images.getValue()) {
            if (!(entry instanceof MappingNode image)) {
                continue;
            }
            String name = text(value(image, "name"));
            String newName = text(value(image, "newName"));
            String tag = text(value(image, "newTag"));
            String digest = text(value(image, "digest"));
            if (name == null) {
                continue;
            }
            Node place = first(value(image, "digest"), value(image, "newTag"), value(image, "newName"));
            String whole = (newName == null ? name : newName) + suffix(tag, digest);
            if (place != null) {
                replaced.add(name);
                add(replacing, path, place, whole);
            }
        }
    }

    private void walk(String path, Node node, Set<Node> seen) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> walk(path, item, seen));
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if ("image".equals(text(tuple.getKeyNode()))) {
                    image(path, tuple.getKeyNode(), tuple.getValueNode());
                }
                walk(path, tuple.getValueNode(), seen);
            }
        }
    }

    private void image(String path, Node key, Node value) {
        String plain = text(value);
        if (plain != null) {
            add(written, path, key, plain);
        } else if (value instanceof MappingNode mapping) {
            String repository = text(value(mapping, "repository"));
            if (repository == null) {
                return;
            }
            String registry = text(value(mapping, "registry"));
            String tag = text(value(mapping, "tag"));
            String digest = text(value(mapping, "digest"));
            Node place = first(value(mapping, "digest"), value(mapping, "tag"), value(mapping, "repository"));
            if (tag == null && digest == null) {
                skipped.add(path + ":" + line(place) + ": " + repository + " has no tag, so the chart's own is taken");
                return;
            }
            add(written, path, place, (registry == null ? "" : registry + "/") + repository + suffix(tag, digest));
        }
    }

    private static String suffix(@CheckForNull String tag, @CheckForNull String digest) {
        return digest != null ? "@" + digest : tag != null ? ":" + tag : "";
    }

    private void add(List<ImageReference> images, String path, Node place, String image) {
        if (image.contains("{{") || image.contains("${") || image.contains("$(")) {
            skipped.add(path + ":" + line(place) + ": " + image + " is filled in later");
        } else {
            images.add(new ImageReference(path, line(place), image));
        }
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    @CheckForNull
    private static Node first(Node... nodes) {
        for (Node node : nodes) {
            if (text(node) != null) {
                return node;
            }
        }
        return null;
    }

    @CheckForNull
    private static Node value(MappingNode mapping, String key) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (key.equals(text(tuple.getKeyNode()))) {
                return tuple.getValueNode();
            }
        }
        return null;
    }

    /** A text; {@code null} for anything else and for an empty one. */
    @CheckForNull
    private static String text(@CheckForNull Node node) {
        return node instanceof ScalarNode scalar && !scalar.getValue().isBlank()
                ? scalar.getValue().strip()
                : null;
    }
}
