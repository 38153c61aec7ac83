package io.jenkins.plugins.deploymentgates.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Module;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * JSON Schemas of records, as {@link Json} writes them. What may be {@code null} is read from the class files: the
 * annotation that says so is not there at run time.
 */
final class Schemas {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.jenkins.plugins.deploymentgates");

    private final Map<String, ObjectNode> named = new TreeMap<>();
    private final Set<Class<?>> sent;

    /** @param sent what clients send; the others are answers */
    Schemas(Set<Class<?>> sent) {
        this.sent = sent;
    }

    /** All schemas met so far, by name. */
    ObjectNode all() {
        ObjectNode all = MAPPER.createObjectNode();
        named.forEach(all::set);
        return all;
    }

    /** Makes a record's schema under a name of its own. */
    ObjectNode add(String name, Class<?> type) {
        ObjectNode schema = describe(type, Map.of());
        named.put(name, schema);
        return schema;
    }

    /** The schema of a type; of a record by reference. */
    ObjectNode of(Type type) {
        return of(type, Map.of());
    }

    private ObjectNode of(Type type, Map<TypeVariable<?>, Type> arguments) {
        if (type instanceof TypeVariable<?> variable) {
            return of(arguments.get(variable), Map.of());
        }
        if (type instanceof ParameterizedType generic) {
            return generic(generic, arguments);
        }
        if (type instanceof GenericArrayType array) {
            return list(of(array.getGenericComponentType(), arguments));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isArray()) {
            return list(of(plain.getComponentType()));
        }
        if (plain.equals(SystemResources.Description.class)) {
            return node("object");
        }
        if (plain.isSealed()) {
            return sealed(plain);
        }
        return plain.isRecord() && plain != Module.class ? reference(name(plain), plain, Map.of()) : simple(plain);
    }

    private ObjectNode generic(ParameterizedType type, Map<TypeVariable<?>, Type> arguments) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] given = type.getActualTypeArguments();
        if (Collection.class.isAssignableFrom(raw)) {
            return list(of(given[0], arguments));
        }
        if (Map.class.isAssignableFrom(raw)) {
            ObjectNode map = node("object");
            map.set("additionalProperties", of(given[1], arguments));
            return map;
        }
        Map<TypeVariable<?>, Type> inner = new HashMap<>();
        StringBuilder name = new StringBuilder(name(raw));
        for (int i = 0; i < given.length; i++) {
            inner.put(raw.getTypeParameters()[i], given[i]);
            name.append(((Class<?>) given[i]).getSimpleName());
        }
        return reference(name.toString(), raw, inner);
    }

    private ObjectNode sealed(Class<?> type) {
        ObjectNode any = MAPPER.createObjectNode();
        ArrayNode choices = any.putArray("anyOf");
        // The compiler names them in no order.
        Arrays.stream(type.getPermittedSubclasses())
                .sorted(Comparator.comparing(Class::getName))
                .forEach(one -> choices.add(of(one)));
        return any;
    }

    private ObjectNode reference(String name, Class<?> type, Map<TypeVariable<?>, Type> arguments) {
        if (!named.containsKey(name)) {
            named.put(name, MAPPER.createObjectNode());
            named.put(name, describe(type, arguments));
        }
        return MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    private ObjectNode describe(Class<?> type, Map<TypeVariable<?>, Type> arguments) {
        ObjectNode schema = node("object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = MAPPER.createArrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            boolean nullable = CLASSES.get(type).getField(component.getName()).isAnnotatedWith(CheckForNull.class);
            ObjectNode property = of(component.getGenericType(), arguments);
            properties.set(component.getName(), nullable ? nullable(property) : property);
            // What is sent may leave out what may be null; what is answered has every field.
            if (!nullable || !sent.contains(type)) {
                required.add(component.getName());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private static ObjectNode nullable(ObjectNode schema) {
        if (schema.has("$ref") || schema.has("enum")) {
            ObjectNode either = MAPPER.createObjectNode();
            either.putArray("anyOf").add(schema).add(node("null"));
            return either;
        }
        String type = schema.get("type").textValue();
        schema.putArray("type").add(type).add("null");
        return schema;
    }

    private static ObjectNode list(ObjectNode items) {
        ObjectNode list = node("array");
        list.set("items", items);
        return list;
    }

    private static ObjectNode simple(Class<?> type) {
        if (type.isEnum()) {
            ObjectNode schema = node("string");
            ArrayNode values = schema.putArray("enum");
            Arrays.stream(type.getEnumConstants()).map(String::valueOf).forEach(values::add);
            return schema;
        }
        if (type == long.class || type == Long.class) {
            return node("integer").put("format", "int64");
        }
        if (type == int.class || type == Integer.class) {
            return node("integer").put("format", "int32");
        }
        if (type == boolean.class || type == Boolean.class) {
            return node("boolean");
        }
        if (type == Double.class) {
            return node("number");
        }
        if (type == Instant.class) {
            return node("string").put("format", "date-time");
        }
        if (type == Duration.class) {
            return node("string").put("format", "duration");
        }
        if (type == String.class || type == Module.class) {
            return node("string");
        }
        if (type == JsonNode.class) {
            return node("object");
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    private static ObjectNode node(String type) {
        return MAPPER.createObjectNode().put("type", type);
    }

    private static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null || outer.getSimpleName().endsWith("Resources")
                ? type.getSimpleName()
                : outer.getSimpleName() + type.getSimpleName();
    }
}
