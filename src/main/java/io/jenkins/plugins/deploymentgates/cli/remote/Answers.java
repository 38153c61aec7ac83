package io.jenkins.plugins.deploymentgates.cli.remote;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Module;
import java.io.IOException;

/** Reads what the API answers back into what it was made of. Fields that are not known are passed over. Stateless. */
final class Answers {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addDeserializer(Module.class, new ModuleReader()))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .build();

    private Answers() {}

    /** Modules are written as {@code group:name}. */
    private static final class ModuleReader extends StdDeserializer<Module> {
        private static final long serialVersionUID = 1L;

        ModuleReader() {
            super(Module.class);
        }

        @Override
        public Module deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Module.parse(parser.getValueAsString(""));
        }
    }

    /** @throws IOException when it is not that */
    static <T> T read(byte[] body, TypeReference<T> type) throws IOException {
        T value = MAPPER.readValue(body, type);
        if (value == null) {
            throw new IOException("nothing is there");
        }
        return value;
    }

    /** A problem document; {@code null} when it is none of this API. */
    @CheckForNull
    static Refused refused(byte[] body) {
        try {
            JsonNode document = MAPPER.readTree(body);
            String type = document.path("type").asText();
            return type.startsWith(Refused.TYPES)
                    ? new Refused(
                            type.substring(Refused.TYPES.length()),
                            document.path("detail").asText())
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    static byte[] write(Object body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new IllegalStateException("texts, numbers and lists have a JSON form", e);
        }
    }

    /**
     * What the API says about what it did not do.
     *
     * @param kind the end of the document's type
     * @param detail for a person
     */
    record Refused(String kind, String detail) {
        static final String TYPES = "urn:deployment-gates:problem:";
    }
}
