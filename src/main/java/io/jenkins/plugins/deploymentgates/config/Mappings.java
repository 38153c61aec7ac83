package io.jenkins.plugins.deploymentgates.config;

import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The entries of a YAML mapping: duplicate keys are found, {@code <<: *anchor} is merged in. */
final class Mappings {
    private final Problems problems;

    Mappings(Problems problems) {
        this.problems = problems;
    }

    /** An entry and its key's text as it was written. */
    record Entry(String key, Node keyNode, Node value) {}

    /** The entries by key, in the order of the file; what was merged comes after what was written there itself. */
    Map<String, Entry> entries(MappingNode node, String path) {
        return entries(node, path, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private Map<String, Entry> entries(MappingNode node, String path, Set<Node> merging) {
        Map<String, Entry> own = new LinkedHashMap<>();
        List<Node> merges = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            Node key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                problems.add(key, path, "a key must be a text, but is " + Nodes.describe(key));
            } else if (Tag.MERGE.equals(key.getTag())) {
                merges.add(tuple.getValueNode());
            } else {
                Entry entry = new Entry(scalar.getValue(), key, tuple.getValueNode());
                Entry first = own.putIfAbsent(entry.key(), entry);
                if (first != null) {
                    problems.add(
                            key,
                            path,
                            "the key " + Names.quote(entry.key()) + " is there twice; the first is at "
                                    + problems.place(first.keyNode()));
                }
            }
        }
        merging.add(node);
        for (Node merge : merges) {
            for (Node one : merge instanceof SequenceNode several ? several.getValue() : List.of(merge)) {
                if (!(one instanceof MappingNode mapping)) {
                    problems.add(
                            one, path, "'<<' merges mappings, such as *defaults, but this is " + Nodes.describe(one));
                } else if (merging.contains(mapping)) {
                    problems.add(one, path, "'<<' merges a mapping into itself; remove it");
                } else {
                    entries(mapping, path, merging).forEach(own::putIfAbsent);
                }
            }
        }
        merging.remove(node);
        return own;
    }
}
