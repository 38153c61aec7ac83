package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Processes that make a commit of their own for a pull request are killed with SIGKILL again and again: after the intent,
 * after the tags, after the push of the branch, after the request was opened, and after the merge was recorded. There is one
 * branch, one pull request and one deployment in the end.
 */
public class DraftedPullRequestsKillTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final FakeGitHub github = new FakeGitHub();
    private Path place;
    private String yaml;

    @After
    public void close() {
        github.close();
    }

    private void configure(String usual, String before) throws IOException {
        place = folder.getRoot().toPath();
        yaml = usual.replace(
                before,
                "      forge: {type: github, url: \"" + github.url()
                        + "\", project: \"shop/{environment}\", pullRequests: {environments: [prod]}}\n" + before);
        Files.writeString(place.resolve("gates.yaml"), yaml);
    }

    /** Kills one process after the other, until the pull request is merged and the ledger knows. */
    private void killOnTheWay(Origin target, String branch) throws InterruptedException {
        Child.killedAt(place, "pull-request-prod", Step.INTENDED);
        Child.killedAt(place, "ask-again", Step.PREPARED);
        assertThat(target.heads().keySet()).noneMatch(name -> name.startsWith("deployment-gates/"));
        Child.killedAt(place, "ask-again", Step.PUSHED);
        assertThat(github.count()).isZero();
        PullRequestsKillTest.killAfter(github, place, "ask-again", "POST /repos/shop/prod/pulls");
        assertThat(github.count()).isEqualTo(1);
        assertThat(target.heads().keySet())
                .filteredOn(name -> name.startsWith("deployment-gates/"))
                .hasSize(1);
        try (World world = World.reopen(place, yaml, Progress.NONE)) {
            world.engine().reconciliation().run();
            world.engine().promotions().reconsider(null);
            assertThat(world.list(view -> view.openPromotions("shop")))
                    .extracting(open -> open.pullRequest().id())
                    .containsExactly("1");
        }
        String head = github.pull(1).at("/head/sha").asText();
        github.merged(1, "octo", target.merge(branch, head, "Merge pull request #1"));
        Child.killedAt(place, "ask-again", Step.RECORDED);
        try (World world = World.reopen(place, yaml, Progress.NONE)) {
            world.engine().reconciliation().run();
            world.engine().promotions().reconsider(null);
            assertThat(github.count()).isEqualTo(1);
            assertThat(world.list(view -> view.deployments("shop", "prod", LedgerView.NEWEST, 10)))
                    .hasSize(1);
            assertThat(world.types(0)).containsOnlyOnce("pullrequest.opened", "pullrequest.merged");
            assertThat(world.list(LedgerView::openIntents)).isEmpty();
            assertThat(world.list(view -> view.openPromotions(null))).isEmpty();
            assertThat(world.findings()).isEmpty();
        }
    }

    @Test
    public void shouldBringAReleaseFileOnceAndMakeItsTagsOnce() throws Exception {
        configure(ReleaseFileWorld.YAML, "      releaseFile:\n");
        Origin environments;
        String commit;
        try (ReleaseFileWorld files = ReleaseFileWorld.create(place, yaml)) {
            environments = files.environments();
            github.shows(environments);
            commit = files.world().commit("1.4.2");
            files.toQa("1.4.2");
        }
        killOnTheWay(environments, "environment/prod");
        assertThat(environments.file("environment/prod", "release.yaml")).contains("version: 1.4.2 ");
        assertThat(ReleaseFileWorld.tags(Origin.at(place.resolve("deploy.git"))))
                .isEqualTo(Map.of("v1.4.2-rc.1", commit, "v1.4.2", commit));
    }

    @Test
    public void shouldCopyFoldersOnce() throws Exception {
        configure(FoldersPromotionTest.FOLDERS, "      folders:\n");
        Origin prod;
        try (World world = World.create(place, yaml)) {
            Origin.create(place.resolve("deploy.git-dev"));
            prod = Origin.create(place.resolve("deploy.git-prod"));
            prod.commit("live", "Set up", Map.of("cluster/nodes.yaml", "nodes: 3\n"));
            github.shows(prod);
            world.origin().commit("main", "SHOP-1 Shop", Map.of("apps/web.yaml", "1\n", "infra/base/net.yaml", "1\n"));
            world.enter("dev", "1.0");
            world.deliver("dev");
            world.verify("dev");
        }
        killOnTheWay(prod, "live");
        assertThat(prod.file("live", "apps/web.yaml")).isEqualTo("1\n");
        assertThat(prod.file("live", "cluster/nodes.yaml")).isEqualTo("nodes: 3\n");
    }
}
