package io.jenkins.plugins.deploymentgates.cli.serve;

import io.jenkins.plugins.deploymentgates.api.Waiters;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * What goes to one client, at the client's pace and without a thread that waits for it. The exchange must be asynchronous. Thread-safe.
 */
final class Output implements WriteListener, Waiters.Sink {
    /** Who lets more lie than this, in bytes, does not keep up. */
    private static final int MOST_WAITING = 4 << 20;

    private final ServletOutputStream out;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean begun;
    private boolean unflushed;
    private boolean ended;

    private Output(ServletOutputStream out) {
        this.out = out;
    }

    /** Begins to write; nothing is written before the container is ready. */
    static Output begin(ServletOutputStream out) {
        Output output = new Output(out);
        out.setWriteListener(output);
        return output;
    }

    /** Completed when everything was handed to the network after {@link #end}, or when the client is gone. */
    CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public synchronized boolean send(byte[] next) {
        if (ended || bytes > MOST_WAITING) {
            return false;
        }
        waiting.add(next);
        bytes += next.length;
        write();
        return !done.isDone();
    }

    @Override
    public synchronized void end() {
        ended = true;
        write();
    }

    @Override
    public synchronized void onWritePossible() {
        begun = true;
        write();
    }

    /** Writes while the network takes it; what it does not take is left until {@link #onWritePossible}. */
    private void write() {
        try {
            while (begun && !done.isDone() && out.isReady()) {
                byte[] next = waiting.poll();
                if (next != null) {
                    bytes -= next.length;
                    unflushed = true;
                    out.write(next);
                } else if (ended) {
                    done.complete(null);
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException | RuntimeException e) {
            onError(e);
        }
    }

    /** The client went away, which is its right. */
    @Override
    public synchronized void onError(Throwable problem) {
        ended = true;
        waiting.clear();
        done.complete(null);
    }
}
