package io.jenkins.plugins.deploymentgates.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.Event;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;

/** Several processes with one ledger on a real PostgreSQL, and lines to it that break. */
public class PostgresLedgerTest {
    private static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");

    @Rule
    public final TestStorage storage = new TestStorage(() -> TestStorage.Kind.POSTGRESQL);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @After
    public void endThreads() {
        threads.shutdownNow();
    }

    private static long hold(Ledger ledger, String reason) {
        return ledger.write(transaction -> transaction.append(T0, "ann", null, new Event.HoldPlaced("prod", reason)));
    }

    private static long head(Ledger ledger) {
        return ledger.read(LedgerView::head);
    }

    private List<String> findings() {
        return LedgerVerifier.verify(storage.address(), count -> {}).findings();
    }

    /** Ends all connections of the test's ledgers, as a restart of the server does. */
    private void endConnections() {
        TestStorage.onServer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
                + line() + "' AND pg_backend_pid() <> pid");
    }

    /** What the test's connections are called on the server. */
    private String line() {
        return storage.url().replaceFirst(".*currentSchema=", "");
    }

    private LedgerAddress named() {
        return LedgerAddress.of(storage.url() + "&ApplicationName=" + line());
    }

    private <T> T ask(String question, Class<T> type) throws Exception {
        try (Connection connection = storage.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getObject(1, type);
        }
    }

    private void await(String condition) throws Exception {
        while (!ask("SELECT " + condition, Boolean.class)) {
            Thread.onSpinWait();
        }
    }

    private String ended() {
        return "the ledger " + storage.name() + " cannot be used: terminating connection due to administrator command;"
                + " nothing was recorded; see whether the server runs, and can be reached from here";
    }

    @Test
    public void shouldKeepOneChainOfWhatSeveralProcessesAppend() throws Exception {
        int each = 60;
        List<Process> processes = new ArrayList<>();
        try (Ledger ledger = Ledgers.open(storage.address());
                Ledger other = Ledgers.open(storage.address())) {
            assertThat(other.<List<LedgerView.Cell>>read(view -> view.cells(null)))
                    .isEmpty();
            processes.add(LedgerProcess.start(storage.url(), each, "qa"));
            processes.add(LedgerProcess.start(storage.url(), each, "load"));
            Callable<Void> appending = () -> {
                for (int i = 0; i < each; i++) {
                    LedgerProcess.deploy(ledger, "prod");
                }
                return null;
            };
            for (Future<Void> done : threads.invokeAll(List.of(appending, appending))) {
                done.get();
            }
            for (Process process : processes) {
                assertThat(process.waitFor()).isZero();
            }

            List<Long> ids = LongStream.rangeClosed(1, 4L * each).boxed().toList();
            assertThat(ledger.<List<Long>>read(view -> view.events(0, 1000).stream()
                            .map(LedgerEvent::sequence)
                            .toList()))
                    .isEqualTo(ids);
            assertThat(ask("SELECT count(DISTINCT id) FROM deployment", Long.class))
                    .isEqualTo(4L * each);
            assertThat(other.<List<LedgerView.Cell>>read(view -> view.cells(null)))
                    .hasSize(3);
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    public void shouldGiveTheLockOfAKilledProcessToTheNext() throws Exception {
        Process process = LedgerProcess.start(storage.url(), 0, "prod");
        try (Ledger ledger = Ledgers.open(storage.address())) {
            assertThat(ledger.tryLock("shop", "prod")).isEmpty();
            ledger.tryLock("shop", "qa").orElseThrow().close();
            Future<Boolean> waiting = threads.submit(() -> {
                ledger.lock("shop", "prod").close();
                return true;
            });
            await("count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
            assertThat(waiting.isDone()).isFalse();

            process.destroyForcibly().waitFor();

            assertThat(waiting.get()).isTrue();
            ledger.tryLock("shop", "prod").orElseThrow().close();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    public void shouldKeepWaitingForALockHoweverLongItTakes() throws Exception {
        try (Ledger ledger = Ledgers.open(storage.address());
                Ledger impatient = Ledgers.open(Storage.postgres(named(), Duration.ofMillis(50), false))) {
            Ledger.EnvironmentLock lock = ledger.lock("shop", "prod");
            Future<Boolean> waiting = threads.submit(() -> {
                impatient.lock("shop", "prod").close();
                return true;
            });
            String asks =
                    " FROM pg_stat_activity WHERE application_name = '" + line() + "' AND wait_event = 'advisory'";
            Long first;
            do {
                // Between two questions there is none.
                first = ask("SELECT min(extract(epoch FROM query_start) * 1000000)::bigint" + asks, Long.class);
            } while (first == null);
            await("coalesce(min(extract(epoch FROM query_start) * 1000000)::bigint, 0) > " + first + asks);
            lock.close();

            assertThat(waiting.get()).isTrue();
        }
    }

    @Test
    public void shouldNotShareLocksBetweenLedgersOfOneDatabase() {
        try (Ledger ledger = Ledgers.open(storage.address());
                Ledger other = Ledgers.open(storage.address("other"));
                Ledger.EnvironmentLock lock = ledger.lock("shop", "prod")) {
            assertThat(lock).isNotNull();
            other.tryLock("shop", "prod").orElseThrow().close();
            ledger.write(transaction -> hold(other, "audit"));
            assertThat(head(ledger)).isZero();
            assertThat(head(other)).isEqualTo(1);
        }
    }

    @Test
    public void shouldSayThatAnotherProcessWritesForTooLongAndGoOnOnceItDoesNot() throws Exception {
        try (Ledger slow = Ledgers.open(storage.address());
                Ledger ledger = Ledgers.open(Storage.postgres(storage.address(), Duration.ofSeconds(1), false))) {
            slow.write(transaction -> {
                assertThatThrownBy(() -> hold(ledger, "audit"))
                        .isInstanceOf(LedgerException.class)
                        .hasMessage("the ledger " + storage.name() + " is locked by another process, waited 1 s;"
                                + " nothing was recorded; try again, or end the process that holds it");
                return transaction.append(T0, "ann", null, new Event.HoldReleased("prod"));
            });
            assertThat(hold(ledger, "audit")).isEqualTo(2);
        }
    }

    @Test
    public void shouldConnectAgainBeforeAnybodyNotices() {
        try (Ledger ledger = Ledgers.open(named())) {
            hold(ledger, "first");
            assertThat(head(ledger)).isEqualTo(1);
            endConnections();

            assertThat(head(ledger)).isEqualTo(1);
            assertThat(hold(ledger, "second")).isEqualTo(2);
            assertThat(head(ledger)).isEqualTo(2);
        }
    }

    @Test
    public void shouldSayThatTheConnectionWasLostInTheMiddleAndGoOn() {
        try (Ledger ledger = Ledgers.open(named())) {
            assertThatThrownBy(() -> ledger.write(transaction -> {
                        transaction.append(T0, "ann", null, new Event.HoldPlaced("prod", "audit"));
                        endConnections();
                        return transaction.append(T0, "ann", null, new Event.HoldReleased("prod"));
                    }))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage(ended());
            assertThatThrownBy(() -> ledger.read(view -> {
                        endConnections();
                        return view.head();
                    }))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage(ended());

            assertThat(head(ledger)).isZero();
            assertThat(hold(ledger, "audit")).isEqualTo(1);
        }
    }

    @Test
    public void shouldGiveBackALockThatWasLostWithItsConnection() {
        try (Ledger ledger = Ledgers.open(named())) {
            Ledger.EnvironmentLock lock = ledger.lock("shop", "prod");
            endConnections();

            lock.close();

            ledger.tryLock("shop", "prod").orElseThrow().close();
        }
    }

    @Test
    public void shouldFindOutWhetherItWasRecordedWhenTheAnswerIsLost() throws Exception {
        String url = storage.url();
        String host = url.replaceFirst("jdbc:postgresql://([^:/]+).*", "$1");
        int port = Integer.parseInt(url.replaceFirst("jdbc:postgresql://[^:/]+:(\\d+).*", "$1"));
        try (CuttingProxy proxy = new CuttingProxy(host, port)) {
            LedgerAddress address = LedgerAddress.of(url.replaceFirst("//[^/]+", "//127.0.0.1:" + proxy.port()));
            try (Ledger ledger = Ledgers.open(address)) {
                hold(ledger, "first");

                proxy.cutNext(CuttingProxy.Cut.AFTER_COMMIT);
                assertThat(hold(ledger, "second")).isEqualTo(2);
                assertThat(head(ledger)).isEqualTo(2);

                proxy.cutNext(CuttingProxy.Cut.BEFORE_COMMIT);
                assertThatThrownBy(() -> hold(ledger, "third"))
                        .isInstanceOf(LedgerException.class)
                        .hasMessage("the ledger " + address.name() + " cannot be used: An I/O error occurred while"
                                + " sending to the backend; nothing was recorded; see whether the server runs, and can"
                                + " be reached from here");
                assertThat(head(ledger)).isEqualTo(2);

                proxy.cutNext(CuttingProxy.Cut.AFTER_COMMIT);
                assertThatThrownBy(() -> ledger.write(transaction -> {
                            proxy.close();
                            return transaction.append(T0, "ann", null, new Event.HoldReleased("prod"));
                        }))
                        .isInstanceOf(LedgerException.class)
                        .hasMessage("the connection to the ledger " + address.name() + " was lost while something was"
                                + " recorded, and whether it was recorded is not known; look into the history before"
                                + " it is recorded again");
            }
        }
        try (Ledger ledger = Ledgers.open(storage.address())) {
            assertThat(head(ledger)).isEqualTo(3);
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    public void shouldNotLetAQuestionThatFailsTakeItsNeighboursAlong() throws Exception {
        String message = "the ledger " + storage.name() + " cannot keep the character U+0000; nothing was recorded;"
                + " leave it out";
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (SqlLedger ledger = Ledgers.open(storage.address().storage(true, false))) {
            Future<Long> first = threads.submit(() -> ledger.write(transaction -> {
                begun.countDown();
                awaitUninterruptibly(goOn);
                return transaction.append(T0, "ann", null, new Event.HoldPlaced("prod", "audit"));
            }));
            begun.await();
            Future<Long> failing = threads.submit(() -> ledger.write(transaction -> {
                assertThatThrownBy(() -> transaction.release("\0")).hasMessage(message);
                return 0L;
            }));
            while (ledger.statistics().waiting() < 1) {
                Thread.onSpinWait();
            }
            goOn.countDown();

            assertThat(first.get()).isEqualTo(1);
            assertThatThrownBy(failing::get)
                    .hasCauseInstanceOf(LedgerException.class)
                    .cause()
                    .hasMessage(message);
            assertThatThrownBy(() -> hold(ledger, "nothing\0good"))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage(message);
            assertThat(head(ledger)).isEqualTo(1);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void shouldWaitForTheDiskWhateverIsUsualOnTheServer() {
        LedgerAddress careless = LedgerAddress.of(storage.url() + "&options=-c%20synchronous_commit=off");
        try (Ledger ledger = Ledgers.open(careless)) {
            assertThat(ledger.<String>write(transaction -> ((SqlTransaction) transaction)
                            .sql()
                            .first("SHOW synchronous_commit", row -> row.getString(1))
                            .orElseThrow()))
                    .isEqualTo("on");
        }
    }

    @Test
    public void shouldMakeTheTablesOnceHoweverManyOpenItFirst() throws Exception {
        LedgerAddress address = storage.address();
        Callable<Long> opening = () -> {
            try (Ledger ledger = Ledgers.open(address)) {
                return hold(ledger, "audit");
            }
        };
        List<Long> sequences = new ArrayList<>();
        for (Future<Long> opened : threads.invokeAll(List.of(opening, opening, opening, opening))) {
            sequences.add(opened.get());
        }
        assertThat(sequences).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }

    @Test
    public void shouldAskForManyRowsInPortions() {
        Ledgers.open(storage.address()).close();
        String open = "SELECT COUNT(*) FROM pg_cursors";
        Ledgers.inspect(storage.address(), sql -> {
            long before = sql.number(open);
            sql.each("SELECT n FROM generate_series(1, 3000) AS s (n)", row -> {
                if (row.getLong(1) <= 2000) {
                    assertThat(sql.number(open)).isEqualTo(before + 1);
                }
            });
            return null;
        });
    }

    @Test
    public void shouldOrderTextByBytesInEveryColumn() throws Exception {
        Ledgers.open(storage.address()).close();

        assertThat(ask(
                        "SELECT string_agg(table_name || '.' || column_name, ', ') FROM information_schema.columns"
                                + " WHERE table_schema = current_schema() AND data_type = 'text'"
                                + " AND collation_name IS DISTINCT FROM 'C'",
                        String.class))
                .isNull();
    }
}
