package io.jenkins.plugins.deploymentgates.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.DriftNote;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Hold;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.model.Verification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.Test;

/** What the ledger answers after what was recorded, on real databases. */
public class LedgerTest extends OpenLedger {
    private void verify(int minute, long id, String environment) {
        append(minute, "ci", moved(id, environment, DeploymentStatus.CREATED, DeploymentStatus.STARTED));
        append(minute + 1, "ci", moved(id, environment, DeploymentStatus.STARTED, DeploymentStatus.COMPLETED));
        append(minute + 2, "ci", moved(id, environment, DeploymentStatus.COMPLETED, DeploymentStatus.VERIFIED));
    }

    private static Event requested(long id, String environment) {
        return new Event.PromotionRequested(
                id,
                "shop",
                List.of("qa", "load"),
                environment,
                RELEASE.fingerprint(),
                "1.4.2",
                "c1",
                PromotionKind.FORWARD,
                null);
    }

    @Test
    public void shouldGiveBackARelease() {
        append(0, "ci", new Event.ReleaseRecorded(RELEASE));
        Release rebuilt = Release.of("shop", "1.4.2", List.of(API), "c2", "f00");
        append(1, "ci", new Event.ReleaseRecorded(rebuilt));

        assertThat(one(view -> view.release(RELEASE.fingerprint()))).contains(RELEASE);
        assertThat(one(view -> view.release("unknown"))).isEmpty();
        assertThat(all(view -> view.releases("shop", "1.4.2"))).containsExactly(rebuilt, RELEASE);
        assertThat(one(view -> view.releaseSequence(rebuilt.fingerprint()))).contains(2L);
    }

    @Test
    public void shouldFollowADeploymentThroughItsLife() {
        append(0, "ci", new Event.ReleaseRecorded(RELEASE));
        append(1, "ci", created(1, "qa"));
        verify(2, 1, "qa");
        append(10, "bob", new Event.VerificationRecorded(1, 1, "shop", "qa", "smoke", true, "https://ci/1"));

        Deployment verified = new Deployment(
                1,
                "shop",
                "qa",
                RELEASE.fingerprint(),
                "1.4.2",
                "c1",
                DeploymentStatus.VERIFIED,
                Deployment.Cause.RECORD,
                null,
                null,
                "ci",
                at(1),
                at(2),
                at(3),
                at(4),
                at(10),
                null,
                null,
                null,
                null,
                2);
        assertThat(one(view -> view.deployment(1))).contains(verified);
        assertThat(one(view -> view.current("shop", "qa"))).contains(verified);
        assertThat(all(view -> view.goodDeployments("shop", "qa", 5))).containsExactly(verified);
        assertThat(all(view -> view.deploymentsOf("shop", "qa", RELEASE.fingerprint(), 5)))
                .containsExactly(verified);
        assertThat(one(view -> view.evidenceForArtifact("shop", "qa", API.module(), "1.4.2")))
                .contains(verified);
        assertThat(all(view -> view.verifications(1)))
                .containsExactly(new Verification(1, 1, "smoke", true, "https://ci/1", "bob", at(10)));
        assertThat(all(view -> view.cells(null))).containsExactly(new LedgerView.Cell(verified, null, 0, null));
    }

    @Test
    public void shouldKnowWhereGitDiffersFromTheDeploymentThatIsThere() {
        append(1, "ci", created(1, "qa"));
        append(2, "drift", new Event.EnvironmentDrifted("shop", "qa", 1, "c2", "ahead"));
        append(3, "drift", new Event.EnvironmentDrifted("shop", "qa", 1, null, "gone"));
        DriftNote note = new DriftNote(1, null, "gone", at(3));
        assertThat(one(view -> view.drift("shop", "qa"))).contains(note);
        assertThat(all(view -> view.cells(null)))
                .extracting(LedgerView.Cell::drift)
                .containsExactly(note);
        append(4, "ci", created(2, "qa"));
        assertThat(all(view -> view.cells(null)))
                .extracting(LedgerView.Cell::drift)
                .containsOnlyNulls();
        assertThat(one(view -> view.drift("shop", "qa"))).contains(note);
        append(5, "drift", new Event.EnvironmentAligned("shop", "qa", 2));
        assertThat(one(view -> view.drift("shop", "qa"))).isEmpty();
        assertThat(one(view -> view.drift("shop", "prod"))).isEmpty();
    }

    @Test
    public void shouldEndTheDeploymentThatWasCurrent() {
        append(1, "ci", created(1, "qa"));
        append(5, "ci", created(2, "qa"));

        assertThat(one(view -> view.deployment(1)).orElseThrow().endedAt()).isEqualTo(at(5));
        assertThat(one(view -> view.current("shop", "qa")).orElseThrow().id()).isEqualTo(2);
        assertThat(ids(view -> view.deploymentsAt(at(0), null))).isEmpty();
        assertThat(ids(view -> view.deploymentsAt(at(1), null))).containsExactly(1L);
        assertThat(ids(view -> view.deploymentsAt(at(4), "shop"))).containsExactly(1L);
        assertThat(ids(view -> view.deploymentsAt(at(5), "shop"))).containsExactly(2L);
        assertThat(ids(view -> view.deploymentsAt(at(5), "other"))).isEmpty();
    }

    @Test
    public void shouldNotCountAFailedOrVoidedDeploymentAsEvidence() {
        append(0, "ci", new Event.ReleaseRecorded(RELEASE));
        append(1, "ci", created(1, "qa"));
        verify(2, 1, "qa");
        append(11, "ci", created(2, "qa"));
        verify(12, 2, "qa");
        append(20, "ci", moved(2, "qa", DeploymentStatus.VERIFIED, DeploymentStatus.FAILED));

        assertThat(ids(view -> view.goodDeployments("shop", "qa", 5))).containsExactly(1L);
        assertThat(one(view -> view.evidenceForArtifact("shop", "qa", API.module(), "1.4.2"))
                        .map(Deployment::id))
                .contains(1L);
        assertThat(one(view -> view.deployment(2)).orElseThrow().failedAt()).isEqualTo(at(20));

        append(30, "eve", new Event.EvidenceVoided("shop", List.of("qa"), "hotfix fix-1"));
        append(31, "eve", new Event.EvidenceVoided("shop", List.of("qa"), "hotfix fix-2"));

        assertThat(one(view -> view.evidenceForArtifact("shop", "qa", API.module(), "1.4.2")))
                .isEmpty();
        assertThat(one(view -> view.deployment(1)).orElseThrow().voided()).isEqualTo("hotfix fix-1");
        assertThat(ids(view -> view.goodDeployments("shop", "qa", 5))).containsExactly(1L);
    }

    @Test
    public void shouldListHistoryByPageAndPlace() {
        append(1, "ci", created(1, "qa"));
        append(2, "ci", created(2, "load"));
        append(3, "ci", created(3, "qa"));

        assertThat(ids(view -> view.deployments(null, null, LedgerView.NEWEST, 2)))
                .containsExactly(3L, 2L);
        assertThat(ids(view -> view.deployments("shop", null, 3, 2))).containsExactly(2L, 1L);
        assertThat(ids(view -> view.deployments(null, "load", LedgerView.NEWEST, 2)))
                .containsExactly(2L);
        assertThat(ids(view -> view.deployments("shop", "qa", 3, 9))).containsExactly(1L);
        assertThat(ids(view -> view.deploymentsBetween("shop", at(2), at(3)))).containsExactly(2L);
        assertThat(ids(view -> view.deploymentsBetween(null, at(1), at(9)))).containsExactly(1L, 2L, 3L);
    }

    @Test
    public void shouldFollowAPromotionThroughItsLife() {
        append(1, "ann", created(1, "prod"));
        append(2, "ann", requested(1, "prod"));
        append(
                3,
                "ann",
                new Event.PromotionMoved(
                        1,
                        "shop",
                        "prod",
                        PromotionStatus.REQUESTED,
                        PromotionStatus.WAITING,
                        "soak until 12:00",
                        at(120)));

        Promotion waiting = new Promotion(
                1,
                "shop",
                List.of("qa", "load"),
                "prod",
                RELEASE.fingerprint(),
                "1.4.2",
                "c1",
                PromotionKind.FORWARD,
                PromotionStatus.WAITING,
                null,
                "ann",
                at(2),
                "soak until 12:00",
                at(120),
                null,
                null,
                null);
        assertThat(one(view -> view.promotion(1))).contains(waiting);
        assertThat(all(view -> view.openPromotions(null))).containsExactly(waiting);
        assertThat(all(view -> view.openPromotions("shop"))).containsExactly(waiting);
        assertThat(all(view -> view.openPromotions("other"))).isEmpty();
        assertThat(all(view -> view.cells("shop")).get(0).waiting()).isEqualTo(1);

        append(
                4,
                "bob",
                new Event.PromotionMoved(
                        1, "shop", "prod", PromotionStatus.WAITING, PromotionStatus.CANCELLED, "not today", null));

        assertThat(all(view -> view.openPromotions(null))).isEmpty();
        assertThat(all(view -> view.promotions("shop", "prod", 5)).get(0).endedAt())
                .isEqualTo(at(4));
        assertThat(all(view -> view.cells(null)).get(0).waiting()).isZero();
    }

    @Test
    public void shouldKeepOneVoteAPerson() {
        append(1, "ann", requested(1, "prod"));
        append(2, "bob", new Event.ApprovalGiven(1, "shop", "prod", Set.of("qa", "rm"), true, ""));
        append(3, "eve", new Event.ApprovalGiven(1, "shop", "prod", Set.of(), true, ""));
        append(4, "bob", new Event.ApprovalGiven(1, "shop", "prod", Set.of(), true, "again"));

        assertThat(all(view -> view.approvals(1)))
                .containsExactly(
                        new Approval(1, "bob", Set.of("qa", "rm"), true, "", at(2)),
                        new Approval(1, "eve", Set.of(), true, "", at(3)));

        append(5, "bob", new Event.ApprovalGiven(1, "shop", "prod", Set.of("rm"), false, "broken"));

        assertThat(all(view -> view.approvals(1)))
                .containsExactly(
                        new Approval(1, "eve", Set.of(), true, "", at(3)),
                        new Approval(1, "bob", Set.of("rm"), false, "broken", at(5)));
    }

    @Test
    public void shouldKnowHoldsLinesHotfixesPushesAndConfigurations() {
        append(1, "ann", new Event.HoldPlaced("prod", "audit"));
        append(2, "ann", new Event.LineLeft("shop", "prod", "base1", "cherry-pick"));
        append(3, "ann", hotfixStarted("fix"));
        PushIntent intent = new PushIntent(
                1,
                "shop",
                PushIntent.Kind.HOTFIX_START,
                List.of(4L),
                List.of(RefMove.branch("prod", null, "c1")),
                Map.of("hotfix", "fix"),
                at(4),
                "ann",
                null,
                null);
        append(4, "ann", new Event.PushIntended(intent));
        append(5, "ann", new Event.ConfigurationUsed("sum", "applications: {}\n"));

        assertThat(one(view -> view.hold("prod"))).contains(new Hold("prod", "audit", "ann", at(1)));
        assertThat(all(LedgerView::holds)).hasSize(1);
        assertThat(one(view -> view.lineBase("shop", "prod"))).contains("base1");
        Hotfix hotfix = new Hotfix(
                "shop",
                "fix",
                "hotfix/fix",
                "prod",
                "c0",
                Map.of("qa", "c2", "dev", "c3"),
                List.of(7L),
                Hotfix.Status.STARTED,
                "ann",
                at(3));
        assertThat(one(view -> view.activeHotfix("shop"))).contains(hotfix);
        assertThat(one(view -> view.hotfix("shop", "fix"))).contains(hotfix);
        assertThat(all(LedgerView::openIntents)).containsExactly(intent);
        assertThat(ledger.<Boolean>read(view -> view.hasConfiguration("sum"))).isTrue();
        assertThat(one(view -> view.configuration("sum"))).contains("applications: {}\n");

        append(6, "ann", new Event.HoldReleased("prod"));
        append(7, "ann", new Event.LineRejoined("shop", "prod"));
        append(8, "ann", new Event.HotfixMoved("shop", "fix", Hotfix.Status.FINISHED, ""));
        append(9, "ann", new Event.PushSettled(1, "shop", PushIntent.Outcome.DONE, ""));

        assertThat(one(view -> view.hold("prod"))).isEmpty();
        assertThat(one(view -> view.lineBase("shop", "prod"))).isEmpty();
        assertThat(one(view -> view.activeHotfix("shop"))).isEmpty();
        assertThat(all(view -> view.hotfixes("shop")).get(0).status()).isEqualTo(Hotfix.Status.FINISHED);
        assertThat(all(LedgerView::openIntents)).isEmpty();
    }

    private static Event hotfixStarted(String name) {
        return new Event.HotfixStarted(
                "shop", name, "hotfix/" + name, "prod", "c0", Map.of("qa", "c2", "dev", "c3"), List.of(7L));
    }

    private List<Long> ids(Function<LedgerView, List<Deployment>> question) {
        return all(question).stream().map(Deployment::id).toList();
    }
}
