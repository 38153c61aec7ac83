package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Real processes that copy folders or write zip releases are killed with SIGKILL, at every step and at random moments.
 * Afterwards each promotion has made exactly one commit in its target, or one file.
 */
public class FoldersKillTest extends KillFixture {
    private static final int WALK_KILLS = 20;

    @ClassRule
    public static final TemporaryFolder PREPARED = new TemporaryFolder();

    private static PreparedPlace atQa;
    private static PreparedPlace inProduction;

    @BeforeClass
    public static void preparePlaces() {
        Path parent = PREPARED.getRoot().toPath();
        atQa = new PreparedPlace(parent, FoldersKillTest::prepare);
        inProduction = new PreparedPlace(parent, FoldersKillTest::prepareRollback);
    }

    /** A world with 1.0, delivered at {@code dev} and {@code qa}. */
    private static void prepare(Path place) {
        try (World world = FoldersWorld.create(place)) {
            FoldersWorld.commit(world, "1.0");
            FoldersWorld.carry(world, "dev", "qa");
        }
    }

    /** The same, with 0.9 and then 1.0 delivered into production as well. */
    private static void prepareRollback(Path place) {
        try (World world = FoldersWorld.create(place)) {
            for (String version : List.of("0.9", "1.0")) {
                FoldersWorld.commit(world, version);
                FoldersWorld.carry(world, "dev", "qa", "prod-eu", "prod-us");
            }
        }
    }

    private static World reopen(Path place) {
        return FoldersWorld.reopen(place, Progress.NONE);
    }

    @Test
    public void shouldCommitOnceWhereverAPromotionIsKilled() throws IOException {
        for (Step step : Step.values()) {
            Path place = copyOf(atQa);
            Child.killedAt(place, "folders-promote", step);
            try (World world = reopen(place)) {
                world.engine().reconciliation().run();
                if (step == Step.LOOKING) {
                    // Killed before anything was asked for: nobody was told that it would happen.
                    world.promote("prod-eu");
                }
                assertThat(world.current("prod-eu").commit())
                        .as("killed at %s", step)
                        .isEqualTo(world.origin().head("main"));
                checkExactlyOnce(world);
            }
        }
    }

    @Test
    public void shouldWriteOneFileWhereverAPromotionIsKilled() throws IOException {
        for (Step step : Step.values()) {
            Path place = copyOf(atQa);
            Child.killedAt(place, "zip-promote", step);
            try (World world = reopen(place)) {
                world.engine().reconciliation().run();
                if (step == Step.LOOKING) {
                    world.promote("archive");
                }
                assertThat(world.current("archive").commit())
                        .as("killed at %s", step)
                        .isEqualTo(world.origin().head("main"));
                checkExactlyOnce(world);
            }
        }
    }

    @Test
    public void shouldFailWhenAnotherFileCameInBetween() throws IOException {
        Path place = copyOf(atQa);
        Child.killedAt(place, "zip-promote", Step.INTENDED);
        try (World world = reopen(place)) {
            String version = world.origin().head("main").substring(0, 12);
            Path file = FoldersWorld.archive(place).resolve("shop-" + version + ".zip");
            Files.writeString(file, "another");
            world.engine().reconciliation().run();
            Promotion last =
                    world.list(view -> view.promotions("shop", "archive", 1)).get(0);
            assertThat(last.status() + ": " + last.reason())
                    .isEqualTo("FAILED: '" + file
                            + "' is there already with another content; a release is never replaced, so promote under"
                            + " another version, or move that file away");
            assertThat(file).hasContent("another");
            assertThat(world.list(LedgerView::openIntents)).isEmpty();
        }
    }

    @Test
    public void shouldFailWhenSomebodyPushedInBetween() throws IOException {
        Path place = copyOf(atQa);
        Child.killedAt(place, "folders-promote", Step.INTENDED);
        try (World world = reopen(place)) {
            Origin prod = FoldersWorld.target(world, "prod-eu");
            String before = prod.head("main");
            String stranger = prod.commit("main", "By hand", Map.of("cluster/nodes.yaml", "nodes: 4\n"));
            world.engine().reconciliation().run();
            Promotion last =
                    world.list(view -> view.promotions("shop", "prod-eu", 1)).get(0);
            assertThat(last.status() + ": " + last.reason())
                    .isEqualTo("FAILED: overtaken: refs/heads/main is at " + stranger + ", expected was " + before);
            assertThat(prod.head("main")).isEqualTo(stranger);
            assertThat(world.promote("prod-eu").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
            assertThat(prod.subjects("main")).startsWith("Promote shop " + last.version() + " to prod-eu", "By hand");
        }
    }

    @Test
    public void shouldRollEveryRepositoryBackOnceWhereverARollbackIsKilled() throws IOException {
        for (Step step : Step.values()) {
            Path place = copyOf(inProduction);
            Child.killedAt(place, "folders-rollback", step);
            try (World world = reopen(place)) {
                world.engine().reconciliation().run();
                assertThat(world.current("prod-eu").cause())
                        .as("killed at %s", step)
                        .isEqualTo(Deployment.Cause.ROLLBACK);
                assertThat(world.current("prod-eu").version())
                        .isEqualTo(world.current("prod-us").version());
                for (String environment : List.of("prod-eu", "prod-us")) {
                    assertThat(FoldersWorld.target(world, environment).file("main", "apps/web.yaml"))
                            .isEqualTo("version: 0.9\n");
                }
                checkExactlyOnce(world);
            }
        }
    }

    @Test
    public void shouldKeepEveryPromotionExactlyOnceOverRandomKills() throws IOException {
        Path place = place();
        FoldersWorld.create(place).close();
        Set<Long> acknowledged = killWalks(place, "folders-walk", WALK_KILLS, round -> {
            try (World world = reopen(place)) {
                FoldersWorld.commit(world, "round" + round);
            }
        });
        try (World world = reopen(place)) {
            world.engine().reconciliation().run();
            checkDone(world, acknowledged);
            FoldersWorld.carry(world, FoldersWorld.ENVIRONMENTS.toArray(String[]::new));
            checkExactlyOnce(world);
            assertThat(FoldersWorld.ENVIRONMENTS.stream()
                            .map(environment -> world.current(environment).commit())
                            .distinct())
                    .as("seed %s", seed)
                    .containsExactly(world.origin().head("main"));
        }
    }

    /** Every promotion made one commit or file and one deployment, nothing else did, and nothing is left half done. */
    private void checkExactlyOnce(World world) {
        checkLedger(world);
        for (String environment : FoldersWorld.ENVIRONMENTS) {
            List<Promotion> promotions = checkDeployments(world, environment);
            if (environment.equals("archive")) {
                Set<String> files = new TreeSet<>();
                promotions.forEach(promotion -> files.add("shop-" + promotion.version() + ".zip"));
                assertThat(FoldersWorld.archived(world)).as("seed %s", seed).containsExactlyElementsOf(files);
            } else {
                List<String> subjects = new ArrayList<>(promotions.stream()
                        .map(promotion -> promotion.kind() == PromotionKind.ROLLBACK
                                ? "Roll " + environment + " back to shop " + promotion.version()
                                : "Promote shop " + promotion.version() + " to " + environment)
                        .toList());
                subjects.add("Begin");
                Origin target = FoldersWorld.target(world, environment);
                assertThat(target.subjects("main")).as("seed %s", seed).isEqualTo(subjects);
                assertThat(target.moves("main")).as("seed %s", seed).hasSize(subjects.size());
            }
        }
    }
}
