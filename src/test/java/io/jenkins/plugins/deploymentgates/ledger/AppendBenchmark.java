package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Appends from 32 threads that share commits, against one commit an append through plain JDBC: the same rows into the
 * same tables of a file on the same disk, with the same durability.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class AppendBenchmark {
    private static final String TEXT = "f".repeat(64);
    private static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");

    private Path folder;
    private Ledger ledger;
    private Connection connection;
    private List<PreparedStatement> statements;
    private long next;
    private Chain chain;

    @Setup(Level.Trial)
    public void open() throws IOException, SQLException {
        // Below target, not in the temporary folder, which may be in memory.
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "benchmarks")), "append");
        ledger = Ledgers.open(folder.resolve("shared.db"));
        Path plain = folder.resolve("plain.db");
        Ledgers.open(plain).close();
        connection = DriverManager.getConnection("jdbc:sqlite:" + plain);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA foreign_keys = ON");
        }
        connection.setAutoCommit(false);
        statements = List.of(
                connection.prepareStatement(
                        "INSERT INTO events (" + EventRow.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)"),
                connection.prepareStatement(
                        "INSERT INTO deployment (id, application, environment, fingerprint, version,"
                                + " commit_id, status, cause, actor, created_at, sequence)"
                                + " VALUES (?, 'shop', 'qa', ?, '1.4.2', 'c1', 'CREATED', 'RECORD', 'ci', ?, ?)"),
                connection.prepareStatement(
                        "INSERT INTO cell (application, environment) VALUES ('shop', 'qa') ON CONFLICT DO NOTHING"));
        try (Sql sql = new Sql(
                DriverManager.getConnection("jdbc:sqlite:" + plain), new SqliteDialect(plain, false, Duration.ZERO))) {
            chain = Chain.end(sql);
        }
    }

    @TearDown(Level.Trial)
    public void close() throws IOException, SQLException {
        ledger.close();
        connection.close();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static Event created(long id) {
        return new Event.DeploymentCreated(id, "shop", "qa", TEXT, "1.4.2", "c1", Deployment.Cause.RECORD, null, null);
    }

    @Benchmark
    @Threads(32)
    public long sharedCommits() {
        return ledger.write(transaction ->
                transaction.append(T0, "ci", null, created(transaction.next(LedgerTransaction.Counter.DEPLOYMENT))));
    }

    /** One thread: SQLite has one writer at a time, more threads only wait for each other. */
    @Benchmark
    @Threads(1)
    public long plainJdbc() throws SQLException {
        long id = ++next;
        EventRow row = chain.next(T0, "ci", null, created(id));
        PreparedStatement event = statements.get(0);
        event.setLong(1, row.sequence());
        event.setLong(2, row.at());
        event.setString(3, row.kind());
        event.setString(4, row.type());
        event.setString(5, row.by());
        event.setString(6, row.application());
        event.setString(7, row.environment());
        event.setString(8, row.data());
        event.setString(9, row.previousHash());
        event.setString(10, row.hash());
        event.executeUpdate();
        PreparedStatement deployment = statements.get(1);
        deployment.setLong(1, id);
        deployment.setString(2, TEXT);
        deployment.setLong(3, T0.toEpochMilli());
        deployment.setLong(4, id);
        deployment.executeUpdate();
        statements.get(2).executeUpdate();
        connection.commit();
        return id;
    }
}
