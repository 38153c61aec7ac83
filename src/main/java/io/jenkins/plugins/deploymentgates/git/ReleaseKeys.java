package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads keys of one file and collects what is wrong with them. Not thread-safe; used while reading. */
final class ReleaseKeys {
    private final YamlEdit yaml;
    private final List<String> mistakes = new ArrayList<>();
    private final Set<String> mistaken = new LinkedHashSet<>();

    ReleaseKeys(YamlEdit yaml) {
        this.yaml = yaml;
    }

    /** The text of a key; {@code null} when there is none, which is a mistake only when something else is there. */
    @CheckForNull
    String text(String key, String expected) {
        Object value = yaml.value(key);
        if (value != null && !(value instanceof String)) {
            mistake(key + ": must be " + expected + ", but is " + describe(value), key);
            return null;
        }
        return (String) value;
    }

    /** The texts of a list with their places in it; none when there is none. */
    List<String> texts(String key, String expected) {
        Object value = yaml.value(key);
        List<String> texts = new ArrayList<>();
        if (value != null && !(value instanceof List)) {
            mistake(key + ": must be a list of " + expected + ", but is " + describe(value), key);
        } else if (value != null) {
            List<?> items = (List<?>) value;
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof String text) {
                    texts.add(text);
                } else {
                    mistake(
                            key + ": must be a list of " + expected + ", but here is " + describe(items.get(i)),
                            key,
                            String.valueOf(i));
                }
            }
        }
        return texts;
    }

    static String describe(@CheckForNull Object value) {
        if (value == null) {
            return "nothing";
        }
        return value instanceof Map ? "a mapping" : value instanceof List ? "a list" : "a text";
    }

    void mistake(String message, String... path) {
        if (path.length > 0) {
            mistaken.add(path[0]);
        }
        mistakes.add(yaml.problem(message, path).getMessage());
    }

    /** Adds one about a key of which none is known yet. */
    void unlessMistaken(String message, String key) {
        if (!mistaken.contains(key)) {
            mistake(key + ": " + message, key);
        }
    }

    /** Adds what a check says. */
    void check(Runnable check, String... path) {
        try {
            check.run();
        } catch (InvalidInputException e) {
            mistake(e.getMessage(), path);
        }
    }

    /** @throws GitException when there is any mistake */
    void refuse() {
        if (!mistakes.isEmpty()) {
            throw new GitException(String.join("\n", mistakes));
        }
    }
}
