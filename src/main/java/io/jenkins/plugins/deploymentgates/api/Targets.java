package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decodes a request's target as it was sent (RFC 3986), the same way behind every host. Stateless. */
public final class Targets {
    private Targets() {}

    /**
     * A path, decoded as a whole: an encoded slash is a slash.
     *
     * @throws InvalidInputException when it cannot be decoded
     */
    public static String path(String raw) {
        // Only in a query is a plus sign a space.
        return decoded(raw.replace("+", "%2B"), "path");
    }

    /**
     * The parameters of a query, each with its values in their order.
     *
     * @param raw without the question mark; {@code null} when there is none
     * @throws InvalidInputException when it cannot be decoded
     */
    public static Map<String, List<String>> query(@CheckForNull String raw) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (raw == null || raw.isEmpty()) {
            return query;
        }
        for (String part : raw.split("&")) {
            if (!part.isEmpty()) {
                String[] sides = part.split("=", 2);
                query.computeIfAbsent(decoded(sides[0], "query"), name -> new ArrayList<>())
                        .add(sides.length == 1 ? "" : decoded(sides[1], "query"));
            }
        }
        return query;
    }

    private static String decoded(String text, String what) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("the " + what + " has a '%' that begins no two hexadecimal digits");
        }
    }
}
