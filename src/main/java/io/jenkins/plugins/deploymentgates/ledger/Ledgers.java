package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;

/** Opens ledgers. */
public final class Ledgers {
    /** How long to wait for another process that writes; its commits take milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String SQLITE = "jdbc:sqlite:";

    private Ledgers() {}

    /**
     * Opens a ledger for reading and writing; makes it if it is not there, and brings its tables up to date.
     *
     * @param fileOrUrl an SQLite file, or the same as {@code jdbc:sqlite:FILE}
     * @throws LedgerException when it cannot be used; it is left as it was
     */
    public static Ledger open(String fileOrUrl) {
        return open(path(fileOrUrl));
    }

    /** Opens a ledger in an SQLite file; see {@link #open(String)}. */
    public static Ledger open(Path file) {
        return open(file, PATIENCE);
    }

    static SqlLedger open(Path file, Duration patience) {
        return open(new SqliteDialect(file, true, patience), locks(file));
    }

    static SqlLedger open(Dialect dialect, EnvironmentLocks locks) {
        dialect.checkBeforeOpening();
        Sql sql = new Sql(openUpToDate(dialect, locks), dialect);
        return new SqlLedger(new Readers(dialect), new GroupCommit(dialect, sql), locks);
    }

    /**
     * Opens a ledger to look at it: nothing is written to the disk, not even an empty ledger where there is none.
     *
     * @param fileOrUrl as for {@link #open(String)}; an empty ledger stands for a file that does not exist
     * @throws LedgerException when it cannot be used, also by whoever writes to it later
     */
    public static Ledger openForReading(String fileOrUrl) {
        Path file = path(fileOrUrl);
        Dialect dialect = new SqliteDialect(file, false, PATIENCE);
        if (!Files.exists(file)) {
            return empty(file.toString());
        }
        dialect.checkBeforeOpening();
        int version;
        try (Connection connection = dialect.openForReading()) {
            version = Schema.check(connection, dialect);
        } catch (SQLException e) {
            throw dialect.explain(e);
        }
        if (version == 0) {
            return empty(file.toString());
        }
        if (version < Schema.VERSION) {
            throw new LedgerException("the ledger " + file + " has version " + version + ", this program needs "
                    + Schema.VERSION + "; record something, which brings it up to date");
        }
        return new ReadOnlyLedger(dialect.name(), new Readers(dialect), () -> {});
    }

    /** A connection for work on the whole ledger, past the writer that others share. */
    static Sql openToMaintain(String fileOrUrl) {
        Path file = path(fileOrUrl);
        Dialect dialect = new SqliteDialect(file, true, PATIENCE);
        dialect.checkBeforeOpening();
        return new Sql(openUpToDate(dialect, locks(file)), dialect);
    }

    /**
     * Runs work that reads a whole ledger, on one state of it; unlike {@link #openForReading} there must be one.
     *
     * @throws LedgerException when there is none
     */
    static <T> T inspect(String fileOrUrl, Function<Sql, T> work) {
        Path file = path(fileOrUrl);
        Dialect dialect = new SqliteDialect(file, false, PATIENCE);
        dialect.checkBeforeOpening();
        if (!Files.exists(file)) {
            throw new LedgerException("there is no ledger " + file + "; name an existing file");
        }
        try (Connection connection = dialect.openForReading()) {
            if (Schema.check(connection, dialect) == 0) {
                throw new LedgerException("there is no ledger " + file + ": the file is empty; name another file");
            }
            Sql sql = new Sql(connection, dialect);
            sql.beginReading();
            try {
                return work.apply(sql);
            } finally {
                sql.rollback();
            }
        } catch (SQLException e) {
            throw dialect.explain(e);
        }
    }

    private static EnvironmentLocks locks(Path file) {
        return new EnvironmentLocks(Path.of(file + ".locks"));
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
    static Connection openUpToDate(Dialect dialect, EnvironmentLocks locks) {
        Connection connection = null;
        try {
            connection = dialect.openForWriting();
            if (Schema.check(connection, dialect) < Schema.VERSION) {
                // No application has an empty name, so this lock is no environment's.
                try (Ledger.EnvironmentLock lock = locks.lock("", "schema")) {
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

    private static Path path(String fileOrUrl) {
        if (fileOrUrl.startsWith("jdbc:") && !fileOrUrl.startsWith(SQLITE)) {
            throw new LedgerException("the ledger " + withoutCredentials(fileOrUrl)
                    + " cannot be used: this program keeps ledgers in SQLite; name a file, or jdbc:sqlite:FILE");
        }
        return Path.of(fileOrUrl.startsWith(SQLITE) ? fileOrUrl.substring(SQLITE.length()) : fileOrUrl);
    }

    /** URLs may carry a password before the @ or after the question mark. */
    private static String withoutCredentials(String url) {
        return url.replaceAll("\\?.*", "").replaceAll("//[^/@]*@", "//");
    }
}
