package io.jenkins.plugins.deploymentgates.cli.serve;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.api.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shows the API's description in a browser: Swagger UI, and a page around it. All of it comes from this server, so it works without
 * a network, and the browser is told to take nothing from elsewhere. Thread-safe.
 */
final class Viewer {
    /** Where it is. */
    static final String PATH = "/api/docs";

    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/5.34.1/";

    /** Swagger UI styles elements through the document's objects, and its icons are images within its style sheet. */
    private static final String POLICY = "default-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, Page> PAGES = Map.of(
            "/", new Page("docs/index.html", "text/html; charset=utf-8"),
            "/docs.js", new Page("docs/docs.js", "text/javascript; charset=utf-8"),
            "/docs.css", new Page("docs/docs.css", "text/css; charset=utf-8"),
            "/swagger-ui-bundle.js", new Page(SWAGGER_UI + "swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
            "/swagger-ui.css", new Page(SWAGGER_UI + "swagger-ui.css", "text/css; charset=utf-8"));

    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    /** Something to be shown, from beside this class or from the root of the class path. */
    private record Page(String resource, String type) {}

    /**
     * What is at a path, for anybody: the description is open, and a token is typed into the page.
     *
     * @return {@code null} when there is nothing
     */
    @CheckForNull
    ApiResponse page(String path) {
        if (path.equals(PATH)) {
            return ApiResponse.of(308, "text/plain; charset=utf-8", new byte[0]).with("Location", PATH + "/");
        }
        Page page = path.startsWith(PATH) ? PAGES.get(path.substring(PATH.length())) : null;
        if (page == null) {
            return null;
        }
        byte[] body = read.computeIfAbsent(page.resource(), Viewer::load);
        return ApiResponse.of(200, page.type(), body)
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer")
                .with("Cache-Control", "max-age=3600");
    }

    private static byte[] load(String resource) {
        try (InputStream in = Viewer.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
