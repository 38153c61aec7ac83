package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with one connection through which all writing work of this process goes. What is submitted until the
 * thread is done with what it has shares one transaction and so one wait for the disk. Thread-safe; the thread ends with
 * {@link #close}.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /** Nanoseconds to look out for work before going to sleep. */
    private static final long PATIENCE = 100_000;

    private final Dialect dialect;
    private final Thread thread;
    private final Object lock = new Object();
    private final AtomicLong commits = new AtomicLong();
    private final Upkeep upkeep;
    private final AtomicLong pieces = new AtomicLong();

    /** What can be joined; the lock is for it and its lists. */
    private Batch open = new Batch();

    /** Whether nobody has joined it; to be looked at without the lock. */
    private volatile boolean untouched = true;

    private boolean closed;

    @CheckForNull
    private Connected connected;

    /** Starts the thread; it owns the connection from now on. */
    GroupCommit(Dialect dialect, Sql sql) {
        this.dialect = dialect;
        upkeep = new Upkeep(dialect);
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
            return problem != null && transaction.isInTheWay();
        }

        /** The outcome; to be asked for once the batch is done. */
        @CheckForNull
        T outcome() {
            if (problem instanceof RuntimeException exception) {
                throw exception;
            }
            if (problem instanceof Error error) {
                throw error;
            }
            return result;
        }
    }

    /**
     * Pieces that share a transaction; one for each thread at most, as each waits. They share what they wait for, too: the
     * writer wakes the first of them, which wakes the next and so on, while the writer is at work again.
     */
    private static final class Batch {
        private final List<Piece<?>> pieces = new ArrayList<>();
        private final CountDownLatch done = new CountDownLatch(1);
        private int begun;

        /**
         * Waits until all are done. An interrupt is kept for later: the work may be under way, and whoever asked for it
         * must learn how it ended.
         */
        void await() {
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
        }
    }

    /** Runs the work in a transaction and returns once it is durable. */
    @CheckForNull
    <T> T write(Function<LedgerTransaction, T> work) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("writing work must not start other writing work; use its own transaction");
        }
        Piece<T> piece = new Piece<>(work);
        submit(piece).await();
        return piece.outcome();
    }

    /** The batch it has joined. */
    private Batch submit(Piece<?> piece) {
        synchronized (lock) {
            if (closed) {
                throw new LedgerException("the ledger " + dialect.name() + " is closed");
            }
            open.pieces.add(piece);
            untouched = false;
            lock.notifyAll();
            return open;
        }
    }

    /** How many transactions have been committed; for diagnosis. */
    long commits() {
        return commits.get();
    }

    /** How many pieces of work were in them. */
    long pieces() {
        return pieces.get();
    }

    /** How many pieces of work nobody has begun with; for diagnosis. */
    int waiting() {
        synchronized (lock) {
            return open.pieces.size() - open.begun;
        }
    }

    /** Takes no more work, ends after what was accepted is committed, and closes the connection. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
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
        for (Batch batch = first(); batch != null; batch = first()) {
            try {
                if (!commit(batch)) {
                    // Each by itself, so that only those that fail are lost. They see the same as before, in the same
                    // order.
                    for (Piece<?> piece : batch.pieces) {
                        Batch alone = new Batch();
                        alone.pieces.add(piece);
                        commit(alone);
                    }
                }
            } finally {
                batch.done.countDown();
            }
        }
        upkeep.close();
        disconnect();
    }

    /** Waits for work; the batch to begin with, which more may still join, or {@code null} when closed. */
    @CheckForNull
    private Batch first() {
        // Those who were just answered are soon back; to be woken takes longer than they do.
        long patience = System.nanoTime() + PATIENCE;
        while (untouched && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        synchronized (lock) {
            while (open.pieces.isEmpty() && !closed) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    // Nobody but close() ends this thread; work may have interrupted it by mistake.
                    Thread.interrupted();
                }
            }
            return open.pieces.isEmpty() ? null : open;
        }
    }

    /** The batch's next piece, or {@code null} when there is none and none can join any more. */
    @CheckForNull
    private Piece<?> next(Batch batch) {
        synchronized (lock) {
            if (batch.begun < batch.pieces.size()) {
                return batch.pieces.get(batch.begun++);
            }
            shut(batch);
            return null;
        }
    }

    /** Lets nobody join it any more. */
    private void shut(Batch batch) {
        synchronized (lock) {
            if (batch == open) {
                open = new Batch();
                untouched = true;
            }
        }
    }

    /** Runs the batch in one transaction; false when nothing was kept because one of several pieces spoiled it. */
    private boolean commit(Batch batch) {
        try {
            Connected now = begin();
            Sql sql = now.sql;
            Chain chain = Chain.end(sql);
            // Those whose work was committed last come back while the first of them is run, and join.
            for (Piece<?> piece = next(batch); piece != null; piece = next(batch)) {
                boolean spoiled = piece.run(new SqlTransaction(sql, chain, now.projection));
                if (spoiled) {
                    shut(batch);
                    rollback(sql);
                    return batch.pieces.size() == 1;
                }
            }
            commit(sql, chain);
            commits.incrementAndGet();
            upkeep.committed();
            pieces.addAndGet(batch.pieces.size());
        } catch (RuntimeException | Error e) {
            shut(batch);
            batch.pieces.forEach(piece -> piece.problem = e);
            // Nothing is known about the connection's transaction but that it must end.
            disconnect();
        }
        return true;
    }

    /** A connection in a transaction; one that was lost while nobody used it is replaced. */
    private Connected begin() {
        Connected known = connected;
        if (known != null) {
            try {
                known.sql.beginWriting();
                return known;
            } catch (LedgerException e) {
                if (!known.sql.isClosed()) {
                    throw e;
                }
                disconnect();
            }
        }
        Connected made = connect();
        made.sql.beginWriting();
        return made;
    }

    private void commit(Sql sql, Chain chain) {
        try {
            sql.commit();
        } catch (LedgerException e) {
            if (!sql.isClosed() || !isCommitted(chain)) {
                throw e;
            }
        }
    }

    /** The connection was lost before the answer came: whoever can begin after that sees how it ended. */
    private boolean isCommitted(Chain chain) {
        disconnect();
        try {
            Sql sql = begin().sql;
            boolean committed = chain.isIn(sql);
            sql.rollback();
            return committed;
        } catch (LedgerException e) {
            throw new LedgerException(
                    "the connection to the ledger " + dialect.name() + " was lost while something was recorded, and"
                            + " whether it was recorded is not known; look into the history before it is recorded"
                            + " again",
                    e);
        }
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
