package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.insight.Matrix;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Flow;
import io.jenkins.plugins.deploymentgates.model.IllegalMoveException;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.RecordedArtifact;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.model.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;

/** The way of artifacts through pipelines. */
public class FlowsTest extends FlowsFixture {
    @Test
    public void shouldBeginAFlowWithEverythingInOneTransaction() {
        RecordedArtifact artifact = add("shop-api:1.0");

        assertThat(artifact.id()).isEqualTo(1);
        assertThat(artifact.artifact().sourceUrl()).isEqualTo("https://repo.example.com/shop-api:1.0");
        assertThat(world.types(0))
                .containsExactly(
                        "artifact.recorded",
                        "configuration.used",
                        "release.recorded",
                        "flow.created",
                        "deployment.created");
        assertThat(statuses(1, 2, 3)).containsExactly(CREATED, NOT_STARTED, NOT_STARTED);
        Deployment first = deployment(1);
        assertThat(first.cause()).isEqualTo(Deployment.Cause.FLOW);
        assertThat(first.promotion()).isNull();
        assertThat(first.outOfBand()).isNull();
        Flow flow = world.read(view -> view.flow(1).orElseThrow());
        assertThat(flow.stages())
                .containsExactly(
                        new Flow.Stage(1, "dev", List.of(), List.of(new Flow.Check(1, "smoke"))),
                        new Flow.Stage(
                                2,
                                "qa",
                                List.of("dev"),
                                List.of(new Flow.Check(2, "smoke"), new Flow.Check(3, "load"))),
                        new Flow.Stage(3, "prod", List.of("qa"), List.of(new Flow.Check(4, "smoke"))));
        assertThat(world.read(view -> view.release(flow.fingerprint())).map(Release::artifacts))
                .contains(List.of(artifact("shop-api:1.0")));
        assertThat(flow(1)).isEqualTo(Flow.Status.RUNNING);
        assertThat(world.matrix()).containsOnlyKeys("dev");
    }

    @Test
    public void shouldGoOnWhenAllChecksPassedAndSucceedAfterTheLast() {
        add("shop-api:1.0");
        move(1, STARTED, COMPLETED);
        assertThat(statuses(1, 2)).containsExactly(COMPLETED, NOT_STARTED);
        check(1, "smoke", true);

        assertThat(statuses(1, 2, 3)).containsExactly(VERIFIED, CREATED, NOT_STARTED);
        Deployment next = deployment(2);
        assertThat(next.cause()).isEqualTo(Deployment.Cause.FLOW);
        assertThat(next.promotion()).isEqualTo(1);
        assertThat(world.standing(1)).isEqualTo("PROMOTED: promoted");
        move(2, COMPLETED);
        check(2, "smoke", true);
        assertThat(statuses(2, 3)).containsExactly(COMPLETED, NOT_STARTED);
        check(2, "load", true);
        assertThat(statuses(2, 3)).containsExactly(VERIFIED, CREATED);
        assertThat(flow(1)).isEqualTo(Flow.Status.RUNNING);
        verify(3);
        assertThat(status(3)).isEqualTo(VERIFIED);
        assertThat(flow(1)).isEqualTo(Flow.Status.SUCCESS);
        assertThat(world.matrix())
                .containsEntry("dev", "1.0 VERIFIED")
                .containsEntry("qa", "1.0 VERIFIED")
                .containsEntry("prod", "1.0 VERIFIED");
    }

    @Test
    public void shouldBeVerifiedByCompletionWhereNoCheckIsRequired() {
        add("tool:1");
        move(1, COMPLETED);
        assertThat(statuses(1, 2)).containsExactly(VERIFIED, CREATED);
        move(2, STARTED, COMPLETED);
        assertThat(flow(1)).isEqualTo(Flow.Status.SUCCESS);
    }

    @Test
    public void shouldFailWithACheckOrADeliveryThatFailed() {
        add("shop-api:1.0");
        move(1, COMPLETED);
        check(1, "smoke", false);
        assertThat(statuses(1, 2, 3)).containsExactly(FAILED, NOT_STARTED, NOT_STARTED);
        assertThat(flow(1)).isEqualTo(Flow.Status.FAILED);
        assertThatThrownBy(() -> check(1, "smoke", true))
                .isInstanceOf(IllegalMoveException.class)
                .hasMessage("deployment 1 (shop 1.0 at dev) is FAILED, so no check can report on it any more");

        add("shop-api:1.1");
        move(4, FAILED);
        assertThat(statuses(4, 5)).containsExactly(FAILED, NOT_STARTED);
        assertThat(flow(2)).isEqualTo(Flow.Status.FAILED);
    }

    @Test
    public void shouldRefuseWhatCannotBecomeThat() {
        add("shop-api:1.0");
        assertThatThrownBy(() -> move(2, STARTED))
                .isInstanceOf(IllegalMoveException.class)
                .hasMessage("deployment 2 (shop 1.0 at qa) cannot move from NOT_STARTED to STARTED: its turn has not"
                        + " come");
        assertThatThrownBy(() -> check(2, "smoke", true))
                .isInstanceOf(IllegalMoveException.class)
                .hasMessage("deployment 2 (shop 1.0 at qa) is NOT_STARTED, so no check can report on it yet");
        String reported = ": reported can be STARTED, COMPLETED and FAILED, of what is CREATED or STARTED";
        for (DeploymentStatus other : List.of(NOT_STARTED, CREATED, VERIFIED)) {
            assertThatThrownBy(() -> move(1, other))
                    .isInstanceOf(IllegalMoveException.class)
                    .hasMessage("deployment 1 (shop 1.0 at dev) cannot move from CREATED to " + other + reported);
        }
        move(1, STARTED);
        assertThatThrownBy(() -> move(1, STARTED))
                .hasMessage("deployment 1 (shop 1.0 at dev) cannot move from STARTED to STARTED; from STARTED it can"
                        + " become COMPLETED, FAILED");
        move(1, COMPLETED);
        assertThatThrownBy(() -> move(1, FAILED))
                .hasMessage("deployment 1 (shop 1.0 at dev) cannot move from COMPLETED to FAILED" + reported);
        assertThatThrownBy(() -> move(9, STARTED))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is no deployment 9 of a flow");
        assertThatThrownBy(() -> check(1, "load", true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("deployment 1 (shop 1.0 at dev) has no check 'load'; it has smoke");
    }

    @Test
    public void shouldRefuseAnArtifactThatIsThereOrThatNobodyHas() {
        add("shop-api:1.0");
        long head = world.head();
        assertThatThrownBy(() -> add("shop-api:1.0"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("artifact com.acme:shop-api:1.0 is there already: number 1; artifacts never change, so tell"
                        + " of another version");
        assertThatThrownBy(() -> add("moon:1.0"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "no application has the artifact com.acme:moon; add it under artifacts of the application it"
                                + " belongs to");
        assertThat(world.head()).isEqualTo(head);
    }

    @Test
    public void shouldDoNothingTwiceUnderOneKey() {
        RecordedArtifact first = engine.flows().add(World.ANN, artifact("tool:1"), "k1");
        assertThat(engine.flows().add(World.ANN, artifact("tool:1"), "k1")).isEqualTo(first);
        engine.flows().move(World.ANN, 1, STARTED, "k2");
        long head = world.head();
        assertThat(engine.flows().move(World.ANN, 1, STARTED, "k2").status()).isEqualTo(STARTED);
        assertThat(world.head()).isEqualTo(head);
        assertThatThrownBy(() -> engine.flows().move(World.ANN, 1, COMPLETED, "k2"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("the idempotency key 'k2' was used for something else: deployment.started");
        add("shop-api:1.0");
        Verification result = engine.flows().report(World.ANN, 3, "smoke", true, "https://ci/1", "k3");
        assertThat(engine.flows().report(World.ANN, 3, "smoke", true, null, "k3"))
                .isEqualTo(result);
        assertThat(world.list(view -> view.verifications(3))).containsExactly(result);
    }

    @Test
    public void shouldLetArtifactsOvertakeEachOther() {
        add("shop-api:1.0");
        add("shop-api:1.1");
        add("shop-web:7");
        verify(4);
        move(5, STARTED);
        verify(7);
        assertThat(status(8)).as("whatever is being delivered there").isEqualTo(CREATED);
        verify(1);
        assertThat(status(2)).as("although a newer one is there").isEqualTo(CREATED);
        assertThat(world.current("qa").id()).isEqualTo(2);
        assertThat(deployment(2).outOfBand()).isNull();
    }

    @Test
    public void shouldBeginAFlowOfEachApplicationThatHasTheArtifact() {
        configure(YAML.replace("[com.acme:tool]", "[com.acme:tool, com.acme:lib]"));
        add("lib:1");
        assertThat(world.list(view -> view.flowsOf(1)))
                .extracting(flow -> flow.application() + " " + flow.pipeline())
                .containsExactly("bare bare", "two normal", "two urgent");
        assertThat(statuses(1, 2, 3, 4, 5)).containsExactly(CREATED, NOT_STARTED, CREATED, NOT_STARTED, CREATED);
        move(1, COMPLETED);
        assertThat(statuses(1, 2, 3, 4, 5)).containsExactly(VERIFIED, CREATED, CREATED, NOT_STARTED, CREATED);
    }

    @Test
    public void shouldKeepPipelinesApartEvenWhereTheyShareAnEnvironment() {
        add("lib:1");
        List<Flow> flows = world.list(view -> view.flowsOf(1));
        assertThat(flows).extracting(Flow::pipeline).containsExactly("normal", "urgent");
        assertThat(flows.get(0).stages())
                .containsExactly(
                        new Flow.Stage(1, "lab", List.of(), List.of(new Flow.Check(1, "unit"))),
                        new Flow.Stage(2, "live", List.of("lab"), List.of(new Flow.Check(2, "manual"))));
        assertThat(flows.get(1).stages())
                .containsExactly(new Flow.Stage(3, "live", List.of(), List.of(new Flow.Check(3, "pager"))));
        assertThat(statuses(1, 2, 3)).containsExactly(CREATED, NOT_STARTED, CREATED);
        assertThatThrownBy(() -> check(3, "manual", true))
                .hasMessage("deployment 3 (two 1 at live) has no check 'manual'; it has pager");
        verify(3);
        assertThat(statuses(1, 2, 3)).containsExactly(CREATED, NOT_STARTED, VERIFIED);
        assertThat(flow(2)).isEqualTo(Flow.Status.SUCCESS);
        verify(1);
        assertThat(statuses(1, 2, 3)).containsExactly(VERIFIED, CREATED, VERIFIED);
        move(2, COMPLETED);
        check(2, "manual", false);
        assertThat(flow(1)).isEqualTo(Flow.Status.FAILED);
        assertThat(flow(2)).isEqualTo(Flow.Status.SUCCESS);
    }

    @Test
    public void shouldKeepTheConfigurationAFlowBeganWith() {
        add("shop-api:1.0");
        configure(
                """
                applications:
                  shop:
                    artifacts: [com.acme:shop-api]
                    pipeline:
                      dev: {verifications: [other]}
                """);
        move(1, COMPLETED);
        assertThat(status(1)).as("smoke is still required").isEqualTo(COMPLETED);
        engine.recordings().verify(World.ANN, new VerifyRequest("shop", "dev", "smoke", true, null, null));
        assertThat(statuses(1, 2)).as("qa is not configured any more").containsExactly(VERIFIED, CREATED);
        verify(2);
        verify(3);
        assertThat(flow(1)).isEqualTo(Flow.Status.SUCCESS);
        add("shop-api:1.1");
        assertThat(world.read(view -> view.flow(2).orElseThrow()).stages())
                .containsExactly(new Flow.Stage(4, "dev", List.of(), List.of(new Flow.Check(5, "other"))));
    }

    @Test
    public void shouldGoOnAfterACrashBetweenTheVerificationAndTheDecision() {
        add("tool:1");
        Engine dying = world.engine(step -> {
            if (step == Progress.Step.LOOKING) {
                throw new IllegalStateException("killed");
            }
        });
        assertThatThrownBy(() -> dying.flows().move(World.ANN, 1, COMPLETED, null))
                .hasMessage("killed");
        assertThat(statuses(1, 2)).containsExactly(VERIFIED, NOT_STARTED);
        assertThat(world.standing(1)).isEqualTo("REQUESTED: ");
        engine.reconciliation().run();
        assertThat(statuses(1, 2)).containsExactly(VERIFIED, CREATED);
        engine.reconciliation().run();
        assertThat(world.list(view -> view.deployments("bare", "second", Long.MAX_VALUE, 9)))
                .hasSize(1);
    }

    @Test
    public void shouldShowPlannedDeploymentsNowhereInTheMatrix() {
        add("shop-api:1.0");
        Matrix matrix = world.read(view ->
                Matrix.read(view, world.configuration(), "shop", world.clock().instant(), Matrix.CommitCount.NONE));
        assertThat(matrix.rows().get(0).places())
                .extracting(place ->
                        place.deployment() == null ? 0 : place.deployment().id())
                .containsExactly(1L, 0L, 0L);
    }

    @Test
    public void shouldTakeTheSameArtifactFromOneOfManyOnly() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String version = "1." + i % 5;
                calls.add(() -> {
                    try {
                        add("shop-api:" + version);
                        return true;
                    } catch (RefusedException e) {
                        return false;
                    }
                });
            }
            int added = 0;
            for (Future<Boolean> call : clients.invokeAll(calls)) {
                added += call.get() ? 1 : 0;
            }
            assertThat(added).isEqualTo(5);
            assertThat(world.list(view -> view.flows(null, 0, 100))).hasSize(5);
            assertThat(world.list(view -> view.flowDeployments(null, null, 0, 100)))
                    .extracting(Deployment::id)
                    .containsExactly(15L, 14L, 13L, 12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
        } finally {
            clients.shutdownNow();
        }
    }
}
