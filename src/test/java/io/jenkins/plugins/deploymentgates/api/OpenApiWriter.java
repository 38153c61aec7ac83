package io.jenkins.plugins.deploymentgates.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the OpenAPI document from the operations themselves. */
final class OpenApiWriter {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode document = MAPPER.createObjectNode();
    private final Schemas schemas;

    private OpenApiWriter(List<Route> routes) {
        schemas = new Schemas(
                routes.stream().map(Route::body).filter(Objects::nonNull).collect(Collectors.toSet()));
    }

    /** The document, laid out for reading and for seeing what changed. */
    static String write(List<Route> routes) {
        OpenApiWriter writer = new OpenApiWriter(routes);
        writer.begin();
        routes.forEach(writer::add);
        writer.end();
        return writer.document.toPrettyString() + "\n";
    }

    private void begin() {
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Deployment Gates")
                .put("version", "1")
                .put(
                        "description",
                        "Records who put what where and when, and lets nothing into an environment that has not earned"
                                + " it. Every error is a problem document (RFC 9457) whose type never changes. Fields that a"
                                + " client does not know are to be passed over: more may come.");
        document.putArray("servers").addObject().put("url", ".").put("description", "Where this document is");
        ArrayNode security = document.putArray("security");
        security.addObject().putArray("token");
        security.addObject().putArray("user");
        document.putObject("paths");
    }

    private void add(Route route) {
        ObjectNode paths = (ObjectNode) document.get("paths");
        ObjectNode operation = paths.withObject(
                        "/" + route.template().replace("~", "~0").replace("/", "~1"))
                .putObject(route.method().toLowerCase(Locale.ROOT));
        operation.put("operationId", operationId(route));
        operation.put("summary", route.summary());
        operation.putArray("tags").add(tag(route));
        operation.put("x-needs", route.need().name());
        if (route.need() == Need.NOTHING) {
            operation.putArray("security");
        }
        ArrayNode parameters = operation.putArray("parameters");
        addPath(route, parameters);
        route.parameters().forEach(parameter -> addQuery(parameter, parameters));
        if (!route.method().equals("GET")) {
            parameters.addObject().put("$ref", "#/components/parameters/IdempotencyKey");
        }
        if (route.body() != null) {
            ObjectNode body = operation.putObject("requestBody").put("required", route.bodyRequired());
            ObjectNode content = body.putObject("content");
            content.putObject(ApiResponse.JSON).set("schema", schemas.of(route.body()));
            if (route.produces().contains(ApiResponse.DEPLOYDB_JSON)) {
                content.putObject(ApiResponse.DEPLOYDB_JSON).set("schema", schemas.of(route.body()));
            }
        }
        addResponses(route, operation.putObject("responses"));
    }

    private void addResponses(Route route, ObjectNode responses) {
        addSuccess(route, responses.putObject(String.valueOf(route.success())).put("description", "Done"));
        if (route.later()) {
            addSuccess(route, responses.putObject("202").put("description", "Written down, and done afterwards"));
        }
        if (route.method().equals("GET")) {
            responses.putObject("304").put("description", "The same as under the ETag in If-None-Match");
        }
        responses.putObject("default").put("$ref", "#/components/responses/Problem");
    }

    private void addSuccess(Route route, ObjectNode success) {
        for (String type : route.produces()) {
            ObjectNode content = success.withObject("/content").putObject(type);
            content.set(
                    "schema",
                    type.endsWith("json")
                            ? schemas.of(route.result())
                            : MAPPER.createObjectNode()
                                    .put("type", "string")
                                    .put(
                                            "description",
                                            type.equals(ApiResponse.EVENT_STREAM)
                                                    ? "Each event's data is an entry of the page"
                                                    : "The same written for people"));
        }
    }

    private static void addPath(Route route, ArrayNode parameters) {
        for (String part : Route.parts(route.template())) {
            if (part.startsWith("{")) {
                String name = part.substring(1, part.length() - 1);
                ObjectNode schema = parameters
                        .addObject()
                        .put("name", name)
                        .put("in", "path")
                        .put("required", true)
                        .putObject("schema");
                if (name.endsWith("id")) {
                    schema.put("type", "integer").put("minimum", 1);
                } else {
                    schema.put("type", "string");
                }
            }
        }
    }

    private static void addQuery(Parameter parameter, ArrayNode parameters) {
        ObjectNode schema = parameters
                .addObject()
                .put("name", parameter.name())
                .put("in", "query")
                .put("description", parameter.description())
                .put("required", parameter.isRequired())
                .putObject("schema")
                .put("type", parameter.type());
        if (parameter.type().equals("array")) {
            schema.putObject("items").put("type", "string");
        }
        if (parameter.type().equals("integer")) {
            schema.put("minimum", parameter.least());
            if (parameter.most() < Long.MAX_VALUE) {
                schema.put("maximum", parameter.most()).put("default", parameter.otherwise());
            }
        }
    }

    private void end() {
        ObjectNode components = document.putObject("components");
        ObjectNode problem = schemas.add("Problem", Problem.Document.class);
        ArrayNode types = ((ObjectNode) problem.at("/properties/type")).putArray("enum");
        Stream.of(Problem.values()).map(Problem::type).forEach(types::add);
        components.set("schemas", schemas.all());
        ObjectNode response = components.putObject("responses").putObject("Problem");
        response.put("description", "What went wrong");
        response.putObject("content")
                .putObject(ApiResponse.PROBLEM_JSON)
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem");
        components
                .putObject("parameters")
                .putObject("IdempotencyKey")
                .put("name", "Idempotency-Key")
                .put("in", "header")
                .put("description", "A call repeated under the same key does nothing more and is answered as before")
                .putObject("schema")
                .put("type", "string")
                .put("pattern", "^[!-~]{1,255}$");
        ObjectNode ways = components.putObject("securitySchemes");
        ways.putObject("token").put("type", "http").put("scheme", "bearer").put("description", "A token of serve");
        ways.putObject("user")
                .put("type", "http")
                .put("scheme", "basic")
                .put("description", "A Jenkins user and their API token");
    }

    private static String operationId(Route route) {
        // Some resources of DeployDB are called like ours.
        StringBuilder id = new StringBuilder(route.method().toLowerCase(Locale.ROOT));
        if (isDeployDbs(route)) {
            id.append("DeployDb");
        }
        for (String part : Route.parts(route.template())) {
            if (part.startsWith("{")) {
                id.append("By").append(capital(part.substring(1, part.length() - 1)));
            } else if (!part.equals("v1")) {
                id.append(capital(part.replace(".json", "")));
            }
        }
        return id.toString();
    }

    /** Whether it is one of DeployDB's resources; its task to read the configuration again is one of the server's. */
    private static boolean isDeployDbs(Route route) {
        return route.produces().contains(ApiResponse.DEPLOYDB_JSON)
                && !Route.parts(route.template()).get(0).equals("tasks");
    }

    private static String tag(Route route) {
        List<String> parts = Route.parts(route.template());
        if (isDeployDbs(route)) {
            return "deploydb";
        }
        return parts.get(0).equals("v1") ? parts.get(1) : "server";
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
