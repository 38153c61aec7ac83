package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the tests of the history in a browser have in common. */
public abstract class HistoryBrowserTest extends BrowserTest {

    /** Three weeks of the shop with something of everything, and two quiet neighbours. */
    static Site threeWeeks(Path empty) throws IOException {
        Site it = Site.empty(empty, Site.YAML);
        World world = it.world;
        world.clock().set(Instant.parse("2026-02-09T08:00:00Z"));
        world.carry("1.2.0", "dev", "qa", "staging-eu", "prod-us");
        intoProduction(world, "1.2.0");
        it.record("billing", "qa", "2026.7", DeploymentStatus.COMPLETED);
        it.record("billing", "prod-eu", "2026.6", DeploymentStatus.COMPLETED);
        it.later(Duration.ofDays(3));
        world.carry("1.3.0", "dev", "qa");
        it.later(Duration.ofDays(1));
        world.engine().holds().hold(World.BOB, "prod-eu", "Carnival: nobody is there");
        it.later(Duration.ofDays(3));
        world.engine().holds().release(World.BOB, "prod-eu");
        world.carry("1.3.1", "dev", "qa", "staging-eu", "prod-us");
        intoProduction(world, "1.3.1");
        it.later(Duration.ofHours(30));
        world.check("prod-us", "smoke", false);
        it.later(Duration.ofMinutes(40));
        world.engine().rollbacks().rollback(World.BOB, "shop", List.of("prod-us"), null, null);
        world.deliver("prod-us");
        world.verify("prod-us");
        it.later(Duration.ofDays(3));
        world.carry("1.4.0", "dev", "qa", "staging-eu");
        it.record("catalogue", "prod-eu", "7.0", DeploymentStatus.COMPLETED);
        it.later(Duration.ofDays(2));
        world.engine().hotfixes().start(World.ANN, "shop", "login", "prod-eu");
        it.later(Duration.ofDays(1));
        world.clock().set(Instant.parse("2026-03-02T09:00:00Z"));
        for (int build = 1; build <= 12; build++) {
            it.record(
                    "search",
                    "dev",
                    "3.2.0-rc." + build,
                    build == 5 ? DeploymentStatus.FAILED : DeploymentStatus.COMPLETED);
            it.later(Duration.ofMinutes(7));
        }
        world.engine().holds().hold(World.BOB, "prod-us", "Freight season: nothing moves until Monday");
        world.clock().set(Site.NOW);
        return it.start();
    }

    @Override
    Site seed(Path empty) throws IOException {
        return threeWeeks(empty);
    }

    private static void intoProduction(World world, String version) {
        world.promote("prod-eu");
        world.engine().promotions().promote(World.ANN, PromoteRequest.of("shop", "prod-eu"));
        long waiting = world.read(view -> view.openPromotions("shop")).get(0).id();
        world.engine().promotions().approve(World.BOB, waiting, version + " looks good");
        world.deliver("prod-eu");
        world.verify("prod-eu");
    }

    /** The page once it is live. */
    Page history(String path, View view) {
        Page page = open(path, view);
        assertThat(page.locator(".dg-live")).hasAttribute("data-state", "live");
        assertThat(range(page)).not().isEmpty();
        return page;
    }

    static Locator bar(Page page, String version, String environment) {
        return page.locator(".dg-mark[aria-label^='shop " + version + " at " + environment + ",']");
    }

    static Locator card(Page page) {
        return page.getByRole(AriaRole.DIALOG);
    }

    static Locator overview(Page page, String name) {
        return page.getByRole(
                AriaRole.SLIDER, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator range(Page page) {
        return page.locator(".dg-history__range");
    }
}
