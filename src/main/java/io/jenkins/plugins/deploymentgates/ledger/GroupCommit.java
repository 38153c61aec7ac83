package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with one connection through which all writing work of this process goes. What has been submitted when the
 * thread comes round shares one transaction and so one wait for the disk. Thread-safe; the thread ends with
 * {@link #close}.
 */
final class GroupCommit implements AutoCloseable {
    /** More pieces than this do not share a transaction, so that the first does not wait for the last of many. */
    private static final int MAX_BATCH = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final Dialect dialect;
    private final Thread thread;
    private final Queue<Piece<?>> queue = new ArrayDeque<>();
    private final AtomicLong commits = new AtomicLong();
    private boolean closed;

    @CheckForNull
    private Connected connected;

    /** Starts the thread; it owns the connection from now on. */
    GroupCommit(Dialect dialect, Sql sql) {
        this.dialect = dialect;
        connected = new Connected(sql);
        thread = new Thread(this::run, "ledger-writer " + dialect.name());
        thread.setDaemon(true);
        thread.start();
    }

    /** The connection and what keeps its statements. */
    private static final class Connected {
        private final Sql sql;
        private final Projection projection;

        Connected(Sql sql) {
            this.sql = sql;
            projection = new Projection(sql);
        }
    }

    private Connected connect() {
        Connected known = connected;
        if (known != null) {
            return known;
        }
        try {
            Connected made = new Connected(new Sql(dialect.openForWriting(), dialect));
            connected = made;
            return made;
        } catch (SQLException e) {
            throw dialect.explain(e);
        }
    }

    /** A piece of work and, once done, its outcome. */
    private static final class Piece<T> {
        private final Function<LedgerTransaction, T> work;
        private final CountDownLatch done = new CountDownLatch(1);

        @CheckForNull
        private T result;

        @CheckForNull
        private Throwable problem;

        Piece(Function<LedgerTransaction, T> work) {
            this.work = work;
        }

        /** Runs it; returns whether it left something in the transaction that must not be committed. */
        boolean run(SqlTransaction transaction) {
            result = null;
            problem = null;
            try {
                result = work.apply(transaction);
                transaction.check();
            } catch (RuntimeException | Error e) {
                problem = e;
            } finally {
                transaction.end();
            }
            return problem != null && transaction.hasAppended();
        }

        /**
         * Waits for the outcome. An interrupt is kept for later: the work may be under way, and whoever asked for it must
         * learn how it ended.
         */
        @CheckForNull
        T await() {
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        done.await();
                        break;
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            if (problem instanceof RuntimeException exception) {
                throw exception;
            }
            if (problem instanceof Error error) {
                throw error;
            }
            return result;
        }
    }

    /** Runs the work in a transaction and returns once it is durable. */
    @CheckForNull
    <T> T write(Function<LedgerTransaction, T> work) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("writing work must not start other writing work; use its own transaction");
        }
        Piece<T> piece = new Piece<>(work);
        synchronized (queue) {
            if (closed) {
                throw new LedgerException("the ledger " + dialect.name() + " is closed");
            }
            queue.add(piece);
            queue.notifyAll();
        }
        return piece.await();
    }

    /** How many transactions have been committed; for diagnosis. */
    long commits() {
        return commits.get();
    }

    /** How many pieces of work are in the queue; for diagnosis. */
    int waiting() {
        synchronized (queue) {
            return queue.size();
        }
    }

    /** Takes no more work, ends after what was accepted is committed, and closes the connection. */
    @Override
    public void close() {
        synchronized (queue) {
            closed = true;
            queue.notifyAll();
        }
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        for (List<Piece<?>> batch = take(); !batch.isEmpty(); batch = take()) {
            try {
                if (!commit(batch)) {
                    // One of them left half its work behind. Alone, each fails or succeeds by itself, in the same
                    // order.
                    batch.forEach(piece -> commit(List.of(piece)));
                }
            } finally {
                batch.forEach(piece -> piece.done.countDown());
            }
        }
        disconnect();
    }

    /** Waits for work; what is there by then, or nothing when closed. */
    private List<Piece<?>> take() {
        List<Piece<?>> batch = new ArrayList<>();
        synchronized (queue) {
            while (queue.isEmpty() && !closed) {
                try {
                    queue.wait();
                } catch (InterruptedException e) {
                    // Nobody but close() ends this thread; work may have interrupted it by mistake.
                    Thread.interrupted();
                }
            }
            while (!queue.isEmpty() && batch.size() < MAX_BATCH) {
                batch.add(queue.remove());
            }
        }
        return batch;
    }

    /** Runs the batch in one transaction; false when nothing was kept because one of several pieces spoiled it. */
    private boolean commit(List<Piece<?>> batch) {
        try {
            Connected now = connect();
            Sql sql = now.sql;
            sql.beginWriting();
            Chain chain = Chain.end(sql);
            for (Piece<?> piece : batch) {
                boolean spoiled = piece.run(new SqlTransaction(sql, chain, now.projection));
                if (spoiled) {
                    rollback(sql);
                    return batch.size() == 1;
                }
            }
            sql.commit();
            commits.incrementAndGet();
        } catch (RuntimeException | Error e) {
            batch.forEach(piece -> piece.problem = e);
            // Nothing is known about the connection's transaction but that it must end.
            disconnect();
        }
        return true;
    }

    /** A failure here is not the one to report; the transaction ends with the connection in any case. */
    private void rollback(Sql sql) {
        try {
            sql.rollback();
        } catch (LedgerException e) {
            LOG.debug("The transaction had ended already", e);
            disconnect();
        }
    }

    /** The next batch connects again. */
    private void disconnect() {
        Connected old = connected;
        connected = null;
        try {
            if (old != null) {
                old.sql.close();
            }
        } catch (LedgerException e) {
            LOG.warn("The connection to the ledger {} did not close", dialect.name(), e);
        }
    }
}
