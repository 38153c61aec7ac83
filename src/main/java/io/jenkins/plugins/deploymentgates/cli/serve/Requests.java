package io.jenkins.plugins.deploymentgates.cli.serve;

import io.jenkins.plugins.deploymentgates.api.ApiRequest;
import io.jenkins.plugins.deploymentgates.api.Caller;
import io.jenkins.plugins.deploymentgates.api.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
        return decoded(request.getRequestURI().replace("+", "%2B"), "path");
    }

    /** @throws Refusal when the query cannot be decoded */
    static ApiRequest of(
            HttpServletRequest request, String path, Map<String, String> headers, byte[] body, Caller caller)
            throws Refusal {
        // What HEAD tells is what GET would be told; the body is left away when it is sent.
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        return new ApiRequest(method, path, query(request.getQueryString()), headers, body, caller);
    }

    private static Map<String, List<String>> query(String text) throws Refusal {
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (text == null || text.isEmpty()) {
            return query;
        }
        for (String part : text.split("&")) {
            if (!part.isEmpty()) {
                String[] sides = part.split("=", 2);
                query.computeIfAbsent(decoded(sides[0], "query"), name -> new ArrayList<>())
                        .add(sides.length == 1 ? "" : decoded(sides[1], "query"));
            }
        }
        return query;
    }

    private static String decoded(String text, String what) throws Refusal {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    Problem.BAD_REQUEST.response("the " + what + " has a '%' that begins no two hexadecimal digits"));
        }
    }
}
