package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.model.Promotion;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/** An application whose promotions to {@code qa} are pull requests, and the server that has them. */
public abstract class PullRequestsFixture {
    static final String SHOP =
            """
            applications:
              shop:
                git:
                  repository: ORIGIN
                  forge:
                    type: github
                    url: FORGE
                    project: shop/deploy
                    pullRequests: {environments: [qa], branch: "promote/{environment}/{promotion}"MORE}
                pipeline: {dev: {}, qa: {after: [dev]}}
            """;

    static final String PAGE = "pull request 1 (https://github.example.com/shop/deploy/pull/1)";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    final FakeGitHub github = new FakeGitHub();
    World world;

    /** @param more settings of pull requests */
    final void begin(String more) {
        world = World.create(
                folder.getRoot().toPath(), SHOP.replace("FORGE", github.url()).replace("MORE", more));
        github.shows(world.origin());
        world.commit("1.0");
        world.promote("dev");
        world.deliver("dev");
    }

    @Before
    public void begin() {
        begin("");
    }

    @After
    public void close() {
        world.close();
        github.close();
    }

    final void again(String more) {
        world.close();
        world = World.reopen(
                folder.getRoot().toPath(), SHOP.replace("FORGE", github.url()).replace("MORE", more), Progress.NONE);
        github.shows(world.origin());
    }

    final long promote() {
        return world.promote("qa").promotion().id();
    }

    final String decide(long promotion) {
        world.engine().promotions().decide(promotion);
        return world.standing(promotion);
    }

    final Promotion promotion(long id) {
        return world.read(view -> view.promotion(id).orElseThrow());
    }
}
