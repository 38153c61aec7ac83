package io.jenkins.plugins.deploymentgates.cli.serve;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.api.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The pages: what is where, what waits, what differs. They are shells around the web components, which ask the API; nothing of what
 * the ledger holds is in them, so they are for anybody. What they load comes from this server and never changes under its address.
 * Thread-safe.
 */
final class Pages {
    /** Below it are the files, after what they are told apart by. */
    static final String FILES = "/pages/";

    /**
     * Nothing from elsewhere, nothing written into a page, no page around it, and no text that becomes markup or script
     * (Trusted Types).
     */
    static final String POLICY = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /** The pages by where they are, in the order of the navigation; the names are those of their components. */
    private static final List<Page> ALL = List.of(
            new Page("/", "matrix"),
            new Page("/waiting", "waiting"),
            new Page("/compare", "compare"),
            new Page("/history", "history"),
            new Page("/graph", "graph"),
            new Page("/delivery", "metrics"),
            new Page("/promotion", "promotion"));

    /** Where one comes from another page, with something to show. */
    private static final String ELSEWHERE = "promotion";

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final PageFiles files = PageFiles.find();
    private final List<Page> all = ALL.stream()
            .filter(page -> files.has("components/" + page.component() + ".js"))
            .toList();
    private final Map<String, String> byPath =
            all.stream().collect(Collectors.toUnmodifiableMap(Page::path, Page::component));
    private final String has = all.stream().map(Page::component).collect(Collectors.joining(" "));
    private final String navigation = all.stream()
            .filter(page -> !page.component().equals(ELSEWHERE))
            .map(page -> page.path().substring(1) + "=" + page.component())
            .collect(Collectors.joining(" "));

    /**
     * A page.
     *
     * @param path where it is
     * @param component the name of the component that fills it
     */
    record Page(String path, String component) {}

    /**
     * What is at a path, for anybody.
     *
     * @param tag the header If-None-Match; {@code null} when there is none
     * @return {@code null} when there is nothing
     */
    @CheckForNull
    ApiResponse page(String path, @CheckForNull String tag) {
        if (path.startsWith(FILES)) {
            return file(path.substring(FILES.length()));
        }
        String component = byPath.get(path);
        return component == null ? null : shell(component, tag);
    }

    private ApiResponse shell(String component, @CheckForNull String tag) {
        String now = "W/\"" + files.version() + '"';
        ApiResponse answer = now.equals(tag)
                ? ApiResponse.of(304, "", new byte[0])
                : ApiResponse.of(200, "text/html; charset=utf-8", filled(component));
        return answer.with("ETag", now)
                .with("Cache-Control", "no-cache")
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "same-origin");
    }

    private byte[] filled(String component) {
        Map<String, String> values =
                Map.of("version", files.version(), "component", component, "has", has, "navigation", navigation);
        String text = new String(files.read("shell.html"), StandardCharsets.UTF_8);
        return fill(text, values::get).getBytes(StandardCharsets.UTF_8);
    }

    /** Puts in the values of what stands in double braces. */
    private static String fill(String text, Function<String, String> value) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", from)) {
            int end = text.indexOf("}}", at);
            out.append(text, from, at).append(value.apply(text.substring(at + 2, end)));
            from = end + 2;
        }
        return out.append(text.substring(from)).toString();
    }

    /** A file by {@code VERSION/NAME}; of another version there is none, as it would be taken for that for ever. */
    @CheckForNull
    private ApiResponse file(String address) {
        int slash = address.indexOf('/');
        String name = address.substring(slash + 1);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (slash < 0 || type == null || !address.substring(0, slash).equals(files.version()) || !files.has(name)) {
            return null;
        }
        return ApiResponse.of(200, type, files.read(name))
                .with("Content-Security-Policy", POLICY)
                .with("Cache-Control", files.isLive() ? "no-store" : "public, max-age=31536000, immutable");
    }
}
