package io.jenkins.plugins.deploymentgates.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

public class SoakGateTest {
    @Rule
    public final Scene scene = new Scene();

    private final Gate gate = new SoakGate(Duration.ofHours(2));

    @Test
    public void passesAtTheStartOfThePipeline() {
        assertThat(scene.ask(gate, "dev", scene.release("1.4.2")))
                .isEqualTo(GateOutcome.passed(
                        "soak",
                        "dev is at the start of the pipeline; there is no upstream to soak in",
                        "no upstream environment"));
    }

    @Test
    public void waitsUntilTheStayIsLongEnough() {
        Release release = scene.release("1.4.2");
        scene.verify("qa", release);
        scene.at("2026-03-03T10:20:00Z");

        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.waitingUntil(
                        "soak",
                        "shop 1.4.2 has been verified in qa for 1h 20m of 2h; it is enough at 2026-03-03T11:00:00Z",
                        "qa: VERIFIED since 2026-03-03T09:00:00Z, 1h 20m of 2h (deployment 1)",
                        Instant.parse("2026-03-03T11:00:00Z")));
    }

    @Test
    public void passesFromTheInstantOnAtWhichTheStayIsLongEnough() {
        Release release = scene.release("1.4.2");
        scene.verify("qa", release);
        scene.at("2026-03-03T11:00:00Z");

        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.passed(
                        "soak",
                        "verified without interruption for at least 2h in qa",
                        "qa: VERIFIED since 2026-03-03T09:00:00Z, 2h of 2h (deployment 1)"));
    }

    @Test
    public void waitsForTheSlowestOfAllSources() {
        Release release = scene.release("1.4.2");
        scene.verify("integration", release);
        scene.at("2026-03-03T09:45:00Z");
        scene.verify("load", release);
        scene.at("2026-03-03T10:00:00Z");

        assertThat(scene.ask(gate, "staging", release))
                .isEqualTo(GateOutcome.waitingUntil(
                        "soak",
                        "shop 1.4.2 has been verified in integration for 1h of 2h; it is enough at 2026-03-03T11:00:00Z;"
                                + " shop 1.4.2 has been verified in load for 15m of 2h; it is enough at"
                                + " 2026-03-03T11:45:00Z",
                        "integration: VERIFIED since 2026-03-03T09:00:00Z, 1h of 2h (deployment 1)"
                                + " | load: VERIFIED since 2026-03-03T09:45:00Z, 15m of 2h (deployment 2)",
                        Instant.parse("2026-03-03T11:45:00Z")));
    }

    @Test
    public void countsAFinishedStayThatWasLongEnough() {
        Release release = scene.release("1.4.2");
        scene.verify("qa", release);
        scene.at("2026-03-03T12:00:00Z");
        scene.create("qa", scene.release("1.4.3"));

        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.passed(
                        "soak",
                        "verified without interruption for at least 2h in qa",
                        "qa: VERIFIED from 2026-03-03T09:00:00Z to 2026-03-03T12:00:00Z, 3h of 2h (deployment 1)"));
    }

    @Test
    public void refusesAStayThatEndedTooEarlyBecauseSomethingTookItsPlace() {
        Release release = scene.release("1.4.2");
        scene.verify("qa", release);
        scene.at("2026-03-03T09:20:00Z");
        scene.create("qa", scene.release("1.4.3"));
        scene.at("2026-03-03T15:00:00Z");

        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.refused(
                        "soak",
                        "shop 1.4.2 was verified in qa for only 20m of 2h, until another deployment took its place at"
                                + " 2026-03-03T09:20:00Z",
                        "qa: VERIFIED from 2026-03-03T09:00:00Z to 2026-03-03T09:20:00Z, 20m of 2h (deployment 1)",
                        "deploy shop 1.4.2 to qa again and leave it there, verified, for 2h"));
    }

    @Test
    public void refusesAStayThatEndedTooEarlyByAFailure() {
        Release release = scene.release("1.4.2");
        long qa = scene.verify("qa", release);
        scene.at("2026-03-03T09:20:00Z");
        scene.move(qa, DeploymentStatus.FAILED);
        scene.at("2026-03-03T15:00:00Z");

        assertThat(scene.ask(gate, "load", release).reason())
                .isEqualTo("shop 1.4.2 was verified in qa for only 20m of 2h, until it failed at 2026-03-03T09:20:00Z");
    }

    @Test
    public void startsAgainWhenTheReleaseComesBack() {
        Release release = scene.release("1.4.2");
        scene.verify("qa", release);
        scene.at("2026-03-03T10:30:00Z");
        scene.verify("qa", scene.release("1.4.3"));
        scene.at("2026-03-03T11:00:00Z");
        scene.verify("qa", release);
        scene.at("2026-03-03T12:00:00Z");

        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.waitingUntil(
                        "soak",
                        "shop 1.4.2 has been verified in qa for 1h of 2h; it is enough at 2026-03-03T13:00:00Z",
                        "qa: VERIFIED since 2026-03-03T11:00:00Z, 1h of 2h (deployment 3)",
                        Instant.parse("2026-03-03T13:00:00Z")));
    }

    @Test
    public void waitsForTheVerificationBeforeTheStayBegins() {
        Release release = scene.release("1.4.2");
        scene.complete("qa", release);

        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.waitingFor(
                        "soak",
                        "shop 1.4.2 is not verified in qa yet; the 2h begin when it is",
                        "qa: deployment 1 is COMPLETED there, not VERIFIED yet; outstanding: smoke",
                        "complete deployment 1 in qa and have smoke pass there"));
    }

    @Test
    public void refusesWhatWasNeverThere() {
        assertThat(scene.ask(gate, "load", scene.release("1.4.2")))
                .isEqualTo(GateOutcome.refused(
                        "soak",
                        "shop 1.4.2 has no verified stay in qa",
                        "qa: never deployed there; nothing was ever deployed there",
                        "deploy shop 1.4.2 to qa and have smoke pass there, and leave it there for 2h"));
    }

    @Test
    public void doesNotCountAStayThatAHotfixHasVoided() {
        Release release = scene.release("1.4.2");
        scene.verify("qa", release);
        scene.at("2026-03-03T15:00:00Z");
        scene.append(new Event.EvidenceVoided("shop", List.of("qa"), "hotfix login overtook it"));

        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.refused(
                        "soak",
                        "shop 1.4.2 has no verified stay in qa",
                        "qa: deployment 1 is no evidence any more: hotfix login overtook it",
                        "deploy shop 1.4.2 to qa again and have smoke pass there, and leave it there for 2h"));
    }
}
