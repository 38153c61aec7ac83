package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.DidYouMean;
import io.jenkins.plugins.deploymentgates.config.Nodes;
import io.jenkins.plugins.deploymentgates.config.Problem;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Takes the values out of one mapping and reports those that are missing or of the wrong type. */
final class YamlFields {
    private final String file;
    private final String path;
    private final MappingNode mapping;
    private final Consumer<Problem> problems;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /**
     * @param path the keys that lead here, such as {@code core}; empty at the top
     * @param keys those there may be
     */
    YamlFields(String file, String path, MappingNode mapping, List<String> keys, Consumer<Problem> problems) {
        this.file = file;
        this.path = path;
        this.mapping = mapping;
        this.problems = problems;
        for (NodeTuple field : mapping.getValue()) {
            String key = key(field);
            if (key == null) {
                continue; // reported when the file was parsed
            }
            if (keys.contains(key)) {
                values.putIfAbsent(key, field.getValueNode());
            } else {
                problem(
                        field.getKeyNode(),
                        path,
                        "the key " + Names.quote(key) + " is unknown" + DidYouMean.among("valid are", key, keys));
            }
        }
    }

    /** The name of a field; {@code null} for what can be none. */
    @CheckForNull
    static String key(NodeTuple field) {
        return field.getKeyNode() instanceof ScalarNode key && !key.getTag().equals(Tag.MERGE) ? key.getValue() : null;
    }

    /** What stands under a key; {@code null} when the key is not there. */
    @CheckForNull
    Node get(String key) {
        return values.get(key);
    }

    /** A text that must be there; {@code null} with a problem reported. */
    @CheckForNull
    String text(String key, String example) {
        Node node = values.get(key);
        if (node == null) {
            missing(key, example);
            return null;
        }
        return text(node, step(key), example);
    }

    /** A text that may be left out; {@code null} also with a problem reported. */
    @CheckForNull
    String optional(String key, String example) {
        Node node = values.get(key);
        return node == null ? null : text(node, step(key), example);
    }

    /** A mapping that must be there; {@code null} with a problem reported. */
    @CheckForNull
    MappingNode mapping(String key, String example) {
        Node node = values.get(key);
        if (node == null) {
            missing(key, example);
            return null;
        }
        if (node instanceof MappingNode found) {
            return found;
        }
        problem(node, step(key), "must be a mapping, such as " + example + ", but is " + Nodes.describe(node));
        return null;
    }

    /** The entries of a list; {@code null} with a problem reported, an empty one when nothing stands after the key. */
    @CheckForNull
    List<Node> list(String key, String example) {
        Node node = values.get(key);
        if (node == null || node.getTag().equals(Tag.NULL)) {
            return List.of();
        }
        if (node instanceof SequenceNode found) {
            return found.getValue();
        }
        problem(node, step(key), "must be a list, such as " + example + ", but is " + Nodes.describe(node));
        return null;
    }

    /** A plain value as it is written: {@code 1.10} stays {@code 1.10}; {@code null} with a problem reported. */
    @CheckForNull
    String text(Node node, String at, String example) {
        boolean isText = node instanceof ScalarNode
                && (node.getTag().equals(Tag.STR)
                        || node.getTag().equals(Tag.INT)
                        || node.getTag().equals(Tag.FLOAT));
        String value = isText ? ((ScalarNode) node).getValue() : "";
        if (isText && !value.isBlank()) {
            return value;
        }
        problem(
                node,
                at,
                "must be a text, such as " + example + ", but is " + (isText ? "empty" : Nodes.describe(node))
                        + (node.getTag().equals(Tag.BOOL) ? "; put it in quotes if that is meant" : ""));
        return null;
    }

    /** Reports that a key, or what should stand there, is missing. */
    void missing(String key, String example) {
        problem(mapping, path, "has no " + key + "; write for example " + key + ": " + example);
    }

    /** Reports what is wrong with the value of a key. */
    void problem(String key, String message) {
        problem(values.getOrDefault(key, mapping), step(key), message);
    }

    void problem(Node node, String at, String message) {
        problems.accept(YamlSource.problem(file, node, at.isEmpty() ? message : at + ": " + message));
    }

    private String step(String key) {
        return Nodes.step(path, key);
    }
}
