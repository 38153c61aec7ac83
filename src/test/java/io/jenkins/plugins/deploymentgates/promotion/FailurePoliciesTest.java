package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Deployment.Cause;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer.Action;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** What {@code onFailure} does, with a real repository. */
public class FailurePoliciesTest extends FailuresFixture {
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
