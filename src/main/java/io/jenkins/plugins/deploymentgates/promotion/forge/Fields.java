package io.jenkins.plugins.deploymentgates.promotion.forge;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The fields of an answer, or of a part of one. Immutable, as the answer is after it was read.
 *
 * @param node the part
 * @param errors for a field that has to be there and is not
 * @param doing what was asked, for messages
 */
record Fields(JsonNode node, ForgeErrors errors, String doing) {
    /** A text or number that has to be there. */
    String text(String... path) {
        String found = optional(path);
        if (found == null) {
            throw errors.without(String.join(".", path), doing);
        }
        return found;
    }

    /** A text or number; {@code null} when it is not there, empty or null. */
    @CheckForNull
    String optional(String... path) {
        JsonNode found = at(path);
        return found.isValueNode() && !found.isNull() && !found.asText().isEmpty() ? found.asText() : null;
    }

    /** A text; empty when it is not there. */
    String orEmpty(String... path) {
        String found = optional(path);
        return found == null ? "" : found;
    }

    boolean isTrue(String... path) {
        return at(path).asBoolean(false);
    }

    /** A time as ISO 8601 or as milliseconds since 1970; {@code null} when it is not there or has another form. */
    @CheckForNull
    Instant time(String... path) {
        JsonNode found = at(path);
        if (found.isIntegralNumber()) {
            return Instant.ofEpochMilli(found.longValue());
        }
        try {
            return found.isTextual() ? OffsetDateTime.parse(found.textValue()).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    Fields of(JsonNode part) {
        return new Fields(part, errors, doing);
    }

    JsonNode at(String... path) {
        JsonNode found = node;
        for (String name : path) {
            found = found.path(name);
        }
        return found;
    }
}
