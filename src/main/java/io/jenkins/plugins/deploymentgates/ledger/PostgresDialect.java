package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL: a commit is on the server's disk before it returns, and writers of all processes go one after the other.
 * Everything is in the connection's current schema, so that several ledgers can share a database.
 */
final class PostgresDialect implements Dialect {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresDialect.class);

    /** The SQL state of somebody who has waited for a lock as long as they wanted to. */
    static final String LOCKED = "55P03";

    private static final String NO_SCHEMA = "3F000";
    private static final String NO_RIGHTS = "42501";

    /** Rows that are held in memory at once, where there may be many. */
    private static final String ROWS = "1000";

    /** How much longer than for another writer to wait for an answer before the connection counts as lost. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    /** The number of a lock: of the ledger in this schema, or of something in it. */
    private static final String KEY = "hashtextextended(concat_ws(chr(10), 'deployment-gates', current_schema()%s), 0)";

    /** The locks of a machine that vanished come free within a minute. */
    private static final Map<String, String> KEEP_ALIVE =
            Map.of("tcp_keepalives_idle", "30", "tcp_keepalives_interval", "10", "tcp_keepalives_count", "3");

    private final LedgerAddress address;
    private final Duration patience;
    private final boolean whole;

    /**
     * @param patience how long to wait for another process that writes
     * @param whole whether a statement may take as long as it wants
     */
    PostgresDialect(LedgerAddress address, Duration patience, boolean whole) {
        this.address = address;
        this.patience = patience;
        this.whole = whole;
    }

    @Override
    public String name() {
        return address.name();
    }

    @Override
    public String another() {
        return "name another database, or a schema of its own with ?currentSchema=NAME";
    }

    @Override
    public boolean isAbsent() {
        return false;
    }

    @Override
    public Map<String, String> placeholders() {
        // By bytes, as SQLite does: the server's own order changes with its operating system, and indexes with it.
        return Map.of("id", "BIGINT", "text", "TEXT COLLATE \"C\"", "keyed", "");
    }

    @Override
    public void checkBeforeOpening() {
        // Only the server can tell.
    }

    @Override
    public Connection openForWriting() throws SQLException {
        Connection connection = open(KEEP_ALIVE, whole ? Duration.ZERO : patience.plus(SLACK));
        try {
            makeDurable(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Whatever is usual on the server: a commit is on its disk before it returns. */
    private void makeDurable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT set_config('synchronous_commit', CASE"
                        + " current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END,"
                        + " false), current_setting('fsync')")) {
            row.next();
            if (!"on".equals(row.getString(2))) {
                LOG.warn(
                        "The server of the ledger {} runs with fsync = {}: what is recorded may be lost with its power;"
                                + " set fsync = on",
                        name(),
                        row.getString(2));
            }
        }
    }

    @Override
    public Connection openForReading() throws SQLException {
        return open(Map.of(), whole ? Duration.ZERO : patience.plus(SLACK));
    }

    /** A connection to hold a lock with, for as long as it takes; it waits for one no longer than the patience. */
    Connection openForLocking() throws SQLException {
        Map<String, String> settings = new HashMap<>(KEEP_ALIVE);
        settings.put("statement_timeout", "0");
        settings.put("idle_session_timeout", "0");
        return open(settings, patience.plus(SLACK));
    }

    /** @param silence how long an answer may take, zero for any time; less than forever, or a dead line is waited on */
    private Connection open(Map<String, String> settings, Duration silence) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "deployment-gates");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("defaultRowFetchSize", ROWS);
        properties.setProperty("socketTimeout", Long.toString(silence.toSeconds()));
        if (address.user() != null) {
            properties.setProperty("user", address.user());
        }
        if (address.password() != null) {
            properties.setProperty("password", address.password());
        }
        Connection connection = new Driver().connect(address.url(), properties);
        try {
            Map<String, String> all = new HashMap<>(settings);
            all.put("lock_timeout", Long.toString(patience.toMillis()));
            set(connection, all);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Settings the server's version does not have are not needed there. */
    private static void set(Connection connection, Map<String, String> settings) throws SQLException {
        List<String> names = List.copyOf(settings.keySet());
        try (PreparedStatement statement = connection.prepareStatement("SELECT current_schema(), (SELECT"
                + " count(set_config(s.name, v.value, false)) FROM unnest(?, ?) AS v (name, value)"
                + " JOIN pg_settings s ON s.name = v.name)")) {
            statement.setArray(1, connection.createArrayOf("text", names.toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", names.stream().map(settings::get).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getString(1) == null) {
                    throw new SQLException("the schema does not exist", NO_SCHEMA);
                }
            }
        }
    }

    @Override
    public void checkRights(Connection connection, boolean empty) throws SQLException {
        String missing = empty
                ? "SELECT 'the schema ' || current_schema() WHERE NOT has_schema_privilege(current_schema(), 'CREATE')"
                : "SELECT 'the table ' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = current_schema() AND c.relkind = 'r' AND (NOT has_table_privilege(c.oid,"
                        + " 'SELECT') OR NOT has_table_privilege(c.oid, 'INSERT') OR NOT has_table_privilege(c.oid,"
                        + " 'UPDATE') OR NOT has_table_privilege(c.oid, 'DELETE')) ORDER BY c.relname";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(missing)) {
            if (row.next()) {
                throw new SQLException("permission denied for " + row.getString(1), NO_RIGHTS);
            }
        }
    }

    @Override
    public String beginWriting() {
        // The driver begins the transaction by itself. Each statement sees what was committed before it, so all after
        // the lock see what its last holder did.
        return "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(" + key("") + ")";
    }

    @Override
    public String beginReading() {
        return "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";
    }

    /** The number of a lock of this ledger; two of them are the same only by a chance of one to 2^64. */
    static String key(String names) {
        return String.format(KEY, names);
    }

    @Override
    public LedgerException explain(SQLException problem) {
        String state = String.valueOf(problem.getSQLState());
        String said = said(problem);
        return switch (state) {
            case "28P01", "28000" ->
                failure(
                        "the database refuses the user" + quoted(address.user()) + ": " + said
                                + "; check the user, the password and the server's pg_hba.conf",
                        problem);
            case "3D000" ->
                failure(said + "; nothing was recorded; create it with createdb, or name another database", problem);
            case NO_SCHEMA ->
                failure(
                        said + "; nothing was recorded; create the schema, or name another with ?currentSchema=NAME",
                        problem);
            case NO_RIGHTS ->
                failure(
                        said + "; nothing was recorded; let" + quoted(address.user()) + " own the database, or GRANT"
                                + " it what is missing",
                        problem);
            default -> explainTrouble(state, said, problem);
        };
    }

    private LedgerException explainTrouble(String state, String said, SQLException problem) {
        return switch (state) {
            case "25006" ->
                new LedgerException(
                        "the ledger " + name() + " is read-only; nothing was recorded; name the server that"
                                + " can be written to, or use a command that only reads",
                        problem);
            case LOCKED ->
                new LedgerException(
                        "the ledger " + name() + " is locked by another process, waited "
                                + patience.toSeconds()
                                + " s; nothing was recorded; try again, or end the process that holds"
                                + " it",
                        problem);
            case "53100" ->
                new LedgerException(
                        "the disk of the ledger " + name() + " is full; nothing was recorded; free space and"
                                + " try again",
                        problem);
            case "22021" ->
                new LedgerException(
                        "the ledger " + name() + " cannot keep the character U+0000; nothing was recorded;"
                                + " leave it out",
                        problem);
            default ->
                failure(
                        said + "; nothing was recorded"
                                + (isLost(state) ? "; see whether the server runs, and can be reached from here" : ""),
                        problem);
        };
    }

    private LedgerException failure(String why, SQLException problem) {
        return new LedgerException("the ledger " + name() + " cannot be used: " + why, problem);
    }

    private static String quoted(@CheckForNull String user) {
        return user == null ? "" : " '" + user + "'";
    }

    /** Classes 08 and 57P of SQL states: about the connection, and about the server's end (its appendix A). */
    private static boolean isLost(String state) {
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** What the server said, without its severity; else the driver's first sentence. */
    private static String said(SQLException problem) {
        if (problem instanceof PSQLException known) {
            ServerErrorMessage message = known.getServerErrorMessage();
            if (message != null && message.getMessage() != null) {
                return message.getMessage();
            }
        }
        if (problem.getCause() instanceof UnknownHostException unknown) {
            return "the host " + unknown.getMessage() + " is not known";
        }
        return String.valueOf(problem.getMessage()).replaceFirst("(?s)\\.( .*)?$", "");
    }
}
