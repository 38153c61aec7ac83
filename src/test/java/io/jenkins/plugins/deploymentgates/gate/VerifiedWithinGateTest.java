package io.jenkins.plugins.deploymentgates.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;

public class VerifiedWithinGateTest {
    @Rule
    public final Scene scene = new Scene();

    private final Gate gate = new VerifiedWithinGate(Duration.ofDays(14));

    @Test
    public void passesAtTheStartOfThePipeline() {
        assertThat(scene.ask(gate, "dev", scene.release("1.4.2")))
                .isEqualTo(GateOutcome.passed(
                        "verifiedWithin",
                        "dev is at the start of the pipeline; there is no evidence that could expire",
                        "no upstream environment"));
    }

    @Test
    public void passesUpToTheInstantAtWhichTheEvidenceExpires() {
        Release release = scene.release("1.4.2");
        scene.verify("qa", release);
        scene.at("2026-03-17T09:00:00Z");

        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.passed(
                        "verifiedWithin",
                        "verified within the last 14d in qa",
                        "qa: last verified 2026-03-03T09:00:00Z, good until 2026-03-17T09:00:00Z (deployment 1)"));
    }

    @Test
    public void refusesExpiredEvidence() {
        Release release = scene.release("1.4.2");
        scene.verify("qa", release);
        scene.at("2026-03-18T10:00:00Z");

        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.refused(
                        "verifiedWithin",
                        "shop 1.4.2 was last verified in qa 15d 1h ago, more than 14d",
                        "qa: last verified 2026-03-03T09:00:00Z, expired 2026-03-17T09:00:00Z (deployment 1)",
                        "verify it again in qa"));
    }

    @Test
    public void passesAfterAnotherVerification() {
        Release release = scene.release("1.4.2");
        long qa = scene.verify("qa", release);
        scene.at("2026-03-18T09:00:00Z");
        scene.check(qa, "smoke", true);

        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.passed(
                        "verifiedWithin",
                        "verified within the last 14d in qa",
                        "qa: last verified 2026-03-18T09:00:00Z, good until 2026-04-01T09:00:00Z (deployment 1)"));
    }

    @Test
    public void asksForAnotherDeploymentWhenSomethingElseIsThereNow() {
        Release release = scene.release("1.4.2");
        scene.verify("qa", release);
        scene.at("2026-03-18T10:00:00Z");
        scene.verify("qa", scene.release("1.4.3"));

        assertThat(scene.ask(gate, "load", release).remedy())
                .isEqualTo("deploy shop 1.4.2 to qa again and verify it again there");
    }

    @Test
    public void waitsForEvidenceThatIsOnItsWay() {
        Release release = scene.release("1.4.2");
        scene.verify("integration", release);
        scene.complete("load", release);

        assertThat(scene.ask(gate, "staging", release))
                .isEqualTo(GateOutcome.waitingFor(
                        "verifiedWithin",
                        "shop 1.4.2 has no evidence in load yet",
                        "integration: last verified 2026-03-03T09:00:00Z, good until 2026-03-17T09:00:00Z (deployment 1)"
                                + " | load: deployment 2 is COMPLETED there, not VERIFIED yet; outstanding: smoke,"
                                + " load-test",
                        "complete deployment 2 in load and have smoke and load-test pass there"));
    }

    @Test
    public void refusesWhatHasNoEvidence() {
        assertThat(scene.ask(gate, "load", scene.release("1.4.2")))
                .isEqualTo(GateOutcome.refused(
                        "verifiedWithin",
                        "shop 1.4.2 has no evidence in qa",
                        "qa: never deployed there; nothing was ever deployed there",
                        "deploy shop 1.4.2 to qa and have smoke pass there"));
    }
}
