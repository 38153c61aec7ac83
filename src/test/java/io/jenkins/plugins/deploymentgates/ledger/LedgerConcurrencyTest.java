package io.jenkins.plugins.deploymentgates.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Many threads, and several openings of one ledger. */
public class LedgerConcurrencyTest extends OnEveryDatabase {
    private static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");
    private static final int THREADS = 32;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private SqlLedger ledger;

    @Before
    public void openLedger() {
        ledger = Ledgers.open(storage.address().storage(true, false));
    }

    @After
    public void closeLedger() {
        ledger.close();
        threads.shutdownNow();
    }

    private static long append(Ledger ledger, String reason) {
        return ledger.write(transaction -> transaction.append(T0, "ann", null, new Event.HoldPlaced("prod", reason)));
    }

    private <T> List<T> inAllThreads(Callable<T> work) throws InterruptedException, ExecutionException {
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            futures.add(threads.submit(work));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    private static List<Long> sequences(Ledger ledger) {
        List<LedgerEvent> events = ledger.read(view -> view.events(0, 10_000));
        return events.stream().map(LedgerEvent::sequence).toList();
    }

    @Test
    public void shouldShareCommitsBetweenThreadsAndLeaveNoGap() throws Exception {
        int each = 25;
        List<List<Long>> taken = inAllThreads(() ->
                IntStream.range(0, each).mapToObj(i -> append(ledger, "audit")).toList());

        int total = THREADS * each;
        assertThat(taken.stream().flatMap(List::stream).sorted())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, total).boxed().toList());
        assertThat(sequences(ledger)).hasSize(total);
        assertThat(ledger.statistics().commits()).isLessThan(total);
        assertThat(LedgerVerifier.verify(storage.address(), count -> {}).findings())
                .isEmpty();
    }

    @Test
    public void shouldShareOneCommitBetweenAllThatComeWhileTheWriterIsAtWork() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Future<Long> first = threads.submit(() -> ledger.write(transaction -> {
            begun.countDown();
            awaitUninterruptibly(goOn);
            return transaction.append(T0, "ann", null, new Event.HoldReleased("prod"));
        }));
        begun.await();
        List<Future<Long>> others = new ArrayList<>();
        for (int i = 1; i < THREADS; i++) {
            others.add(threads.submit(() -> append(ledger, "audit")));
        }
        while (ledger.statistics().waiting() < THREADS - 1) {
            Thread.onSpinWait();
        }
        goOn.countDown();

        first.get();
        for (Future<Long> other : others) {
            other.get();
        }
        assertThat(ledger.statistics().commits()).isEqualTo(1);
    }

    @Test
    public void shouldWaitForTheTransactionOfAnotherOpening() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Future<Long> first = threads.submit(() -> ledger.write(transaction -> {
            begun.countDown();
            awaitUninterruptibly(goOn);
            return transaction.append(T0, "ann", null, new Event.HoldReleased("prod"));
        }));
        begun.await();
        try (Ledger other = Ledgers.open(storage.address())) {
            Future<Long> second = threads.submit(() -> append(other, "audit"));
            goOn.countDown();

            assertThat(first.get()).isEqualTo(1);
            assertThat(second.get()).isEqualTo(2);
        }
    }

    @Test
    public void shouldGiveEveryDeploymentItsOwnIdWhoeverElseWritesOrFails() throws Exception {
        try (Ledger other = Ledgers.open(storage.address())) {
            inAllThreads(() -> {
                long thread = Thread.currentThread().getId();
                for (int i = 0; i < 5; i++) {
                    Ledger one = (thread + i) % 2 == 0 ? ledger : other;
                    boolean fails = (thread + i) % 7 == 0;
                    try {
                        one.write(transaction -> {
                            deploy(transaction);
                            long id = deploy(transaction);
                            if (fails) {
                                throw new IllegalStateException("changed my mind");
                            }
                            return id;
                        });
                    } catch (IllegalStateException e) {
                        assertThat(fails).isTrue();
                    }
                }
                return null;
            });
        }

        List<Long> ids = ledger.read(view -> view.deployments(null, null, LedgerView.NEWEST, 1000)).stream()
                .map(Deployment::id)
                .toList();
        assertThat(ids).hasSizeGreaterThan(200);
        assertThat(ids.stream().sorted())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, ids.size()).boxed().toList());
    }

    private static long deploy(LedgerTransaction transaction) {
        long id = transaction.next(LedgerTransaction.Counter.DEPLOYMENT);
        transaction.append(
                T0,
                "ci",
                null,
                new Event.DeploymentCreated(id, "shop", "qa", "f1", "1.0", null, Deployment.Cause.RECORD, null, null));
        return id;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void shouldKeepWhatTheOthersAppendedWhenOneOfThemFailsInTheMiddle() throws Exception {
        List<Boolean> kept = inAllThreads(() -> {
            boolean fails = Thread.currentThread().getId() % 3 == 0;
            try {
                ledger.write(transaction -> {
                    long sequence = transaction.append(T0, "ann", null, new Event.HoldPlaced("prod", "audit"));
                    if (fails) {
                        throw new IllegalStateException("changed my mind");
                    }
                    return sequence;
                });
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        });

        long expected = kept.stream().filter(Boolean::booleanValue).count();
        assertThat(sequences(ledger))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, expected).boxed().toList());
        assertThat(LedgerVerifier.verify(storage.address(), count -> {}).findings())
                .isEmpty();
    }

    @Test
    public void shouldFailWorkThatGoesOnAfterAFailedAppend() {
        assertThatThrownBy(() -> ledger.write(transaction -> {
                    try {
                        transaction.append(T0, "ann", null, new Event.PushSettled(7, "shop", null, ""));
                    } catch (RuntimeException e) {
                        return 0L;
                    }
                    return 1L;
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(sequences(ledger)).isEmpty();
    }

    @Test
    public void shouldLetTwoOpeningsOfOneLedgerAppendInTurn() {
        try (Ledger other = Ledgers.open(storage.address())) {
            for (int i = 0; i < 10; i++) {
                assertThat(append(ledger, "one")).isEqualTo(2 * i + 1);
                assertThat(append(other, "other")).isEqualTo(2 * i + 2);
            }
            assertThat(sequences(other)).isEqualTo(sequences(ledger)).hasSize(20);
            try (Ledger.EnvironmentLock lock = ledger.lock("shop", "prod")) {
                assertThat(lock).isNotNull();
                assertThat(other.tryLock("shop", "prod")).isEmpty();
            }
        }
        assertThat(LedgerVerifier.verify(storage.address(), count -> {}).findings())
                .isEmpty();
    }

    @Test
    public void shouldShowAReaderOneStateWhileOthersWrite() {
        append(ledger, "first");
        ledger.read(view -> {
            assertThat(view.head()).isEqualTo(1);
            append(ledger, "second");
            assertThat(view.head()).isEqualTo(1);
            assertThat(view.hold("prod").orElseThrow().reason()).isEqualTo("first");
            return null;
        });
        assertThat(ledger.<Long>read(LedgerView::head)).isEqualTo(2);
    }

    @Test
    public void shouldFinishTheWorkOfAnInterruptedThreadAndKeepTheInterrupt() {
        Thread.currentThread().interrupt();

        assertThat(append(ledger, "audit")).isEqualTo(1);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    public void shouldRefuseWritingInsideOfWriting() {
        assertThatThrownBy(() -> ledger.write(transaction -> append(ledger, "inner")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("writing work must not start other writing work; use its own transaction");
    }

    @Test
    public void shouldCommitWhatWasAcceptedBeforeClosingAndRefuseTheRest() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Future<Long> accepted = threads.submit(() -> ledger.write(transaction -> {
            begun.countDown();
            return transaction.append(T0, "ann", null, new Event.HoldReleased("prod"));
        }));
        begun.await();
        ledger.close();

        assertThat(accepted.get()).isEqualTo(1);
        assertThatThrownBy(() -> append(ledger, "late"))
                .isInstanceOf(LedgerException.class)
                .hasMessage("the ledger " + storage.name() + " is closed");
    }

    @Test
    public void shouldWaitForTheEnvironmentLock() throws Exception {
        Ledger.EnvironmentLock lock = ledger.lock("shop", "prod");
        CountDownLatch asking = new CountDownLatch(1);
        Future<Boolean> other = threads.submit(() -> {
            asking.countDown();
            ledger.lock("shop", "prod").close();
            return true;
        });
        asking.await();
        assertThat(other.isDone()).isFalse();
        lock.close();

        assertThat(other.get()).isTrue();
    }
}
