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
        // The first reader finds out whether it can be opened, and says so in the dialect's words.
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
    }

    <T> T read(Function<LedgerView, T> work) {
        try (Connection loan = pool.getConnection()) {
            Connection connection = loan.unwrap(Connection.class);
            Sql sql = prepared.get(connection);
            if (sql == null) {
                prepared.keySet().removeIf(Readers::isClosed);
                sql = new Sql(connection, dialect);
                prepared.put(connection, sql);
            }
            SqlView view = new SqlView(sql, matrix);
            sql.beginReading();
            try {
                return work.apply(view);
            } finally {
                view.end();
                sql.rollback();
            }
        } catch (SQLException e) {
            throw dialect.explain(e.getCause() instanceof SQLException cause ? cause : e);
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
