package io.jenkins.plugins.deploymentgates.cli.serve;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Hears out for a moment who was answered while it still sends: a connection that is closed with bytes unread is reset, and
 * the answer lost with it (RFC 9112, section 9.6). Thread-safe.
 */
final class Lingering implements Callback {
    private static final long SECONDS = 2;

    private final Request request;
    private final Callback callback;
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * @param request whose body nobody wants
     * @param callback ends it
     */
    Lingering(Request request, Callback callback) {
        this.request = request;
        this.callback = callback;
    }

    /** The answer is out. */
    @Override
    public void succeeded() {
        request.getComponents().getScheduler().schedule(this::end, SECONDS, TimeUnit.SECONDS);
        throwAway();
    }

    @Override
    public void failed(Throwable problem) {
        callback.failed(problem);
    }

    private void throwAway() {
        while (!over.get()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::throwAway);
                return;
            }
            chunk.release();
            if (chunk.isLast()) {
                end();
            }
        }
    }

    private void end() {
        if (over.compareAndSet(false, true)) {
            callback.succeeded();
        }
    }
}
