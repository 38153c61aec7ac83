package io.jenkins.plugins.deploymentgates.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;

/** An event as a line of JSON, and back to exactly the same event. */
final class EventLine {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonFactory FACTORY = JSON.getFactory();

    private static final List<String> FIELDS = List.of(
            "sequence",
            "at",
            "kind",
            "type",
            "by",
            "application",
            "environment",
            "idempotencyKey",
            "data",
            "previousHash",
            "hash");

    private EventLine() {}

    /** Without the line's end. */
    static String write(EventRow row) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberField("sequence", row.sequence());
            json.writeStringField("at", Instant.ofEpochMilli(row.at()).toString());
            json.writeStringField("kind", row.kind());
            json.writeStringField("type", row.type());
            json.writeStringField("by", row.by());
            writeIfPresent(json, "application", row.application());
            writeIfPresent(json, "environment", row.environment());
            writeIfPresent(json, "idempotencyKey", row.idempotencyKey());
            json.writeFieldName("data");
            json.writeRawValue(row.data());
            json.writeStringField("previousHash", row.previousHash());
            json.writeStringField("hash", row.hash());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return line.toString();
    }

    private static void writeIfPresent(JsonGenerator json, String field, @CheckForNull String value)
            throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }

    /**
     * Reads a line.
     *
     * @throws LedgerException when it is not an event's; the message starts with "it"
     */
    static EventRow read(String line) {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new LedgerException("it is not JSON: " + e.getOriginalMessage(), e);
        }
        if (!json.isObject()) {
            throw new LedgerException("it is not a JSON object");
        }
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw new LedgerException(
                        "it has the unknown field '" + name + "'; known are " + String.join(", ", FIELDS));
            }
        }
        JsonNode data = json.get("data");
        if (data == null || !data.isObject()) {
            throw new LedgerException("it has no object 'data'");
        }
        return new EventRow(
                number(json, "sequence"),
                instant(json, "at"),
                text(json, "kind"),
                text(json, "type"),
                text(json, "by"),
                optional(json, "application"),
                optional(json, "environment"),
                optional(json, "idempotencyKey"),
                data.toString(),
                text(json, "previousHash"),
                text(json, "hash"));
    }

    private static long number(JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null || !value.isIntegralNumber()) {
            throw new LedgerException("it has no whole number '" + field + "'");
        }
        return value.longValue();
    }

    private static String text(JsonNode json, String field) {
        String value = optional(json, field);
        if (value == null) {
            throw new LedgerException("it has no text '" + field + "'");
        }
        return value;
    }

    @CheckForNull
    private static String optional(JsonNode json, String field) {
        JsonNode value = json.get(field);
        return value == null || !value.isTextual() ? null : value.textValue();
    }

    private static long instant(JsonNode json, String field) {
        String value = text(json, field);
        try {
            return Instant.parse(value).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new LedgerException(
                    "its '" + field + "' is '" + value + "', not an instant such as 2026-03-02T10:00:00Z", e);
        }
    }
}
