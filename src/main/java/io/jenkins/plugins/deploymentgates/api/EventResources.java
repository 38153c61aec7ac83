package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The ledger's events as a feed: page by page, as a long poll, and as Server-Sent Events. */
final class EventResources {
    private static final Parameter AFTER = Parameter.number(
            "after",
            "only events after this sequence number; from the beginning unless given, for a stream from now on",
            0,
            Long.MAX_VALUE,
            0);
    private static final Parameter LIMIT = Parameter.number("limit", "at most; 100 unless given", 1, 1000, 100);
    private static final Parameter WAIT =
            Parameter.number("wait", "when there is nothing yet, seconds to wait for it", 0, 60, 0);

    private final ApiHost host;
    private final Feed feed;

    EventResources(ApiHost host, Guard guard) {
        this.host = host;
        this.feed = new Feed(host, guard);
    }

    List<Route> routes() {
        return List.of(Route.get(
                        "/v1/events",
                        Need.IDENTITY,
                        "What happened, oldest first",
                        Feed.Page.class,
                        this::events,
                        AFTER,
                        LIMIT,
                        WAIT)
                .producing(ApiResponse.JSON, ApiResponse.EVENT_STREAM));
    }

    private ApiAnswer events(ApiRequest request, Map<String, String> path) {
        int limit = (int) request.number(LIMIT);
        long wait = request.number(WAIT);
        long after = request.number(AFTER);
        if (ApiResponse.EVENT_STREAM.equals(request.header("accept"))) {
            return new EventStream(feed, request.caller(), host.clock(), begin(request, after));
        }
        Feed.Page page = feed.page(request.caller(), after, limit);
        if (!page.events().isEmpty() || wait == 0) {
            return ApiResponse.json(200, page);
        }
        Instant deadline = host.clock().instant().plusSeconds(wait);
        return pending(request.caller(), page.next(), limit, deadline);
    }

    private PendingResponse pending(Caller caller, long after, int limit, Instant deadline) {
        Position position = new Position(after);
        return new PendingResponse(
                host.clock(),
                deadline,
                () -> {
                    Feed.Page page = feed.page(caller, position.after, limit);
                    // What the caller may not see is not looked at again.
                    position.after = page.next();
                    return page.events().isEmpty() ? Optional.empty() : Optional.of(ApiResponse.json(200, page));
                },
                () -> ApiResponse.json(200, new Feed.Page(List.of(), position.after)),
                UnaryOperator.identity());
    }

    /** How far a long poll has looked; used by one thread at a time, as its answer is. */
    private static final class Position {
        private volatile long after;

        Position(long after) {
            this.after = after;
        }
    }

    /** A browser that comes back says what it has seen last. */
    private long begin(ApiRequest request, long after) {
        String last = lastSeen(request);
        if (last != null) {
            return Long.parseLong(last);
        }
        return request.text(AFTER) == null ? feed.head() : after;
    }

    @CheckForNull
    private static String lastSeen(ApiRequest request) {
        String last = request.header("last-event-id");
        if (last == null || last.isEmpty()) {
            return null;
        }
        if (!last.matches("[0-9]{1,18}")) {
            throw new ProblemException(
                    Problem.BAD_REQUEST,
                    "the header Last-Event-ID is " + Names.quote(last)
                            + "; valid is the id of an event, a whole number");
        }
        return last;
    }
}
