package io.jenkins.plugins.deploymentgates.cli;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.model.Module;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one place that writes JSON. Results are written as their records are: a field for each component, instants and
 * durations as ISO 8601 text, modules as {@code group:name}, nothing as {@code null}.
 */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addSerializer(Module.class, ToStringSerializer.instance))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .build();

    private Json() {}

    /** Several lines, for results. */
    static String pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON form: " + value, e);
        }
    }

    /** One line, for an event. */
    static String line(LedgerEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sequence", event.sequence());
        fields.put("at", event.at());
        fields.put("by", event.by());
        fields.put("key", event.idempotencyKey());
        fields.put("type", event.event().type());
        fields.put("application", event.event().application());
        fields.put("environment", event.event().environment());
        fields.put("event", event.event());
        fields.put("previousHash", event.previousHash());
        fields.put("hash", event.hash());
        try {
            return MAPPER.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON form: " + event, e);
        }
    }
}
