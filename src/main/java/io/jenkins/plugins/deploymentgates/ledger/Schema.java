package io.jenkins.plugins.deploymentgates.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a ledger's tables to the version this program knows. The migrations are ordered files in {@code db/migration};
 * Flyway applies them. Whether there is anything to apply is asked without it, because starting it takes longer than all
 * the rest of opening a ledger.
 */
final class Schema {
    /** The newest migration in {@code db/migration}. */
    static final int VERSION = 1;

    private static final String HISTORY = "flyway_schema_history";

    private Schema() {}

    /**
     * The version of the tables in the database; 0 when it is empty.
     *
     * @throws LedgerException when it is newer than this program, or the database belongs to another program
     */
    static int check(Connection connection, Dialect dialect) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows =
                connection.getMetaData().getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
        }
        if (tables.isEmpty()) {
            return 0;
        }
        if (!tables.contains(HISTORY)) {
            throw new LedgerException("the database " + dialect.name() + " is not a ledger: it holds the table "
                    + tables.get(0) + " of another program; it was left as it is, " + dialect.another());
        }
        int version = 0;
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT version FROM " + HISTORY + " WHERE version IS NOT NULL");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                version = Math.max(version, Integer.parseInt(rows.getString(1)));
            }
        }
        if (version > VERSION) {
            throw new LedgerException("the ledger " + dialect.name() + " has version " + version
                    + ", this program knows versions up to " + VERSION + "; use a newer program");
        }
        return version;
    }

    /** Applies the migrations that are missing. Must not run twice at the same time on one database. */
    static void migrate(Dialect dialect) {
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(DialectDataSource.of(dialect::openForWriting))
                    .locations("classpath:db/migration")
                    .placeholders(dialect.placeholders())
                    .table(HISTORY)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException problem) {
                    throw dialect.explain(problem);
                }
            }
            throw new LedgerException(
                    "the tables of the ledger " + dialect.name() + " cannot be brought up to date: " + e.getMessage(),
                    e);
        }
    }
}
