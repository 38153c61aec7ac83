package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.AbstractDescribableImpl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Settings as they are typed into a form: texts under the keys that the configuration's text has for them. What is blank
 * is left out, so that the default holds or the reader says that it is missing. Not thread-safe; lives as long as a
 * request.
 *
 * @param <T> what it is a part of, as for {@link AbstractDescribableImpl}
 */
public abstract class FormPart<T extends FormPart<T>> extends AbstractDescribableImpl<T> {
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final Map<String, FormPart<?>> parts = new LinkedHashMap<>();

    /** Takes over what the configuration's text has. */
    final void fill(Map<String, Object> found) {
        settings.putAll(found);
    }

    /**
     * Takes the form of a part of its own out of what the configuration's text has, if it is there.
     *
     * @param reader makes the form of the part's settings
     */
    final void nest(String key, Map<String, Object> found, Function<Map<String, Object>, FormPart<?>> reader) {
        if (found.containsKey(key)) {
            nest(key, reader.apply(mapping(found.remove(key))));
        }
    }

    /** Makes a form a part of this one; {@code null} for none under that key. */
    final void nest(String key, @CheckForNull FormPart<?> part) {
        if (part == null) {
            parts.remove(key);
        } else {
            parts.put(key, part);
        }
    }

    /** The part under that key; {@code null} when there is none. */
    @CheckForNull
    final <P extends FormPart<P>> P nested(String key, Class<P> type) {
        return type.cast(parts.get(key));
    }

    /** The settings as they are to be written into the configuration's text. */
    Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        parts.forEach((key, part) -> all.put(key, part.settings()));
        return all;
    }

    final String text(String key) {
        Object value = settings.get(key);
        return value == null ? "" : value.toString();
    }

    final void put(String key, @CheckForNull String typed) {
        String text = typed == null ? "" : typed.replace("\r\n", "\n").strip();
        if (text.isEmpty()) {
            settings.remove(key);
        } else {
            settings.put(key, text);
        }
    }

    /** One entry a line. */
    final String lines(String key) {
        return settings.get(key) instanceof Collection<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining("\n"))
                : "";
    }

    final void putLines(String key, @CheckForNull String typed) {
        List<String> entries = entries(typed);
        if (entries.isEmpty()) {
            settings.remove(key);
        } else {
            settings.put(key, entries);
        }
    }

    /** The lines of a text that are not blank. */
    static List<String> entries(@CheckForNull String typed) {
        return typed == null
                ? List.of()
                : typed.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    /** A mapping of the configuration's text; empty when there is none. */
    static Map<String, Object> mapping(@CheckForNull Object value) {
        Map<String, Object> found = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> found.put(String.valueOf(key), one));
        }
        return found;
    }

    /** The mappings of a list of the configuration's text; empty when there is none. */
    static List<Map<String, Object>> mappings(@CheckForNull Object value) {
        List<Map<String, Object>> found = new ArrayList<>();
        if (value instanceof Collection<?> list) {
            list.forEach(one -> found.add(mapping(one)));
        }
        return found;
    }
}
