package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One operation of the API: how it is called, how it is described, and what answers it. Immutable.
 *
 * @param need what its caller must be allowed; its handler checks that
 * @param template path with parts in braces, such as {@code /promotions/{id}/approve}
 * @param summary for the OpenAPI document
 * @param parameters of the query; others are refused
 * @param body what the body holds; {@code null} when there is none
 * @param bodyRequired whether there must be one
 * @param result what a success answers with
 * @param produces the media types of a success, the usual one first
 * @param later whether a success may be answered with 202, and done afterwards
 */
record Route(
        String method,
        String template,
        Need need,
        String summary,
        List<Parameter> parameters,
        @CheckForNull Class<?> body,
        boolean bodyRequired,
        Class<?> result,
        int success,
        List<String> produces,
        boolean later,
        Handler handler) {

    Route {
        parameters = List.copyOf(parameters);
        produces = List.copyOf(produces);
    }

    /** Answers a request. */
    @FunctionalInterface
    interface Handler {
        ApiAnswer handle(ApiRequest request, Map<String, String> path);
    }

    /** A reading operation. */
    static Route get(
            String template, Need need, String summary, Class<?> result, Handler handler, Parameter... parameters) {
        return new Route(
                "GET",
                template,
                need,
                summary,
                List.of(parameters),
                null,
                false,
                result,
                200,
                List.of(ApiResponse.JSON),
                false,
                handler);
    }

    /** A writing operation that needs a body. */
    static Route post(
            String template, Need need, String summary, Class<?> body, Class<?> result, int success, Handler handler) {
        return writing("POST", template, need, summary, body, true, result, success, handler);
    }

    /** An operation that changes something in parts and needs a body. */
    static Route patch(String template, Need need, String summary, Class<?> body, Class<?> result, Handler handler) {
        return writing("PATCH", template, need, summary, body, true, result, 200, handler);
    }

    /** A writing operation whose body, if it has any, may be left out. */
    static Route act(
            String method,
            String template,
            Need need,
            String summary,
            @CheckForNull Class<?> body,
            Class<?> result,
            Handler handler) {
        return writing(method, template, need, summary, body, false, result, 200, handler);
    }

    private static Route writing(
            String method,
            String template,
            Need need,
            String summary,
            @CheckForNull Class<?> body,
            boolean bodyRequired,
            Class<?> result,
            int success,
            Handler handler) {
        return new Route(
                method,
                template,
                need,
                summary,
                List.of(),
                body,
                bodyRequired,
                result,
                success,
                List.of(ApiResponse.JSON),
                false,
                handler);
    }

    /** The same in these forms, the usual one first. */
    Route producing(String... types) {
        return answering(List.of(types), later);
    }

    /** The same that may be done after it was answered. */
    Route orLater() {
        return answering(produces, true);
    }

    private Route answering(List<String> types, boolean maybeLater) {
        return new Route(
                method,
                template,
                need,
                summary,
                parameters,
                body,
                bodyRequired,
                result,
                success,
                types,
                maybeLater,
                handler);
    }

    /** The same for clients of DeployDB, too, who send and want JSON under a name of its own. */
    Route forDeployDb() {
        return producing(ApiResponse.JSON, ApiResponse.DEPLOYDB_JSON);
    }

    /** The parts of the path in braces if the path fits; {@code null} otherwise. */
    @CheckForNull
    Map<String, String> match(List<String> path) {
        return match(parts(template), path);
    }

    /** The same for a template that is in parts already. */
    @CheckForNull
    static Map<String, String> match(List<String> parts, List<String> path) {
        if (parts.size() != path.size()) {
            return null;
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.startsWith("{")) {
                if (path.get(i).isEmpty()) {
                    return null;
                }
                found.put(part.substring(1, part.length() - 1), path.get(i));
            } else if (!part.equals(path.get(i))) {
                return null;
            }
        }
        return found;
    }

    /** The parts of a path between its slashes. */
    static List<String> parts(String path) {
        List<String> parts = new ArrayList<>(List.of(path.split("/", -1)));
        parts.remove(0);
        return parts;
    }
}
