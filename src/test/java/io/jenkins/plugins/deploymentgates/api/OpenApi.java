package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Holds answers against the OpenAPI document, every field of which must be described. */
final class OpenApi {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final Map<String, JsonSchema> SCHEMAS = new HashMap<>();
    private static final JsonNode DOCUMENT = strict(document());

    private OpenApi() {}

    /** The document as it is served. */
    static JsonNode document() {
        try {
            return MAPPER.readTree(OpenApi.class.getResource("openapi.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails when the answer is not one the document tells of. */
    static void check(Api api, String method, String path, ApiResponse response) {
        Route route = api.routes().stream()
                .filter(one -> one.method().equals(method.equals("HEAD") ? "GET" : method))
                .filter(one -> one.match(Route.parts(path)) != null)
                .findFirst()
                .orElse(null);
        if (route == null || response.body().length == 0) {
            return;
        }
        JsonNode operation = DOCUMENT.path("paths")
                .path(route.template())
                .path(route.method().toLowerCase(Locale.ROOT));
        assertThat(operation.isObject())
                .as("the document tells of %s", route.template())
                .isTrue();
        JsonNode responses = operation.path("responses");
        JsonNode described = responses.path(response.status() < 300 ? String.valueOf(response.status()) : "default");
        if (described.has("$ref")) {
            described = DOCUMENT.at(described.get("$ref").textValue().substring(1));
        }
        JsonNode content = described.path("content").path(Accepts.type(response.contentType()));
        assertThat(content.isObject())
                .as("%s %s may answer %d %s", method, path, response.status(), response.contentType())
                .isTrue();
        if (response.contentType().endsWith("json")) {
            validate(route.method() + route.template() + response.status(), content.path("schema"), response.text());
        }
    }

    private static void validate(String name, JsonNode schema, String text) {
        JsonSchema compiled;
        synchronized (SCHEMAS) {
            compiled = SCHEMAS.computeIfAbsent(name, key -> FACTORY.getSchema(withComponents(schema)));
        }
        try {
            Set<ValidationMessage> messages = compiled.validate(MAPPER.readTree(text));
            assertThat(messages).as(name + " " + text).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode withComponents(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", DOCUMENT.path("components"));
        return whole;
    }

    /** Clients must let fields pass that they do not know; here there must be none. */
    private static JsonNode strict(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(OpenApi::strict);
        return node;
    }
}
