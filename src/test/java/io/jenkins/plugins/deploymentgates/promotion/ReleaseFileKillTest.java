package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Real processes are killed with SIGKILL at every step of promotions with tags and between the tags of two repositories.
 * Afterwards there is one tag in each repository, one commit on the environment's branch, and one deployment.
 */
public class ReleaseFileKillTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path place() throws IOException {
        return folder.newFolder().toPath();
    }

    /** What the first process after the killed one does. */
    private static ReleaseFileWorld reconciled(Path place) {
        ReleaseFileWorld files = ReleaseFileWorld.reopen(place, Progress.NONE);
        files.world().engine().reconciliation().run();
        return files;
    }

    private static void checkOnce(ReleaseFileWorld files, String environment, String... subjects) {
        World world = files.world();
        assertThat(files.environments().subjects("environment/" + environment)).containsExactly(subjects);
        assertThat(world.list(LedgerView::openIntents)).isEmpty();
        assertThat(world.list(view -> view.promotions("shop", environment, 100)))
                .extracting(promotion -> promotion.status())
                .containsOnly(PromotionStatus.PROMOTED);
        assertThat(world.list(view -> view.deployments("shop", environment, LedgerView.NEWEST, 100)))
                .hasSameSizeAs(world.list(view -> view.promotions("shop", environment, 100)));
        assertThat(world.findings()).isEmpty();
    }

    @Test
    public void shouldTagAndPromoteOnceWhereverAPromotionIsKilled() throws IOException {
        for (Step step : Step.values()) {
            Path place = place();
            try (ReleaseFileWorld files = ReleaseFileWorld.create(place)) {
                files.world().commit("1.4.2");
            }
            Child.killedAt(place, "release-qa", step);
            try (ReleaseFileWorld files = reconciled(place)) {
                if (step == Step.LOOKING) {
                    // Killed before anything was asked for: nobody was told that it would happen.
                    files.world().enter("qa", "1.4.2");
                }
                String commit = files.shop().head("main");
                assertThat(ReleaseFileWorld.tags(files.shop()))
                        .as("killed at %s", step)
                        .isEqualTo(Map.of("v1.4.2-rc.1", commit));
                assertThat(ReleaseFileWorld.tags(files.api())).containsOnlyKeys("v1.4.2-rc.1");
                assertThat(files.file("qa")).isEqualTo(files.content("1.4.2", "qa"));
                checkOnce(files, "qa", "Promote shop 1.4.2 to qa", "By hand");
            }
        }
    }

    @Test
    public void shouldReleaseOnceWhereverAPromotionToProductionIsKilled() throws IOException {
        for (Step step : List.of(Step.INTENDED, Step.PREPARED, Step.PUSHED)) {
            Path place = place();
            try (ReleaseFileWorld files = ReleaseFileWorld.create(place)) {
                files.world().commit("1.4.2");
                files.toQa("1.4.2");
            }
            Child.killedAt(place, "release-prod", step);
            try (ReleaseFileWorld files = reconciled(place)) {
                String commit = files.shop().head("main");
                assertThat(ReleaseFileWorld.tags(files.shop()))
                        .as("killed at %s", step)
                        .isEqualTo(Map.of("v1.4.2-rc.1", commit, "v1.4.2", commit));
                assertThat(ReleaseFileWorld.tags(files.api())).containsOnlyKeys("v1.4.2-rc.1", "v1.4.2");
                checkOnce(files, "prod", "Promote shop 1.4.2 to prod", "By hand");
            }
        }
    }

    @Test
    public void shouldRollBackAllOrNoneWhereverARollbackIsKilled() throws IOException {
        for (Step step : List.of(Step.INTENDED, Step.PREPARED, Step.PUSHED)) {
            Path place = place();
            try (ReleaseFileWorld files = ReleaseFileWorld.create(place)) {
                for (String version : List.of("1.4.1", "1.4.2")) {
                    files.world().commit(version);
                    files.toProd(version);
                    files.world().promote("prod-us");
                    files.deliver("prod-us");
                }
            }
            Child.killedAt(place, "release-back", step);
            try (ReleaseFileWorld files = reconciled(place)) {
                for (String environment : List.of("prod", "prod-us")) {
                    assertThat(files.file(environment)).isEqualTo(files.content("1.4.1", environment));
                    checkOnce(
                            files,
                            environment,
                            "Roll " + environment + " back to shop 1.4.1",
                            "Promote shop 1.4.2 to " + environment,
                            "Promote shop 1.4.1 to " + environment,
                            "By hand");
                }
            }
        }
    }

    @Test
    public void shouldMakeTheMissingTagsWhenItWasKilledBetweenTwoRepositories() throws IOException {
        Path place = place();
        try (ReleaseFileWorld files = ReleaseFileWorld.create(place)) {
            files.world().commit("1.4.2");
            // The hook waits for the tag in the other repository and kills who pushes here.
            files.api()
                    .hook(
                            "pre-receive",
                            "while [ ! -f '" + files.shop().folder()
                                    + "/refs/tags/v1.4.2-rc.1' ]; do sleep 0.05; done\n"
                                    + "p=$$; while [ \"$(cat /proc/$p/comm)\" != java ]; do"
                                    + " p=$(sed -n 's/^PPid:[[:space:]]*//p' /proc/$p/status); done; kill -9 $p; exit 1");
        }
        try (Child child = Child.start(place, "release-qa")) {
            assertThat(child.end()).last().isEqualTo("at " + Step.INTENDED);
        }
        Files.delete(place.resolve("api.git/hooks/pre-receive"));
        try (ReleaseFileWorld files = ReleaseFileWorld.reopen(place, Progress.NONE)) {
            assertThat(ReleaseFileWorld.tags(files.shop())).containsOnlyKeys("v1.4.2-rc.1");
            assertThat(ReleaseFileWorld.tags(files.api())).isEmpty();
        }
        try (ReleaseFileWorld files = reconciled(place)) {
            assertThat(ReleaseFileWorld.tags(files.shop())).containsOnlyKeys("v1.4.2-rc.1");
            assertThat(ReleaseFileWorld.tags(files.api())).containsOnlyKeys("v1.4.2-rc.1");
            checkOnce(files, "qa", "Promote shop 1.4.2 to qa", "By hand");
        }
    }
}
