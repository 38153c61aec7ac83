package io.jenkins.plugins.deploymentgates.cli.remote;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a server is. Immutable.
 *
 * @param text without a slash at its end; what messages name
 * @param api the root of the API there
 */
public record ServerAddress(String text, String api) {

    /**
     * Reads an address; the API is below it at {@code /api}, which may be written or not.
     *
     * @throws InvalidInputException when it is none, without repeating a password in it
     */
    public static ServerAddress parse(String text) {
        URI uri = uri(text);
        String scheme =
                uri == null || uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri != null && uri.getRawUserInfo() != null) {
            throw new InvalidInputException("the address of the server names a user; who calls is told by a token in"
                    + " DEPLOYMENT_GATES_TOKEN or in a file that --token-file names");
        }
        if (uri == null
                || !scheme.equals("http") && !scheme.equals("https")
                || uri.getHost() == null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new InvalidInputException("--server " + Names.quote(text)
                    + " is no address of a server; valid are for example https://gates.example.com and"
                    + " http://127.0.0.1:8080");
        }
        String root = text.strip().replaceFirst("/+$", "");
        String api = root.endsWith("/api") ? root : root + "/api";
        return new ServerAddress(root, api);
    }

    @CheckForNull
    private static URI uri(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /**
     * The address of a resource.
     *
     * @param path below the root of the API, already encoded
     * @param query parameters, as they are
     */
    URI resource(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(api + path + (parameters.isEmpty() ? "" : "?" + parameters));
    }

    /** A text as a part of a path or query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
