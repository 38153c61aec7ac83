package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.config.ConfigurationException;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.config.UntypedTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import jenkins.model.Jenkins;

/**
 * Checks one field as one types, by reading a configuration that has nothing else: the messages are the reader's own.
 * Says nothing to who may not change the configuration. Stateless and thread-safe.
 */
final class FieldCheck {
    private FieldCheck() {}

    /**
     * A text.
     *
     * @param path the keys that lead to it, such as {@code applications.application.git.repository}; {@code [1]} after a
     *     key stands for a list of one entry
     */
    static FormValidation text(String path, @CheckForNull String typed) {
        String text = typed == null ? "" : typed.replace("\r\n", "\n").strip();
        return check(path, text.isEmpty() ? null : text);
    }

    /** A list, one entry a line. */
    static FormValidation lines(String path, @CheckForNull String typed) {
        List<String> entries = FormPart.entries(typed);
        return check(path, entries.isEmpty() ? null : entries);
    }

    /**
     * A list of names of which it cannot be told whether there are such things, one a line.
     *
     * @param section the key of what they name, such as {@code environments}
     */
    static FormValidation entries(String section, @CheckForNull String typed) {
        FormValidation found = FormValidation.ok();
        List<String> entries = FormPart.entries(typed);
        for (String entry : entries) {
            FormValidation one = name(section, entry);
            found = one.kind == FormValidation.Kind.OK ? found : one;
        }
        return found;
    }

    /**
     * A list of names of what is configured elsewhere in the form, one a line: here it counts as configured.
     *
     * @param section the key under which that is, such as {@code environments}
     * @param settings with which settings, for a name
     */
    static FormValidation references(
            String path, String section, Function<String, Map<String, Object>> settings, @CheckForNull String typed) {
        List<String> entries = FormPart.entries(typed);
        if (entries.isEmpty() || !Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return FormValidation.ok();
        }
        Map<String, Object> elsewhere = new LinkedHashMap<>();
        entries.forEach(entry -> elsewhere.put(entry, settings.apply(entry)));
        int last = path.lastIndexOf('.');
        Map<String, Object> root =
                new LinkedHashMap<>(around(path.substring(0, last), Map.of(path.substring(last + 1), entries)));
        root.put(section, elsewhere);
        return result(problems(root, List.of(path + ": ", path + "[")));
    }

    /** The name under which something stands in a mapping, such as {@code applications}. */
    static FormValidation name(String path, @CheckForNull String typed) {
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return FormValidation.ok();
        }
        Map<String, Object> mapping = new LinkedHashMap<>();
        mapping.put(typed == null ? "" : typed.strip(), Map.of());
        return result(problems(around(path, mapping), List.of(path + ": ")));
    }

    /**
     * A gate's setting together with others that may not fit it.
     *
     * @param last whether what is wrong with the gate as a whole is told at this setting
     */
    static FormValidation gate(GateForm gate, String setting, boolean last) {
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return FormValidation.ok();
        }
        String path = GateForm.PATH + gate.kind();
        String own = path + "." + setting + ": ";
        String missing = path + ": the key '" + setting + "' is missing: ";
        List<String> found = problems(around(path, gate.settings()), List.of(own, last ? path + ": " : missing));
        // What is missing elsewhere is told there.
        found.removeIf(message -> last && message.startsWith("the key '"));
        return result(found);
    }

    private static FormValidation check(String path, @CheckForNull Object value) {
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return FormValidation.ok();
        }
        int last = path.lastIndexOf('.');
        String parent = path.substring(0, last);
        String key = path.substring(last + 1);
        Object root = around(parent, value == null ? Map.of() : Map.of(key, value));
        return result(
                problems(root, List.of(path + ": ", path + "[", parent + ": the key '" + key + "' is missing: ")));
    }

    /** A configuration with this value and the mappings that lead to it. */
    private static Map<String, Object> around(String path, Object value) {
        String[] steps = path.split("\\.");
        Object tree = value;
        for (int i = steps.length - 1; i > 0; i--) {
            tree = step(steps[i], tree);
        }
        return step(steps[0], tree);
    }

    private static Map<String, Object> step(String step, Object inner) {
        return step.endsWith("[1]") ? Map.of(step.replace("[1]", ""), List.of(inner)) : Map.of(step, inner);
    }

    /** What the reader says about the places that begin like this, without these beginnings. */
    private static List<String> problems(Object root, List<String> places) {
        List<String> found = new ArrayList<>();
        try {
            new ConfigurationReader().parse("form", UntypedTree.yaml(root));
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> {
                Optional<String> place =
                        places.stream().filter(problem.message()::startsWith).findFirst();
                place.ifPresent(
                        one -> found.add((one.endsWith("[") ? "entry " : "") + shortened(problem.message(), one)));
            });
        }
        return found;
    }

    private static String shortened(String message, String place) {
        String rest = message.substring(place.length());
        return place.endsWith("[") ? rest.replaceFirst("]", "") : rest;
    }

    private static FormValidation result(List<String> messages) {
        return FormValidation.aggregate(
                messages.stream().map(FormValidation::error).toList());
    }
}
