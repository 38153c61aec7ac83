package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a body or query; those without a value are left away. Used by one thread. */
final class Fields {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    Fields with(String name, @CheckForNull Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    Map<String, Object> body() {
        return fields;
    }

    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        fields.forEach((name, value) -> query.put(name, value.toString()));
        return query;
    }
}
