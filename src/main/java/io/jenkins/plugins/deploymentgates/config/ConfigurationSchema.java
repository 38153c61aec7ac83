package io.jenkins.plugins.deploymentgates.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.deploymentgates.config.Shape.Key;
import java.util.List;
import java.util.Locale;

/**
 * A JSON Schema (draft 2020-12) of the configuration for editors, made from the same table that drives the reader. It
 * accepts everything the reader accepts; the reader checks more. Stateless and thread-safe.
 */
public final class ConfigurationSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ConfigurationSchema() {}

    /** The schema, ended by {@code \n}; the same in every run. */
    public static String print() {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(schema()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can be written", e);
        }
    }

    static ObjectNode schema() {
        ObjectNode root = JSON.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "Deployment Gates configuration");
        return root.setAll(of(Layout.ROOT));
    }

    private static ObjectNode of(Shape shape) {
        ObjectNode node = JSON.objectNode();
        if (shape instanceof Shape.Text text) {
            node.put("type", "string");
            if (text.format().pattern() != null) {
                node.put("pattern", text.format().pattern());
            }
        } else if (shape instanceof Shape.Whole whole) {
            node.put("type", "integer").put("minimum", whole.min()).put("maximum", whole.max());
        } else if (shape instanceof Shape.Flag) {
            node.put("type", "boolean");
        } else if (shape instanceof Shape.Choice choice) {
            node.set("enum", texts(choice.values()));
        } else if (shape instanceof Shape.Items items) {
            node.put("type", "array").set("items", of(items.item()));
            if (!items.repeatable()) {
                node.put("uniqueItems", true);
            }
            if (!items.mayBeEmpty()) {
                node.put("minItems", 1);
            }
        } else if (shape instanceof Shape.Named named) {
            node.put("type", "object").set("propertyNames", of(new Shape.Text(named.name())));
            node.set("additionalProperties", of(named.value()));
            if (!named.mayBeEmpty()) {
                node.put("minProperties", 1);
            }
        } else if (shape instanceof Shape.Tagged tagged) {
            node.put("type", "object").put("minProperties", 1).put("maxProperties", 1);
            properties(node, tagged.alternatives());
        } else if (shape instanceof Shape.Fields fields) {
            fields(node, fields);
        }
        return node;
    }

    private static void fields(ObjectNode node, Shape.Fields fields) {
        if (fields.listKey() != null) {
            Shape list = fields.keys().stream()
                    .filter(key -> key.name().equals(fields.listKey()))
                    .findFirst()
                    .orElseThrow()
                    .shape();
            Shape.Fields mapping = new Shape.Fields(fields.keys(), fields.blankAllowed(), fields.oneOf(), null);
            node.set("oneOf", JSON.arrayNode().add(of(mapping)).add(of(list)));
            return;
        }
        node.set("type", fields.blankAllowed() ? texts(List.of("object", "null")) : JSON.textNode("object"));
        properties(node, fields.keys());
        List<String> required = fields.keys().stream()
                .filter(key -> key.required() && !fields.oneOf().contains(key.name()))
                .map(Key::name)
                .toList();
        if (!required.isEmpty()) {
            node.set("required", texts(required));
        }
        if (!fields.oneOf().isEmpty()) {
            ArrayNode oneOf = node.putArray("oneOf");
            fields.oneOf().forEach(key -> oneOf.addObject().set("required", texts(List.of(key))));
        }
    }

    private static void properties(ObjectNode node, List<Key> keys) {
        ObjectNode properties = node.putObject("properties");
        for (Key key : keys) {
            ObjectNode property = of(key.shape());
            property.put("description", sentence(key.description()));
            if (key.defaultValue() != null) {
                property.set("default", new ObjectMapper().valueToTree(key.defaultValue()));
            }
            properties.set(key.name(), property);
        }
        node.put("additionalProperties", false);
    }

    private static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    private static ArrayNode texts(List<String> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array;
    }
}
