package io.jenkins.plugins.deploymentgates.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Flow;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.RecordedArtifact;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Artifacts and flows in the ledger, and that what is planned is nowhere until its turn has come. */
public class FlowLedgerTest extends OnEveryDatabase {
    private static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");
    private static final Module API = Module.parse("com.acme:api");

    private Ledger ledger;

    @Before
    public void open() {
        ledger = Ledgers.open(storage.address());
    }

    @After
    public void close() {
        ledger.close();
    }

    private static Instant at(int minute) {
        return T0.plusSeconds(60L * minute);
    }

    private void append(int minute, Event... events) {
        ledger.write(tx -> {
            for (Event event : events) {
                tx.append(at(minute), "ci", null, event);
            }
            return null;
        });
    }

    private <T> T read(Function<LedgerView, T> question) {
        return ledger.read(question);
    }

    private <T> Optional<T> one(Function<LedgerView, Optional<T>> question) {
        return ledger.read(question);
    }

    private <T> List<T> all(Function<LedgerView, List<T>> question) {
        return ledger.read(question);
    }

    private static Release release(String application, String version) {
        return Release.of(application, version, List.of(new Artifact(API, version, null, null)), null, null);
    }

    /** An artifact with its flow of dev, with a check, and qa; the turn of dev has come. */
    private Flow begin(int minute, String application, String version) {
        return ledger.write(tx -> {
            long artifact = tx.artifact("com.acme", "api", version)
                    .map(RecordedArtifact::id)
                    .orElseGet(() -> {
                        long id = tx.next(Counter.ARTIFACT);
                        tx.append(
                                at(minute),
                                "ci",
                                null,
                                new Event.ArtifactRecorded(
                                        id, new Artifact(API, version, "https://x/" + version, null)));
                        return id;
                    });
            Release release = release(application, version);
            tx.append(at(minute), "ci", null, new Event.ReleaseRecorded(release));
            long flow = tx.next(Counter.FLOW);
            long first = tx.next(Counter.DEPLOYMENT);
            tx.append(
                    at(minute),
                    "ci",
                    null,
                    new Event.FlowCreated(
                            flow,
                            artifact,
                            application,
                            "main",
                            "sum",
                            release.fingerprint(),
                            version,
                            List.of(
                                    new Flow.Stage(
                                            first,
                                            "dev",
                                            List.of(),
                                            List.of(new Flow.Check(tx.next(Counter.FLOW_CHECK), "smoke"))),
                                    new Flow.Stage(first + 1, "qa", List.of("dev"), List.of()))));
            tx.append(at(minute), "ci", null, turn(tx.deployment(first).orElseThrow()));
            return tx.flow(flow).orElseThrow();
        });
    }

    private static Event turn(Deployment planned) {
        return new Event.DeploymentCreated(
                planned.id(),
                planned.application(),
                planned.environment(),
                planned.fingerprint(),
                planned.version(),
                null,
                Deployment.Cause.FLOW,
                null,
                null);
    }

    private void turn(int minute, long deployment) {
        append(minute, turn(read(view -> view.deployment(deployment)).orElseThrow()));
    }

    private static List<Long> ids(List<Deployment> deployments) {
        return deployments.stream().map(Deployment::id).toList();
    }

    @Test
    public void shouldKeepArtifactsUnderSmallNumbers() {
        begin(1, "shop", "1.0");
        begin(2, "shop", "1.1");
        RecordedArtifact first = new RecordedArtifact(1, new Artifact(API, "1.0", "https://x/1.0", null), "ci", at(1));

        assertThat(one(view -> view.artifact(1))).contains(first);
        assertThat(one(view -> view.artifact("com.acme", "api", "1.0"))).contains(first);
        assertThat(one(view -> view.artifact("com.acme", "api", "2"))).isEmpty();
        assertThat(one(view -> view.artifact(3))).isEmpty();
        assertThat(all(view -> view.artifacts("com.acme", "api", 0, 5)))
                .extracting(RecordedArtifact::id)
                .containsExactly(2L, 1L);
        assertThat(all(view -> view.artifacts("com.acme", "api", 1, 5))).containsExactly(first);
        assertThat(all(view -> view.artifacts("com.acme", "web", 0, 5))).isEmpty();
    }

    @Test
    public void shouldKeepFlowsWithWhatTheyBeganWith() {
        Flow shop = begin(1, "shop", "1.0");
        Flow other = begin(2, "billing", "1.0");
        Flow next = begin(3, "shop", "1.1");

        assertThat(shop)
                .isEqualTo(new Flow(
                        1,
                        1,
                        "shop",
                        "main",
                        "sum",
                        release("shop", "1.0").fingerprint(),
                        "1.0",
                        List.of(
                                new Flow.Stage(1, "dev", List.of(), List.of(new Flow.Check(1, "smoke"))),
                                new Flow.Stage(2, "qa", List.of("dev"), List.of())),
                        "ci",
                        at(1)));
        assertThat(next.stages().get(0))
                .isEqualTo(new Flow.Stage(5, "dev", List.of(), List.of(new Flow.Check(3, "smoke"))));
        assertThat(all(view -> view.flowsOf(1))).containsExactly(shop, other);
        assertThat(all(view -> view.flows(null, 0, 9))).containsExactly(next, other, shop);
        assertThat(all(view -> view.flows(null, 1, 1))).containsExactly(other);
        assertThat(all(view -> view.flows(List.of("shop"), 0, 9))).containsExactly(next, shop);
        assertThat(all(view -> view.flows(List.of(), 0, 9))).isEmpty();
        assertThat(one(view -> view.flow(4))).isEmpty();
    }

    @Test
    public void shouldShowWhatIsPlannedNowhereUntilItsTurnHasCome() {
        begin(1, "shop", "1.0");

        Deployment planned = read(view -> view.deployment(2)).orElseThrow();
        assertThat(planned.status()).isEqualTo(DeploymentStatus.NOT_STARTED);
        assertThat(planned.flow()).isEqualTo(1);
        assertThat(planned.sequence()).isZero();
        assertThat(planned.createdAt()).isEqualTo(at(1));
        String fingerprint = planned.fingerprint();
        assertThat(one(view -> view.current("shop", "qa"))).isEmpty();
        assertThat(ids(read(view -> view.deployments(null, null, LedgerView.NEWEST, 9))))
                .containsExactly(1L);
        assertThat(ids(read(view -> view.deployments("shop", null, LedgerView.NEWEST, 9))))
                .containsExactly(1L);
        assertThat(all(view -> view.deployments("shop", "qa", LedgerView.NEWEST, 9)))
                .isEmpty();
        assertThat(all(view -> view.deploymentsOf("shop", "qa", fingerprint, 9)))
                .isEmpty();
        assertThat(ids(read(view -> view.deploymentsAt(at(5), null)))).containsExactly(1L);
        assertThat(ids(read(view -> view.deploymentsBetween(null, at(0), at(9)))))
                .containsExactly(1L);
        assertThat(ids(read(view -> view.deploymentsBetween("shop", at(0), at(9)))))
                .containsExactly(1L);
        assertThat(all(view -> view.cells(null))).hasSize(1);

        append(2, new Event.EvidenceVoided("shop", List.of("dev", "qa"), "hotfix"));
        turn(3, 2);
        Deployment there = read(view -> view.current("shop", "qa")).orElseThrow();
        assertThat(there.id()).isEqualTo(2);
        assertThat(there.status()).isEqualTo(DeploymentStatus.CREATED);
        assertThat(there.voided()).as("it came after the hotfix").isNull();
        assertThat(there.createdAt()).isEqualTo(at(3));
        assertThat(ids(read(view -> view.deploymentsAt(at(2), null)))).containsExactly(1L);
        assertThat(ids(read(view -> view.deploymentsAt(at(3), null)))).containsExactly(1L, 2L);
        assertThat(ids(read(view -> view.deploymentsOf("shop", "qa", fingerprint, 9))))
                .containsExactly(2L);
    }

    @Test
    public void shouldOrderAnEnvironmentByWhatCameInWhateverTheNumbers() {
        begin(1, "shop", "1.0");
        begin(2, "shop", "1.1");
        turn(3, 4);
        turn(4, 2);

        assertThat(one(view -> view.current("shop", "qa")).orElseThrow().id()).isEqualTo(2);
        assertThat(one(view -> view.deployment(4)).orElseThrow().endedAt()).isEqualTo(at(4));
        assertThat(one(view -> view.deployment(2)).orElseThrow().endedAt()).isNull();
        assertThat(ids(read(view -> view.deployments("shop", "qa", LedgerView.NEWEST, 9))))
                .containsExactly(2L, 4L);
        assertThat(ids(read(view -> view.deployments("shop", "qa", 2, 9)))).containsExactly(4L);
        assertThat(ids(read(view -> view.deployments("shop", null, LedgerView.NEWEST, 9))))
                .containsExactly(2L, 4L, 3L, 1L);
        assertThat(ids(read(view -> view.deployments("shop", null, 4, 9)))).containsExactly(3L, 1L);
        assertThat(ids(read(view -> view.deploymentsAt(at(3), "shop")))).containsExactly(3L, 4L);
        assertThat(ids(read(view -> view.deploymentsAt(at(4), "shop")))).containsExactly(3L, 2L);
    }

    @Test
    public void shouldPageThroughTheDeploymentsOfFlowsNewestFirst() {
        begin(1, "shop", "1.0");
        begin(2, "billing", "1.0");
        append(3, new Event.DeploymentCreated(5, "shop", "qa", "f1", "0.9", null, Deployment.Cause.RECORD, null, null));
        begin(4, "shop", "1.1");

        assertThat(ids(read(view -> view.flowDeployments(null, null, 0, 9)))).containsExactly(7L, 6L, 4L, 3L, 2L, 1L);
        assertThat(ids(read(view -> view.flowDeployments(null, null, 2, 2)))).containsExactly(4L, 3L);
        assertThat(ids(read(view -> view.flowDeployments(List.of("shop"), null, 1, 9))))
                .containsExactly(6L, 2L, 1L);
        assertThat(ids(read(view -> view.flowDeployments(List.of("shop", "other"), null, 1, 9))))
                .containsExactly(6L, 2L, 1L);
        assertThat(ids(read(view -> view.flowDeployments(null, "qa", 0, 9)))).containsExactly(7L, 4L, 2L);
        assertThat(ids(read(view -> view.flowDeployments(List.of("billing"), "qa", 0, 9))))
                .containsExactly(4L);
        assertThat(all(view -> view.flowDeployments(List.of(), "qa", 0, 9))).isEmpty();
        String fingerprint = release("shop", "1.0").fingerprint();
        assertThat(ids(read(view -> view.flowDeployments("shop", "qa", fingerprint))))
                .containsExactly(2L);
    }

    @Test
    public void shouldRefuseADeploymentThatWasCreatedBefore() {
        begin(1, "shop", "1.0");
        assertThatThrownBy(() -> turn(2, 1))
                .isInstanceOf(LedgerException.class)
                .hasMessage("the event deployment.created creates deployment 1, which was created before; take the next"
                        + " id");
        assertThat(all(view -> view.events(0, 9))).hasSize(4);
    }

    @Test
    public void shouldRefuseAFlowOfAnArtifactThatIsNotThere() {
        assertThatThrownBy(() -> append(1, new Event.FlowCreated(1, 7, "shop", "main", "sum", "f1", "1.0", List.of())))
                .isInstanceOf(LedgerException.class)
                .hasMessage(
                        "the event flow.created names artifact 7, which the ledger does not hold; record that first");
    }

    @Test
    public void shouldCountOnAfterItIsOpenedAgain() {
        begin(1, "shop", "1.0");
        ledger.close();
        ledger = Ledgers.open(storage.address());
        List<Long> next = new ArrayList<>();
        ledger.write(tx -> {
            next.clear();
            for (Counter counter : List.of(Counter.ARTIFACT, Counter.FLOW, Counter.DEPLOYMENT, Counter.FLOW_CHECK)) {
                next.add(tx.next(counter));
            }
            return null;
        });
        assertThat(next).containsExactly(2L, 2L, 3L, 2L);
    }

    @Test
    public void shouldRebuildFlowsAsTheyWere() {
        begin(1, "shop", "1.0");
        turn(2, 2);
        List<Deployment> before = read(view -> view.flowDeployments(null, null, 0, 9));
        ledger.close();
        assertThat(LedgerVerifier.verify(storage.address(), count -> {}).findings())
                .isEmpty();
        LedgerRebuild.rebuild(storage.address(), count -> {});
        ledger = Ledgers.open(storage.address());
        assertThat(all(view -> view.flowDeployments(null, null, 0, 9))).isEqualTo(before);
    }
}
