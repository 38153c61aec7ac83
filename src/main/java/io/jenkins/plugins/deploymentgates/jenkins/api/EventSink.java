package io.jenkins.plugins.deploymentgates.jenkins.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.api.Waiters;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A stream to one client, which takes a thread of the background only while there is something to write. Thread-safe.
 */
final class EventSink implements Waiters.Sink {
    private static final Logger LOGGER = Logger.getLogger(EventSink.class.getName());

    /** Who lets more lie than this, in bytes, does not keep up. */
    private static final int MOST_WAITING = 4 << 20;

    private final OutputStream out;
    private final Runnable complete;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean writing;
    private boolean ended;
    private boolean gone;

    /** @param complete ends the exchange; called once */
    EventSink(OutputStream out, Runnable complete) {
        this.out = out;
        this.complete = complete;
    }

    @Override
    public synchronized boolean send(byte[] next) {
        if (ended || gone || bytes > MOST_WAITING) {
            return false;
        }
        waiting.add(next);
        bytes += next.length;
        writeSoon();
        return true;
    }

    @Override
    public synchronized void end() {
        if (!ended) {
            ended = true;
            writeSoon();
        }
    }

    private void writeSoon() {
        if (!writing) {
            writing = true;
            DeploymentGates.background().execute(this::write);
        }
    }

    private void write() {
        try {
            for (byte[] next = take(); next != null; next = take()) {
                out.write(next);
                out.flush();
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, "A client that listened is gone", e);
            gone();
        }
    }

    /** What is written next; {@code null} when this thread is not needed any more. */
    @CheckForNull
    private synchronized byte[] take() {
        byte[] next = waiting.poll();
        if (next != null) {
            bytes -= next.length;
            return next;
        }
        if (ended) {
            // Stays marked as writing, so that this happens once.
            complete.run();
        } else {
            writing = false;
        }
        return null;
    }

    private synchronized void gone() {
        gone = true;
        ended = true;
        waiting.clear();
        complete.run();
    }
}
