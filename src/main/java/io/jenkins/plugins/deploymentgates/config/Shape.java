package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What may be written in one place of the configuration. The shapes of {@link Layout} are the one table that drives both
 * {@link ShapeReader} and {@link ConfigurationSchema}.
 */
sealed interface Shape {

    /** What is valid here, for a message: {@code must be …}. */
    String expected();

    /** A text. */
    record Text(TextFormat format) implements Shape {
        @Override
        public String expected() {
            return format.expected();
        }
    }

    /** A whole number from {@code min} to {@code max}, both allowed. */
    record Whole(int min, int max) implements Shape {
        @Override
        public String expected() {
            return "a whole number from " + min + " to " + max;
        }
    }

    /** True or false. */
    record Flag() implements Shape {
        @Override
        public String expected() {
            return "true or false";
        }
    }

    /** One of a few words. */
    record Choice(List<String> values) implements Shape {
        @Override
        public String expected() {
            return values.size() == 1 ? values.get(0) : "one of " + String.join(", ", values);
        }
    }

    /**
     * A list.
     *
     * @param example how such a list looks
     * @param repeatable whether the same value may be there twice
     * @param mayBeEmpty whether it may have no entry
     */
    record Items(Shape item, String example, boolean repeatable, boolean mayBeEmpty) implements Shape {
        @Override
        public String expected() {
            return "a list, such as " + example;
        }
    }

    /**
     * A mapping with known keys.
     *
     * @param blankAllowed whether nothing may be written for it, which then means all defaults
     * @param oneOf of these keys exactly one must be given; empty when there is no such rule. When none is, that is said of
     *     the one that is required, if there is such a one
     * @param listKey a list written instead of the mapping is meant for this key; {@code null} when that is a mistake
     */
    record Fields(List<Key> keys, boolean blankAllowed, List<String> oneOf, @CheckForNull String listKey)
            implements Shape {
        @Override
        public String expected() {
            return "a mapping with the " + (keys.size() == 1 ? "key " : "keys ") + names(keys)
                    + (listKey == null ? "" : ", or the list of " + listKey + " alone");
        }
    }

    /**
     * A mapping from names that are free to choose.
     *
     * @param example how an entry looks
     * @param mayBeEmpty whether it may have no entry
     */
    record Named(TextFormat name, Shape value, String example, boolean mayBeEmpty) implements Shape {
        @Override
        public String expected() {
            return "a mapping from names, such as " + example;
        }
    }

    /**
     * A mapping with exactly one key, which says what it is.
     *
     * @param what what the key names, for messages
     * @param refused keys that have a reason of their own not to be here
     */
    record Tagged(String what, List<Key> alternatives, Map<String, String> refused) implements Shape {
        @Override
        public String expected() {
            return "a mapping with one key, one of " + names(alternatives);
        }
    }

    /**
     * A key and what belongs under it.
     *
     * @param defaultValue what holds when the key is absent, as it would be written (a text, number, boolean or empty
     *     list); {@code null} when there is no fixed default
     * @param description one sentence, for the schema and for the message when it is missing
     */
    record Key(String name, Shape shape, boolean required, @CheckForNull Object defaultValue, String description) {}

    /** The names of keys, in order. */
    static String names(List<Key> keys) {
        return keys.stream().map(Key::name).collect(Collectors.joining(", "));
    }
}
