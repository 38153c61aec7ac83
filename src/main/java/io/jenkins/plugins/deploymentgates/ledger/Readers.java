package io.jenkins.plugins.deploymentgates.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The connections reading work runs on, each piece in a transaction that sees one state. Thread-safe. */
final class Readers implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 16;

    /** How long to wait for a connection, be it that all are in use or that the database cannot be reached. */
    private static final long PATIENCE_MILLIS = 10_000;

    private final Dialect dialect;
    private final HikariDataSource pool;
    private final Matrix matrix = new Matrix();

    /** Prepared statements outlive the loan of a connection: they belong to the connection behind the pool's. */
    private final Map<Connection, Sql> prepared = new ConcurrentHashMap<>();

    Readers(Dialect dialect) {
        this.dialect = dialect;
        HikariConfig config = new HikariConfig();
        config.setDataSource(DialectDataSource.of(dialect::openForReading));
        config.setPoolName("ledger-readers");
        config.setMaximumPoolSize(MAX_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        // The first reader finds out whether it can be opened, and says so in the dialect's words.
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
    }

    <T> T read(Function<LedgerView, T> work) {
        for (int tries = 0; ; tries++) {
            try (Connection loan = pool.getConnection()) {
                Sql sql = sql(loan);
                try {
                    if (begin(sql, tries < MAX_CONNECTIONS)) {
                        return answer(sql, work);
                    }
                } finally {
                    if (sql.isClosed()) {
                        pool.evictConnection(loan);
                    }
                }
            } catch (SQLException e) {
                throw dialect.explain(e.getCause() instanceof SQLException cause ? cause : e);
            }
        }
    }

    /** False for a connection that was lost while nobody used it; the one after all of those is new. */
    private static boolean begin(Sql sql, boolean another) {
        try {
            sql.beginReading();
            return true;
        } catch (LedgerException e) {
            if (another && sql.isClosed()) {
                return false;
            }
            throw e;
        }
    }

    private Sql sql(Connection loan) throws SQLException {
        Connection connection = loan.unwrap(Connection.class);
        Sql known = prepared.get(connection);
        if (known != null) {
            return known;
        }
        prepared.values().removeIf(Sql::isClosed);
        Sql made = new Sql(connection, dialect);
        prepared.put(connection, made);
        return made;
    }

    private <T> T answer(Sql sql, Function<LedgerView, T> work) {
        SqlView view = new SqlView(sql, matrix);
        try {
            return work.apply(view);
        } finally {
            view.end();
            sql.end();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
