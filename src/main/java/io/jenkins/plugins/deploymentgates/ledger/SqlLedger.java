package io.jenkins.plugins.deploymentgates.ledger;

import java.util.Optional;
import java.util.function.Function;

/** The ledger in a database: many readers, one writer a process. */
final class SqlLedger implements Ledger {
    private final Readers readers;
    private final GroupCommit writer;
    private final EnvironmentLocks locks;

    SqlLedger(Readers readers, GroupCommit writer, EnvironmentLocks locks) {
        this.readers = readers;
        this.writer = writer;
        this.locks = locks;
    }

    @Override
    public <T> T read(Function<LedgerView, T> work) {
        return readers.read(work);
    }

    @Override
    public <T> T write(Function<LedgerTransaction, T> work) {
        return writer.write(work);
    }

    @Override
    public EnvironmentLock lock(String application, String environment) {
        return locks.lock(application, environment);
    }

    @Override
    public Optional<EnvironmentLock> tryLock(String application, String environment) {
        return locks.tryLock(application, environment);
    }

    @Override
    public LedgerStatistics statistics() {
        return new LedgerStatistics(writer.commits(), writer.pieces(), writer.waiting());
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
    }
}
