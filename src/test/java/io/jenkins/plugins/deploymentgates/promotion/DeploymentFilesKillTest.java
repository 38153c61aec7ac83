package io.jenkins.plugins.deploymentgates.promotion;

import static io.jenkins.plugins.deploymentgates.promotion.DeploymentFilesWorld.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Real processes are killed with SIGKILL at every step of promotions into deployment files, and several threads write into
 * the same branch. Afterwards there is one commit and one deployment for each.
 */
public class DeploymentFilesKillTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** A world whose configuration its children find. */
    private DeploymentFilesWorld world() throws IOException {
        Path place = folder.newFolder().toPath();
        DeploymentFilesWorld files = DeploymentFilesWorld.create(place, "exact");
        Files.writeString(place.resolve("gates.yaml"), DeploymentFilesWorld.YAML.replace("COMBINATION", "exact"));
        return files;
    }

    private static void checkOnce(DeploymentFilesWorld files, String environment, int promotions) {
        World world = files.world();
        assertThat(world.list(LedgerView::openIntents)).isEmpty();
        assertThat(world.list(view -> view.promotions("shop", environment, 100)))
                .hasSize(promotions)
                .extracting(promotion -> promotion.status())
                .containsOnly(PromotionStatus.PROMOTED);
        assertThat(world.list(view -> view.deployments("shop", environment, LedgerView.NEWEST, 100)))
                .hasSize(promotions);
        assertThat(world.findings()).isEmpty();
    }

    @Test
    public void shouldPromoteOnceWhereverAPromotionIsKilled() throws IOException {
        for (Step step : Step.values()) {
            DeploymentFilesWorld files = world();
            files.dev("1.1", "api", "2.1", "web", "3.1");
            files.world().close();
            Child.killedAt(files.world().folder(), "promote", step);
            files.reopen(Progress.NONE);
            files.world().engine().reconciliation().run();
            if (step == Step.LOOKING) {
                // Killed before anything was asked for: nobody was told that it would happen.
                files.promote("qa");
            }
            assertThat(files.read("qa")).isEqualTo(file("test", "1.1", "api", "2.1", "web", "3.1"));
            assertThat(files.world().origin().subjects("main"))
                    .as("killed at %s", step)
                    .containsExactly("Promote shop 1.1 to qa", "Build 1.1", "Set up", "Begin");
            checkOnce(files, "qa", 1);
            files.world().close();
        }
    }

    @Test
    public void shouldMakeOneCommitWhenEightThreadsAskForTheSame() throws Exception {
        DeploymentFilesWorld files = world();
        files.dev("1.1", "api", "2.1", "web", "3.1");
        List<Callable<PromotionStatus>> work = new ArrayList<>();
        CyclicBarrier start = new CyclicBarrier(8);
        for (int i = 0; i < 8; i++) {
            work.add(() -> {
                start.await();
                return files.promote("qa").promotion().status();
            });
        }

        assertThat(Together.run(work)).containsOnly(PromotionStatus.PROMOTED);

        checkOnce(files, "qa", 1);
        assertThat(files.world().origin().subjects("main"))
                .containsExactly("Promote shop 1.1 to qa", "Build 1.1", "Set up", "Begin");
        files.world().close();
    }

    @Test
    public void shouldWriteEverythingThatThreadsWriteIntoOneBranch() throws Exception {
        DeploymentFilesWorld files = world();
        files.dev("1.1", "api", "2.1", "web", "3.1");
        files.on("qa");
        List<Callable<PromotionStatus>> work = new ArrayList<>();
        CyclicBarrier start = new CyclicBarrier(6);
        work.add(() -> {
            start.await();
            return files.promote("prod").promotion().status();
        });
        for (int i = 0; i < 5; i++) {
            String name = "canary-" + i;
            work.add(() -> {
                start.await();
                files.world()
                        .engine()
                        .files()
                        .edit(
                                World.ANN,
                                new FileRequest(
                                        "shop",
                                        FileRequest.Action.DUPLICATE,
                                        name,
                                        "qa",
                                        null,
                                        null,
                                        Map.of(),
                                        List.of(),
                                        List.of(),
                                        null,
                                        null,
                                        name));
                return PromotionStatus.PROMOTED;
            });
        }

        assertThat(Together.run(work)).containsOnly(PromotionStatus.PROMOTED);

        checkOnce(files, "prod", 1);
        assertThat(files.world().origin().subjects("main"))
                .containsExactlyInAnyOrder(
                        "Promote shop 1.1 to prod",
                        "Duplicate qa as canary-0",
                        "Duplicate qa as canary-1",
                        "Duplicate qa as canary-2",
                        "Duplicate qa as canary-3",
                        "Duplicate qa as canary-4",
                        "Promote shop 1.1 to qa",
                        "Build 1.1",
                        "Set up",
                        "Begin");
        files.world().close();
    }
}
