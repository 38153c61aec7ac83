package io.jenkins.plugins.deploymentgates.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.sqlite.SQLiteConfig;

/** SQLite in memory, shared by the connections of one ledger and gone with the last of them. */
final class MemoryDialect implements Dialect {
    private final String url = "jdbc:sqlite:file:" + UUID.randomUUID() + "?mode=memory&cache=shared";

    @Override
    public String name() {
        return "in memory";
    }

    @Override
    public String another() {
        return "name another file";
    }

    @Override
    public boolean isAbsent() {
        return false;
    }

    @Override
    public Map<String, String> placeholders() {
        return Map.of("id", "INTEGER", "text", "TEXT", "keyed", "WITHOUT ROWID");
    }

    @Override
    public void checkBeforeOpening() {
        // There is nothing that could be wrong with it.
    }

    @Override
    public Connection openForWriting() throws SQLException {
        return new SQLiteConfig().createConnection(url);
    }

    @Override
    public Connection openForReading() throws SQLException {
        return openForWriting();
    }

    @Override
    public void checkRights(Connection connection, boolean empty) {
        // Memory is everybody's.
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

    @Override
    public LedgerException explain(SQLException problem) {
        return new LedgerException("the ledger in memory cannot be used: " + problem.getMessage(), problem);
    }
}
