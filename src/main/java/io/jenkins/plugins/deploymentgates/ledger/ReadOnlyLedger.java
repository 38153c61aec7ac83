package io.jenkins.plugins.deploymentgates.ledger;

import java.util.Optional;
import java.util.function.Function;

/** A ledger somebody only looks at. */
final class ReadOnlyLedger implements Ledger {
    private final String name;
    private final Readers readers;
    private final AutoCloseable owned;

    /** @param owned closed with the ledger */
    ReadOnlyLedger(String name, Readers readers, AutoCloseable owned) {
        this.name = name;
        this.readers = readers;
        this.owned = owned;
    }

    @Override
    public <T> T read(Function<LedgerView, T> work) {
        return readers.read(work);
    }

    @Override
    public <T> T write(Function<LedgerTransaction, T> work) {
        throw refusal();
    }

    @Override
    public EnvironmentLock lock(String application, String environment) {
        throw refusal();
    }

    @Override
    public Optional<EnvironmentLock> tryLock(String application, String environment) {
        throw refusal();
    }

    @Override
    public LedgerStatistics statistics() {
        return new LedgerStatistics(0, 0, 0);
    }

    private LedgerException refusal() {
        return new LedgerException(
                "the ledger " + name + " was opened for reading; nothing was recorded; open it for writing");
    }

    @Override
    public void close() {
        readers.close();
        try {
            owned.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new LedgerException("the ledger " + name + " did not close: " + e.getMessage(), e);
        }
    }
}
