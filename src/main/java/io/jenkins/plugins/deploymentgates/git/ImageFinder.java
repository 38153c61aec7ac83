package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Problem;
import io.jenkins.plugins.deploymentgates.config.YamlFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
 *
 * <p>Charts also call the repository {@code image} or {@code name}, and may have one {@code global.imageRegistry} for
 * all; volumes of images call it {@code reference}.
 */
final class ImageFinder {
    /** What is below them names things as people like, and no images. */
    private static final Set<String> TEXTS = Set.of("annotations", "labels", "matchLabels");

    private static final List<String> PATCHES = List.of("patches", "patchesStrategicMerge", "patchesJson6902");

    /** An {@code image:} of a manifest, or the path of one in a JSON patch. */
    private static final Pattern IMAGE_IN_PATCH = Pattern.compile("\\bimage\"?\\s*:|/image\\b");

    private final List<ImageReference> written = new ArrayList<>();
    private final List<Kustomized> replacing = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    private ImageFinder() {}

    /** Whether files of such a name are looked into; others hold no YAML, or what only becomes YAML. */
    static boolean reads(String path) {
        return path.matches("(?i).*\\.(ya?ml|json)") || path.matches("(.*/)?Kustomization");
    }

    /** @param files path to content */
    static FoundImages find(Map<String, byte[]> files) {
        ImageFinder finder = new ImageFinder();
        new TreeMap<>(files).forEach(finder::file);
        List<ImageReference> images = new ArrayList<>();
        finder.replacing.forEach(entry -> finder.replace(entry, images));
        Set<String> replaced = finder.replacing.stream().map(Kustomized::name).collect(Collectors.toSet());
        finder.written.stream()
                .filter(image -> !replaced.contains(image.name()))
                .forEach(images::add);
        images.sort(Comparator.comparing(ImageReference::file).thenComparing(ImageReference::line));
        return new FoundImages(images.stream().distinct().toList(), finder.skipped);
    }

    private void replace(Kustomized entry, List<ImageReference> images) {
        if (entry.isWhole()) {
            images.add(entry.whole());
            return;
        }
        List<ImageReference> there = written.stream()
                .filter(image -> image.name().equals(entry.name()))
                .map(entry::of)
                .toList();
        if (there.isEmpty()) {
            skipped.add(entry.file() + ":" + entry.line() + ": " + entry.renamed()
                    + " has the tag of a manifest that is not among the files");
        }
        images.addAll(there);
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
                    walk(path, document, globalRegistry(document), Collections.newSetFromMap(new IdentityHashMap<>()));
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
        PATCHES.forEach(key -> patches(path, value(root, key)));
        if (!(value(root, "images") instanceof SequenceNode images)) {
            return;
        }
        for (Node entry : images.getValue()) {
            if (!(entry instanceof MappingNode image)) {
                continue;
            }
            String name = text(value(image, "name"));
            Node place = first(value(image, "digest"), value(image, "newTag"), value(image, "newName"));
            if (name != null && place != null) {
                String newName = text(value(image, "newName"));
                String tag = text(value(image, "newTag"));
                replacing.add(new Kustomized(path, line(place), name, newName, tag, text(value(image, "digest"))));
            }
        }
    }

    /** Patches are texts in other formats, or files, which are looked into as what they are. */
    private void patches(String path, @CheckForNull Node node) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> patches(path, item));
        } else if (node instanceof MappingNode patch) {
            patches(path, value(patch, "patch"));
        } else if (text(node) != null && IMAGE_IN_PATCH.matcher(text(node)).find()) {
            skipped.add(path + ":" + line(node) + ": an image in a patch");
        }
    }

    /** The registry that charts take instead of any that an image has of its own. */
    @CheckForNull
    private static String globalRegistry(@CheckForNull Node document) {
        return document instanceof MappingNode values && value(values, "global") instanceof MappingNode global
                ? text(value(global, "imageRegistry"))
                : null;
    }

    private void walk(String path, Node node, @CheckForNull String registry, Set<Node> seen) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> walk(path, item, registry, seen));
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                boolean found = "image".equals(text(tuple.getKeyNode()))
                        && image(path, tuple.getKeyNode(), tuple.getValueNode(), registry);
                if (!found && !TEXTS.contains(String.valueOf(text(tuple.getKeyNode())))) {
                    walk(path, tuple.getValueNode(), registry, seen);
                }
            }
        }
    }

    /** Whether it is an image, or would be one if it had a tag. */
    private boolean image(String path, Node key, Node value, @CheckForNull String globalRegistry) {
        String plain = text(value);
        if (plain != null) {
            add(path, key, plain);
            return true;
        }
        if (!(value instanceof MappingNode image)) {
            return false;
        }
        Node reference = value(image, "reference");
        if (text(reference) != null) {
            add(path, reference, text(reference));
            return true;
        }
        String own = text(value(image, "registry"));
        String tag = text(value(image, "tag"));
        String digest = text(value(image, "digest"));
        boolean more = own != null || tag != null || digest != null;
        Node repository = first(
                value(image, "repository"), more ? value(image, "image") : null, more ? value(image, "name") : null);
        if (repository == null) {
            return false;
        }
        String registry = globalRegistry == null ? own : globalRegistry;
        String name = (registry == null ? "" : registry + "/") + text(repository);
        Node place = first(value(image, "digest"), value(image, "tag"), repository);
        if (tag == null && digest == null && name.indexOf(':', name.lastIndexOf('/') + 1) < 0) {
            skipped.add(path + ":" + line(place) + ": " + name + " has no tag, so the chart's own is taken");
        } else {
            add(path, place, name + suffix(tag, digest));
        }
        return true;
    }

    static String suffix(@CheckForNull String tag, @CheckForNull String digest) {
        return digest != null ? "@" + digest : tag != null ? ":" + tag : "";
    }

    private void add(String path, Node place, String image) {
        if (image.contains("{{") || image.contains("${") || image.contains("$(")) {
            skipped.add(path + ":" + line(place) + ": " + image + " is filled in later");
        } else {
            written.add(new ImageReference(path, line(place), image));
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
