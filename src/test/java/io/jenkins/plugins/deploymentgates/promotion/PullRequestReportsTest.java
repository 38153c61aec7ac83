package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What servers with pull requests are told of commits, and how often they are asked. */
public class PullRequestReportsTest {
    private static final String STATUSES =
            """
            applications:
              shop:
                git:
                  repository: ORIGIN
                  forge: {type: github, url: FORGE, project: shop/deploy, commitStatus: true}
                pipeline: {dev: {}, qa: {after: [dev]}}
            environments:
              qa: {gates: [{approvals: {count: 1}}]}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final FakeGitHub github = new FakeGitHub();
    private World world;

    private void begin(String yaml) {
        world = World.create(folder.getRoot().toPath(), yaml.replace("FORGE", github.url()));
        github.shows(world.origin());
        world.commit("1.0");
        world.promote("dev");
        world.deliver("dev");
    }

    @After
    public void close() {
        world.close();
        github.close();
    }

    private String told() {
        String commit = world.origin().head("main").substring(0, 10);
        return github.statuses().get("deployment-gates/qa " + commit);
    }

    @Test
    public void shouldTellCommitsWhatTheGatesSayAlsoWithoutPullRequests() {
        begin(STATUSES);
        long id = world.promote("qa").promotion().id();
        assertThat(told()).startsWith("pending: approvals: ");
        int writes = github.writes().size();
        world.engine().promotions().decide(id);
        assertThat(github.writes()).hasSize(writes);
        world.engine().promotions().approve(World.BOB, id, "");
        assertThat(told()).startsWith("success: promoted ");
        assertThat(github.statuses()).hasSize(2);
    }

    @Test
    public void shouldTellThatAPromotionWasRefused() {
        begin(STATUSES);
        long id = world.promote("qa").promotion().id();
        world.engine().promotions().refuse(World.BOB, id, "not now");
        assertThat(told()).isEqualTo("failure: refused: refused by bob: not now");
    }

    @Test
    public void shouldPromoteThoughTheServerCannotBeTold() {
        begin(STATUSES);
        github.failWith(500);
        long id = world.promote("qa").promotion().id();
        world.engine().promotions().approve(World.BOB, id, "");
        assertThat(world.standing(id)).isEqualTo("PROMOTED: promoted");
    }

    @Test
    public void shouldTellThatOnlyTheMergeIsLeft() {
        begin(PullRequestsFixture.SHOP
                .replace("project: shop/deploy", "project: shop/deploy\n        commitStatus: true")
                .replace("MORE", ""));
        long id = world.promote("qa").promotion().id();
        world.engine().promotions().decide(id);
        assertThat(told()).isEqualTo("success: all gates passed");
        world.engine().holds().hold(World.BOB, "qa", "an audit");
        world.engine().promotions().decide(id);
        assertThat(told()).isEqualTo("pending: hold: bob holds qa: an audit");
    }

    @Test
    public void shouldLookAgainAtIntervalsAndLessOftenInTrouble() {
        begin(PullRequestsFixture.SHOP.replace("MORE", ", poll: 5m"));
        DuePromotions due = new DuePromotions(world);
        long id = world.promote("qa").promotion().id();
        github.fastForward(1, "octo");
        due.decideDue();
        assertThat(world.standing(id)).startsWith("WAITING");
        world.clock().advance(Duration.ofMinutes(5));
        github.failWith(503);
        due.decideDue();
        github.failWith(0);
        due.decideDue();
        assertThat(world.standing(id)).startsWith("WAITING");
        world.clock().advance(Duration.ofMinutes(1));
        due.decideDue();
        assertThat(world.standing(id)).isEqualTo("PROMOTED: promoted");
    }
}
