package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Promoting by copying folders, through the engine, on real repositories. */
public class FoldersPromotionTest {
    static final String FOLDERS =
            """
            applications:
              shop:
                git:
                  repository: ORIGIN
                  mechanic: folders
                  folders:
                    paths: [apps, infra/base]
                    committer: Deployments <deployments@example.com>
                    commitLink: https://git.example.com/shop/commit/{commit}
                    tickets: "[A-Z]+-[0-9]+"
                    targets:
                      dev: {repository: ORIGIN-dev}
                      prod: {repository: ORIGIN-prod, branch: live}
                verifications: [smoke]
                pipeline:
                  dev: {}
                  prod: {after: [dev]}
            environments:
              prod: {tier: production}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path place;
    private World world;
    private Origin dev;
    private Origin prod;

    @Before
    public void create() throws IOException {
        place = folder.newFolder().toPath();
        world = World.create(place, FOLDERS);
        dev = Origin.create(place.resolve("deploy.git-dev"));
        prod = Origin.create(place.resolve("deploy.git-prod"));
        prod.commit("live", "Set up", Map.of("cluster/nodes.yaml", "nodes: 3\n", "apps/old.yaml", "old\n"));
    }

    @After
    public void close() {
        world.close();
    }

    private void open(Progress progress) {
        world.close();
        world = World.reopen(place, FOLDERS, progress);
    }

    /** Commits a version to the source; each brings one file and changes another. */
    private String commit(String version) {
        return world.origin()
                .commit(
                        "main",
                        "SHOP-" + version.replace(".", "") + " Shop " + version,
                        Map.of(
                                "apps/web.yaml",
                                "version: " + version + "\n",
                                "apps/" + version + ".yaml",
                                "new\n",
                                "infra/base/net.yaml",
                                "net: 1\n",
                                "docs/" + version + ".md",
                                "docs\n"));
    }

    private String toDev(String version) {
        String commit = commit(version);
        world.enter("dev", version);
        world.deliver("dev");
        world.verify("dev");
        return commit;
    }

    private String toProd(String version) {
        String commit = toDev(version);
        world.promote("prod");
        world.deliver("prod");
        world.verify("prod");
        return commit;
    }

    @Test
    public void shouldCopyFoldersFromOneEnvironmentToTheNext() {
        String before = prod.head("live");
        String first = toDev("1.0");
        assertThat(dev.file("main", "apps/web.yaml")).isEqualTo("version: 1.0\n");
        assertThat(prod.head("live")).isEqualTo(before);

        PromotionResult result = world.promote("prod");
        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(world.current("prod").commit()).isEqualTo(first);
        assertThat(prod.moves("live")).last().isEqualTo(before + " " + prod.head("live"));
        assertThat(prod.file("live", "apps/web.yaml")).isEqualTo("version: 1.0\n");
        assertThat(prod.file("live", "cluster/nodes.yaml")).isEqualTo("nodes: 3\n");
        assertThat(prod.subjects("live")).containsExactly("Promote shop 1.0 to prod", "Set up");
        assertThat(world.origin().head("main")).isEqualTo(first);
    }

    @Test
    public void shouldRefuseWhatWasNotVerifiedUpstream() {
        String before = prod.head("live");
        commit("1.0");
        world.enter("dev", "1.0");
        world.deliver("dev");
        PromotionResult result = world.promote("prod");
        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.WAITING);
        assertThat(prod.head("live")).isEqualTo(before);
    }

    @Test
    public void shouldShowTheCommitAndChangeNothing() {
        String first = toProd("1.0");
        String second = toDev("1.1");
        Map<String, String> before = world.everyByte();
        Preview preview = world.engine().promotions().preview(World.ANN, PromoteRequest.of("shop", "prod"));
        assertThat(world.everyByte()).isEqualTo(before);
        assertThat(preview.explanation().passed()).isTrue();
        assertThat(preview.incoming()).extracting(commit -> commit.id()).containsExactly(second);
        Draft draft = preview.draft();
        assertThat(draft.environment()).isEqualTo("prod");
        assertThat(draft.files()).containsExactly("A apps/1.1.yaml", "M apps/web.yaml");
        assertThat(draft.moves()).extracting(RefMove::ref).containsExactly("refs/heads/live");
        assertThat(draft.moves()).extracting(RefMove::expected).containsExactly(prod.head("live"));
        assertThat(draft.message())
                .isEqualTo("Promote shop 1.1 to prod\n\nEnvironment: prod\nFrom: dev\nRelease: "
                        + world.current("dev").fingerprint() + "\nAsked for by: ann\nSource: "
                        + world.origin().folder() + " at " + second.substring(0, 10)
                        + "\nFolders: apps, infra/base\n\nCommits since " + first.substring(0, 10) + ":\n- "
                        + second.substring(0, 10) + " SHOP-11 Shop 1.1 (Ann)\n"
                        + "  https://git.example.com/shop/commit/" + second + "\n\nWork items: SHOP-11\n\n"
                        + "Deployment-Gates-Source: " + second
                        + "\nDeployment-Gates-Folder: apps\nDeployment-Gates-Folder: infra/base\n");
    }

    @Test
    public void shouldRollBackWithACommitOfItsOwn() {
        String first = toProd("1.0");
        toProd("1.1");
        List<PromotionResult> results = world.engine().rollbacks().rollback(World.ANN, "shop", List.of("prod"), null);
        assertThat(results.get(0).promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(world.current("prod").commit()).isEqualTo(first);
        assertThat(prod.file("live", "apps/web.yaml")).isEqualTo("version: 1.0\n");
        assertThat(prod.subjects("live"))
                .containsExactly(
                        "Roll prod back to shop 1.0", "Promote shop 1.1 to prod", "Promote shop 1.0 to prod", "Set up");
    }

    @Test
    public void shouldPromoteWithoutAPushWhenTheFoldersAreThereAlready() {
        toProd("1.0");
        String before = prod.head("live");
        world.origin().commit("main", "Docs", Map.of("docs/more.md", "more\n"));
        world.enter("dev", "1.0.1");
        world.deliver("dev");
        world.verify("dev");
        assertThat(world.promote("prod").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(prod.head("live")).isEqualTo(before);
        assertThat(world.current("prod").commit()).isEqualTo(world.origin().head("main"));
    }

    @Test
    public void shouldFailWhenSomebodyElsePushedToTheTarget() {
        toDev("1.0");
        open(step -> {
            if (step == Step.INTENDED) {
                prod.commit("live", "By hand", Map.of("cluster/nodes.yaml", "nodes: 4\n"));
            }
        });
        PromotionResult result = world.promote("prod");
        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(prod.subjects("live")).containsExactly("By hand", "Set up");
        open(Progress.NONE);
        assertThat(world.promote("prod").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(prod.file("live", "cluster/nodes.yaml")).isEqualTo("nodes: 4\n");
        assertThat(prod.subjects("live")).containsExactly("Promote shop 1.0 to prod", "By hand", "Set up");
    }

    @Test
    public void shouldTellWhatAHookOfTheTargetSays() {
        toDev("1.0");
        prod.hook("pre-receive", "echo 'change freeze until Monday' >&2; exit 1");
        PromotionResult result = world.promote("prod");
        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(result.promotion().reason()).contains("change freeze until Monday");
        assertThat(prod.subjects("live")).containsExactly("Set up");
    }

    @Test
    public void shouldPromoteOnceWhereverItIsInterrupted() throws IOException {
        for (Step interrupted : Step.values()) {
            close();
            create();
            toDev("1.0");
            open(step -> {
                if (step == interrupted) {
                    throw new IllegalStateException("the process ends");
                }
            });
            assertThatThrownBy(() -> world.promote("prod")).hasMessage("the process ends");
            open(Progress.NONE);
            world.engine().reconciliation().run();
            if (interrupted == Step.LOOKING) {
                world.promote("prod");
            }
            assertThat(world.current("prod").version()).isEqualTo("1.0");
            assertThat(world.list(view -> view.promotions("shop", "prod", 10)))
                    .extracting(promotion -> promotion.status())
                    .containsExactly(PromotionStatus.PROMOTED);
            assertThat(prod.subjects("live"))
                    .as("interrupted at %s", interrupted)
                    .containsExactly("Promote shop 1.0 to prod", "Set up");
        }
    }

    @Test
    public void shouldAskForNothingThatCannotBeCopied() {
        String commit = world.origin().commit("main", "Only apps", Map.of("apps/web.yaml", "version: 1\n"));
        assertThatThrownBy(() -> world.enter("dev", "1.0"))
                .isInstanceOf(GitException.class)
                .hasMessage("folder 'infra/base' is not there at commit " + commit.substring(0, 10)
                        + " of repository '" + world.origin().folder() + "', nor in repository '" + dev.folder()
                        + "'; correct the folders, or allow that whole folders are removed with git.folders.removable");
        assertThat(world.list(view -> view.promotions("shop", "dev", 10))).isEmpty();
    }

    @Test
    public void shouldKnowWithoutBeingToldWhichCommitIsThere() {
        assertThatThrownBy(() -> record("prod", "1.0"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("branch 'live' of repository '" + prod.folder() + "' does not say which commit of shop it"
                        + " has: no promotion was made into it yet; name the commit with --commit");
        String first = toProd("1.0");
        commit("1.1");
        assertThat(record("prod", "1.0").deployment().commit()).isEqualTo(first);
    }

    private RecordResult record(String environment, String version) {
        return world.engine()
                .recordings()
                .record(
                        World.ANN,
                        new RecordRequest(
                                "shop", environment, version, List.of(), null, DeploymentStatus.STARTED, "", null));
    }

    @Test
    public void shouldNotTakeOtherFilesForPartsOfTheRelease() {
        toDev("1.0");
        String fingerprint = world.current("dev").fingerprint();
        world.origin().commit("main", "Docs", Map.of("docs/more.md", "more\n"));
        world.enter("dev", "1.0");
        assertThat(world.current("dev").fingerprint()).isEqualTo(fingerprint);
    }
}
