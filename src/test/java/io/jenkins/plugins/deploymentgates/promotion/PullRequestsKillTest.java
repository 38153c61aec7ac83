package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Real processes are killed with SIGKILL while they open, merge and close pull requests. Whatever takes it up again makes
 * one pull request, one deployment, and leaves nothing open.
 */
public class PullRequestsKillTest {
    private static final String OPENING = "POST /repos/shop/deploy/pulls";
    private static final String CLOSING = "POST /repos/shop/deploy/issues/1/comments";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final FakeGitHub github = new FakeGitHub();
    private Path place;
    private String yaml;

    @After
    public void close() {
        github.close();
    }

    private void prepare(String more) throws IOException {
        place = folder.getRoot().toPath();
        yaml = PullRequestsFixture.SHOP.replace("FORGE", github.url()).replace("MORE", more);
        Files.writeString(place.resolve("gates.yaml"), yaml);
        try (World world = World.create(place, yaml)) {
            github.shows(world.origin());
            world.commit("1.0");
            world.promote("dev");
            world.deliver("dev");
        }
    }

    private World reopen() {
        World world = World.reopen(place, yaml, Progress.NONE);
        github.shows(world.origin());
        return world;
    }

    private void killAfter(String act, String write) throws InterruptedException {
        killAfter(github, place, act, write);
    }

    /** Kills it after the server has done what it was asked for, and before it can say so. */
    static void killAfter(FakeGitHub github, Path place, String act, String write) throws InterruptedException {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        github.onWrite(done -> {
            if (done.equals(write)) {
                written.countDown();
                await(killed);
            }
        });
        try (Child child = Child.start(place, act, "")) {
            assertThat(written.await(60, TimeUnit.SECONDS)).as(write).isTrue();
            child.kill();
        }
        killed.countDown();
        github.onWrite(done -> {});
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reconcileAndFinish() {
        try (World world = reopen()) {
            world.engine().reconciliation().run();
            world.promote("qa");
            assertThat(github.count()).isEqualTo(1);
            assertThat(world.list(view -> view.openPromotions("shop"))).hasSize(1);
            github.fastForward(1, "octo");
            world.engine().promotions().reconsider(null);
            checkPromotedOnce(world);
        }
    }

    private void checkPromotedOnce(World world) {
        assertThat(github.count()).isEqualTo(1);
        assertThat(world.current("qa").commit()).isEqualTo(world.origin().head("qa"));
        assertThat(world.list(view -> view.deployments("shop", "qa", LedgerView.NEWEST, 10)))
                .hasSize(1);
        assertThat(world.types(0)).containsOnlyOnce("pullrequest.opened", "pullrequest.merged");
        checkLedger(world);
    }

    private void checkLedger(World world) {
        assertThat(world.list(LedgerView::openIntents)).isEmpty();
        assertThat(world.list(view -> view.openPromotions(null))).isEmpty();
        assertThat(world.findings()).isEmpty();
    }

    @Test
    public void shouldOpenOneWhenKilledAfterTheIntent() throws IOException {
        prepare("");
        Child.killedAt(place, "pull-request", Step.INTENDED);
        assertThat(github.count()).isZero();
        reconcileAndFinish();
    }

    @Test
    public void shouldOpenOneWhenKilledAfterThePushOfItsBranch() throws IOException {
        prepare("");
        Child.killedAt(place, "pull-request", Step.PUSHED);
        assertThat(github.count()).isZero();
        reconcileAndFinish();
    }

    @Test
    public void shouldFindTheOneThatWasOpenedBeforeTheLedgerKnew() throws IOException, InterruptedException {
        prepare("");
        killAfter("pull-request", OPENING);
        assertThat(github.count()).isEqualTo(1);
        reconcileAndFinish();
    }

    @Test
    public void shouldFindTheOneThatWasMergedBeforeTheLedgerKnewOfIt() throws IOException, InterruptedException {
        prepare("");
        killAfter("pull-request", OPENING);
        try (World world = reopen()) {
            github.fastForward(1, "octo");
            world.origin().delete(github.pull(1).at("/head/ref").asText());
            world.engine().reconciliation().run();
            checkPromotedOnce(world);
        }
    }

    @Test
    public void shouldPromoteOnceWhenKilledAfterTheMerge() throws IOException {
        prepare("");
        try (World world = reopen()) {
            world.promote("qa");
            github.fastForward(1, "octo");
        }
        Child.killedAt(place, "ask-again", Step.LOOKING);
        Child.killedAt(place, "ask-again", Step.RECORDED);
        try (World world = reopen()) {
            world.engine().reconciliation().run();
            world.engine().promotions().reconsider(null);
            checkPromotedOnce(world);
        }
    }

    @Test
    public void shouldPromoteOnceWhenKilledAfterMergingByAPush() throws IOException {
        prepare(", merge: push, reviews: 1");
        try (World world = reopen()) {
            world.promote("qa");
            github.reviewed("cat", "APPROVED", world.origin().head("main"));
        }
        Child.killedAt(place, "ask-again", Step.PUSHED);
        try (World world = reopen()) {
            assertThat(world.origin().head("qa")).isEqualTo(world.origin().head("main"));
            world.engine().reconciliation().run();
            world.engine().promotions().reconsider(null);
            checkPromotedOnce(world);
        }
    }

    @Test
    public void shouldCloseItOnceWhenKilledWhileClosing() throws IOException, InterruptedException {
        prepare("");
        try (World world = reopen()) {
            world.promote("qa");
        }
        killAfter("cancel", CLOSING);
        try (World world = reopen()) {
            world.engine().reconciliation().run();
            assertThat(github.comments()).hasSize(1);
            assertThat(github.pull(1).path("state").asText()).isEqualTo("closed");
            assertThat(world.origin().heads()).hasSize(3);
            assertThat(world.types(0)).containsOnlyOnce("pullrequest.closed", "promotion.cancelled");
            checkLedger(world);
        }
    }
}
