package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Mappings.Entry;
import io.jenkins.plugins.deploymentgates.config.Shape.Key;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Holds YAML nodes against shapes. Reports every mistake and goes on with what is right, so that one run finds all.
 */
final class ShapeReader {
    private static final Set<Tag> KNOWN_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ, Tag.MERGE);

    private final Problems problems;
    private final Mappings mappings;

    ShapeReader(Problems problems) {
        this.problems = problems;
        this.mappings = new Mappings(problems);
    }

    /**
     * The checked tree.
     *
     * @return {@code null} when it is a single value and wrong; containers are there, with what is right in them
     */
    @CheckForNull
    Tree read(Shape shape, Node node) {
        return read(shape, node, problems.place(node), "");
    }

    @CheckForNull
    private Tree read(Shape shape, Node node, Place key, String path) {
        Place place = problems.place(node);
        if (!KNOWN_TAGS.contains(node.getTag())) {
            problems.add(
                    place,
                    path,
                    "the tag " + Names.quote(node.getTag().getValue()) + " is not allowed; write the value without it");
            return empty(shape, key, place);
        }
        if (shape instanceof Shape.Fields fields) {
            return fields(fields, node, key, place, path);
        }
        if (shape instanceof Shape.Named named) {
            return named(named, node, key, place, path);
        }
        if (shape instanceof Shape.Items items) {
            return items(items, node, key, place, path);
        }
        if (shape instanceof Shape.Tagged tagged) {
            return tagged(tagged, node, key, place, path);
        }
        Object value = scalar(shape, node, place, path);
        return value == null ? null : new Tree(key, place, value);
    }

    private Tree fields(Shape.Fields shape, Node node, Place key, Place place, String path) {
        Map<String, Tree> found = new LinkedHashMap<>();
        String listKey = shape.listKey();
        if (listKey != null && node instanceof SequenceNode) {
            Tree list = read(keyNamed(shape, listKey).shape(), node, key, path);
            if (list != null) {
                found.put(listKey, list);
            }
            return new Tree(key, place, found);
        }
        if (!(node instanceof MappingNode mapping)) {
            if (shape.blankAllowed() && node.getTag().equals(Tag.NULL)) {
                return defaults(shape, key, place);
            }
            return wrongType(shape, node, key, place, path);
        }
        Map<String, Entry> entries = mappings.entries(mapping, path);
        for (Entry entry : entries.values()) {
            Key known = shape.keys().stream()
                    .filter(one -> one.name().equals(entry.key()))
                    .findFirst()
                    .orElse(null);
            if (known == null) {
                problems.add(entry.keyNode(), path, unknownKey(entry.key(), shape.keys()));
                continue;
            }
            Tree value =
                    read(known.shape(), entry.value(), problems.place(entry.keyNode()), Nodes.step(path, entry.key()));
            if (value != null) {
                found.put(known.name(), value);
            }
        }
        for (Key one : shape.keys()) {
            boolean other =
                    shape.oneOf().contains(one.name()) && shape.oneOf().stream().anyMatch(entries::containsKey);
            if (one.required() && !other && !entries.containsKey(one.name())) {
                problems.add(key, path, "the key '" + one.name() + "' is missing: " + one.description());
            }
        }
        exactlyOne(shape, entries.keySet(), key, path);
        defaults(shape, key, place).fields().forEach((name, value) -> {
            if (!entries.containsKey(name)) {
                found.put(name, value);
            }
        });
        return new Tree(key, place, found);
    }

    private void exactlyOne(Shape.Fields shape, Set<String> written, Place key, String path) {
        List<String> given = shape.oneOf().stream().filter(written::contains).toList();
        boolean none = given.isEmpty();
        boolean told = none
                && shape.keys().stream()
                        .anyMatch(one -> one.required() && shape.oneOf().contains(one.name()));
        if (!shape.oneOf().isEmpty() && given.size() != 1 && !told) {
            problems.add(
                    key,
                    path,
                    (none ? "one of the keys " : "only one of the keys ")
                            + String.join(", ", shape.oneOf())
                            + (none ? " is missing" : " may be given; remove " + String.join(" or ", given)));
        }
    }

    private static String unknownKey(String key, List<Key> keys) {
        List<String> names = keys.stream().map(Key::name).toList();
        return "unknown key " + Names.quote(key) + DidYouMean.among("valid keys are", key, names);
    }

    private static final String EMPTY = "is empty; write at least one entry, such as ";

    private Tree named(Shape.Named shape, Node node, Place key, Place place, String path) {
        if (!(node instanceof MappingNode mapping)) {
            return wrongType(shape, node, key, place, path);
        }
        Map<String, Tree> found = new LinkedHashMap<>();
        if (mapping.getValue().isEmpty() && !shape.mayBeEmpty()) {
            problems.add(place, path, EMPTY + shape.example());
        }
        for (Entry entry : mappings.entries(mapping, path).values()) {
            check(shape.name(), entry.key(), problems.place(entry.keyNode()), path);
            Tree value =
                    read(shape.value(), entry.value(), problems.place(entry.keyNode()), Nodes.step(path, entry.key()));
            if (value != null) {
                found.put(entry.key(), value);
            }
        }
        return new Tree(key, place, found);
    }

    private Tree items(Shape.Items shape, Node node, Place key, Place place, String path) {
        if (!(node instanceof SequenceNode sequence)) {
            return wrongType(shape, node, key, place, path);
        }
        if (sequence.getValue().isEmpty() && !shape.mayBeEmpty()) {
            problems.add(place, path, EMPTY + shape.example());
        }
        List<Tree> found = new ArrayList<>();
        Set<Object> seen = new LinkedHashSet<>();
        int index = 0;
        for (Node child : sequence.getValue()) {
            index++;
            Tree item = read(shape.item(), child, problems.place(child), path + "[" + index + "]");
            if (item == null) {
                continue;
            }
            if (!shape.repeatable() && !seen.add(item.value())) {
                problems.add(
                        item.place(), path, Names.quote(String.valueOf(item.value())) + " is there twice; remove one");
            }
            found.add(item);
        }
        return new Tree(key, place, found);
    }

    private Tree tagged(Shape.Tagged shape, Node node, Place key, Place place, String path) {
        if (!(node instanceof MappingNode mapping)) {
            return wrongType(shape, node, key, place, path);
        }
        Map<String, Tree> found = new LinkedHashMap<>();
        Map<String, Entry> entries = mappings.entries(mapping, path);
        if (entries.size() != 1) {
            problems.add(
                    place,
                    path,
                    entries.isEmpty()
                            ? "must be " + shape.expected() + ", but is empty"
                            : "has " + entries.size() + " keys (" + String.join(", ", entries.keySet())
                                    + "); write one " + shape.what() + " an entry, each with its own '- '");
        }
        for (Entry entry : entries.values()) {
            Key known = shape.alternatives().stream()
                    .filter(one -> one.name().equals(entry.key()))
                    .findFirst()
                    .orElse(null);
            if (known != null) {
                Tree value = read(
                        known.shape(), entry.value(), problems.place(entry.keyNode()), Nodes.step(path, entry.key()));
                if (value != null) {
                    found.put(known.name(), value);
                }
                continue;
            }
            List<String> names = shape.alternatives().stream().map(Key::name).toList();
            String refused = shape.refused().get(entry.key());
            problems.add(
                    entry.keyNode(),
                    path,
                    refused != null
                            ? refused
                            : "unknown " + shape.what() + " " + Names.quote(entry.key())
                                    + DidYouMean.among("valid are", entry.key(), names));
        }
        return new Tree(key, place, found);
    }

    @CheckForNull
    private Object scalar(Shape shape, Node node, Place place, String path) {
        if (!(node instanceof ScalarNode scalar)) {
            return wrongScalar(shape, node, place, path);
        }
        String value = scalar.getValue();
        if (shape instanceof Shape.Text text) {
            return scalar.getTag().equals(Tag.STR)
                    ? check(text.format(), value, place, path)
                    : wrongScalar(shape, node, place, path);
        }
        if (shape instanceof Shape.Choice choice) {
            if (choice.values().contains(value)) {
                return value;
            }
            problems.add(
                    place,
                    path,
                    (scalar.getTag().equals(Tag.NULL) ? "nothing" : Names.quote(value)) + " is not valid"
                            + DidYouMean.among("valid are", value, choice.values()));
            return null;
        }
        if (shape instanceof Shape.Flag) {
            return scalar.getTag().equals(Tag.BOOL)
                    ? (Object) Boolean.valueOf(value)
                    : wrongScalar(shape, node, place, path);
        }
        return whole((Shape.Whole) shape, scalar, place, path);
    }

    @CheckForNull
    private Object whole(Shape.Whole shape, ScalarNode node, Place place, String path) {
        if (!node.getTag().equals(Tag.INT)) {
            return wrongScalar(shape, node, place, path);
        }
        try {
            int number = Integer.parseInt(node.getValue());
            return number < shape.min() || number > shape.max()
                    ? wrongScalar(shape, node, place, path)
                    : (Object) number;
        } catch (NumberFormatException e) {
            return wrongScalar(shape, node, place, path);
        }
    }

    @CheckForNull
    private Object check(TextFormat format, String value, Place place, String path) {
        try {
            return format.parser().apply(value);
        } catch (InvalidInputException e) {
            problems.add(place, path, e.getMessage());
            return null;
        }
    }

    @CheckForNull
    private Object wrongScalar(Shape shape, Node node, Place place, String path) {
        boolean quotesMissing = shape instanceof Shape.Text text
                && node instanceof ScalarNode scalar
                && !node.getTag().equals(Tag.NULL)
                && accepts(text.format(), scalar.getValue());
        problems.add(
                place,
                path,
                "must be " + shape.expected() + ", but is " + Nodes.describe(node)
                        + (quotesMissing ? "; if that is meant, write it in quotes" : ""));
        return null;
    }

    private static boolean accepts(TextFormat format, String value) {
        try {
            format.parser().apply(value);
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }

    private Tree wrongType(Shape shape, Node node, Place key, Place place, String path) {
        problems.add(place, path, "must be " + shape.expected() + ", but is " + Nodes.describe(node));
        return Objects.requireNonNull(empty(shape, key, place));
    }

    /** What stands for something wrong: an empty container, or nothing. */
    @CheckForNull
    private static Tree empty(Shape shape, Place key, Place place) {
        if (shape instanceof Shape.Items) {
            return new Tree(key, place, List.of());
        }
        if (shape instanceof Shape.Fields || shape instanceof Shape.Named || shape instanceof Shape.Tagged) {
            return new Tree(key, place, Map.of());
        }
        return null;
    }

    private static Key keyNamed(Shape.Fields shape, String name) {
        return shape.keys().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The keys that have a default, with it. */
    static Tree defaults(Shape.Fields shape, Place key, Place place) {
        Map<String, Tree> found = new LinkedHashMap<>();
        for (Key one : shape.keys()) {
            Object value = one.defaultValue();
            if (value != null) {
                Object read = one.shape() instanceof Shape.Text text
                        ? text.format().parser().apply((String) value)
                        : value;
                found.put(one.name(), new Tree(key, place, read));
            }
        }
        return new Tree(key, place, found);
    }
}
