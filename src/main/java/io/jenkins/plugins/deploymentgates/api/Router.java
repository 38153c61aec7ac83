package io.jenkins.plugins.deploymentgates.api;

import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the operation a request is for, checks what every operation checks alike, and turns what goes wrong into problem
 * documents. Immutable, thread-safe.
 */
final class Router {
    private final List<Route> routes;

    /** The parts of each route's template, in the same order. */
    private final List<List<String>> templates;

    /** @param routes where several fit a path, the first counts */
    Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
        this.templates =
                routes.stream().map(route -> Route.parts(route.template())).toList();
    }

    List<Route> routes() {
        return routes;
    }

    ApiAnswer handle(ApiRequest request) {
        try {
            return dispatch(request);
        } catch (RuntimeException e) {
            return Failures.response(e, request.method() + " " + request.path());
        }
    }

    /** The operation a method and path lead to. */
    Optional<Route> find(String method, String path) {
        return fitting(path).keySet().stream()
                .filter(route -> route.method().equals(method(method)))
                .findFirst();
    }

    private static String method(String method) {
        return method.equals("HEAD") ? "GET" : method;
    }

    private Map<Route, Map<String, String>> fitting(String path) {
        List<String> parts = Route.parts(path);
        Map<Route, Map<String, String>> fitting = new LinkedHashMap<>();
        for (int i = 0; i < routes.size(); i++) {
            Map<String, String> found = Route.match(templates.get(i), parts);
            if (found != null) {
                fitting.put(routes.get(i), found);
            }
        }
        return fitting;
    }

    private ApiAnswer dispatch(ApiRequest request) {
        Map<Route, Map<String, String>> fitting = fitting(request.path());
        if (fitting.isEmpty()) {
            throw new ProblemException(
                    Problem.NOT_FOUND,
                    "there is nothing at " + Names.quote(request.path()) + "; /openapi.json lists all there is");
        }
        Optional<Route> chosen = find(request.method(), request.path());
        if (chosen.isEmpty()) {
            String list = String.join(", ", methods(fitting.keySet()));
            if (request.method().equals("OPTIONS")) {
                return ApiResponse.of(204, ApiResponse.JSON, new byte[0]).with("Allow", list + ", OPTIONS");
            }
            return Problem.METHOD_NOT_ALLOWED
                    .response(Names.quote(request.path()) + " does not know the method " + Names.quote(request.method())
                            + "; it knows " + list)
                    .with("Allow", list);
        }
        Route route = chosen.get();
        checkParameters(route, request);
        if (!route.method().equals("GET")) {
            checkBody(request);
            request.idempotencyKey();
        }
        String type = Accepts.choose(request.header("accept"), route.produces())
                .orElseThrow(() -> new ProblemException(
                        Problem.NOT_ACCEPTABLE,
                        "the header Accept is " + Names.quote(String.valueOf(request.header("accept")))
                                + "; this can be had as " + String.join(" or ", route.produces())));
        return typed(route.handler().handle(request.accepting(type), fitting.get(route)), route, type);
    }

    /** A success under the name the sender asked for; another form altogether has its own name already. */
    private static ApiAnswer typed(ApiAnswer answer, Route route, String type) {
        boolean usual = answer instanceof ApiResponse response
                && response.contentType().equals(ApiResponse.JSON)
                && route.produces().contains(type);
        if (!usual) {
            return answer;
        }
        ApiResponse response = answer.now();
        return new ApiResponse(response.status(), type, response.headers(), response.body());
    }

    private static Set<String> methods(Set<Route> routes) {
        Set<String> methods = routes.stream().map(Route::method).collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static void checkParameters(Route route, ApiRequest request) {
        Set<String> known =
                route.parameters().stream().map(Parameter::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> unknown = new TreeSet<>(request.query().keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    Problem.BAD_REQUEST,
                    "there is no parameter " + Names.quote(unknown.iterator().next()) + " here; "
                            + (known.isEmpty() ? "it takes none" : "known are " + String.join(", ", known)));
        }
    }

    private static void checkBody(ApiRequest request) {
        if (request.body().length > ApiRequest.MAX_BODY) {
            throw new ProblemException(
                    Problem.TOO_LARGE,
                    "the body has " + request.body().length + " bytes; at most " + ApiRequest.MAX_BODY + " are taken");
        }
        String type = request.header("content-type");
        if (request.body().length > 0 && !Accepts.isJson(type)) {
            throw new ProblemException(
                    Problem.UNSUPPORTED_MEDIA_TYPE,
                    "the body is " + (type == null ? "of no declared type" : Names.quote(type))
                            + "; send JSON in UTF-8 with Content-Type: application/json");
        }
    }
}
