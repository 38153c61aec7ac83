package io.jenkins.plugins.deploymentgates.config;

import io.jenkins.plugins.deploymentgates.model.Names;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Words for YAML nodes. */
public final class Nodes {
    private Nodes() {}

    /** What is written there, for {@code must be … but is …}. */
    public static String describe(Node node) {
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        String value = ((ScalarNode) node).getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return "nothing";
        }
        if (tag.equals(Tag.BOOL)) {
            return value;
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return "the number " + shorten(value);
        }
        return "the text " + Names.quote(value);
    }

    /** A key in a path; long ones and ones with control characters are made fit for a message. */
    public static String step(String path, String key) {
        return path.isEmpty() ? shorten(key) : path + "." + shorten(key);
    }

    private static String shorten(String text) {
        String quoted = Names.quote(text);
        return quoted.substring(1, quoted.length() - 1);
    }
}
