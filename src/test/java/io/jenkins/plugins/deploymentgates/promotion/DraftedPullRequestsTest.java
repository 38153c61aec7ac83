package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Pull requests of ways of promoting that make a commit of their own, for which every kind of merge will do. */
public class DraftedPullRequestsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final FakeGitHub github = new FakeGitHub();
    private Path place;

    @Before
    public void create() throws IOException {
        place = folder.newFolder().toPath();
    }

    @After
    public void close() {
        github.close();
    }

    private String forge(String indent) {
        return indent + "forge:\n" + indent + "  type: github\n" + indent + "  url: " + github.url() + "\n" + indent
                + "  project: shop/{environment}\n" + indent + "  pullRequests: {environments: [prod]}\n";
    }

    private World folders(Origin[] prod) {
        String yaml = FoldersPromotionTest.FOLDERS.replace("      folders:\n", forge("      ") + "      folders:\n");
        World world = World.create(place, yaml);
        Origin.create(place.resolve("deploy.git-dev"));
        prod[0] = Origin.create(place.resolve("deploy.git-prod"));
        prod[0].commit("live", "Set up", Map.of("cluster/nodes.yaml", "nodes: 3\n", "apps/old.yaml", "old\n"));
        github.shows(prod[0]);
        return world;
    }

    private static String toDev(World world, String version) {
        String commit = world.origin()
                .commit(
                        "main",
                        "SHOP-1 Shop " + version,
                        Map.of("apps/web.yaml", "version: " + version + "\n", "infra/base/net.yaml", "net: 1\n"));
        world.enter("dev", version);
        world.deliver("dev");
        world.verify("dev");
        return commit;
    }

    @Test
    public void shouldCopyFoldersByAPullRequestHoweverItIsMerged() {
        Origin[] prod = new Origin[1];
        try (World world = folders(prod)) {
            String commit = toDev(world, "1.0");
            String before = prod[0].head("live");
            PromotionResult result = world.promote("prod");
            long id = result.promotion().id();
            String branch = "deployment-gates/prod/" + id;
            assertThat(world.standing(id))
                    .isEqualTo("WAITING: pullRequest: waits for pull request 1"
                            + " (https://github.example.com/shop/deploy/pull/1) to be merged");
            assertThat(github.writes()).contains("POST /repos/shop/prod/pulls");
            assertThat(github.pull(1).path("body").asText())
                    .contains("### Files (3)\n\n- `D apps/old.yaml`\n- `A apps/web.yaml`\n- `A infra/base/net.yaml`\n");
            assertThat(prod[0].head("live")).isEqualTo(before);
            assertThat(prod[0].file(branch, "apps/web.yaml")).isEqualTo("version: 1.0\n");
            assertThat(world.origin().heads()).doesNotContainKey(branch);

            prod[0].commit("live", "More nodes", Map.of("cluster/nodes.yaml", "nodes: 4\n"));
            String squashed = prod[0].commit(
                    "live",
                    "Promote shop 1.0 to prod (#1)",
                    Map.of("apps/old.yaml", "", "apps/web.yaml", "version: 1.0\n", "infra/base/net.yaml", "net: 1\n"));
            github.merged(1, "octo", squashed);
            world.engine().promotions().decide(id);
            assertThat(world.standing(id)).isEqualTo("PROMOTED: promoted");
            assertThat(world.current("prod").commit()).isEqualTo(commit);
            assertThat(world.current("prod").outOfBand()).isNull();
            assertThat(prod[0].heads()).doesNotContainKey(branch);
        }
    }

    @Test
    public void shouldFailWhenTheMergeLeftOtherFiles() {
        Origin[] prod = new Origin[1];
        try (World world = folders(prod)) {
            toDev(world, "1.0");
            long id = world.promote("prod").promotion().id();
            String made = prod[0].commit(
                    "live",
                    "Promote shop 1.0 to prod (#1)",
                    Map.of("apps/old.yaml", "", "apps/web.yaml", "version: 0.9\n", "infra/base/net.yaml", "net: 1\n"));
            github.merged(1, "octo", made);
            world.engine().promotions().decide(id);
            assertThat(world.standing(id))
                    .isEqualTo(
                            "FAILED: pull request 1 (https://github.example.com/shop/deploy/pull/1) was merged by octo"
                                    + " but left other files than it was to bring: M apps/web.yaml; look at live at "
                                    + made
                                    + ", and ask for the promotion again");
        }
    }

    private ReleaseFileWorld releaseFiles() {
        String yaml = ReleaseFileWorld.YAML.replace("      releaseFile:\n", forge("      ") + "      releaseFile:\n");
        ReleaseFileWorld files = ReleaseFileWorld.create(place, yaml);
        github.shows(files.environments());
        return files;
    }

    private static String page(int number) {
        return "pull request " + number + " (https://github.example.com/shop/deploy/pull/" + number + ")";
    }

    @Test
    public void shouldSayWhichTagsStayWhenItIsClosedAndReuseThem() {
        try (ReleaseFileWorld files = releaseFiles()) {
            World world = files.world();
            String commit = world.commit("1.4.2");
            assertThat(ReleaseFileWorld.promoted(files.toQa("1.4.2"))).isTrue();
            long id = world.promote("prod").promotion().id();
            Map<String, String> tags = ReleaseFileWorld.tags(files.shop());
            assertThat(tags).containsExactly(Map.entry("v1.4.2", commit), Map.entry("v1.4.2-rc.1", commit));
            github.closed(1, "octo");
            world.engine().promotions().decide(id);
            String left = "; though nothing was deployed, the tags v1.4.2 in "
                    + files.shop().folder() + " and v1.4.2 in "
                    + files.api().folder() + " stay, and are reused when the same is asked for again";
            assertThat(world.standing(id)).isEqualTo("CANCELLED: " + page(1) + " was closed by octo" + left);
            assertThat(files.environments().heads()).doesNotContainKey("deployment-gates/prod/" + id);
            assertThat(files.file("prod")).isEqualTo(files.content("WIP", "prod"));

            long again = world.promote("prod").promotion().id();
            assertThat(world.standing(again)).isEqualTo("WAITING: pullRequest: waits for " + page(2) + " to be merged");
            assertThat(ReleaseFileWorld.tags(files.shop())).isEqualTo(tags);
            String head = github.pull(2).at("/head/sha").asText();
            github.merged(2, "octo", files.environments().merge("environment/prod", head, "Merge pull request #2"));
            world.engine().promotions().decide(again);
            assertThat(world.standing(again)).isEqualTo("PROMOTED: promoted");
            assertThat(world.current("prod").commit()).isEqualTo(commit);
            assertThat(ReleaseFileWorld.tags(files.shop())).isEqualTo(tags);
        }
    }

    @Test
    public void shouldSayWhichTagsStayWhenThePromotionIsCalledOff() {
        try (ReleaseFileWorld files = releaseFiles()) {
            World world = files.world();
            world.commit("1.4.2");
            files.toQa("1.4.2");
            Promotion promotion = world.promote("prod").promotion();
            world.engine().promotions().cancel(World.ANN, promotion.id());
            assertThat(world.standing(promotion.id())).isEqualTo("CANCELLED: cancelled by ann");
            assertThat(github.comments())
                    .containsExactly(promotion.label()
                            + " is CANCELLED: cancelled by ann; though nothing was deployed, the tags v1.4.2 in "
                            + files.shop().folder() + " and v1.4.2 in "
                            + files.api().folder() + " stay, and are reused when the same is asked for again");
        }
    }

    @Test
    public void shouldReuseTheCandidateOfATestEnvironmentWhoseRequestWasClosed() {
        String yaml = ReleaseFileWorld.YAML.replace(
                "      releaseFile:\n",
                forge("      ").replace("environments: [prod]", "environments: [qa]") + "      releaseFile:\n");
        try (ReleaseFileWorld files = ReleaseFileWorld.create(place, yaml)) {
            github.shows(files.environments());
            World world = files.world();
            String commit = world.commit("1.4.2");
            long id = world.enter("qa", "1.4.2").promotion().id();
            github.closed(1, "octo");
            world.engine().promotions().decide(id);
            assertThat(world.standing(id))
                    .startsWith("CANCELLED: " + page(1)
                            + " was closed by octo; though nothing was deployed, the tags v1.4.2-rc.1 in ");
            long again = world.enter("qa", "1.4.2").promotion().id();
            github.fastForward(2, "octo");
            world.engine().promotions().decide(again);
            assertThat(world.standing(again)).isEqualTo("PROMOTED: promoted");
            assertThat(ReleaseFileWorld.tags(files.shop())).isEqualTo(Map.of("v1.4.2-rc.1", commit));
        }
    }

    @Test
    public void shouldFailWhenTheBranchOfAReleaseFileIsMovedOrDeleted() {
        try (ReleaseFileWorld files = releaseFiles()) {
            World world = files.world();
            world.commit("1.4.2");
            files.toQa("1.4.2");
            long id = world.promote("prod").promotion().id();
            String branch = "deployment-gates/prod/" + id;
            String commit = files.environments().head(branch);
            String other = files.environments().commit(branch, "Rebased", Map.of("release.yaml", "version: 9\n"));
            world.engine().promotions().decide(id);
            assertThat(world.standing(id))
                    .isEqualTo("FAILED: the branch " + branch + " of " + page(1) + " was moved by somebody else from "
                            + commit + " to " + other + ", which no gate was asked about; ask for the promotion again"
                            + "; though nothing was deployed, the tags v1.4.2 in "
                            + files.shop().folder() + " and v1.4.2 in "
                            + files.api().folder() + " stay, and are reused when the same is asked for again");
            long next = world.promote("prod").promotion().id();
            files.environments().delete("deployment-gates/prod/" + next);
            world.engine().promotions().decide(next);
            assertThat(world.standing(next))
                    .isEqualTo("FAILED: the branch deployment-gates/prod/" + next + " of " + page(2)
                            + " was deleted, so it cannot be merged; ask for the promotion again");
            assertThat(files.file("prod")).isEqualTo(files.content("WIP", "prod"));
            assertThat(world.list(view -> view.openIntents())).isEmpty();
        }
    }

    @Test
    public void shouldEndWhenWhatCopiesFoldersIsClosedMovedOrDeleted() {
        Origin[] prod = new Origin[1];
        try (World world = folders(prod)) {
            toDev(world, "1.0");
            long id = world.promote("prod").promotion().id();
            github.closed(1, "octo");
            world.engine().promotions().decide(id);
            assertThat(world.standing(id)).isEqualTo("CANCELLED: " + page(1) + " was closed by octo");
            long moved = world.promote("prod").promotion().id();
            String branch = "deployment-gates/prod/" + moved;
            String commit = prod[0].head(branch);
            String other = prod[0].commit(branch, "Rebased", Map.of("apps/web.yaml", "version: 2.0\n"));
            world.engine().promotions().decide(moved);
            assertThat(world.standing(moved))
                    .isEqualTo("FAILED: the branch " + branch + " of " + page(2) + " was moved by somebody else from "
                            + commit + " to " + other + ", which no gate was asked about; ask for the promotion again");
            long deleted = world.promote("prod").promotion().id();
            prod[0].delete("deployment-gates/prod/" + deleted);
            world.engine().promotions().decide(deleted);
            assertThat(world.standing(deleted))
                    .isEqualTo("FAILED: the branch deployment-gates/prod/" + deleted + " of " + page(3)
                            + " was deleted, so it cannot be merged; ask for the promotion again");
            long closed = world.promote("prod").promotion().id();
            prod[0].delete("deployment-gates/prod/" + closed);
            github.closed(4, "octo");
            world.engine().promotions().decide(closed);
            assertThat(world.standing(closed))
                    .isEqualTo("CANCELLED: " + page(4) + " was closed by octo; its branch deployment-gates/prod/"
                            + closed + " is deleted");
            assertThat(world.list(view -> view.openIntents())).isEmpty();
        }
    }

    @Test
    public void shouldTakeACopyOfFoldersHoweverItWasMerged() {
        Origin[] prod = new Origin[1];
        try (World world = folders(prod)) {
            toDev(world, "1.0");
            long id = world.promote("prod").promotion().id();
            String head = github.pull(1).at("/head/sha").asText();
            github.merged(1, "octo", prod[0].merge("live", head, "Merge pull request #1"));
            world.engine().promotions().decide(id);
            assertThat(world.standing(id)).isEqualTo("PROMOTED: promoted");
            world.deliver("prod");
            toDev(world, "2.0");
            long rebased = world.promote("prod").promotion().id();
            prod[0].commit("live", "More nodes", Map.of("cluster/nodes.yaml", "nodes: 5\n"));
            github.merged(
                    2,
                    "octo",
                    prod[0].commit("live", "Promote shop 2.0 to prod", Map.of("apps/web.yaml", "version: 2.0\n")));
            world.engine().promotions().decide(rebased);
            assertThat(world.standing(rebased)).isEqualTo("PROMOTED: promoted");
            assertThat(world.current("prod").outOfBand()).isNull();
        }
    }

    @Test
    public void shouldWriteAReleaseFileByAPullRequestAfterItsTags() {
        try (ReleaseFileWorld files = releaseFiles()) {
            World world = files.world();
            String commit = world.commit("1.4.2");
            assertThat(ReleaseFileWorld.promoted(files.toQa("1.4.2"))).isTrue();
            PromotionResult result = world.promote("prod");
            assertThat(result.promotion().status()).isEqualTo(PromotionStatus.WAITING);
            assertThat(files.file("prod")).isEqualTo(files.content("WIP", "prod"));
            assertThat(ReleaseFileWorld.tags(files.shop())).containsEntry("v1.4.2", commit);
            long id = result.promotion().id();
            world.engine().promotions().decide(id);
            assertThat(github.count()).isEqualTo(1);
            String head = github.pull(1).at("/head/sha").asText();
            github.merged(1, "octo", files.environments().merge("environment/prod", head, "Merge pull request #1"));
            world.engine().promotions().decide(id);
            assertThat(world.standing(id)).isEqualTo("PROMOTED: promoted");
            assertThat(files.file("prod")).isEqualTo(files.content("1.4.2", "prod"));
            assertThat(world.current("prod").commit()).isEqualTo(commit);
        }
    }
}
