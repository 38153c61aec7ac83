package io.jenkins.plugins.deploymentgates.api;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.io.IOException;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one place that writes JSON. Results are written as their records are: a field for each component, instants and
 * durations as ISO 8601 text, modules as {@code group:name}, nothing as {@code null}.
 */
public final class Json {
    private static final ObjectMapper MAPPER = builder().build();

    private static final ObjectMapper READER = builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new SimpleModule().addSerializer(Module.class, ToStringSerializer.instance))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY);
    }

    private Json() {}

    /** Several lines, for results. */
    public static String pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON form: " + value, e);
        }
    }

    /** One line, for an event. */
    public static String line(LedgerEvent event) {
        try {
            return MAPPER.writeValueAsString(Feed.Entry.of(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON form: " + event, e);
        }
    }

    /** Compact, in UTF-8. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON form: " + value, e);
        }
    }

    /**
     * Reads a body; every key must be known.
     *
     * @throws ProblemException when it is no such JSON, saying where
     */
    public static <T> T read(byte[] body, Class<T> type) {
        if (body.length == 0) {
            throw new ProblemException(Problem.BAD_REQUEST, "the body is empty; send a JSON object");
        }
        try {
            T value = READER.readerFor(type).readValue(body);
            if (value == null) {
                throw new ProblemException(Problem.BAD_REQUEST, "the body is null; send a JSON object");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            String known = e.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new ProblemException(
                    Problem.INVALID,
                    "the body has the unknown key " + Names.quote(e.getPropertyName()) + "; known are "
                            + (known.isEmpty() ? "none" : known));
        } catch (MismatchedInputException e) {
            String path = e.getPath().stream()
                    .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName())
                    .collect(Collectors.joining());
            throw new ProblemException(
                    Problem.INVALID,
                    (path.isEmpty() ? "the body" : "the field " + path.substring(1)) + " is not "
                            + wanted(e.getTargetType()));
        } catch (JacksonException e) {
            JsonLocation at = e.getLocation();
            throw new ProblemException(
                    Problem.BAD_REQUEST,
                    "the body is no JSON"
                            + (at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr()) + ": "
                            + e.getOriginalMessage());
        } catch (IOException e) {
            throw new ProblemException(Problem.BAD_REQUEST, "the body cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads a body that somebody else has designed; keys that are not known are passed over.
     *
     * @throws ProblemException when it is no JSON object
     */
    static JsonNode tree(byte[] body) {
        JsonNode read = read(body, JsonNode.class);
        if (!read.isObject()) {
            throw new ProblemException(Problem.INVALID, "the body is not a JSON object");
        }
        return read;
    }

    /** Reads the body of an operation that takes none: it is empty, or an object without keys. */
    static void nothing(byte[] body) {
        if (body.length > 0) {
            read(body, Nothing.class);
        }
    }

    private record Nothing() {}

    private static String wanted(@CheckForNull Class<?> type) {
        if (type == String.class) {
            return "a text";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (type != null && type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return type == null || !Collection.class.isAssignableFrom(type) ? "a JSON object" : "a list";
    }
}
