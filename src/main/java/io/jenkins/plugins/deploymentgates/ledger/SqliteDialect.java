package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.config.FileReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/** SQLite in a file: write-ahead log, a commit is on the disk before it returns. */
class SqliteDialect implements Dialect {
    /** What every SQLite database begins with (sqlite.org/fileformat2.html, 1.3). */
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private final Path file;
    private final boolean writable;
    private final Duration patience;

    /**
     * @param writable whether anything shall be written
     * @param patience how long to wait for another process that writes
     */
    SqliteDialect(Path file, boolean writable, Duration patience) {
        this.file = file;
        this.writable = writable;
        this.patience = patience;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public String another() {
        return "name another file";
    }

    @Override
    public boolean isAbsent() {
        return !Files.exists(file);
    }

    @Override
    public Map<String, String> placeholders() {
        return Map.of("id", "INTEGER", "text", "TEXT", "keyed", "WITHOUT ROWID");
    }

    @Override
    public void checkBeforeOpening() {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new LedgerException(
                    "the ledger " + file + " is a folder; name a file in it, such as " + file.resolve("ledger.db"));
        }
        if (folder == null || !Files.exists(folder)) {
            throw new LedgerException("the folder of the ledger " + file + " does not exist; create it with mkdir -p "
                    + folder + ", or name another file");
        }
        if (!Files.isDirectory(folder)) {
            throw new LedgerException("the ledger " + file + " cannot be there: " + folder
                    + " is a file, not a folder; name a file in a folder");
        }
        if (!Files.exists(file)) {
            if (writable && isReadOnly(folder)) {
                throw new LedgerException("the ledger " + file + " cannot be made: its folder " + folder
                        + " is read-only; make the folder writable, or name another file");
            }
            return;
        }
        checkMagic();
        if (writable && isReadOnly()) {
            throw readOnly();
        }
    }

    private void checkMagic() {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(MAGIC.length);
        } catch (IOException e) {
            throw new LedgerException("the ledger " + file + " cannot be read: " + FileReason.of(e), e);
        }
        // An empty file is an empty database to SQLite.
        if (head.length > 0 && !Arrays.equals(head, MAGIC)) {
            throw new LedgerException("the file " + file + " is not a ledger: it is no SQLite database; it was left as"
                    + " it is, name another file");
        }
    }

    /** Writing needs files beside it. */
    private boolean isReadOnly() {
        return isReadOnly(file) || isReadOnly(file.toAbsolutePath().getParent());
    }

    /** Whoever takes away every right to write means it, even towards the superuser, who could all the same. */
    private static boolean isReadOnly(Path path) {
        if (!Files.isWritable(path)) {
            return true;
        }
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
            return !rights.contains(PosixFilePermission.OWNER_WRITE)
                    && !rights.contains(PosixFilePermission.GROUP_WRITE)
                    && !rights.contains(PosixFilePermission.OTHERS_WRITE);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private LedgerException readOnly() {
        return new LedgerException("the ledger " + file + " is read-only; nothing was recorded; make the file and its"
                + " folder writable, or use a command that only reads");
    }

    @Override
    public Connection openForWriting() throws SQLException {
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setCacheSize(-32 * 1024);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            // Copying the log into the database waits for the disk twice, and a page that is written by many commits is
            // copied once: so every 16 MiB, which whoever opens it after a crash reads in no time, not SQLite's 4 MiB.
            // Most
            // of it has been copied by the upkeep until then.
            statement.execute("PRAGMA wal_autocheckpoint = 4000");
        }
        return connection;
    }

    @Override
    public Connection openForReading() throws SQLException {
        SQLiteConfig config = config();
        if (isReadOnly()) {
            // Without its write-ahead log nothing can change under us, and without this SQLite would want to make one.
            boolean logged = Files.exists(Path.of(file + "-wal"));
            return config.createConnection(
                    "jdbc:sqlite:" + file.toAbsolutePath().toUri() + (logged ? "?mode=ro" : "?immutable=1"));
        }
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = true");
        }
        return connection;
    }

    private SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(patience.toMillis()));
        // Nobody asks for generated keys; the driver would run a query for them after each insert.
        config.setGetGeneratedKeys(false);
        // A connection is used by one thread at a time, so SQLite need not lock it.
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        return config;
    }

    @Override
    public void checkRights(Connection connection, boolean empty) {
        // The file's rights were asked before it was opened.
    }

    @Override
    public String beginWriting() {
        // Not deferred: a transaction that reads first and writes later would fail if another process wrote meanwhile.
        return "BEGIN IMMEDIATE";
    }

    @Override
    public String beginReading() {
        return "BEGIN";
    }

    /** Copies the log into the database while the writer goes on; what it writes meanwhile is left for the next time. */
    @Override
    public String upkeep() {
        return "PRAGMA wal_checkpoint(PASSIVE)";
    }

    @Override
    public LedgerException explain(SQLException problem) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(problem.getErrorCode() & 0xff);
        return switch (code) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new LedgerException(
                        "the ledger " + file + " is locked by another process, waited " + patience.toSeconds()
                                + " s; nothing was recorded; try again, or end the process that holds it",
                        problem);
            case SQLITE_FULL ->
                new LedgerException(
                        "the disk of the ledger " + file + " is full; nothing was recorded; free space and try again",
                        problem);
            case SQLITE_READONLY -> readOnly();
            case SQLITE_NOTADB, SQLITE_CORRUPT ->
                new LedgerException(
                        "the ledger " + file + " is damaged (" + problem.getMessage()
                                + "); nothing was recorded; restore a backup, or export what can be read",
                        problem);
            default ->
                new LedgerException(
                        "the ledger " + file + " cannot be used: " + problem.getMessage() + "; nothing was recorded",
                        problem);
        };
    }
}
