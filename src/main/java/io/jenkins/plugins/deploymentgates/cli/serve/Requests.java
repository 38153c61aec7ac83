package io.jenkins.plugins.deploymentgates.cli.serve;

import io.jenkins.plugins.deploymentgates.api.ApiRequest;
import io.jenkins.plugins.deploymentgates.api.Caller;
import io.jenkins.plugins.deploymentgates.api.Problem;
import io.jenkins.plugins.deploymentgates.api.Targets;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads requests as Jetty hands them over. Stateless. */
final class Requests {
    private Requests() {}

    /** All headers, by their names in lower case; one that is sent again is a list. */
    static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", Collections.list(request.getHeaders(name))));
        }
        return headers;
    }

    /**
     * The path, decoded.
     *
     * @throws Refusal when it cannot be
     */
    static String path(HttpServletRequest request) throws Refusal {
        try {
            return Targets.path(request.getRequestURI());
        } catch (InvalidInputException e) {
            throw refused(e);
        }
    }

    /** @throws Refusal when the query cannot be decoded */
    static ApiRequest of(
            HttpServletRequest request, String path, Map<String, String> headers, byte[] body, Caller caller)
            throws Refusal {
        // What HEAD tells is what GET would be told; the body is left away when it is sent.
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        try {
            return new ApiRequest(method, path, Targets.query(request.getQueryString()), headers, body, caller);
        } catch (InvalidInputException e) {
            throw refused(e);
        }
    }

    private static Refusal refused(InvalidInputException problem) {
        return new Refusal(Problem.BAD_REQUEST.response(problem.getMessage()));
    }
}
