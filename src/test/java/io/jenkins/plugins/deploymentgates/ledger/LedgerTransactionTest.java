package io.jenkins.plugins.deploymentgates.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** Appending, and what readers see of it, on real databases. */
public class LedgerTransactionTest extends OpenLedger {
    @Test
    public void shouldShowEveryChangeInTheMatrixWhateverWasReadBefore() {
        for (int step = 0; step < Histories.EVENTS; step++) {
            Histories.append(ledger, List.of(step));
            ledger.read(view -> {
                assertThat(view.cells(null)).isEqualTo(((SqlView) view).queryCells(null));
                return null;
            });
        }
        assertThat(all(view -> view.cells(null))).hasSizeGreaterThan(4);
        LedgerView.Cell before = all(view -> view.cells(null)).get(0);
        ledger.read(old -> {
            assertThat(old.cells(null)).contains(before);
            ledger.write(transaction -> transaction.append(
                    at(0),
                    "ci",
                    null,
                    new Event.LineLeft(
                            before.deployment().application(),
                            before.deployment().environment(),
                            "another base",
                            "")));
            assertThat(all(view -> view.cells(null))).doesNotContain(before);
            assertThat(old.cells(null)).contains(before);
            return null;
        });
    }

    @Test
    public void shouldTellTheBuildsOfAllThatIsCurrentAtOnce() {
        Histories.appendAll(ledger);
        // Two builds for each deployment but every fifth, be it current or not.
        for (Deployment deployment : all(view -> view.deployments(null, null, LedgerView.NEWEST, 1000))) {
            for (int number = 1; number < 3 && deployment.id() % 5 != 0; number++) {
                append(
                        number,
                        "ci",
                        new Event.BuildReported(
                                new Build("deploy", (int) deployment.id() * 10 + number, null),
                                BuildLink.Role.RECORDED,
                                deployment.application(),
                                deployment.environment(),
                                deployment.id(),
                                null));
            }
        }
        ledger.read(view -> {
            Map<Long, List<BuildLink>> expected = new HashMap<>();
            Map<Long, List<BuildLink>> ofShop = new HashMap<>();
            for (LedgerView.Cell cell : view.cells(null)) {
                Deployment current = cell.deployment();
                List<BuildLink> builds = view.buildsOfDeployment(current.id());
                if (!builds.isEmpty()) {
                    expected.put(current.id(), builds);
                    if (current.application().equals("shop")) {
                        ofShop.put(current.id(), builds);
                    }
                }
            }

            assertThat(expected).hasSizeGreaterThan(1);
            assertThat(view.buildsOfCurrent(null)).isEqualTo(expected);
            assertThat(view.buildsOfCurrent("shop")).isEqualTo(ofShop);
            assertThat(view.buildsOfCurrent("other")).isEmpty();
            return null;
        });
    }

    @Test
    public void shouldGiveBackEventsInTheirChain() {
        append(1, "ann", new Event.HoldPlaced("prod", "audit"));
        ledger.write(transaction -> {
            assertThat(transaction.eventWithKey("build-1")).isEmpty();
            return transaction.append(at(2), "bob", "build-1", new Event.HoldReleased("prod"));
        });

        List<LedgerEvent> events = all(view -> view.events(0, 10));
        assertThat(events).extracting(LedgerEvent::sequence).containsExactly(1L, 2L);
        assertThat(events.get(0).previousHash()).isEqualTo("0".repeat(64));
        assertThat(events.get(1).previousHash()).isEqualTo(events.get(0).hash());
        assertThat(events.get(1).event()).isEqualTo(new Event.HoldReleased("prod"));
        assertThat(all(view -> view.events(1, 10))).containsExactly(events.get(1));
        assertThat(head()).isEqualTo(2);
        Optional<LedgerEvent> keyed = ledger.write(transaction -> transaction.eventWithKey("build-1"));
        assertThat(keyed).contains(events.get(1));
        assertThatThrownBy(() -> ledger.write(
                        transaction -> transaction.append(at(3), "bob", "build-1", new Event.HoldReleased("qa"))))
                .isInstanceOf(LedgerException.class)
                .hasMessage("the idempotency key 'build-1' belongs to event 2 (hold.released);"
                        + " use another key for another event");
    }

    @Test
    public void shouldCountFromOneWithinTheTransaction() {
        ledger.write(transaction -> {
            assertThat(transaction.next(LedgerTransaction.Counter.DEPLOYMENT)).isEqualTo(1);
            assertThat(transaction.next(LedgerTransaction.Counter.DEPLOYMENT)).isEqualTo(1);
            transaction.append(at(1), "ci", null, created(1, "qa"));
            assertThat(transaction.next(LedgerTransaction.Counter.DEPLOYMENT)).isEqualTo(2);
            assertThat(transaction.next(LedgerTransaction.Counter.PROMOTION)).isEqualTo(1);
            assertThat(transaction.current("shop", "qa")).isPresent();
            return null;
        });
    }

    @Test
    public void shouldKeepNothingOfWorkThatFails() {
        assertThatThrownBy(() -> ledger.write(transaction -> {
                    transaction.append(at(1), "ci", null, created(1, "qa"));
                    throw new IllegalStateException("changed my mind");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("changed my mind");

        assertThat(head()).isZero();
        assertThat(one(view -> view.deployment(1))).isEmpty();
    }

    @Test
    public void shouldRefuseAnEventAboutWhatWasNeverRecorded() {
        assertThatThrownBy(() -> append(1, "ci", moved(9, "qa", DeploymentStatus.CREATED, DeploymentStatus.STARTED)))
                .isInstanceOf(LedgerException.class)
                .hasMessage("the event deployment.started names deployment 9, which the ledger does not hold;"
                        + " record that first");
        assertThat(head()).isZero();
    }

    @Test
    public void shouldRefuseQuestionsAfterTheWorkHasEnded() {
        LedgerView kept = ledger.read(view -> view);

        assertThatThrownBy(kept::head)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the ledger is asked after the work it was handed to has ended");
    }

    @Test
    public void shouldHoldAnEnvironmentLockOnce() {
        try (Ledger.EnvironmentLock lock = ledger.lock("shop", "prod/eu")) {
            assertThat(lock).isNotNull();
            assertThat(ledger.tryLock("shop", "prod/eu")).isEmpty();
            ledger.tryLock("shop", "qa").orElseThrow().close();
        }
        ledger.tryLock("shop", "prod/eu").orElseThrow().close();
    }
}
