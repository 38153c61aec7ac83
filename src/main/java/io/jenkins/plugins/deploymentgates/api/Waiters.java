package io.jenkins.plugins.deploymentgates.api;

import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everybody who waits for events, served by whichever thread calls {@link #pump}: none of them costs a thread. While
 * nothing happens a call asks the ledger one question, however many wait. Thread-safe.
 */
public final class Waiters implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Waiters.class);

    private final ApiHost host;
    private final int most;
    private final Object turn = new Object();
    private final Queue<Waiter> added = new ArrayDeque<>();
    private List<Waiter> waiting = new ArrayList<>();
    private long seen = -1;

    /** Whether the ledger could not be asked the last time, which is told once and not with every call. */
    private boolean troubled;

    private boolean closed;

    /** Where a stream goes. */
    public interface Sink {
        /**
         * Hands on what is to be sent. Must not block: where a client does not keep up, the sink says so and the stream
         * ends; the client comes back and asks from where it was.
         *
         * @return whether the client is there and keeps up
         */
        boolean send(byte[] bytes);

        /** Nothing comes any more. */
        void end();
    }

    /** Somebody who waits. */
    private interface Waiter {
        /**
         * Serves it.
         *
         * @param news whether something was recorded since the last time
         * @return whether it goes on waiting
         */
        boolean serve(boolean news);

        void end();
    }

    /** @param most so many at once; whoever is not taken in is answered at once by {@link ApiAnswer#now} */
    public Waiters(ApiHost host, int most) {
        this.host = host;
        this.most = most;
    }

    /**
     * Takes in a long poll.
     *
     * @param then told the answer once; must not block
     * @return whether there was room
     */
    public boolean add(PendingResponse pending, Consumer<ApiResponse> then) {
        return add(new Waiter() {
            @Override
            public boolean serve(boolean news) {
                if (!news && host.clock().instant().isBefore(pending.deadline())) {
                    return true;
                }
                return pending.poll()
                        .map(answer -> {
                            then.accept(answer);
                            return false;
                        })
                        .orElse(true);
            }

            @Override
            public void end() {
                then.accept(pending.now());
            }
        });
    }

    /**
     * Takes in a stream, whose {@link EventStream#head} was sent.
     *
     * @return whether there was room
     */
    public boolean add(EventStream stream, Sink sink) {
        return add(new Waiter() {
            @Override
            public boolean serve(boolean news) {
                if (!news && !stream.isBehind() && !stream.isSilent()) {
                    return true;
                }
                byte[] bytes = stream.next();
                boolean there = bytes.length == 0 || sink.send(bytes);
                if (!there) {
                    sink.end();
                }
                return there;
            }

            @Override
            public void end() {
                sink.end();
            }
        });
    }

    private boolean add(Waiter waiter) {
        synchronized (added) {
            if (closed || added.size() + waiting.size() >= most) {
                return false;
            }
            added.add(waiter);
            return true;
        }
    }

    /** How many wait. */
    public int size() {
        synchronized (added) {
            return added.size() + waiting.size();
        }
    }

    /**
     * Serves whoever something has happened for or whose time is up. To be called a few times a second, and after the
     * host's own writing for a prompt answer.
     */
    public void pump() {
        synchronized (turn) {
            List<Waiter> before;
            List<Waiter> fresh;
            synchronized (added) {
                before = waiting;
                fresh = new ArrayList<>(added);
            }
            if (before.isEmpty() && fresh.isEmpty()) {
                return;
            }
            boolean news = news();
            List<Waiter> on = new ArrayList<>();
            before.stream().filter(waiter -> serve(waiter, news)).forEach(on::add);
            // What happened before they were added was news to others only.
            fresh.stream().filter(waiter -> serve(waiter, true)).forEach(on::add);
            synchronized (added) {
                added.removeAll(fresh);
                waiting = on;
            }
        }
    }

    private boolean news() {
        try {
            long head = host.read(LedgerView::head);
            boolean news = head != seen;
            seen = head;
            troubled = false;
            return news;
        } catch (DeploymentGatesException e) {
            if (!troubled) {
                LOGGER.warn("Nobody who waits for events can be told: {}", e.getMessage());
            }
            troubled = true;
            return false;
        }
    }

    private static boolean serve(Waiter waiter, boolean news) {
        try {
            return waiter.serve(news);
        } catch (RuntimeException e) {
            LOGGER.warn("A client that waited for events was let go", e);
            end(waiter);
            return false;
        }
    }

    private static void end(Waiter waiter) {
        try {
            waiter.end();
        } catch (RuntimeException e) {
            LOGGER.debug("A client was gone already", e);
        }
    }

    /** Answers every long poll with what there is, and ends every stream; nobody is taken in any more. */
    @Override
    public void close() {
        synchronized (turn) {
            List<Waiter> all;
            synchronized (added) {
                closed = true;
                all = new ArrayList<>(waiting);
                all.addAll(added);
                added.clear();
                waiting = new ArrayList<>();
            }
            all.forEach(Waiters::end);
        }
    }
}
