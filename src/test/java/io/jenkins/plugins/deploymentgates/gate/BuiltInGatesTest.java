package io.jenkins.plugins.deploymentgates.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Release;
import org.junit.Rule;
import org.junit.Test;

/** Hold, exclusive and order without Git; see {@link VerifiedGateTest} and {@link LineGatesTest} for the others. */
public class BuiltInGatesTest {
    private static final String FREE = "no promotion EXECUTING, no deployment STARTED";

    @Rule
    public final Scene scene = new Scene();

    @Test
    public void holdPassesWhereNobodyHolds() {
        scene.append(new Event.HoldPlaced("qa", "data migration"));

        assertThat(scene.ask(new HoldGate(), "prod", scene.release("1.4.2")))
                .isEqualTo(GateOutcome.passed("hold", "nobody holds prod", "no hold"));
    }

    @Test
    public void holdWaitsForWhoPlacedItAndPassesOnceItIsReleased() {
        Release release = scene.release("1.4.2");
        scene.append("rita", new Event.HoldPlaced("prod", "data migration"));

        assertThat(scene.ask(new HoldGate(), "prod", release))
                .isEqualTo(GateOutcome.waitingFor(
                        "hold",
                        "rita holds prod: data migration",
                        "held since 2026-03-03T09:00:00Z by rita",
                        "have rita, or anyone else with permission to hold, release prod"));

        scene.append("rita", new Event.HoldReleased("prod"));
        assertThat(scene.ask(new HoldGate(), "prod", release))
                .isEqualTo(GateOutcome.passed("hold", "nobody holds prod", "no hold"));
    }

    @Test
    public void exclusiveWaitsForAnotherPromotionThatIsExecuted() {
        Release release = scene.release("1.4.2");
        Promotion mine = scene.promotion("prod", release);
        Promotion other = scene.promotion("prod", scene.release("1.4.3"));
        assertThat(scene.ask(new ExclusiveGate(), "prod", release, mine))
                .isEqualTo(GateOutcome.passed("exclusive", "nothing else is entering prod", FREE));

        scene.execute(other);
        assertThat(scene.ask(new ExclusiveGate(), "prod", release, mine))
                .isEqualTo(GateOutcome.waitingFor(
                        "exclusive",
                        "another promotion into prod is being executed: promotion 2 (shop 1.4.3 to prod)",
                        "promotion 2 (shop 1.4.3 to prod) EXECUTING",
                        "wait until promotion 2 is done"));
        assertThat(scene.ask(new ExclusiveGate(), "prod", release, other))
                .isEqualTo(GateOutcome.passed("exclusive", "nothing else is entering prod", FREE));
        assertThat(scene.ask(new ExclusiveGate(), "qa", release))
                .isEqualTo(GateOutcome.passed("exclusive", "nothing else is entering qa", FREE));
    }

    @Test
    public void exclusiveWaitsForADeploymentThatIsBeingDelivered() {
        Release release = scene.release("1.4.2");
        long there = scene.create("prod", scene.release("1.4.1"));
        scene.at("2026-03-03T09:05:00Z");
        scene.move(there, DeploymentStatus.STARTED);

        assertThat(scene.ask(new ExclusiveGate(), "prod", release))
                .isEqualTo(GateOutcome.waitingFor(
                        "exclusive",
                        "deployment 1 (shop 1.4.1 at prod) is being delivered",
                        "STARTED since 2026-03-03T09:05:00Z",
                        "wait until deployment 1 is recorded as COMPLETED or FAILED"));

        scene.move(there, DeploymentStatus.COMPLETED);
        assertThat(scene.ask(new ExclusiveGate(), "prod", release))
                .isEqualTo(GateOutcome.passed("exclusive", "nothing else is entering prod", FREE));
    }

    @Test
    public void orderPassesWhereNothingWasDeployed() {
        assertThat(scene.ask(new OrderGate(), "prod", scene.release("1.4.2")))
                .isEqualTo(GateOutcome.passed(
                        "order", "nothing was ever deployed to prod", "nothing was ever deployed to prod"));
    }

    @Test
    public void orderPassesWhatWasRecordedLater() {
        scene.verify("prod", scene.release("1.4.1"));

        assertThat(scene.ask(new OrderGate(), "prod", scene.release("1.4.2")))
                .isEqualTo(GateOutcome.passed(
                        "order",
                        "shop 1.4.2 is not older than what is in prod",
                        "deployment 1 (shop 1.4.1 at prod) VERIFIED"));
    }

    @Test
    public void orderRefusesWhatWasRecordedEarlierUnlessItIsMeantToGoBack() {
        Release older = scene.release("1.4.1");
        scene.verify("prod", scene.release("1.4.2"));
        String there = "deployment 1 (shop 1.4.2 at prod) VERIFIED";

        assertThat(scene.ask(new OrderGate(), "prod", older))
                .isEqualTo(GateOutcome.refused(
                        "order",
                        "shop 1.4.1 is older than what is in prod: it was recorded before shop 1.4.2",
                        there,
                        "promote a newer release, or roll prod back to it"));
        scene.kind = PromotionKind.ROLLBACK;
        assertThat(scene.ask(new OrderGate(), "prod", older))
                .isEqualTo(GateOutcome.passed("order", "a rollback may go back to an older release", there));
        scene.kind = PromotionKind.ALIGN;
        assertThat(scene.ask(new OrderGate(), "prod", older))
                .isEqualTo(GateOutcome.passed("order", "aligning may go back to an older release", there));
    }

    @Test
    public void orderSaysThatTheReleaseIsThereAlready() {
        Release release = scene.release("1.4.2");
        long there = scene.create("prod", release);
        scene.move(there, DeploymentStatus.STARTED, DeploymentStatus.COMPLETED);

        assertThat(scene.ask(new OrderGate(), "prod", release))
                .isEqualTo(GateOutcome.passed(
                        "order",
                        "shop 1.4.2 is there already and COMPLETED; promoting it again would change nothing",
                        "deployment 1 (shop 1.4.2 at prod) COMPLETED"));
        scene.move(there, DeploymentStatus.FAILED);
        assertThat(scene.ask(new OrderGate(), "prod", release))
                .isEqualTo(GateOutcome.passed(
                        "order",
                        "shop 1.4.2 is there already, FAILED, and not older than itself",
                        "deployment 1 (shop 1.4.2 at prod) FAILED"));
    }
}
