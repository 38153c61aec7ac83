package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.YamlText;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML file that is changed where asked, and everywhere else stays as it is, byte for byte: comments, order, quotes,
 * indentation, line ends, byte order mark, a missing end of line. Immutable; an edit gives a new one.
 *
 * <p>A path is the keys from the root; a step into a list is the item's index as text, from 0. Values are texts as they
 * are written, also of numbers ({@code 1.10} stays {@code 1.10}), {@code null}, maps and lists of these. Comments above
 * what is removed stay; one in its own lines goes with it.
 */
public final class YamlEdit {
    private final String file;
    private final String text;
    private final Node root;
    private final YamlPlaces places;

    private YamlEdit(String file, String text) {
        this.file = file;
        this.text = text;
        this.root = YamlTree.compose(file, text);
        this.places = new YamlPlaces(text);
    }

    /**
     * Reads a file.
     *
     * @param file its name for messages, such as {@code environment/qa:environment.yaml}
     * @throws GitException with all mistakes, {@code file:line:column: text} each: not UTF-8, no YAML, no mapping, a second
     *     document, a key that is there twice, an anchor, a merge key
     */
    public static YamlEdit of(String file, byte[] content) {
        return new YamlEdit(file, YamlTree.decode(file, content));
    }

    /** The file's whole text, with its byte order mark. */
    public String text() {
        return text;
    }

    /** The file's bytes. */
    public byte[] content() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether there is something at the path, be it {@code null}. */
    public boolean has(String... path) {
        return find(path) != null;
    }

    /**
     * What is at the path: a text, a {@code Map<String, Object>} in the order of the file, a {@code List<Object>}, or
     * {@code null} for nothing.
     */
    @CheckForNull
    public Object value(String... path) {
        Node node = find(path);
        return node == null ? null : YamlTree.value(node);
    }

    /** A mistake at the path, or where the path ends; {@code file:line:column: message}. */
    public GitException problem(String message, String... path) {
        Node node = root;
        for (int depth = 1; depth <= path.length; depth++) {
            Node deeper = find(Arrays.copyOf(path, depth));
            node = deeper == null ? node : deeper;
        }
        return problem(node.getStartMark(), message);
    }

    private GitException problem(Mark mark, String message) {
        return new GitException(YamlTree.problem(file, mark, message).toString());
    }

    /**
     * Replaces a text. Quotes stay; they are added only where other readers of YAML would take the new text for
     * something else, unless the old one was a number and the new one is.
     *
     * @throws GitException when there is no text at the path, or one that is not written in a line
     */
    public YamlEdit withScalar(String value, String... path) {
        Node node = require(path);
        if (!(node instanceof ScalarNode scalar)) {
            throw problem(node.getStartMark(), "must be a text, but is " + YamlTree.describe(node));
        }
        int start = places.start(node);
        if (places.isEmpty(scalar)) {
            return splice(start, start, places.gap(start, () -> problem(node.getStartMark(), noColon())) + flow(value));
        }
        if (YamlPlaces.isBlockText(scalar)) {
            throw problem(node.getStartMark(), "is a block of text; write it in one line, such as " + flow(value));
        }
        if (text.charAt(start) == '!') {
            throw problem(
                    node.getStartMark(),
                    "has a tag (" + Names.quote(node.getTag().getValue()) + "); remove it");
        }
        return splice(start, places.end(node), YamlTree.replacement(scalar, value));
    }

    private static String noColon() {
        return "has no ':' behind its key; write one";
    }

    /**
     * Adds an entry behind the last one of a mapping, in the style of the others.
     *
     * @param value a text, a map or a list
     * @param path the mapping's, and the new key; an empty value counts as an empty mapping
     * @throws GitException when there is no mapping, or the key is there already
     */
    public YamlEdit withEntry(Object value, String... path) {
        String[] parent = Arrays.copyOf(path, path.length - 1);
        String key = path[path.length - 1];
        Node node = require(parent);
        if (isVacant(node)) {
            return fill(node, parent, YamlTree.entry(key, value, false), "{" + flow(key) + ": " + flow(value) + "}");
        }
        if (!(node instanceof MappingNode map)) {
            throw problem(node.getStartMark(), "must be a mapping, but is " + YamlTree.describe(node));
        }
        if (has(path)) {
            throw problem("the key " + Names.quote(key) + " is there already", path);
        }
        List<Node> values = map.getValue().stream().map(NodeTuple::getValueNode).toList();
        if (map.getFlowStyle() == FlowStyle.FLOW) {
            if (text.charAt(places.start(map)) != '{') {
                throw problem(map.getStartMark(), "is an entry without braces; write it as {key: value}");
            }
            return append(values, flow(key) + ": " + flow(value));
        }
        int indent = map.getValue().get(0).getKeyNode().getStartMark().getColumn();
        return insert(places.lineAfter(map), indent, YamlTree.entry(key, value, inFlow(values)));
    }

    /**
     * Adds an item behind the last one of a list, in the style of the others.
     *
     * @param value a text, a map or a list
     * @param path the list's; an empty value counts as an empty list
     * @throws GitException when there is no list
     */
    public YamlEdit withItem(Object value, String... path) {
        Node node = require(path);
        if (isVacant(node)) {
            return fill(node, path, YamlTree.item(value, 2, false, false), "[" + flow(value) + "]");
        }
        if (!(node instanceof SequenceNode list)) {
            throw problem(node.getStartMark(), "must be a list, but is " + YamlTree.describe(node));
        }
        List<Node> items = list.getValue();
        if (list.getFlowStyle() == FlowStyle.FLOW) {
            return append(items, flow(value));
        }
        int dash = list.getStartMark().getColumn();
        Node first = items.get(0);
        boolean sameLine = first.getStartMark().getLine() == list.getStartMark().getLine() && !places.isEmpty(first);
        int width = sameLine ? first.getStartMark().getColumn() - dash : 2;
        return insert(places.lineAfter(list), dash, YamlTree.item(value, width, inFlow(items), valuesInFlow(items)));
    }

    /**
     * Removes an entry of a mapping or an item of a list. What is empty then stays as {@code {}} or {@code []}.
     *
     * @param path not empty
     * @throws GitException when there is nothing at the path
     */
    public YamlEdit without(String... path) {
        require(path);
        String[] parent = Arrays.copyOf(path, path.length - 1);
        CollectionNode<?> container = (CollectionNode<?>) require(parent);
        YamlPlaces.Parts parts = places.parts(container);
        int index = YamlTree.indexOf(container, path[path.length - 1]);
        if (parts.count() == 1) {
            return emptied(container, parent);
        }
        if (container.getFlowStyle() == FlowStyle.FLOW) {
            return withoutPart(parts, index);
        }
        int start = parts.start(index);
        if (places.isFirstOnLine(start)) {
            return withoutLines(start, parts.node(index));
        }
        if (index > 0) {
            throw problem("has its key behind '?'; write it as key: value", path);
        }
        return splice(start, parts.start(1), "");
    }

    private YamlEdit emptied(CollectionNode<?> container, String[] path) {
        String empty = container instanceof MappingNode ? "{}" : "[]";
        Node key = key(path);
        if (key == null
                || key.getStartMark().getLine() == container.getStartMark().getLine()) {
            return splice(places.start(container), places.end(container), empty);
        }
        int colon = places.colon(key);
        Span lines = lines(places.start(container), container);
        return new YamlEdit(
                file,
                text.substring(0, colon) + " " + empty + text.substring(colon, lines.from) + text.substring(lines.to));
    }

    /** Takes one comma with it, and whole lines when nothing else is on them. */
    private YamlEdit withoutPart(YamlPlaces.Parts parts, int index) {
        int start = parts.start(index);
        int end = parts.end(index);
        int behind = places.comma(end);
        int comma = behind < 0 ? places.comma(parts.end(index - 1)) : behind;
        int from = start;
        int to = behind >= 0 && places.isBlank(end, behind) ? behind + 1 : end;
        if (places.isFirstOnLine(start) && places.isRestOfLineEmpty(to)) {
            from = places.lineStart(start);
            to = places.nextLine(to);
        } else if (behind < 0) {
            from = places.isBlank(comma + 1, start) ? comma : places.blanksBefore(start);
        } else {
            to = places.blanksAfter(to);
        }
        String before = text.substring(0, from);
        String after = text.substring(to);
        if (comma < from) {
            before = text.substring(0, comma) + text.substring(comma + 1, from);
        } else if (comma >= to) {
            after = text.substring(to, comma) + text.substring(comma + 1);
        }
        return new YamlEdit(file, before + after);
    }

    private YamlEdit withoutLines(int start, Node last) {
        Span lines = lines(start, last);
        return splice(lines.from, lines.to, "");
    }

    private record Span(int from, int to) {}

    /** Whole lines; at the end of a file that ends without a line break, with the white space before them. */
    private Span lines(int start, Node last) {
        int from = places.lineStart(start);
        int to = places.lineAfter(last);
        return new Span(to == text.length() && !places.endsWithBreak() ? places.beforeBlanks(from) : from, to);
    }

    /** Whether there is nothing yet, so that a first entry or item decides about the style. */
    private boolean isVacant(Node node) {
        return node.getTag().equals(Tag.NULL)
                || (node instanceof CollectionNode<?> collection
                        && collection.getValue().isEmpty());
    }

    /** Puts first content below its key, or, where that cannot be, in its place in one line. */
    private YamlEdit fill(Node node, String[] path, List<String> below, String inLine) {
        Node key = key(path);
        int start = places.start(node);
        int end = places.end(node);
        boolean written = node instanceof ScalarNode scalar && !places.isEmpty(scalar);
        if (key == null || written || !(parent(path) instanceof MappingNode map && isBlock(map))) {
            String gap = start == end ? places.gap(start, () -> problem(node.getStartMark(), noColon())) : "";
            return splice(start, end, gap + inLine);
        }
        int colon = places.colon(key);
        YamlEdit emptied = start == end ? this : splice(colon, end, "");
        int next = emptied.places.nextLine(colon);
        return emptied.insert(next, key.getStartMark().getColumn() + 2, below);
    }

    private static boolean isBlock(CollectionNode<?> node) {
        return node.getFlowStyle() == FlowStyle.BLOCK;
    }

    /** Whether the values that are there already are written in one line. */
    private static boolean inFlow(List<Node> siblings) {
        List<CollectionNode<?>> collections = new ArrayList<>();
        for (Node sibling : siblings) {
            if (sibling instanceof CollectionNode<?> collection) {
                collections.add(collection);
            }
        }
        return !collections.isEmpty() && !isBlock(collections.get(collections.size() - 1));
    }

    /** Whether the last item is a mapping in a block whose values are written in one line each. */
    private static boolean valuesInFlow(List<Node> items) {
        return items.get(items.size() - 1) instanceof MappingNode map
                && isBlock(map)
                && inFlow(map.getValue().stream().map(NodeTuple::getValueNode).toList());
    }

    private YamlEdit append(List<Node> values, String more) {
        int end = places.end(values.get(values.size() - 1));
        return splice(end, end, ", " + more);
    }

    /** Lines of their own, at the begin of a line or at the end of a text that ends without a line break. */
    private YamlEdit insert(int at, int indent, List<String> lines) {
        String end = places.lineBreak();
        boolean open = at == text.length() && !places.endsWithBreak();
        Stream<String> indented = lines.stream().map(line -> " ".repeat(indent) + line);
        String block = String.join(
                "", indented.map(line -> open ? end + line : line + end).toList());
        return splice(at, at, block);
    }

    private YamlEdit splice(int from, int to, String replacement) {
        return new YamlEdit(file, text.substring(0, from) + replacement + text.substring(to));
    }

    private static String flow(Object value) {
        return YamlText.flow(value);
    }

    @CheckForNull
    private Node find(String... path) {
        Node node = root;
        for (String step : path) {
            node = node == null ? null : YamlTree.child(node, step);
        }
        return node;
    }

    private Node parent(String[] path) {
        return require(Arrays.copyOf(path, path.length - 1));
    }

    /** The key of the entry at the path; {@code null} for the root and items of lists. */
    @CheckForNull
    private Node key(String[] path) {
        return path.length > 0 && parent(path) instanceof MappingNode map
                ? map.getValue()
                        .get(YamlTree.indexOf(map, path[path.length - 1]))
                        .getKeyNode()
                : null;
    }

    private Node require(String... path) {
        Node node = find(path);
        if (node == null) {
            throw problem("there is no " + Names.quote(String.join(".", path)) + " here", path);
        }
        return node;
    }
}
