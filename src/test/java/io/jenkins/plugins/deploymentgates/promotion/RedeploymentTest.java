package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer.Action;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;

/** Putting the last good release back where others act at the same time. */
public class RedeploymentTest extends FailuresFixture {
    @Test
    public void shouldActOnceWhenTheSameFailureIsReportedTwice() throws IOException {
        regions();
        long failed = world.current("prod-eu").id();
        fail("prod-eu", "build-7");
        long head = world.head();

        RecordResult again = failAgain(failed, "build-7");

        assertThat(again.changed()).isFalse();
        assertThat(again.failure().redeployment().promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(world.head()).isEqualTo(head);
    }

    @Test
    public void shouldActOnceWhenManyReportTheFailureAtOnce() throws Exception {
        regions();
        int reporters = 6;
        ExecutorService pool = Executors.newFixedThreadPool(reporters);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<RecordResult>> reports = new ArrayList<>();
        try {
            for (int i = 0; i < reporters; i++) {
                String key = "reporter-" + i % 3;
                reports.add(pool.submit(() -> {
                    start.await();
                    return world.engine()
                            .recordings()
                            .verify(World.ANN, new VerifyRequest("shop", "prod-eu", "smoke", false, null, key));
                }));
            }
            start.countDown();
            for (Future<RecordResult> report : reports) {
                report.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(world.list(view -> view.promotions("shop", "prod-eu", 100)))
                .filteredOn(promotion -> promotion.kind() == PromotionKind.ROLLBACK)
                .hasSize(1);
        assertThat(world.origin().head("prod-eu")).isEqualTo(first);
    }

    @Test
    public void shouldWaitWhileTheEnvironmentIsHeld() throws IOException {
        regions();
        world.engine().holds().hold(World.BOB, "prod-eu", "stocktaking");

        RecordResult result = fail("prod-eu");

        Promotion waiting = result.failure().redeployment().promotion();
        assertThat(world.standing(waiting.id())).isEqualTo("WAITING: hold: bob holds prod-eu: stocktaking");
        assertThat(world.origin().head("prod-eu")).isEqualTo(second);
        GateOutcome asked = world.engine().promotions().explain(waiting.id()).outcomes().stream()
                .filter(outcome -> outcome.gate().equals("stillFailed"))
                .findFirst()
                .orElseThrow();
        assertThat(asked.reason()).isEqualTo(result.deployment().label() + " failed and is still there");

        world.engine().holds().release(World.BOB, "prod-eu");

        assertThat(world.standing(waiting.id())).isEqualTo("PROMOTED: promoted");
        assertThat(world.origin().head("prod-eu")).isEqualTo(first);
    }

    @Test
    public void shouldNotPutBackOverWhatCameSince() throws IOException {
        regions();
        world.engine().holds().hold(World.BOB, "prod-eu", "stocktaking");
        RecordResult result = fail("prod-eu");
        String fix = world.commit("1.2");
        world.origin().set("prod-eu", fix);
        world.engine()
                .recordings()
                .record(
                        World.BOB,
                        new RecordRequest(
                                "shop", "prod-eu", "1.2", List.of(), fix, DeploymentStatus.COMPLETED, "", null));

        world.engine().holds().release(World.BOB, "prod-eu");

        Promotion refused = world.read(
                view -> view.promotion(result.failure().answer().promotion()).orElseThrow());
        assertThat(refused.status()).isEqualTo(PromotionStatus.REFUSED);
        assertThat(refused.reason())
                .isEqualTo("stillFailed: " + result.deployment().label()
                        + ", which failed, is not what is there any more: "
                        + world.current("prod-eu").label() + " is");
        assertThat(world.origin().head("prod-eu")).isEqualTo(fix);
    }

    @Test
    public void shouldLetAWaitingPromotionInAfterwards() throws IOException {
        create(REGIONS);
        world.carry("1.0", "qa", "prod-eu");
        String bad = world.carry("1.1", "qa");
        world.promote("prod-eu");
        world.engine()
                .recordings()
                .record(
                        World.ANN,
                        new RecordRequest(
                                "shop", "prod-eu", "1.1", List.of(), bad, DeploymentStatus.STARTED, "", null));
        String third = world.carry("1.2", "qa");
        Promotion waiting = world.promote("prod-eu").promotion();
        assertThat(waiting.status()).isEqualTo(PromotionStatus.WAITING);
        assertThat(waiting.reason()).startsWith("exclusive: ");

        RecordResult result = fail("prod-eu");

        assertThat(result.failure().redeployment().promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(result.followUps())
                .extracting(moved -> moved.promotion().id())
                .containsExactly(waiting.id());
        assertThat(world.origin().head("prod-eu")).isEqualTo(third);
        assertThat(world.matrix()).containsEntry("prod-eu", "1.2 CREATED");
    }

    @Test
    public void shouldLeaveWhatAPersonRollsBackAlready() throws IOException {
        regions();
        world.engine().holds().hold(World.BOB, "prod-eu", "stocktaking");
        PromotionResult byHand = world.engine()
                .rollbacks()
                .rollback(World.ANN, "shop", List.of("prod-eu"), null)
                .get(0);

        RecordResult result = fail("prod-eu");

        assertThat(result.failure().answer().action()).isEqualTo(Action.LEFT);
        assertThat(result.failure().answer().reason())
                .isEqualTo(byHand.promotion().label() + " rolls back already");
    }

    @Test
    public void shouldNotAnswerToARollback() throws IOException {
        regions();
        long bad = world.current("prod-eu").id();

        world.engine().rollbacks().rollback(World.ANN, "shop", List.of("prod-eu"), null);

        assertThat(world.read(view -> view.deployment(bad).orElseThrow()).status())
                .isEqualTo(DeploymentStatus.FAILED);
        Optional<FailureAnswer> answer = world.read(view -> view.failureAnswer(bad));
        assertThat(answer).isEmpty();
    }

    @Test
    public void shouldTryAgainLaterWhenGitCannotBeReached() throws IOException {
        regions();
        Path origin = world.folder().resolve("deploy.git");
        Path away = world.folder().resolve("away.git");
        Files.move(origin, away);

        RecordResult result = world.check("prod-eu", "smoke", false);

        assertThat(result.deployment().status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(result.failure().redeployment().promotion().status()).isEqualTo(PromotionStatus.WAITING);
        assertThat(result.failure().redeployment().promotion().reason())
                .isEqualTo("could not be carried out yet, and is asked for again: repository '" + origin
                        + "' does not exist; check git.repository of the application, or create it");

        Files.move(away, origin);
        world.engine().promotions().reconsider("shop");

        assertThat(world.matrix()).containsEntry("prod-eu", "1.0 CREATED");
        assertThat(world.origin().head("prod-eu")).isEqualTo(first);
    }

    private RecordResult failAgain(long deployment, String key) {
        Deployment failed = world.read(view -> view.deployment(deployment).orElseThrow());
        return world.engine()
                .recordings()
                .record(
                        World.ANN,
                        new RecordRequest(
                                "shop",
                                failed.environment(),
                                failed.version(),
                                List.of(),
                                failed.commit(),
                                DeploymentStatus.FAILED,
                                "disk full",
                                key));
    }
}
