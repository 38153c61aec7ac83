package io.jenkins.plugins.deploymentgates.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

public class VerificationsGateTest {
    @Rule
    public final Scene scene = new Scene();

    private final Gate gate = new VerificationsGate(List.of("scan", "e2e"));

    @Test
    public void passesAtTheStartOfThePipeline() {
        assertThat(scene.ask(gate, "dev", scene.release("1.4.2")))
                .isEqualTo(GateOutcome.passed(
                        "verifications",
                        "dev is at the start of the pipeline; no check can have run before it",
                        "no upstream environment"));
    }

    @Test
    public void passesWhenEachCheckPassedInOneOfTheSources() {
        Release release = scene.release("1.4.2");
        scene.check(scene.verify("integration", release), "scan", true);
        scene.check(scene.verify("load", release), "e2e", true);

        assertThat(scene.ask(gate, "staging", release))
                .isEqualTo(GateOutcome.passed(
                        "verifications",
                        "scan and e2e passed on shop 1.4.2",
                        "scan passed in integration at 2026-03-03T09:00:00Z (deployment 1)"
                                + " | e2e passed in load at 2026-03-03T09:00:00Z (deployment 2)"));
    }

    @Test
    public void waitsForAnOutstandingCheck() {
        Release release = scene.release("1.4.2");
        scene.check(scene.verify("qa", release), "scan", true);

        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.waitingFor(
                        "verifications",
                        "e2e has not reported on shop 1.4.2 yet",
                        "scan passed in qa at 2026-03-03T09:00:00Z (deployment 1) | e2e outstanding",
                        "have e2e pass in qa"));
    }

    @Test
    public void refusesAFailedCheck() {
        Release release = scene.release("1.4.2");
        scene.check(scene.verify("qa", release), "scan", false);

        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.refused(
                        "verifications",
                        "scan failed on shop 1.4.2",
                        "scan failed in qa at 2026-03-03T09:00:00Z (deployment 1) | e2e outstanding",
                        "fix what failed and promote the release with the fix, or have scan run again and pass"));
    }

    @Test
    public void takesTheNewestResultOfACheck() {
        Release release = scene.release("1.4.2");
        long qa = scene.verify("qa", release);
        scene.check(qa, "scan", false);
        scene.check(qa, "e2e", true);
        scene.at("2026-03-03T10:00:00Z");
        scene.check(qa, "scan", true);

        assertThat(scene.ask(gate, "load", release))
                .isEqualTo(GateOutcome.passed(
                        "verifications",
                        "scan and e2e passed on shop 1.4.2",
                        "scan passed in qa at 2026-03-03T10:00:00Z (deployment 1)"
                                + " | e2e passed in qa at 2026-03-03T09:00:00Z (deployment 1)"));
    }

    @Test
    public void looksAtTheNewestDeploymentOfTheRelease() {
        Release release = scene.release("1.4.2");
        long first = scene.verify("qa", release);
        scene.check(first, "scan", true);
        scene.check(first, "e2e", true);
        scene.verify("qa", release);

        assertThat(scene.ask(gate, "load", release).reason())
                .isEqualTo("scan and e2e have not reported on shop 1.4.2 yet");
    }

    @Test
    public void refusesWhenThereIsNoDeploymentToCheck() {
        assertThat(scene.ask(gate, "staging", scene.release("1.4.2")))
                .isEqualTo(GateOutcome.refused(
                        "verifications",
                        "scan and e2e cannot have passed: there is no deployment of shop 1.4.2 in integration or load"
                                + " that counts",
                        "no deployment that is not void",
                        "deploy shop 1.4.2 to integration or load and have scan and e2e pass there"));
    }

    @Test
    public void doesNotCountADeploymentThatAHotfixHasVoided() {
        Release release = scene.release("1.4.2");
        long qa = scene.verify("qa", release);
        scene.check(qa, "scan", true);
        scene.check(qa, "e2e", true);
        scene.append(new Event.EvidenceVoided("shop", List.of("qa"), "hotfix login overtook it"));

        assertThat(scene.ask(gate, "load", release).reason())
                .isEqualTo("scan and e2e cannot have passed: there is no deployment of shop 1.4.2 in qa that counts");
    }
}
