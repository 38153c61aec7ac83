package io.jenkins.plugins.deploymentgates.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.Application.Combination;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

public class VerifiedGateTest {
    private static final String API = "com.acme:shop-api:2.1";
    private static final String WEB = "com.acme:shop-web:3.0";
    private static final String OLD_WEB = "com.acme:shop-web:2.9";
    private static final String WORDS = "shop 1.4.2 = shop-api 2.1 + shop-web 3.0";

    @Rule
    public final Scene scene = new Scene();

    private final Gate gate = new VerifiedGate();

    @Test
    public void passesAtTheStartOfThePipeline() {
        assertThat(scene.ask(gate, "dev", scene.release("1.4.2", API, WEB)))
                .isEqualTo(GateOutcome.passed(
                        "verified",
                        "dev is at the start of the pipeline; nothing has to be verified before it",
                        "no upstream environment"));
    }

    @Test
    public void passesWhenTheExactReleaseIsVerifiedInEverySource() {
        Release release = scene.release("1.4.2", API, WEB);
        scene.verify("integration", release);
        scene.at("2026-03-03T10:00:00Z");
        scene.verify("load", release);

        assertThat(scene.ask(gate, "staging", release))
                .isEqualTo(GateOutcome.passed(
                        "verified",
                        WORDS + " is verified in integration and load",
                        "integration: VERIFIED since 2026-03-03T09:00:00Z (deployment 1)"
                                + " | load: VERIFIED since 2026-03-03T10:00:00Z (deployment 2)"));
    }

    @Test
    public void passesOnEvidenceThatSomethingElseHasReplacedSince() {
        Release release = scene.release("1.4.2", API, WEB);
        scene.verify("qa", release);
        scene.verify("qa", scene.release("1.4.3", API, WEB));

        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.passed(
                        "verified",
                        WORDS + " is verified in qa",
                        "qa: VERIFIED since 2026-03-03T09:00:00Z (deployment 1)"));
    }

    @Test
    public void listsEveryMissingCombinationWithWhatIsThereInstead() {
        Release release = scene.release("1.4.2", API, WEB);
        scene.verify("integration", scene.release("1.4.1", API, OLD_WEB));

        String seen = "integration: never deployed there; there now: shop 1.4.1 = shop-api 2.1 + shop-web 2.9"
                + " (deployment 1, VERIFIED) | load: never deployed there; nothing was ever deployed there";
        assertThat(scene.ask(gate, "staging", release))
                .isEqualTo(GateOutcome.refused(
                        "verified",
                        WORDS + " is not verified in integration and load: " + seen,
                        seen,
                        "deploy shop 1.4.2 to integration and have smoke pass there;"
                                + " deploy shop 1.4.2 to load and have smoke and load-test pass there"));
    }

    @Test
    public void refusesAnotherCombinationUnderTheSameVersion() {
        Release release = scene.release("1.4.2", API, WEB);
        scene.verify("qa", scene.release("1.4.2", API, OLD_WEB));

        String seen = "qa: never deployed there; there now: shop 1.4.2 = shop-api 2.1 + shop-web 2.9"
                + " (deployment 1, VERIFIED)";
        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.refused(
                        "verified",
                        WORDS + " is not verified in qa: " + seen,
                        seen,
                        "deploy shop 1.4.2 to qa and have smoke pass there"));
    }

    @Test
    public void refusesTheSameArtifactsWithAnotherConfigurationTree() {
        Release release = scene.releaseAt("a".repeat(64), "1.4.2");
        scene.verify("qa", scene.releaseAt("b".repeat(64), "1.4.2"));

        String seen = "qa: never deployed there; there now: shop 1.4.2 from another configuration tree"
                + " (deployment 1, VERIFIED)";
        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.refused(
                        "verified",
                        "shop 1.4.2 is not verified in qa: " + seen,
                        seen,
                        "deploy shop 1.4.2 to qa and have smoke pass there"));
    }

    @Test
    public void waitsWhileTheReleaseIsOnItsWayThere() {
        Release release = scene.release("1.4.2", API, WEB);
        scene.verify("integration", release);
        long load = scene.create("load", release);

        for (DeploymentStatus status : List.of(DeploymentStatus.CREATED, DeploymentStatus.STARTED)) {
            if (status != DeploymentStatus.CREATED) {
                scene.move(load, status);
            }
            assertThat(scene.ask(gate, "staging", release))
                    .isEqualTo(onItsWay(
                            "deployment 2 is " + status + " there, not VERIFIED yet; outstanding: smoke, load-test"));
        }
        scene.move(load, DeploymentStatus.COMPLETED);
        scene.check(load, "smoke", true);
        assertThat(scene.ask(gate, "staging", release))
                .isEqualTo(onItsWay("deployment 2 is COMPLETED there, not VERIFIED yet; outstanding: load-test"));
    }

    private static GateOutcome onItsWay(String load) {
        return GateOutcome.waitingFor(
                "verified",
                WORDS + " is not verified in load yet: load: " + load,
                "integration: VERIFIED since 2026-03-03T09:00:00Z (deployment 1) | load: " + load,
                "complete deployment 2 in load and have smoke and load-test pass there");
    }

    @Test
    public void refusesWhenOneSourceWaitsAndAnotherLacksIt() {
        Release release = scene.release("1.4.2", API, WEB);
        scene.create("load", release);

        String seen = "integration: never deployed there; nothing was ever deployed there"
                + " | load: deployment 1 is CREATED there, not VERIFIED yet; outstanding: smoke, load-test";
        assertThat(scene.ask(gate, "staging", release))
                .isEqualTo(GateOutcome.refused(
                        "verified",
                        WORDS + " is not verified in integration and load: " + seen,
                        seen,
                        "deploy shop 1.4.2 to integration and have smoke pass there;"
                                + " complete deployment 1 in load and have smoke and load-test pass there"));
    }

    @Test
    public void refusesWhatFailedThereAndNamesTheFailedCheck() {
        Release release = scene.release("1.4.2", API, WEB);
        long qa = scene.complete("qa", release);
        scene.at("2026-03-03T09:30:00Z");
        scene.check(qa, "smoke", false);
        scene.move(qa, DeploymentStatus.FAILED);

        String seen = "qa: deployment 1 FAILED there at 2026-03-03T09:30:00Z: smoke did not pass";
        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.refused(
                        "verified",
                        WORDS + " is not verified in qa: " + seen,
                        seen,
                        "fix what failed, then deploy shop 1.4.2 to qa again and have smoke pass there"));
    }

    @Test
    public void refusesWhatCouldNotBeDelivered() {
        Release release = scene.release("1.4.2", API, WEB);
        long qa = scene.create("qa", release);
        scene.move(qa, DeploymentStatus.STARTED, DeploymentStatus.FAILED);

        assertThat(scene.ask(gate, "load", release).lookedAt())
                .isEqualTo("qa: deployment 1 FAILED there at 2026-03-03T09:00:00Z: its delivery failed");
    }

    @Test
    public void refusesWhenTheNewestTryFailedAlthoughAnOlderOneWasVerified() {
        Release release = scene.release("1.4.2", API, WEB);
        scene.verify("qa", release);
        scene.move(scene.create("qa", release), DeploymentStatus.FAILED);

        assertThat(scene.ask(gate, "load", release).lookedAt())
                .isEqualTo("qa: deployment 2 FAILED there at 2026-03-03T09:00:00Z: its delivery failed");
    }

    @Test
    public void waitsForAnotherTryAfterAFailure() {
        Release release = scene.release("1.4.2", API, WEB);
        scene.move(scene.create("qa", release), DeploymentStatus.FAILED);
        scene.create("qa", release);

        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.waitingFor(
                        "verified",
                        WORDS + " is not verified in qa yet: qa: deployment 2 is CREATED there, not VERIFIED yet;"
                                + " outstanding: smoke",
                        "qa: deployment 2 is CREATED there, not VERIFIED yet; outstanding: smoke",
                        "complete deployment 2 in qa and have smoke pass there"));
    }

    @Test
    public void refusesWhatWasReplacedBeforeItWasVerified() {
        Release release = scene.release("1.4.2", API, WEB);
        scene.complete("qa", release);
        scene.at("2026-03-03T11:00:00Z");
        scene.create("qa", scene.release("1.4.3", API, WEB));

        String seen = "qa: deployment 1 was replaced at 2026-03-03T11:00:00Z before it was VERIFIED; there now:"
                + " shop 1.4.3 = shop-api 2.1 + shop-web 3.0 (deployment 2, CREATED)";
        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.refused(
                        "verified",
                        WORDS + " is not verified in qa: " + seen,
                        seen,
                        "deploy shop 1.4.2 to qa again and have smoke pass there"));
    }

    @Test
    public void refusesEvidenceThatAHotfixHasVoided() {
        Release release = scene.release("1.4.2", API, WEB);
        scene.verify("qa", release);
        scene.append(new Event.EvidenceVoided("shop", List.of("dev", "qa"), "hotfix login overtook it"));

        String seen = "qa: deployment 1 is no evidence any more: hotfix login overtook it";
        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.refused(
                        "verified",
                        WORDS + " is not verified in qa: " + seen,
                        seen,
                        "deploy shop 1.4.2 to qa again and have smoke pass there"));
    }

    @Test
    public void asksForEachArtifactAloneWhenTheApplicationSaysSo() {
        scene.combination = Combination.PER_ARTIFACT;
        Release release = scene.releaseAt("a".repeat(64), "1.4.2", API, WEB);
        scene.verify("qa", scene.releaseAt("b".repeat(64), "1.4.0", API, OLD_WEB));
        scene.verify("qa", scene.releaseAt("c".repeat(64), "1.4.1", "com.acme:shop-api:2.0", WEB));

        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.passed(
                        "verified",
                        WORDS + " is verified in qa",
                        "qa (com.acme:shop-api:2.1): VERIFIED since 2026-03-03T09:00:00Z (deployment 1)"
                                + " | qa (com.acme:shop-web:3.0): VERIFIED since 2026-03-03T09:00:00Z (deployment 2)"));
    }

    @Test
    public void namesTheArtifactThatHasNoEvidence() {
        scene.combination = Combination.PER_ARTIFACT;
        Release release = scene.release("1.4.2", API, WEB);
        scene.verify("qa", scene.release("1.4.0", API, OLD_WEB));

        String missing = "qa: never deployed there; there now: shop 1.4.0 = shop-api 2.1 + shop-web 2.9"
                + " (deployment 1, VERIFIED)";
        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.refused(
                        "verified",
                        WORDS + " is not verified in qa: " + missing,
                        "qa (com.acme:shop-api:2.1): VERIFIED since 2026-03-03T09:00:00Z (deployment 1)"
                                + " | qa (com.acme:shop-web:3.0): never deployed there; there now: shop 1.4.0 = shop-api"
                                + " 2.1 + shop-web 2.9 (deployment 1, VERIFIED)",
                        "deploy com.acme:shop-web:3.0 to qa and have smoke pass there"));
    }

    @Test
    public void waitsForAnArtifactThatIsOnItsWay() {
        scene.combination = Combination.PER_ARTIFACT;
        Release release = scene.release("1.4.2", API, WEB);
        scene.verify("qa", scene.release("1.4.0", API, OLD_WEB));
        scene.create("qa", scene.release("1.4.1", API, WEB));

        assertThat(scene.ask(gate, "load", release).verdict()).isEqualTo(Verdict.WAITING);
    }

    @Test
    public void asksForTheReleaseWhenItHasNoArtifactsToAskFor() {
        scene.combination = Combination.PER_ARTIFACT;
        Release release = scene.releaseAt("a".repeat(64), "1.4.2");
        scene.verify("qa", scene.releaseAt("b".repeat(64), "1.4.1"));

        assertThat(scene.ask(gate, "load", release).reason())
                .isEqualTo("shop 1.4.2 is not verified in qa: qa: never deployed there; there now: shop 1.4.1"
                        + " (deployment 1, VERIFIED)");
    }

    @Test
    public void letsARollbackReturnToWhatWasVerifiedInTheTarget() {
        Release release = scene.release("1.4.2", API, WEB);
        scene.verify("staging", release);
        scene.verify("prod", release);
        scene.append(new Event.EvidenceVoided("shop", List.of("staging"), "hotfix login overtook it"));
        scene.create("prod", scene.release("1.4.3", API, WEB));

        scene.kind = PromotionKind.ROLLBACK;
        assertThat(scene.ask(gate, "prod", release))
                .isEqualTo(GateOutcome.passed(
                        "verified",
                        WORDS + " was verified in prod itself; a rollback may return to it",
                        "deployment 2 (shop 1.4.2 at prod) VERIFIED since 2026-03-03T09:00:00Z"));
        scene.kind = PromotionKind.FORWARD;
        assertThat(scene.ask(gate, "prod", release).reason())
                .isEqualTo(WORDS + " is not verified in staging: staging: deployment 1 is no evidence any more: hotfix"
                        + " login overtook it");
    }
}
