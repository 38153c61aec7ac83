package io.jenkins.plugins.deploymentgates.ledger;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to get at a ledger: the database, and the environment locks that go with it.
 *
 * @param dialect the database
 * @param locks the environment locks, which also hold while tables are made
 */
record Storage(Dialect dialect, EnvironmentLocks locks) {

    /** A file; its locks are in a folder beside it. */
    static Storage sqlite(Path file, boolean writable, Duration patience) {
        return new Storage(new SqliteDialect(file, writable, patience), new FileLocks(Path.of(file + ".locks")));
    }

    /** A database on a server, which has the locks as well. */
    static Storage postgres(LedgerAddress address, Duration patience, boolean whole) {
        PostgresDialect dialect = new PostgresDialect(address, patience, whole);
        return new Storage(dialect, new AdvisoryLocks(dialect));
    }
}
