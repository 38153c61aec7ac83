package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.git.UnreachableException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Promotions whose commit or file cannot be made once they have been asked for. */
public class ImpossiblePromotionsTest {
    private static final String FOLDERS =
            """
            applications:
              shop:
                git:
                  repository: ORIGIN
                  mechanic: folders
                  folders:
                    paths: [apps]
                    targets:
                      dev: {repository: ORIGIN-dev}
                      prod: {repository: ORIGIN-prod}
                      site: {zip: ORIGIN-zips}
                pipeline: {dev: {}, prod: {after: [dev]}, site: {after: [dev]}}
            environments:
              prod: {tier: production, gates: [{approvals: {count: 1, from: [release-managers]}}]}
              site: {tier: production}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path place;
    private World world;
    private Origin prod;
    private Path zips;

    @Before
    public void create() throws IOException {
        place = folder.newFolder().toPath();
        world = World.create(place, FOLDERS);
        Origin.create(place.resolve("deploy.git-dev"));
        prod = Origin.create(place.resolve("deploy.git-prod"));
        zips = Files.createDirectory(place.resolve("deploy.git-zips"));
    }

    @After
    public void close() {
        world.close();
    }

    private void toDev(String version) {
        world.origin().commit("main", "Shop " + version, Map.of("apps/web.yaml", "version: " + version + "\n"));
        world.enter("dev", version);
        world.deliver("dev");
    }

    private void everywhere(String version) {
        toDev(version);
        world.engine()
                .promotions()
                .approve(World.BOB, world.promote("prod").promotion().id(), "fine");
        world.deliver("prod");
        world.promote("site");
        world.deliver("site");
    }

    private List<Promotion> rollback(String... environments) {
        return world.engine().rollbacks().rollback(World.ANN, "shop", List.of(environments), null).stream()
                .map(PromotionResult::promotion)
                .toList();
    }

    private String newest(String environment) {
        return world.standing(world.list(view -> view.promotions("shop", environment, 1))
                .get(0)
                .id());
    }

    private List<Promotion> open() {
        return world.list(view -> view.openPromotions("shop"));
    }

    private String fileInTheWay() {
        return "'apps' is a file at commit " + prod.head("main").substring(0, 10) + " of repository '" + prod.folder()
                + "', where the folder 'apps' is to go; move it away there";
    }

    private String putAFileInTheWay() {
        prod.commit("main", "By hand", Map.of("apps/web.yaml", ""));
        return prod.commit("main", "By hand", Map.of("apps", "a file\n"));
    }

    @Test
    public void shouldEndARollbackWithTheReason() throws IOException {
        everywhere("1.0");
        everywhere("1.1");
        Path file = zips.resolve("shop-1.0.zip");
        reopen(meanwhile(() -> Files.writeString(file, "another")));

        assertThat(rollback("site")).extracting(Promotion::status).containsExactly(PromotionStatus.FAILED);

        assertThat(newest("site"))
                .isEqualTo("FAILED: '" + file + "' is there already with another content; a release is never replaced,"
                        + " so promote under another version, or move that file away");
        assertThat(file).hasContent("another");
        assertThat(world.current("site").version()).isEqualTo("1.1");
        assertThat(open()).isEmpty();

        reopen(Progress.NONE);
        Files.delete(file);
        assertThat(rollback("site")).extracting(Promotion::status).containsExactly(PromotionStatus.PROMOTED);
        assertThat(world.current("site").version()).isEqualTo("1.0");
    }

    @Test
    public void shouldRollBackNothingWhenOneOfSeveralCannotBe() {
        everywhere("1.0");
        everywhere("1.1");
        reopen(meanwhile(this::putAFileInTheWay));

        rollback("prod", "site");

        assertThat(newest("prod")).isEqualTo("FAILED: " + fileInTheWay());
        assertThat(newest("site")).isEqualTo("CANCELLED: another promotion that belongs to it failed");
        assertThat(prod.file("main", "apps")).isEqualTo("a file\n");
        assertThat(world.current("site").version()).isEqualTo("1.1");
        assertThat(open()).isEmpty();
    }

    @Test
    public void shouldWaitForItsGatesAndThenFail() {
        toDev("1.0");
        long waiting = world.promote("prod").promotion().id();
        putAFileInTheWay();
        String before = world.standing(waiting);
        assertThat(before).startsWith("WAITING: approvals: ");
        world.engine().promotions().reconsider("shop");
        assertThat(world.standing(waiting)).isEqualTo(before);

        world.engine().promotions().approve(World.BOB, waiting, "fine");

        assertThat(world.standing(waiting)).isEqualTo("FAILED: " + fileInTheWay());
        assertThat(open()).isEmpty();
    }

    @Test
    public void shouldEndWhatAKilledProcessAskedFor() throws IOException {
        toDev("1.0");
        reopen(step -> {
            if (step == Step.DECIDED) {
                throw new IllegalStateException("the process ends");
            }
        });
        assertThatThrownBy(() -> world.promote("site")).hasMessage("the process ends");
        reopen(Progress.NONE);
        assertThat(newest("site")).startsWith("REQUESTED: ");
        Path file = Files.writeString(zips.resolve("shop-1.0.zip"), "another");

        world.engine().reconciliation().run();

        assertThat(newest("site"))
                .isEqualTo("FAILED: '" + file + "' is there already with another content; a release is never replaced,"
                        + " so promote under another version, or move that file away");
    }

    private void reopen(Progress progress) {
        world.close();
        world = World.reopen(place, FOLDERS, progress);
    }

    @Test
    public void shouldAskAgainWhatOnlyCannotBeReached() throws IOException {
        everywhere("1.0");
        everywhere("1.1");
        Path there = place.resolve("deploy.git-prod");
        Path away = place.resolve("away.git");
        reopen(meanwhile(() -> Files.move(there, away)));
        assertThatThrownBy(() -> rollback("prod"))
                .isInstanceOf(UnreachableException.class)
                .hasMessage("repository '" + there
                        + "' does not exist; check git.repository of the application, or create it");
        assertThat(newest("prod")).startsWith("REQUESTED: ");

        Files.move(away, there);
        reopen(Progress.NONE);
        world.engine().reconciliation().run();

        assertThat(newest("prod")).isEqualTo("PROMOTED: promoted");
        assertThat(world.current("prod").version()).isEqualTo("1.0");
    }

    @Test
    public void shouldEndARollbackInFilesThatHaveMistakes() throws IOException {
        DeploymentFilesWorld files =
                DeploymentFilesWorld.create(folder.newFolder().toPath(), "exact");
        files.dev("1.0", "api", "2.0", "web", "3.0");
        files.dev("1.1", "api", "2.0", "web", "3.0");
        files.reopen(meanwhile(() -> files.write("Slip", Map.of("deployments/dev.yaml", "tier: [development\n"))));
        try (World there = files.world()) {
            assertThat(rolledBack(there, "dev"))
                    .isEqualTo("FAILED: deployments/dev.yaml:2:1: cannot be read as YAML: expected ',' or ']', but got"
                            + " <stream end> while parsing a flow sequence");
        }
    }

    @Test
    public void shouldEndARollbackOfAReleaseFileThatIsGone() throws IOException {
        ReleaseFileWorld releases = ReleaseFileWorld.create(folder.newFolder().toPath());
        releases.toProd("1.0");
        releases.shop().commit("main", "More", Map.of("app.yaml", "more\n"));
        releases.toProd("1.1");
        releases.open(meanwhile(() -> releases.environments()
                .commit("environment/prod", "Slip", Map.of("release.yaml", "", "other", "1\n"))));
        try (World there = releases.world()) {
            assertThat(rolledBack(there, "prod"))
                    .isEqualTo("FAILED: branch environment/prod of repository '"
                            + releases.environments().folder() + "' has no file release.yaml at "
                            + releases.environments().head("environment/prod").substring(0, 10) + "; add it");
        }
    }

    /** Something that happens once, after a promotion was asked for and before it is looked at again. */
    private static Progress meanwhile(Callable<?> event) {
        AtomicBoolean happened = new AtomicBoolean();
        return step -> {
            if (step == Step.LOOKING && happened.compareAndSet(false, true)) {
                try {
                    event.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private static String rolledBack(World world, String environment) {
        List<PromotionResult> results =
                world.engine().rollbacks().rollback(World.ANN, "shop", List.of(environment), null);
        return world.standing(results.get(0).promotion().id());
    }
}
