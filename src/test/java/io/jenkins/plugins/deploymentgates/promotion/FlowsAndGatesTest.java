package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Flow;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** Flows where gates, people and the other verbs have a say. */
public class FlowsAndGatesTest extends FlowsFixture {
    @Test
    public void shouldTakeWhatIsReportedByEnvironmentForEveryPipelineItIsTrueOf() {
        add("lib:1");
        verify(1);
        record("two", "live", "1", COMPLETED);
        assertThat(statuses(2, 3)).containsExactly(COMPLETED, COMPLETED);
        engine.recordings().verify(World.ANN, new VerifyRequest("two", "live", "manual", true, null, null));
        assertThat(statuses(2, 3)).containsExactly(VERIFIED, COMPLETED);
        engine.recordings().verify(World.ANN, new VerifyRequest("two", "live", "pager", true, null, null));
        assertThat(statuses(2, 3)).containsExactly(VERIFIED, VERIFIED);
    }

    @Test
    public void shouldWaitForAHoldAndGoOnOnceItIsGone() {
        add("tool:1");
        engine.holds().hold(World.ANN, "second", "audit");
        move(1, COMPLETED);
        assertThat(statuses(1, 2)).containsExactly(VERIFIED, NOT_STARTED);
        assertThat(world.standing(1)).isEqualTo("WAITING: hold: ann holds second: audit");
        engine.holds().release(World.ANN, "second");
        assertThat(status(2)).isEqualTo(CREATED);
    }

    @Test
    public void shouldWaitForGatesInTheFirstEnvironmentAsWell() {
        configure(YAML + "  first: {gates: [{approvals: {count: 1}}]}\n");
        add("tool:1");
        assertThat(statuses(1, 2)).containsExactly(NOT_STARTED, NOT_STARTED);
        assertThat(world.list(view -> view.cells("bare"))).isEmpty();
        engine.promotions().approve(World.BOB, 1, "");
        assertThat(statuses(1, 2)).containsExactly(CREATED, NOT_STARTED);
    }

    @Test
    public void shouldCarryOutAnOverrideWithThePlannedDeployment() {
        configure(YAML + "  second: {gates: [{approvals: {count: 1}}]}\npermissions: {override: [ann]}\n");
        add("tool:1");
        move(1, COMPLETED);
        assertThat(world.standing(1)).startsWith("WAITING: approvals");
        PromotionResult again = engine.promotions().promote(World.ANN, PromoteRequest.of("bare", "second"));
        assertThat(again.promotion().id()).as("the flow's own").isEqualTo(1);

        PromotionResult overridden = engine.promotions()
                .promote(
                        World.ANN,
                        new PromoteRequest("bare", "second", null, null, List.of(), false, "it burns", null));
        assertThat(overridden.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(overridden.deployment().id()).isEqualTo(2);
        assertThat(world.standing(1)).startsWith("CANCELLED");
        move(2, COMPLETED);
        assertThat(flow(1)).isEqualTo(Flow.Status.SUCCESS);
    }

    @Test
    public void shouldMoveTheFlowsDeploymentByTheOtherVerbs() {
        add("shop-api:1.0");
        add("shop-api:1.1");
        RecordResult started = record("shop", "dev", "1.0", STARTED);
        assertThat(started.deployment().id()).as("not what is current").isEqualTo(1);
        assertThat(record("shop", "dev", "1.0", STARTED).changed()).isFalse();
        assertThat(record("shop", "dev", "1.0", COMPLETED).deployment().status())
                .isEqualTo(COMPLETED);
        check(1, "smoke", true);
        assertThat(status(2)).isEqualTo(CREATED);
        assertThat(record("shop", "qa", "1.0", COMPLETED).deployment().id()).isEqualTo(2);
        engine.recordings().verify(World.ANN, new VerifyRequest("shop", "qa", "smoke", true, null, null));
        RecordResult last =
                engine.recordings().verify(World.ANN, new VerifyRequest("shop", "qa", "load", true, null, null));
        assertThat(last.deployment().id()).isEqualTo(2);
        assertThat(last.followUps()).extracting(one -> one.promotion().to()).containsExactly("prod");
        assertThat(statuses(1, 2, 3)).containsExactly(VERIFIED, VERIFIED, CREATED);
        assertThat(world.list(view -> view.flowDeployments(null, null, 0, 20))).hasSize(6);
        assertThat(world.list(view -> view.deployments("shop", null, Long.MAX_VALUE, 20)))
                .hasSize(4);
    }

    @Test
    public void shouldEnterOutOfBandWhenSomethingIsRecordedBeforeItsTurn() {
        add("tool:1");
        Deployment early = record("bare", "second", "1", STARTED).deployment();
        assertThat(early.id()).isEqualTo(2);
        assertThat(early.status()).isEqualTo(STARTED);
        assertThat(early.outOfBand()).startsWith("verified: bare 1 = tool 1 is not verified in first");
        move(1, COMPLETED);
        assertThat(statuses(1, 2)).containsExactly(VERIFIED, STARTED);
        assertThat(world.list(view -> view.openPromotions(null))).isEmpty();
        move(2, COMPLETED);
        assertThat(flow(1)).isEqualTo(Flow.Status.SUCCESS);
    }

    @Test
    public void shouldCallOffAPromotionWhoseDeploymentCameInAnotherWay() {
        add("tool:1");
        engine.holds().hold(World.ANN, "second", "audit");
        move(1, COMPLETED);
        record("bare", "second", "1", COMPLETED);
        assertThat(world.standing(1)).isEqualTo("CANCELLED: deployment 2 came in another way and is VERIFIED");
        assertThat(flow(1)).isEqualTo(Flow.Status.SUCCESS);
    }

    @Test
    public void shouldPushNothingWhereTheApplicationHasAFastForwardRepository() {
        String before = world.origin().head("main-prod");
        add("tree:1");
        move(1, COMPLETED);
        assertThat(statuses(1, 2)).containsExactly(VERIFIED, CREATED);
        assertThat(deployment(2).commit()).isNull();
        assertThat(world.origin().head("main-prod")).isEqualTo(before);
        record("tree", "main-prod", "1", COMPLETED);
        assertThat(flow(1)).isEqualTo(Flow.Status.SUCCESS);
    }

    @Test
    public void shouldCountForSoakOnlyAnotherVersionOfTheSameArtifactAsItsEnd() {
        configure(YAML.replace("bare:\n", "bare:\n    description: soaking\n")
                .replace("environments:\n  prod:", "environments:\n  qa: {gates: [{soak: {for: 2h}}]}\n  prod:"));
        add("shop-api:1.0");
        verify(1);
        world.clock().advance(Duration.ofMinutes(30));
        add("shop-web:5");
        world.clock().advance(Duration.ofMinutes(90));
        engine.promotions().reconsider("shop");
        assertThat(status(2)).as("shop-web took nothing away").isEqualTo(CREATED);

        add("shop-api:1.1");
        verify(7);
        world.clock().advance(Duration.ofMinutes(30));
        add("shop-api:1.2");
        engine.promotions().reconsider("shop");
        assertThat(status(8)).isEqualTo(NOT_STARTED);
        assertThat(world.standing(2))
                .startsWith(
                        "REFUSED: soak: shop 1.1 was verified in dev for only 30m of 2h, until another deployment took"
                                + " its place");
    }
}
