package io.jenkins.plugins.deploymentgates.ledger;

import java.util.Optional;
import java.util.function.Function;

/**
 * The history, and what is derived from it. Thread-safe; several processes may have the same ledger open.
 *
 * <p>Writing work runs one piece after the other, over all threads and processes, and sees everything acknowledged
 * before it: what it reads cannot change until it is committed. Concurrent pieces share a commit. A piece may be run
 * more than once (when a neighbour in the same commit fails), so it must have no effect but through its transaction.
 */
public interface Ledger extends AutoCloseable {

    /** Runs reading work on one consistent state. Nothing is written, on disk or elsewhere. */
    <T> T read(Function<LedgerView, T> work);

    /**
     * Runs writing work; returns once what it appended survives {@code kill -9} and power loss. If the work throws,
     * nothing of it is kept and the exception is passed on.
     *
     * @throws LedgerException when the storage fails; nothing of the work is kept
     */
    <T> T write(Function<LedgerTransaction, T> work);

    /** Waits for the environment's lock, which holds across threads and processes and ends with the process. */
    EnvironmentLock lock(String application, String environment);

    /** The environment's lock if nobody has it. */
    Optional<EnvironmentLock> tryLock(String application, String environment);

    /** What was written through this object so far; for monitoring. */
    LedgerStatistics statistics();

    /** Ends the writer after what was accepted is committed, and closes the storage. */
    @Override
    void close();

    /** Held by one owner until closed. Not reentrant. */
    interface EnvironmentLock extends AutoCloseable {
        @Override
        void close();
    }
}
