package io.jenkins.plugins.deploymentgates.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The questions that go through the cells, against their meaning applied to all deployments one by one. */
public class DeploymentQuestionsTest {
    private static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");
    private static final int DEPLOYMENTS = 60;
    private static final List<String> APPLICATIONS = List.of("billing", "shop", "unused");
    private static final List<String> ENVIRONMENTS = List.of("dev", "prod", "qa");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Ledger ledger;
    private List<Deployment> newestFirst;

    @Before
    public void recordInNoOrder() {
        ledger = Ledgers.open(folder.getRoot() + "/ledger.db");
        Random random = new Random(7);
        for (int i = 0; i < DEPLOYMENTS; i++) {
            String application = APPLICATIONS.get(random.nextInt(2));
            String environment = ENVIRONMENTS.get(random.nextInt(3));
            // Clocks are set back now and then.
            Instant at = T0.plusSeconds(60L * i - random.nextInt(180));
            ledger.write(transaction -> transaction.append(
                    at,
                    "ci",
                    null,
                    new Event.DeploymentCreated(
                            transaction.next(LedgerTransaction.Counter.DEPLOYMENT),
                            application,
                            environment,
                            "f1",
                            "1.0",
                            null,
                            Deployment.Cause.RECORD,
                            null,
                            null)));
        }
        newestFirst = ledger.read(view -> view.deployments(null, null, LedgerView.NEWEST, 1000));
    }

    @After
    public void closeLedger() {
        ledger.close();
    }

    private <T> List<T> all(Function<LedgerView, List<T>> question) {
        return ledger.read(question);
    }

    @Test
    public void shouldEndADeploymentWhenTheNextOfItsCellIsCreated() {
        assertThat(newestFirst).hasSize(DEPLOYMENTS);
        Map<String, Instant> next = new HashMap<>();
        for (Deployment deployment : newestFirst) {
            String cell = deployment.application() + " in " + deployment.environment();
            assertThat(deployment.endedAt()).as(cell).isEqualTo(next.get(cell));
            if (!next.containsKey(cell)) {
                Optional<Deployment> current =
                        ledger.read(view -> view.current(deployment.application(), deployment.environment()));
                assertThat(current).contains(deployment);
            }
            next.put(cell, deployment.createdAt());
        }
        assertThat(all(view -> view.cells(null)))
                .allSatisfy(cell -> assertThat(cell.deployment().endedAt()).isNull());
    }

    @Test
    public void shouldPageThroughTheHistoryOfAnApplicationAnEnvironmentOrBoth() {
        List<String> applications = new ArrayList<>(APPLICATIONS);
        applications.add(null);
        List<String> environments = new ArrayList<>(ENVIRONMENTS);
        environments.add(null);
        for (String application : applications) {
            for (String environment : environments) {
                for (long before : new long[] {1, 2, 30, LedgerView.NEWEST}) {
                    for (int limit : new int[] {1, 7, 1000}) {
                        List<Deployment> expected = newestFirst.stream()
                                .filter(one -> application == null || application.equals(one.application()))
                                .filter(one -> environment == null || environment.equals(one.environment()))
                                .filter(one -> one.id() < before)
                                .limit(limit)
                                .toList();
                        assertThat(all(view -> view.deployments(application, environment, before, limit)))
                                .as("%s in %s before %s, %s at most", application, environment, before, limit)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    public void shouldSayWhatWasCurrentAtAnyTime() {
        for (int minute = -5; minute < DEPLOYMENTS + 5; minute++) {
            Instant instant = T0.plusSeconds(60L * minute);
            Map<String, Deployment> current = new HashMap<>();
            newestFirst.stream()
                    .filter(one -> !one.createdAt().isAfter(instant))
                    .filter(one -> one.endedAt() == null || one.endedAt().isAfter(instant))
                    .sorted(Comparator.comparingLong(Deployment::sequence))
                    .forEach(one -> current.put(one.application() + " " + one.environment(), one));

            assertThat(all(view -> view.deploymentsAt(instant, null)))
                    .containsExactlyInAnyOrderElementsOf(current.values());
            assertThat(all(view -> view.deploymentsAt(instant, "shop")))
                    .containsExactlyInAnyOrderElementsOf(current.values().stream()
                            .filter(one -> one.application().equals("shop"))
                            .toList());
        }
    }

    @Test
    public void shouldFindWhatWasCreatedBetweenTwoTimesOldestFirst() {
        Instant from = T0.plusSeconds(600);
        Instant to = newestFirst.get(10).createdAt();
        for (String application : new String[] {null, "shop", "unused"}) {
            assertThat(all(view -> view.deploymentsBetween(application, from, to)))
                    .isEqualTo(newestFirst.stream()
                            .filter(one -> application == null || application.equals(one.application()))
                            .filter(one -> !one.createdAt().isBefore(from)
                                    && one.createdAt().isBefore(to))
                            .sorted(Comparator.comparing(Deployment::createdAt).thenComparingLong(Deployment::id))
                            .toList());
        }
    }

    @Test
    public void shouldFindWhatWasThereDuringATime() {
        Instant from = T0.plusSeconds(600);
        Instant to = newestFirst.get(10).createdAt();
        for (String application : new String[] {null, "shop", "unused"}) {
            for (String environment : new String[] {null, "qa"}) {
                List<Deployment> expected = new ArrayList<>(all(view -> view.deploymentsAt(from, application)));
                expected.removeIf(one -> !one.createdAt().isBefore(from));
                expected.addAll(all(view -> view.deploymentsBetween(application, from, to)));
                expected.removeIf(one -> environment != null && !environment.equals(one.environment()));
                assertThat(all(view -> view.deploymentsDuring(application, environment, from, to)))
                        .containsExactlyInAnyOrderElementsOf(expected)
                        .isSortedAccordingTo(Comparator.comparing(Deployment::createdAt));
            }
        }
    }
}
