package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Nodes;
import io.jenkins.plugins.deploymentgates.config.Problem;
import io.jenkins.plugins.deploymentgates.config.YamlFile;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML mapping whose mistakes are all found, not the first only. What {@link YamlEdit} could not change part by part
 * is a mistake: anchors, tags, merge keys, doubled keys, explicit keys and values over several lines. Immutable.
 */
final class YamlSource {
    /** What ends a line for YAML 1.1, but not for the editors and programs that read these files. */
    private static final Pattern ODD_LINE_END = Pattern.compile("\\r(?!\\n)|[\\u0085\\u2028\\u2029]");

    private final String text;
    private final MappingNode root;

    private YamlSource(String text, MappingNode root) {
        this.text = text;
        this.root = root;
    }

    /**
     * Reads a file. Mistakes are reported; what can be read in spite of them is returned, so that others are found too.
     *
     * @param keys what belongs into such a file, for the message about an empty one
     * @return {@code null} when it is no mapping at all
     */
    @CheckForNull
    static YamlSource parse(String file, byte[] content, String keys, Consumer<Problem> problems) {
        String text = YamlFile.decode(file, content, problems);
        if (text == null) {
            return null;
        }
        Matcher odd = ODD_LINE_END.matcher(text);
        if (odd.find()) {
            long line = 1
                    + text.substring(0, odd.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            problems.accept(new Problem(
                    file,
                    (int) line,
                    odd.start() - text.lastIndexOf('\n', odd.start()),
                    String.format(
                            "the character U+%04X ends a line here; lines end with LF, or with CR and LF",
                            (int) odd.group().charAt(0))));
            return null;
        }
        Node node = YamlFile.compose(file, text, "write at least one of the keys " + keys, problems);
        if (node == null) {
            return null;
        }
        if (!(node instanceof MappingNode mapping)) {
            problems.accept(
                    problem(file, node, "must be a mapping with the keys " + keys + " but is " + Nodes.describe(node)));
            return null;
        }
        YamlSource source = new YamlSource(text, mapping);
        source.check(file, mapping, problems, Collections.newSetFromMap(new IdentityHashMap<>()));
        return source;
    }

    static Problem problem(String file, Node node, String message) {
        return new Problem(
                file, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1, message);
    }

    MappingNode root() {
        return root;
    }

    private int start(Node node) {
        return index(node.getStartMark().getIndex());
    }

    /** SnakeYAML counts code points, and does not see the byte order mark. */
    private int index(int codePoints) {
        int from = text.startsWith("\uFEFF") ? 1 : 0;
        return text.offsetByCodePoints(from, codePoints);
    }

    private void check(String file, Node node, Consumer<Problem> problems, Set<Node> seen) {
        if (!seen.add(node)) {
            return;
        }
        if (node.getAnchor() != null) {
            problems.accept(problem(
                    file,
                    node,
                    "the anchor " + Names.quote("&" + node.getAnchor())
                            + " is not allowed, because changing the value here would change it in other places too;"
                            + " write the value out wherever it is used"));
        } else if (start(node) < text.length() && text.charAt(start(node)) == '!') {
            problems.accept(problem(
                    file,
                    node,
                    "the tag of this value is not allowed; write the value alone, in quotes if it is a text"));
        }
        if (node instanceof MappingNode mapping) {
            checkKeys(file, mapping, problems);
            for (NodeTuple field : mapping.getValue()) {
                check(file, field.getKeyNode(), problems, seen);
                check(file, field.getValueNode(), problems, seen);
            }
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> check(file, item, problems, seen));
        } else if (node.getStartMark().getLine() != node.getEndMark().getLine()) {
            problems.accept(problem(file, node, "this value goes over several lines; write it on one"));
        }
    }

    private void checkKeys(String file, MappingNode mapping, Consumer<Problem> problems) {
        Set<String> keys = new HashSet<>();
        for (NodeTuple field : mapping.getValue()) {
            Node key = field.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                problems.accept(problem(file, key, "a key must be a word but is " + Nodes.describe(key)));
            } else if (key.getTag().equals(Tag.MERGE) && scalar.getScalarStyle() == ScalarStyle.PLAIN) {
                problems.accept(problem(
                        file, key, "the merge key '<<' is not allowed; write out the keys that it would bring"));
            } else if (!keys.add(scalar.getValue())) {
                problems.accept(problem(
                        file, key, "the key " + Names.quote(scalar.getValue()) + " is here twice; remove one of them"));
            } else if (!isFollowedByColon(key)) {
                problems.accept(problem(
                        file,
                        key,
                        "the key " + Names.quote(scalar.getValue()) + " must be followed by ':' on its line, without a"
                                + " '?' before it"));
            }
        }
    }

    private boolean isFollowedByColon(Node key) {
        int after = index(key.getEndMark().getIndex());
        while (after < text.length() && " \t".indexOf(text.charAt(after)) >= 0) {
            after++;
        }
        int before = start(key) - 1;
        while (before >= 0 && " \t".indexOf(text.charAt(before)) >= 0) {
            before--;
        }
        return after < text.length() && text.charAt(after) == ':' && (before < 0 || text.charAt(before) != '?');
    }
}
