package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Deployment.Cause;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What {@code onFailure} does, with a real repository. */
public class FailurePoliciesTest {
    private static final String POLICY = "policy:redeploy-last-good";

    private static final String REGIONS =
            """
            applications:
              shop:
                artifacts: [com.acme:shop-api]
                git: {repository: ORIGIN}
                verifications: [smoke]
                pipeline:
                  qa: {}
                  prod-eu: {after: [qa]}
                  prod-us: {after: [qa]}
            environments:
              qa: {onFailure: redeploy-last-good}
              prod-eu: {tier: production, onFailure: redeploy-last-good}
              prod-us: {tier: production, onFailure: redeploy-last-good}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;
    private String first;
    private String second;

    @After
    public void close() {
        world.close();
    }

    private void create(String yaml) throws IOException {
        world = World.create(folder.newFolder().toPath(), yaml);
    }

    /** 1.0 is verified everywhere, 1.1 is verified in qa and delivered to prod-eu and prod-us. */
    private void regions() throws IOException {
        regions(REGIONS);
    }

    private void regions(String yaml) throws IOException {
        create(yaml);
        first = world.carry("1.0", "qa", "prod-eu", "prod-us");
        second = world.carry("1.1", "qa");
        for (String region : List.of("prod-eu", "prod-us")) {
            world.promote(region);
            world.deliver(region);
        }
    }

    private RecordResult fail(String environment) {
        return fail(environment, null);
    }

    private RecordResult fail(String environment, String key) {
        return world.engine()
                .recordings()
                .record(
                        World.ANN,
                        new RecordRequest(
                                "shop",
                                environment,
                                world.current(environment).version(),
                                List.of(),
                                null,
                                DeploymentStatus.FAILED,
                                "disk full",
                                key));
    }

    private FailureAnswer answer(long deployment) {
        return world.read(view -> view.failureAnswer(deployment).orElseThrow());
    }

    @Test
    public void shouldPutTheLastGoodReleaseBackAndMoveGitBack() throws IOException {
        regions();
        Deployment failed = world.current("prod-eu");
        long head = world.head();

        RecordResult result = fail("prod-eu");

        assertThat(result.deployment().id()).isEqualTo(failed.id());
        assertThat(result.deployment().status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(world.types(head))
                .containsExactly(
                        "deployment.failed",
                        "promotion.requested",
                        "failure.redeploying",
                        "push.intended",
                        "promotion.executing",
                        "push.done",
                        "promotion.promoted",
                        "deployment.created");
        assertThat(world.origin().head("prod-eu")).isEqualTo(first);
        Deployment back = world.current("prod-eu");
        assertThat(back.version()).isEqualTo("1.0");
        assertThat(back.commit()).isEqualTo(first);
        assertThat(back.cause()).isEqualTo(Cause.ROLLBACK);
        assertThat(back.by()).isEqualTo(POLICY);
        Promotion promotion = result.failure().redeployment().promotion();
        assertThat(promotion.status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(promotion.kind()).isEqualTo(PromotionKind.ROLLBACK);
        assertThat(promotion.trigger()).isEqualTo(POLICY);
        assertThat(back.promotion()).isEqualTo(promotion.id());
        FailureAnswer answer = answer(failed.id());
        assertThat(answer.policy()).isEqualTo("redeploy-last-good");
        assertThat(answer.action()).isEqualTo(Action.REDEPLOYING);
        assertThat(answer.promotion()).isEqualTo(promotion.id());
        assertThat(answer.reason()).isEqualTo("1.0, verified there by deployment 2, is put back");
        Optional<FailureAnswer> behind = world.read(view -> view.failureBehind(promotion.id()));
        assertThat(behind).contains(answer);
        assertThat(result.failure().answer()).isEqualTo(answer);
    }

    @Test
    public void shouldLeaveTheOtherRegionAlone() throws IOException {
        regions();

        fail("prod-eu");

        assertThat(world.matrix())
                .isEqualTo(Map.of("qa", "1.1 VERIFIED", "prod-eu", "1.0 CREATED", "prod-us", "1.1 COMPLETED"));
        assertThat(world.origin().head("prod-us")).isEqualTo(second);
    }

    @Test
    public void shouldTreatRegionsThatFailAtOnceOneByOne() throws IOException {
        regions();
        world.engine().holds().hold(World.BOB, "prod-us", "stocktaking");

        RecordResult held = fail("prod-us");
        RecordResult free = fail("prod-eu");

        assertThat(held.failure().redeployment().promotion().requestedAt())
                .isEqualTo(free.failure().redeployment().promotion().requestedAt());
        assertThat(held.failure().redeployment().promotion().status()).isEqualTo(PromotionStatus.WAITING);
        assertThat(free.failure().redeployment().promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
    }

    @Test
    public void shouldActOnAFailedVerificationToo() throws IOException {
        regions();

        RecordResult result = world.check("prod-eu", "smoke", false);

        assertThat(result.failure().answer().action()).isEqualTo(Action.REDEPLOYING);
        assertThat(world.matrix()).containsEntry("prod-eu", "1.0 CREATED");
        assertThat(world.origin().head("prod-eu")).isEqualTo(first);
    }

    @Test
    public void shouldActOnAVerifiedReleaseThatFailsLater() throws IOException {
        regions();
        world.verify("prod-eu");

        world.check("prod-eu", "smoke", false);

        assertThat(world.matrix()).containsEntry("prod-eu", "1.0 CREATED");
    }

    @Test
    public void shouldNotTryAgainWhenWhatWasPutBackFailsAsWell() throws IOException {
        create(REGIONS);
        world.carry("0.9", "qa", "prod-eu");
        world.carry("1.0", "qa", "prod-eu");
        world.carry("1.1", "qa");
        world.promote("prod-eu");
        long failed = world.current("prod-eu").id();
        fail("prod-eu");
        String there = world.origin().head("prod-eu");
        long head = world.head();

        RecordResult result = fail("prod-eu");

        assertThat(world.types(head)).containsExactly("deployment.failed", "failure.left");
        assertThat(result.failure().redeployment()).isNull();
        assertThat(result.failure().answer().action()).isEqualTo(Action.LEFT);
        assertThat(result.failure().answer().reason())
                .isEqualTo("it was put back itself because deployment " + failed
                        + " had failed, and what failed when put back is not tried again");
        assertThat(world.origin().head("prod-eu")).isEqualTo(there);
        assertThat(world.matrix()).containsEntry("prod-eu", "1.0 FAILED");
    }

    @Test
    public void shouldLeaveAnEnvironmentWhereNothingElseWasEverGood() throws IOException {
        create(REGIONS);
        String only = world.carry("1.0", "qa");
        world.promote("prod-eu");

        RecordResult result = fail("prod-eu");

        assertThat(result.failure().answer().action()).isEqualTo(Action.LEFT);
        assertThat(result.failure().answer().reason()).isEqualTo("no other release was ever verified there");
        assertThat(world.origin().head("prod-eu")).isEqualTo(only);
    }

    @Test
    public void shouldNotGoBackToWhatFailedSince() throws IOException {
        regions();
        world.verify("prod-eu");
        world.engine().rollbacks().rollback(World.ANN, "shop", List.of("prod-eu"), null);

        RecordResult result = fail("prod-eu");

        assertThat(result.failure().answer().action()).isEqualTo(Action.LEFT);
        assertThat(result.failure().answer().reason()).isEqualTo("no other release was ever verified there");
    }

    @Test
    public void shouldActOnceWhenTheSameFailureIsReportedTwice() throws IOException {
        regions();
        long failed = world.current("prod-eu").id();
        fail("prod-eu", "build-7");
        long head = world.head();

        RecordResult again = fail2(failed, "build-7");

        assertThat(again.changed()).isFalse();
        assertThat(again.failure().redeployment().promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(world.head()).isEqualTo(head);
    }

    private RecordResult fail2(long deployment, String key) {
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
    public void shouldLeaveTheWayOfAHotfixAloneAndPutProductionBack() throws IOException {
        regions();
        world.engine().hotfixes().start(World.ANN, "shop", "till", "prod-us");
        world.origin().commit("hotfix/till", "The fix", Map.of("fix.yaml", "fixed\n"));
        world.enter("qa", "1.1.1");

        RecordResult upstream = fail("qa");
        world.enter("qa", "1.1.2");
        world.deliver("qa");
        world.verify("qa");
        world.verify("prod-us");
        world.promote("prod-us");
        RecordResult production = fail("prod-us");

        assertThat(upstream.failure().answer().action()).isEqualTo(Action.LEFT);
        assertThat(upstream.failure().answer().reason())
                .isEqualTo("hotfix till is on its way through it, and what was good there before is not what it builds"
                        + " on");
        assertThat(production.failure().answer().action()).isEqualTo(Action.REDEPLOYING);
        assertThat(world.matrix()).containsEntry("prod-us", "1.1 CREATED");
        assertThat(world.origin().head("prod-us")).isEqualTo(second);
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

    @Test
    public void shouldPutBackWithoutGitAsWell() throws IOException {
        create(REGIONS.replace("    git: {repository: ORIGIN}\n", ""));
        for (String version : List.of("1.0", "1.1")) {
            world.enter("qa", version);
            world.deliver("qa");
            if (version.equals("1.0")) {
                world.verify("qa");
            }
        }

        RecordResult result = fail("qa");

        assertThat(result.failure().redeployment().deployment().version()).isEqualTo("1.0");
        assertThat(world.matrix()).containsEntry("qa", "1.0 CREATED");
    }

    @Test
    public void shouldOnlyRecordUnlessToldOtherwise() throws IOException {
        regions(REGIONS.replace(", onFailure: redeploy-last-good", ""));
        long head = world.head();

        RecordResult result = fail("prod-eu");

        assertThat(world.types(head)).containsExactly("deployment.failed", "failure.recorded");
        assertThat(result.failure().answer().policy()).isEqualTo("record");
        assertThat(result.failure().answer().action()).isEqualTo(Action.RECORDED);
        assertThat(result.failure().answer().reason()).isEqualTo("recorded, as configured");
        assertThat(world.origin().head("prod-eu")).isEqualTo(second);
    }

    @Test
    public void shouldSayWhetherAnybodyIsNotified() throws IOException {
        String notify = REGIONS.replace("redeploy-last-good", "notify");
        regions(notify + "webhooks:\n  - {url: \"https://hooks.example.com/all\"}\n"
                + "  - {url: \"https://hooks.example.com/holds\", on: [hold.placed]}\n");
        long head = world.head();

        RecordResult told = fail("prod-eu");

        assertThat(world.types(head)).containsExactly("deployment.failed", "failure.notified");
        assertThat(told.failure().answer().reason()).isEqualTo("told by 1 webhook for deployment.failed");
        world.close();

        regions(notify);
        RecordResult untold = fail("prod-eu");

        assertThat(untold.failure().answer().action()).isEqualTo(Action.LEFT);
        assertThat(untold.failure().answer().reason())
                .isEqualTo("no webhook takes deployment.failed, so nobody is told; add one under webhooks");
    }
}
