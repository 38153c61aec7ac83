package io.jenkins.plugins.deploymentgates.api;

import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.ArrayList;
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
    private final List<Entry> entries;

    /** @param routes where several fit a path, the first counts */
    Router(List<Route> routes) {
        entries = routes.stream()
                .map(route -> new Entry(route, Route.parts(route.template())))
                .toList();
    }

    private record Entry(Route route, List<String> parts) {}

    /** An operation that fits a path, with the parts of the path that it has names for. */
    private record Fitting(Route route, Map<String, String> path) {}

    List<Route> routes() {
        return entries.stream().map(Entry::route).toList();
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
        return chosen(method, fitting(path)).map(Fitting::route);
    }

    private static Optional<Fitting> chosen(String method, List<Fitting> fitting) {
        String asked = method(method);
        return fitting.stream()
                .filter(one -> one.route().method().equals(asked))
                .findFirst();
    }

    private static String method(String method) {
        return method.equals("HEAD") ? "GET" : method;
    }

    private List<Fitting> fitting(String path) {
        List<String> parts = Route.parts(path);
        List<Fitting> fitting = new ArrayList<>();
        for (Entry entry : entries) {
            Map<String, String> found = Route.match(entry.parts(), parts);
            if (found != null) {
                fitting.add(new Fitting(entry.route(), found));
            }
        }
        return fitting;
    }

    private ApiAnswer dispatch(ApiRequest request) {
        List<Fitting> fitting = fitting(request.path());
        if (fitting.isEmpty()) {
            throw new ProblemException(
                    Problem.NOT_FOUND,
                    "there is nothing at " + Names.quote(request.path()) + "; /openapi.json lists all there is");
        }
        Optional<Fitting> chosen = chosen(request.method(), fitting);
        if (chosen.isEmpty()) {
            String list = String.join(", ", methods(fitting));
            if (request.method().equals("OPTIONS")) {
                return ApiResponse.of(204, ApiResponse.JSON, new byte[0]).with("Allow", list + ", OPTIONS");
            }
            return Problem.METHOD_NOT_ALLOWED
                    .response(Names.quote(request.path()) + " does not know the method " + Names.quote(request.method())
                            + "; it knows " + list)
                    .with("Allow", list);
        }
        Route route = chosen.get().route();
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
        return typed(
                route.handler().handle(request.accepting(type), chosen.get().path()), route, type);
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

    private static Set<String> methods(List<Fitting> fitting) {
        Set<String> methods =
                fitting.stream().map(one -> one.route().method()).collect(Collectors.toCollection(TreeSet::new));
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
