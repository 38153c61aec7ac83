package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.Map;

/**
 * A part of the file that was checked against its {@link Shape}, with defaults filled in. What was wrong is left out, so
 * that the checks that follow can go on with the rest.
 *
 * @param key where its key stands; the place of the value for what has no key
 * @param place where its value stands
 * @param value the value as its format read it, a {@code Map<String, Tree>} in the order of the file or a
 *     {@code List<Tree>}
 */
record Tree(Place key, Place place, Object value) {

    @SuppressWarnings("unchecked") // only ShapeReader makes trees, and only with this kind of map
    Map<String, Tree> fields() {
        return value instanceof Map ? (Map<String, Tree>) value : Map.of();
    }

    @SuppressWarnings("unchecked") // only ShapeReader makes trees, and only with this kind of list
    List<Tree> items() {
        return value instanceof List ? (List<Tree>) value : List.of();
    }

    /** The field's tree, or {@code null} when it is absent or was wrong. */
    @CheckForNull
    Tree at(String field) {
        return fields().get(field);
    }

    /** The field's value, or {@code null} when it is absent or was wrong. */
    @CheckForNull
    <T> T get(String field, Class<T> type) {
        Tree tree = at(field);
        return tree == null ? null : type.cast(tree.value());
    }

    /** The values of the field's list; none when it is absent or was wrong. */
    <T> List<T> list(String field, Class<T> type) {
        Tree tree = at(field);
        return tree == null
                ? List.of()
                : tree.items().stream().map(item -> type.cast(item.value())).toList();
    }

    /** The trees of the field's mapping or an empty map. */
    Map<String, Tree> named(String field) {
        Tree tree = at(field);
        return tree == null ? Map.of() : tree.fields();
    }
}
