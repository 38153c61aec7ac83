package io.jenkins.plugins.deploymentgates.git;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Where the parts of a YAML file stand in its text, as indexes of Java's characters. SnakeYAML counts code points from
 * behind the byte order mark instead, and lets blocks end where the next token begins. Immutable.
 */
final class YamlPlaces {
    private final String text;
    private final int begin;

    YamlPlaces(String text) {
        this.text = text;
        this.begin = text.startsWith("\uFEFF") ? 1 : 0;
    }

    private int index(Mark mark) {
        return text.offsetByCodePoints(begin, mark.getIndex());
    }

    int start(Node node) {
        return index(node.getStartMark());
    }

    /** Behind the last character that belongs to the node; comments, blank lines and what closes it not included. */
    int end(Node node) {
        if (node instanceof CollectionNode<?> collection && endsWithItsLast(collection)) {
            List<?> values = collection.getValue();
            Object last = values.get(values.size() - 1);
            return end(last instanceof NodeTuple entry ? entry.getValueNode() : (Node) last);
        }
        int end = index(node.getEndMark());
        return node instanceof ScalarNode scalar && isBlockText(scalar) ? endOfBlockText(start(node), end) : end;
    }

    /** A block, or the single entry of a flow list that has no braces: nothing closes them. */
    private boolean endsWithItsLast(CollectionNode<?> node) {
        return !node.getValue().isEmpty()
                && (node.getFlowStyle() == FlowStyle.BLOCK
                        || (node instanceof MappingNode && text.charAt(start(node)) != '{'));
    }

    /** Line breaks at the end belong to the text only with {@code |+} and {@code >+}. */
    private int endOfBlockText(int start, int end) {
        boolean keep = text.substring(start, lineEnd(nextLine(start))).contains("+");
        if (keep) {
            return isFirstOnLine(end) ? lineStart(end) : end;
        }
        return beforeBlanks(end);
    }

    static boolean isBlockText(ScalarNode node) {
        return node.getScalarStyle() == ScalarStyle.LITERAL || node.getScalarStyle() == ScalarStyle.FOLDED;
    }

    /** Whether nothing is written there at all. */
    boolean isEmpty(Node node) {
        return node.getStartMark().getIndex() == node.getEndMark().getIndex();
    }

    /** What goes before a value that is written behind a colon or dash. */
    String gap(int at, Supplier<GitException> otherwise) {
        char before = text.charAt(at - 1);
        if (before != ':' && before != '-') {
            throw otherwise.get();
        }
        return " ";
    }

    /** Behind the colon of a key. */
    int colon(Node key) {
        return text.indexOf(':', end(key)) + 1;
    }

    /** The entries of a mapping or the items of a list. */
    record Parts(List<Integer> starts, List<Node> nodes, YamlPlaces places) {
        int count() {
            return nodes.size();
        }

        /** Where its key or its dash is; with an item of a flow list, the item. */
        int start(int index) {
            return starts.get(index);
        }

        int end(int index) {
            return places.end(nodes.get(index));
        }

        /** The value or item. */
        Node node(int index) {
            return nodes.get(index);
        }
    }

    Parts parts(CollectionNode<?> container) {
        List<Integer> starts = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        if (container instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                starts.add(start(entry.getKeyNode()));
                nodes.add(entry.getValueNode());
            }
        } else {
            for (Node item : ((SequenceNode) container).getValue()) {
                boolean block = container.getFlowStyle() == FlowStyle.BLOCK;
                int from = nodes.isEmpty() ? start(container) : end(nodes.get(nodes.size() - 1));
                starts.add(block ? dash(from) : start(item));
                nodes.add(item);
            }
        }
        return new Parts(starts, nodes, this);
    }

    /** The next dash; only white space and comments may come before it. */
    private int dash(int from) {
        int i = from;
        while (text.charAt(i) != '-') {
            i = text.charAt(i) == '#' ? nextLine(i) : i + 1;
        }
        return i;
    }

    /** Where the comma behind a part of brackets is; -1 when they close. Only white space and comments come before it. */
    int comma(int from) {
        int i = from;
        while (Character.isWhitespace(text.charAt(i)) || text.charAt(i) == '#') {
            i = text.charAt(i) == '#' ? nextLine(i) : i + 1;
        }
        return text.charAt(i) == ',' ? i : -1;
    }

    /** Whether there is nothing, or only blanks and no line break. */
    boolean isBlank(int from, int to) {
        return blanksAfter(from) >= to;
    }

    /** Whether nothing but a comment comes until the line ends. */
    boolean isRestOfLineEmpty(int from) {
        int i = blanksAfter(from);
        return i == text.length() || isBreak(text.charAt(i)) || text.charAt(i) == '#';
    }

    int blanksBefore(int from) {
        int i = from;
        while (i > begin && isBlank(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    int blanksAfter(int from) {
        int i = from;
        while (i < text.length() && isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    /** Where the next line begins; the end of the text when there is none. */
    int nextLine(int from) {
        for (int i = from; i < text.length(); i++) {
            if (isBreak(text.charAt(i))) {
                return text.startsWith("\r\n", i) ? i + 2 : i + 1;
            }
        }
        return text.length();
    }

    /** Where the line after the node begins. */
    int lineAfter(Node node) {
        int end = end(node);
        return isBreak(text.charAt(end - 1)) ? end : nextLine(end);
    }

    int lineStart(int from) {
        int i = from;
        while (i > begin && !isBreak(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    /** Before the line break that comes before this begin of a line. */
    int lineEnd(int nextLine) {
        if (nextLine == begin || !isBreak(text.charAt(nextLine - 1))) {
            return nextLine;
        }
        return text.startsWith("\r\n", nextLine - 2) ? nextLine - 2 : nextLine - 1;
    }

    /** Behind the last character before the index that is no white space. */
    int beforeBlanks(int index) {
        int i = index;
        while (i > begin && Character.isWhitespace(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    boolean isFirstOnLine(int index) {
        return text.substring(lineStart(index), index).isBlank();
    }

    boolean endsWithBreak() {
        return text.length() == begin || isBreak(text.charAt(text.length() - 1));
    }

    /** The file's own line break; {@code \n} where it has none. */
    String lineBreak() {
        int next = nextLine(begin);
        String first = text.substring(lineEnd(next), next);
        return first.isEmpty() ? "\n" : first;
    }
}
