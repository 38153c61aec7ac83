package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Problem;
import io.jenkins.plugins.deploymentgates.config.YamlFile;
import io.jenkins.plugins.deploymentgates.config.YamlText;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** What the nodes of a YAML file hold, and how new ones are written. Stateless. */
final class YamlTree {
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)");
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");

    private YamlTree() {}

    /** @throws GitException when it is not UTF-8 */
    static String decode(String file, byte[] content) {
        List<Problem> problems = new ArrayList<>();
        String text = YamlFile.decode(file, content, problems::add);
        if (text == null) {
            throw refusal(problems);
        }
        return text;
    }

    /**
     * The root, a mapping whose parts can be changed one by one.
     *
     * @throws GitException with all mistakes
     */
    static Node compose(String file, String text) {
        List<Problem> problems = new ArrayList<>();
        Node root = YamlFile.compose(file, text, "write at least one key with its value", problems::add);
        if (root != null && !(root instanceof MappingNode)) {
            problems.add(problem(
                    file, root.getStartMark(), "must be a mapping of keys to values, but is " + describe(root)));
        } else if (root != null) {
            check(file, root, problems);
        }
        if (root == null || !problems.isEmpty()) {
            throw refusal(problems);
        }
        return root;
    }

    private static GitException refusal(List<Problem> problems) {
        return new GitException(
                problems.stream().map(Problem::toString).distinct().collect(Collectors.joining("\n")));
    }

    static Problem problem(String file, Mark mark, String message) {
        return new Problem(file, mark.getLine() + 1, mark.getColumn() + 1, message);
    }

    /** Does not go below an anchor, so nothing goes in circles. */
    private static void check(String file, Node node, List<Problem> problems) {
        if (node.getAnchor() != null) {
            problems.add(
                    problem(
                            file,
                            node.getStartMark(),
                            "the anchor &" + node.getAnchor()
                                    + " is not allowed: a change here would change other places as well; write the values out"));
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> check(file, item, problems));
        } else if (node instanceof MappingNode map) {
            Map<String, Node> first = new HashMap<>();
            for (NodeTuple entry : map.getValue()) {
                checkKey(file, entry.getKeyNode(), first, problems);
                check(file, entry.getValueNode(), problems);
            }
        }
    }

    private static void checkKey(String file, Node node, Map<String, Node> known, List<Problem> problems) {
        Mark mark = node.getStartMark();
        if (!(node instanceof ScalarNode key)) {
            problems.add(problem(file, mark, "a key must be a text, but is " + describe(node)));
        } else if (node.getAnchor() != null) {
            check(file, node, problems);
        } else if (key.getTag().equals(Tag.MERGE)) {
            problems.add(problem(file, mark, "the merge key '<<' is not allowed; write the values out"));
        } else {
            Node first = known.putIfAbsent(key.getValue(), key);
            if (first != null) {
                Mark other = first.getStartMark();
                problems.add(problem(
                        file,
                        mark,
                        "the key " + Names.quote(key.getValue()) + " is there twice; the first is at " + file + ":"
                                + (other.getLine() + 1) + ":" + (other.getColumn() + 1)));
            }
        }
    }

    /** For {@code must be … but is …}. */
    static String describe(Node node) {
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        return node.getTag().equals(Tag.NULL) ? "nothing" : "the text " + Names.quote(((ScalarNode) node).getValue());
    }

    @CheckForNull
    static Object value(Node node) {
        if (node instanceof MappingNode map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            for (NodeTuple entry : map.getValue()) {
                entries.put(((ScalarNode) entry.getKeyNode()).getValue(), value(entry.getValueNode()));
            }
            return Collections.unmodifiableMap(entries);
        }
        if (node instanceof SequenceNode list) {
            List<Object> items = new ArrayList<>();
            list.getValue().forEach(item -> items.add(value(item)));
            return Collections.unmodifiableList(items);
        }
        return node.getTag().equals(Tag.NULL) ? null : ((ScalarNode) node).getValue();
    }

    @CheckForNull
    static Node child(Node node, String step) {
        int index = node instanceof CollectionNode<?> collection ? indexOf(collection, step) : -1;
        if (index < 0) {
            return null;
        }
        return node instanceof MappingNode map
                ? map.getValue().get(index).getValueNode()
                : ((SequenceNode) node).getValue().get(index);
    }

    /** Which entry or item a step of a path leads to; -1 for none. */
    static int indexOf(CollectionNode<?> node, String step) {
        if (node instanceof SequenceNode list) {
            int index = INDEX.matcher(step).matches() ? Integer.parseInt(step) : -1;
            return index < list.getValue().size() ? index : -1;
        }
        List<NodeTuple> entries = ((MappingNode) node).getValue();
        for (int i = 0; i < entries.size(); i++) {
            if (((ScalarNode) entries.get(i).getKeyNode()).getValue().equals(step)) {
                return i;
            }
        }
        return -1;
    }

    /** The value with the quotes of the text it takes the place of. */
    static String replacement(ScalarNode old, String value) {
        String safe = YamlText.flow(value);
        boolean needsEscapes = safe.startsWith("\"");
        if (old.getScalarStyle() == ScalarStyle.SINGLE_QUOTED && !needsEscapes) {
            return "'" + value.replace("'", "''") + "'";
        }
        if (old.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED && !needsEscapes) {
            return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }
        boolean numbers = old.getScalarStyle() == ScalarStyle.PLAIN
                && NUMBER.matcher(old.getValue()).matches()
                && NUMBER.matcher(value).matches();
        return numbers ? value : safe;
    }

    /** The lines of an entry, the first not indented. */
    static List<String> entry(String key, Object value, boolean inFlow) {
        if (inFlow || !isFilled(value)) {
            return List.of(YamlText.flow(key) + ": " + YamlText.flow(value));
        }
        List<String> lines = new ArrayList<>();
        lines.add(YamlText.flow(key) + ":");
        block(value, false).forEach(line -> lines.add("  " + line));
        return lines;
    }

    /**
     * The lines of an item, the first not indented.
     *
     * @param width from the dash to what stands behind it, at least 2
     * @param valuesInFlow whether the values of a mapping are each written in one line
     */
    static List<String> item(Object value, int width, boolean inFlow, boolean valuesInFlow) {
        List<String> content = inFlow ? List.of(YamlText.flow(value)) : block(value, valuesInFlow);
        List<String> lines = new ArrayList<>();
        for (String line : content) {
            lines.add((lines.isEmpty() ? "-" + " ".repeat(width - 1) : " ".repeat(width)) + line);
        }
        return lines;
    }

    private static List<String> block(Object value, boolean valuesInFlow) {
        List<String> lines = new ArrayList<>();
        if (!isFilled(value)) {
            lines.add(YamlText.flow(value));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> lines.addAll(entry(String.valueOf(key), one, valuesInFlow)));
        } else {
            ((List<?>) value).forEach(one -> lines.addAll(item(one, 2, false, false)));
        }
        return lines;
    }

    private static boolean isFilled(Object value) {
        return (value instanceof Map<?, ?> map && !map.isEmpty()) || (value instanceof List<?> list && !list.isEmpty());
    }
}
