package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs SQL on one connection and keeps its prepared statements: parsing costs SQLite more than running. Used by one
 * thread at a time; owns the connection. Failures become {@link LedgerException}s in the dialect's words.
 */
@SuppressFBWarnings(
        value = "SQL_PREPARED_STATEMENT_GENERATED_FROM_NONCONSTANT_STRING",
        justification = "the SQL is put together from constants; values are always bound")
final class Sql implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sql.class);

    private final Connection connection;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    @CheckForNull
    private LedgerException failure;

    /**
     * Takes over the connection, which has no transaction under way.
     *
     * <p>Its transactions are begun and ended by statements. SQLite's driver must not look after them as well: as long as
     * it thinks that each statement commits by itself, it tries to begin and end a transaction after each, only to see it
     * refused within one of ours.
     */
    Sql(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
        try {
            if (connection.getAutoCommit()) {
                connection.setAutoCommit(false);
                // Ends the transaction which that has begun.
                rollback();
            }
        } catch (SQLException e) {
            throw dialect.explain(e);
        }
    }

    /** Makes a value of the current row. */
    @FunctionalInterface
    interface Row<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Something done with each row. */
    @FunctionalInterface
    interface RowAction {
        void accept(ResultSet row) throws SQLException;
    }

    <T> List<T> list(String sql, Row<T> mapper, Object... values) {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = bind(sql, values).executeQuery()) {
            while (rows.next()) {
                found.add(mapper.map(rows));
            }
            return found;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    <T> Optional<T> first(String sql, Row<T> mapper, Object... values) {
        try (ResultSet rows = bind(sql, values).executeQuery()) {
            return rows.next() ? Optional.of(mapper.map(rows)) : Optional.empty();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Hands over row by row; the action must not use this object. */
    void each(String sql, RowAction action, Object... values) {
        try (PreparedStatement statement = prepare(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    action.accept(rows);
                }
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    boolean exists(String sql, Object... values) {
        return first(sql, row -> Boolean.TRUE, values).isPresent();
    }

    /** The number a query that returns exactly one returns. */
    long number(String sql, Object... values) {
        return first(sql, row -> row.getLong(1), values).orElseThrow();
    }

    /** Runs an insert, update or delete. */
    int update(String sql, Object... values) {
        try {
            return bind(sql, values).executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The first failure since the transaction began; after one, PostgreSQL commits nothing of the transaction. */
    @CheckForNull
    LedgerException failure() {
        return failure;
    }

    private LedgerException failed(SQLException problem) {
        LedgerException explained = dialect.explain(problem);
        if (failure == null) {
            failure = explained;
        }
        return explained;
    }

    /** Whether the connection is gone; a server's ends with the server, for example. */
    boolean isClosed() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    void beginWriting() {
        failure = null;
        execute(dialect.beginWriting());
    }

    void beginReading() {
        failure = null;
        execute(dialect.beginReading());
    }

    void commit() {
        execute("COMMIT");
    }

    void rollback() {
        execute("ROLLBACK");
    }

    /** Runs the work in a writing transaction; nothing of it is kept when it throws. */
    <T> T writing(Supplier<T> work) {
        beginWriting();
        boolean done = false;
        try {
            T result = work.get();
            commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                end();
            }
        }
    }

    /** Ends the transaction without keeping anything, and the connection if that fails. */
    void end() {
        try {
            rollback();
        } catch (LedgerException e) {
            LOG.debug("The transaction had ended already", e);
            closeQuietly();
        }
    }

    private void closeQuietly() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("The connection did not close", e);
        }
    }

    /** A statement of its own, for whoever reads row by row; to be closed by the caller. */
    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    private void execute(String sql) {
        try {
            bind(sql).execute();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Closes the connection; its statements end with it. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private PreparedStatement bind(String sql, Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        bind(statement, values);
        return statement;
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value == null) {
                statement.setObject(i + 1, null);
            } else if (value instanceof String text) {
                statement.setString(i + 1, text);
            } else if (value instanceof Number number) {
                statement.setLong(i + 1, number.longValue());
            } else if (value instanceof Instant instant) {
                statement.setLong(i + 1, instant.toEpochMilli());
            } else if (value instanceof Boolean truth) {
                statement.setInt(i + 1, truth ? 1 : 0);
            } else if (value instanceof Enum<?> constant) {
                statement.setString(i + 1, constant.name());
            } else {
                throw new IllegalArgumentException("cannot bind a " + value.getClass());
            }
        }
    }

    /** A column that may be empty as an instant. */
    @CheckForNull
    static Instant instant(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return millis == 0 && row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    /** A column that may be empty as a number. */
    @CheckForNull
    static Long optionalLong(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return value == 0 && row.wasNull() ? null : Long.valueOf(value);
    }
}
