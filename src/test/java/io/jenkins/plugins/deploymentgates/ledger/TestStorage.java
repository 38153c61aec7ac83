package io.jenkins.plugins.deploymentgates.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeNotNull;
import static org.junit.Assume.assumeTrue;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/**
 * Empty places for ledgers, gone after the test: SQLite files, or schemas of their own in the PostgreSQL database that
 * {@code DEPLOYMENT_GATES_TEST_POSTGRES} names by a JDBC URL with user and password. Without it, tests on PostgreSQL are
 * skipped; .ci/postgres starts a server for them.
 */
public final class TestStorage extends ExternalResource {
    private static final String VARIABLE = "DEPLOYMENT_GATES_TEST_POSTGRES";

    /** The databases ledgers are kept in. */
    public enum Kind {
        SQLITE,
        POSTGRESQL
    }

    private final Supplier<Kind> kind;
    private final TemporaryFolder folder = new TemporaryFolder();
    private final String test = "test_" + UUID.randomUUID().toString().replace("-", "");
    private final List<String> schemas = new ArrayList<>();

    /** @param kind asked when the test begins */
    public TestStorage(Supplier<Kind> kind) {
        this.kind = kind;
    }

    @Override
    protected void before() throws IOException {
        folder.create();
        if (kind.get() == Kind.POSTGRESQL) {
            assumePostgres();
        }
    }

    /** Skips the test where there is no PostgreSQL. */
    static void assumePostgres() {
        assumeTrue(
                "skipped: name a PostgreSQL database in " + VARIABLE + ", such as"
                        + " jdbc:postgresql://127.0.0.1:5432/test?user=ann&password=secret",
                server() != null);
    }

    @CheckForNull
    private static String server() {
        return System.getenv(VARIABLE);
    }

    @Override
    protected void after() {
        for (String schema : schemas) {
            onServer("DROP SCHEMA " + schema + " CASCADE");
        }
        folder.delete();
    }

    /** Where the test's ledger is. */
    public LedgerAddress address() {
        return address("ledger");
    }

    /** One of several places, empty when it is named for the first time. */
    LedgerAddress address(String name) {
        return kind.get() == Kind.SQLITE
                ? LedgerAddress.of(folder.getRoot() + "/" + name + ".db")
                : LedgerAddress.of(url(name));
    }

    /** What messages call it. */
    String name() {
        return address().name();
    }

    /** The same place as a URL with user and password, for another process. */
    public String url() {
        return url("ledger");
    }

    private String url(String name) {
        String url = server();
        assumeNotNull(url);
        String schema = test + "_" + name;
        if (!schemas.contains(schema)) {
            onServer("CREATE SCHEMA " + schema);
            schemas.add(schema);
        }
        return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
    }

    /** Runs a statement anywhere on the server. */
    static void onServer(String sql) {
        try (Connection connection = DriverManager.getConnection(server());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A connection past the program. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                kind.get() == Kind.SQLITE ? "jdbc:sqlite:" + folder.getRoot() + "/ledger.db" : url("ledger"));
    }

    /** Changes the test's ledger behind the program's back; each statement must find something to change. */
    void tamper(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
