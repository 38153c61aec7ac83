package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The HTTP API: a request below its root in, an answer out. Free of any server; whoever hosts it has read the request,
 * limited its length and found out who sent it. Thread-safe.
 */
public final class Api {
    private final Router router;

    public Api(ApiHost host) {
        Guard guard = new Guard(host);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new SystemResources(host, guard).routes());
        routes.addAll(new InsightResources(host, guard).routes());
        routes.addAll(new BehindResources(host, guard).routes());
        routes.addAll(new TraceResources(host, guard).routes());
        routes.addAll(new GitResources(host, guard).routes());
        routes.addAll(new FileResources(host, guard).routes());
        routes.addAll(new ReleaseResources(host, guard).routes());
        routes.addAll(new DeploymentResources(host, guard).routes());
        routes.addAll(new TimelineResources(host, guard).routes());
        routes.addAll(new PromotionResources(host, guard).routes());
        routes.addAll(new RollbackResources(host, guard).routes());
        routes.addAll(new JiraResources(host, guard).routes());
        routes.addAll(new HoldResources(host, guard).routes());
        routes.addAll(new HotfixResources(host, guard).routes());
        routes.addAll(new DeployDbArtifactResources(host, guard).routes());
        routes.addAll(new DeployDbDeploymentResources(host, guard).routes());
        routes.addAll(new DeployDbConfigurationResources(host, guard).routes());
        routes.addAll(new EventResources(host, guard).routes());
        routes.addAll(new WebhookResources(host).routes());
        router = new Router(routes);
    }

    /** Answers a request; never throws for anything that was sent. */
    public ApiAnswer handle(ApiRequest request) {
        ApiAnswer answer = router.handle(request);
        if (answer instanceof PendingResponse pending) {
            return pending.finished(response -> finish(request, response));
        }
        return answer instanceof ApiResponse response ? finish(request, response) : answer;
    }

    /** Whether anybody may send this without saying who they are, such as a probe of the server's health. */
    public boolean isOpen(String method, String path) {
        return router.find(method, path)
                .filter(route -> route.need() == Need.NOTHING)
                .isPresent();
    }

    /** The operation that answers this, such as {@code GET /v1/promotions/{id}}; for statistics. */
    public Optional<String> operation(String method, String path) {
        return router.find(method, path).map(route -> route.method() + " " + route.template());
    }

    /** All operations. */
    List<Route> routes() {
        return router.routes();
    }

    private static ApiResponse finish(ApiRequest request, ApiResponse response) {
        boolean head = request.method().equals("HEAD");
        if (!head && !request.method().equals("GET") || response.status() != 200) {
            ApiResponse told = response.with("Cache-Control", "no-store");
            return head ? told.withoutBody(told.status()) : told;
        }
        String given = response.headers().get("ETag");
        String tag = given == null ? Digest.strongTag(response.body()) : given;
        // The answer depends on who asks, and must be asked for each time.
        ApiResponse told = response.with("ETag", tag).with("Cache-Control", "private, no-cache");
        if (isKnown(request.header("if-none-match"), tag)) {
            return told.withoutBody(304);
        }
        return head ? told.withoutBody(200) : told;
    }

    /** Whether that is what the sender has already; weak and strong tags are alike here (RFC 9110, section 13.1.2). */
    private static boolean isKnown(@CheckForNull String known, String tag) {
        if (known == null) {
            return false;
        }
        return known.strip().equals("*")
                || Stream.of(known.split(",")).map(Api::opaque).anyMatch(opaque(tag)::equals);
    }

    private static String opaque(String tag) {
        String stripped = tag.strip();
        return stripped.startsWith("W/") ? stripped.substring(2) : stripped;
    }
}
