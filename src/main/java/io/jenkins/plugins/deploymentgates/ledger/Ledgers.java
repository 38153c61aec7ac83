package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;

/** Opens ledgers. */
public final class Ledgers {
    private Ledgers() {}

    /**
     * Opens a ledger for reading and writing; makes it if it is not there, and brings its tables up to date.
     *
     * @throws LedgerException when it cannot be used; it is left as it was
     */
    public static Ledger open(LedgerAddress address) {
        return open(address.storage(true, false));
    }

    /** Opens a ledger that needs no other credentials than its name has; see {@link #open(LedgerAddress)}. */
    public static Ledger open(String fileOrUrl) {
        return open(LedgerAddress.of(fileOrUrl));
    }

    /** Opens a ledger in an SQLite file; see {@link #open(LedgerAddress)}. */
    public static Ledger open(Path file) {
        return open(file.toString());
    }

    static SqlLedger open(Path file, Duration patience) {
        return open(Storage.sqlite(file, true, patience));
    }

    static SqlLedger open(Storage storage) {
        Dialect dialect = storage.dialect();
        dialect.checkBeforeOpening();
        Sql sql = new Sql(openUpToDate(storage), dialect);
        return new SqlLedger(new Readers(dialect), new GroupCommit(dialect, sql), storage.locks());
    }

    /**
     * Opens a ledger to look at it: nothing is written to the disk, not even an empty ledger where there is none.
     *
     * @param address an empty ledger stands for a file that does not exist, or an empty database
     * @throws LedgerException when it cannot be used, also by whoever writes to it later
     */
    public static Ledger openForReading(LedgerAddress address) {
        Dialect dialect = address.storage(false, false).dialect();
        if (dialect.isAbsent()) {
            return empty(dialect.name());
        }
        dialect.checkBeforeOpening();
        int version;
        try (Connection connection = dialect.openForReading()) {
            version = Schema.check(connection, dialect);
        } catch (SQLException e) {
            throw dialect.explain(e);
        }
        if (version == 0) {
            return empty(dialect.name());
        }
        if (version < Schema.VERSION) {
            throw new LedgerException("the ledger " + dialect.name() + " has version " + version
                    + ", this program needs " + Schema.VERSION + "; record something, which brings it up to date");
        }
        return new ReadOnlyLedger(dialect.name(), new Readers(dialect), () -> {});
    }

    /** Opens a ledger that needs no other credentials than its name has; see {@link #openForReading(LedgerAddress)}. */
    public static Ledger openForReading(String fileOrUrl) {
        return openForReading(LedgerAddress.of(fileOrUrl));
    }

    /**
     * Finds out whether a ledger can be opened for reading and writing, and changes nothing. Asks the disk or the
     * network; a server that does not answer takes seconds.
     *
     * @throws LedgerException when it cannot; the message says what would be right
     */
    public static LedgerCheck check(LedgerAddress address) {
        Dialect dialect = address.storage(true, false).dialect();
        dialect.checkBeforeOpening();
        if (dialect.isAbsent()) {
            return new LedgerCheck(dialect.name(), "a new file", false, 0);
        }
        try (Connection connection = dialect.openForReading()) {
            int version = Schema.check(connection, dialect);
            dialect.checkRights(connection, version == 0);
            DatabaseMetaData database = connection.getMetaData();
            return new LedgerCheck(
                    dialect.name(),
                    database.getDatabaseProductName() + " " + database.getDatabaseProductVersion(),
                    version > 0,
                    version > 0 ? new Sql(connection, dialect).number("SELECT COUNT(*) FROM events") : 0);
        } catch (SQLException e) {
            throw dialect.explain(e);
        }
    }

    /** A connection for work on the whole ledger, past the writer that others share. */
    static Sql openToMaintain(LedgerAddress address) {
        Storage storage = address.storage(true, true);
        storage.dialect().checkBeforeOpening();
        return new Sql(openUpToDate(storage), storage.dialect());
    }

    /**
     * Checks that there is a ledger, which {@link #openForReading} does not need.
     *
     * @throws LedgerException when there is none, or it cannot be read
     */
    public static void require(LedgerAddress address) {
        inspect(address, sql -> null);
    }

    /**
     * Runs work that reads a whole ledger, on one state of it; unlike {@link #openForReading} there must be one.
     *
     * @throws LedgerException when there is none
     */
    static <T> T inspect(LedgerAddress address, Function<Sql, T> work) {
        Dialect dialect = address.storage(false, true).dialect();
        dialect.checkBeforeOpening();
        if (dialect.isAbsent()) {
            throw new LedgerException("there is no ledger " + dialect.name() + "; name an existing file");
        }
        try (Connection connection = dialect.openForReading()) {
            if (Schema.check(connection, dialect) == 0) {
                throw new LedgerException(
                        "there is no ledger " + dialect.name() + ": it is empty; " + dialect.another());
            }
            Sql sql = new Sql(connection, dialect);
            sql.beginReading();
            try {
                return work.apply(sql);
            } finally {
                sql.end();
            }
        } catch (SQLException e) {
            throw dialect.explain(e);
        }
    }

    private static Ledger empty(String name) {
        Dialect dialect = new MemoryDialect();
        try {
            Connection keeper = dialect.openForWriting();
            Schema.migrate(dialect);
            return new ReadOnlyLedger(name, new Readers(dialect), keeper);
        } catch (SQLException e) {
            throw dialect.explain(e);
        }
    }

    /** A connection for writing to tables of this program's version. */
    static Connection openUpToDate(Storage storage) {
        Dialect dialect = storage.dialect();
        Connection connection = null;
        try {
            connection = dialect.openForWriting();
            if (Schema.check(connection, dialect) < Schema.VERSION) {
                // No application has an empty name, so this lock is no environment's.
                Ledger.EnvironmentLock lock = storage.locks().lock("", "schema");
                try (lock) {
                    if (Schema.check(connection, dialect) < Schema.VERSION) {
                        Schema.migrate(dialect);
                    }
                }
            }
            return connection;
        } catch (SQLException e) {
            close(connection, e);
            throw dialect.explain(e);
        } catch (RuntimeException e) {
            close(connection, e);
            throw e;
        }
    }

    private static void close(@CheckForNull Connection connection, Exception problem) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            problem.addSuppressed(e);
        }
    }
}
