package io.jenkins.plugins.deploymentgates.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The ledger's events as Server-Sent Events (WHATWG HTML, section 9.2), from one sequence number on. Nothing waits in it:
 * whoever holds it sends what {@link #next} gives when something may have happened, on any thread, one at a time.
 */
public final class EventStream implements ApiAnswer {
    /** A connection on which nothing was sent for so long is kept open by a comment. */
    static final Duration SILENCE = Duration.ofSeconds(15);

    private static final int MOST = 1000;
    private static final byte[] BEGIN = "retry: 3000\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ALIVE = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final Feed feed;
    private final Caller caller;
    private final Clock clock;
    private long after;
    private boolean begun;
    private boolean behind = true;
    private Instant sent;

    EventStream(Feed feed, Caller caller, Clock clock, long after) {
        this.feed = feed;
        this.caller = caller;
        this.clock = clock;
        this.after = after;
        this.sent = clock.instant();
    }

    /** What is to be sent before the first byte: status, Content-Type and headers; the body is empty. */
    public ApiResponse head() {
        return ApiResponse.of(200, ApiResponse.EVENT_STREAM, new byte[0]).with("Cache-Control", "no-store");
    }

    /** Whether there may be more at once, as after a page that was full. */
    boolean isBehind() {
        return behind;
    }

    /** Whether it is time for a sign of life. */
    boolean isSilent() {
        return !clock.instant().isBefore(sent.plus(SILENCE));
    }

    /**
     * What is to be sent now: the events since the last time, or a sign of life when there was none for long; empty
     * otherwise.
     */
    public byte[] next() {
        Feed.Page page = feed.page(caller, after, MOST);
        behind = page.next() > after;
        after = page.next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!begun) {
            begun = true;
            out.writeBytes(BEGIN);
        }
        for (Feed.Entry event : page.events()) {
            out.writeBytes(("id: " + event.sequence() + "\ndata: ").getBytes(StandardCharsets.UTF_8));
            out.writeBytes(Json.bytes(event));
            out.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
        }
        if (out.size() == 0 && isSilent()) {
            out.writeBytes(ALIVE);
        }
        if (out.size() > 0) {
            sent = clock.instant();
        }
        return out.toByteArray();
    }

    /** A stream that ends after what there is; a browser comes back for more after three seconds. */
    @Override
    public ApiResponse now() {
        ApiResponse head = head();
        return new ApiResponse(head.status(), head.contentType(), head.headers(), next());
    }
}
