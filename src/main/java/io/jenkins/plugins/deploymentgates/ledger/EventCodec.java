package io.jenkins.plugins.deploymentgates.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.deploymentgates.model.Event;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Events as text and back. The text is canonical: components in the order of their record, empty ones left out (so that
 * a component added later does not change old text), maps and sets sorted, instants in ISO 8601. Thread-safe.
 */
final class EventCodec {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addSerializer(new SortedSetSerializer()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    /** The kinds of events by the name they are stored under; one kind can have several types. */
    private static final Map<String, Class<?>> KINDS = Arrays.stream(Event.class.getPermittedSubclasses())
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    private static final Map<Class<?>, ObjectWriter> WRITERS =
            KINDS.values().stream().collect(Collectors.toUnmodifiableMap(Function.identity(), JSON::writerFor));

    private static final Map<String, ObjectReader> READERS = KINDS.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> JSON.readerFor(entry.getValue())));

    private EventCodec() {}

    /** The name its kind is stored under. */
    static String kind(Event event) {
        return event.getClass().getSimpleName();
    }

    static String encode(Event event) {
        try {
            return WRITERS.get(event.getClass()).writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event has a component without a JSON form: " + event, e);
        }
    }

    /**
     * Reads an event back.
     *
     * @throws LedgerException when there is no such kind or the text is not of that kind; the message starts with "it"
     */
    static Event decode(String kind, String data) {
        ObjectReader reader = READERS.get(kind);
        if (reader == null) {
            throw new LedgerException("it is of the kind '" + kind + "', which this program does not know; known are "
                    + String.join(", ", new TreeSet<>(KINDS.keySet())));
        }
        try {
            return reader.readValue(data);
        } catch (JsonProcessingException e) {
            throw new LedgerException("its data is not that of a " + kind + ": " + e.getOriginalMessage(), e);
        }
    }

    /** A list, set or map of the derived tables as text, sorted where it has no order of its own. */
    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON form: " + value, e);
        }
    }

    static <T> T read(String text, TypeReference<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new LedgerException(
                    "a derived table holds '" + text + "', which is not what was written there; run rebuild", e);
        }
    }

    /** Sets have no order, but the text must always be the same. */
    private static final class SortedSetSerializer extends StdSerializer<Set<?>> {
        private static final long serialVersionUID = 1L;

        SortedSetSerializer() {
            super(Set.class, false);
        }

        @Override
        public void serialize(Set<?> value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeStartArray();
            for (Object element : new TreeSet<>(value)) {
                generator.writeObject(element);
            }
            generator.writeEndArray();
        }
    }
}
