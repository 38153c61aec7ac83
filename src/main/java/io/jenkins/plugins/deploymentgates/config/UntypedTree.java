package io.jenkins.plugins.deploymentgates.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Writes as YAML what a form or another reader collected without keeping types: a text that reads as a number or boolean
 * becomes one where the configuration has such a value, and stays a text elsewhere. Nothing is checked; that is for
 * {@link ConfigurationReader}, which says what is wrong. Stateless and thread-safe.
 */
public final class UntypedTree {
    /** What ends a line in YAML, but not in JSON. */
    private static final CharacterEscapes LINE_BREAKS = new LineBreakEscapes();

    private UntypedTree() {}

    /**
     * A mapping that can hold what a map cannot: the same key twice, so that the reader can say so.
     *
     * @param all the keys with their values, in order
     */
    public record Entries(List<Map.Entry<String, Object>> all) {
        public Entries {
            all = List.copyOf(all);
        }
    }

    /**
     * The text of a whole configuration.
     *
     * @param root maps, {@link Entries}, collections, texts, numbers, booleans, and {@code null}
     */
    public static String yaml(Object root) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            // JSON is YAML, and its generator lets a key be there twice.
            out.useDefaultPrettyPrinter();
            out.setCharacterEscapes(LINE_BREAKS);
            write(out, Layout.ROOT, root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    /** Writes as escapes what YAML would take for the end of a line. */
    private static final class LineBreakEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            return standardAsciiEscapesForJSON();
        }

        @Override
        @CheckForNull
        public SerializableString getEscapeSequence(int character) {
            return character == 0x85 || character == 0x2028 || character == 0x2029
                    ? new SerializedString(String.format("\\u%04x", character))
                    : null;
        }
    }

    private static void write(JsonGenerator out, @CheckForNull Shape shape, @CheckForNull Object value)
            throws IOException {
        if (value instanceof Entries entries) {
            mapping(out, shape, entries.all());
        } else if (value instanceof Map<?, ?> map) {
            mapping(out, shape, map.entrySet());
        } else if (value instanceof Collection<?> list) {
            out.writeStartArray();
            for (Object item : list) {
                write(out, itemOf(shape), item);
            }
            out.writeEndArray();
        } else if (value == null) {
            out.writeNull();
        } else {
            scalar(out, shape, value);
        }
    }

    private static void mapping(
            JsonGenerator out, @CheckForNull Shape shape, Collection<? extends Map.Entry<?, ?>> entries)
            throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : entries) {
            String key = String.valueOf(entry.getKey());
            out.writeFieldName(key);
            write(out, under(shape, key), entry.getValue());
        }
        out.writeEndObject();
    }

    private static void scalar(JsonGenerator out, @CheckForNull Shape shape, Object value) throws IOException {
        String text = value.toString();
        if (value instanceof Number
                || (shape instanceof Shape.Whole
                        && YamlFile.INTEGER.matcher(text).matches())) {
            out.writeNumber(text);
        } else if (value instanceof Boolean
                || (shape instanceof Shape.Flag && (text.equals("true") || text.equals("false")))) {
            out.writeBoolean(Boolean.parseBoolean(text));
        } else {
            out.writeString(text);
        }
    }

    @CheckForNull
    private static Shape under(@CheckForNull Shape shape, String key) {
        if (shape instanceof Shape.Named named) {
            return named.value();
        }
        List<Shape.Key> keys = List.of();
        if (shape instanceof Shape.Fields fields) {
            keys = fields.keys();
        } else if (shape instanceof Shape.Tagged tagged) {
            keys = tagged.alternatives();
        }
        for (Shape.Key one : keys) {
            if (one.name().equals(key)) {
                return one.shape();
            }
        }
        return null;
    }

    @CheckForNull
    private static Shape itemOf(@CheckForNull Shape shape) {
        if (shape instanceof Shape.Fields fields && fields.listKey() != null) {
            return itemOf(under(fields, fields.listKey()));
        }
        return shape instanceof Shape.Items items ? items.item() : null;
    }
}
