package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.Test;

/** The history in a browser. */
public class HistoryPageTest extends BrowserTest {

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
            it.record("search", "dev", "3.2.0-rc." + build, DeploymentStatus.COMPLETED);
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
    private Page history(String path, View view) {
        Page page = open(path, view);
        assertThat(page.locator(".dg-live")).hasAttribute("data-state", "live");
        assertThat(range(page)).not().isEmpty();
        return page;
    }

    private static Locator bar(Page page, String version, String environment) {
        return page.locator(".dg-mark[aria-label^='shop " + version + " at " + environment + ",']");
    }

    private static Locator card(Page page) {
        return page.getByRole(AriaRole.DIALOG);
    }

    private static Locator overview(Page page, String name) {
        return page.getByRole(
                AriaRole.SLIDER, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator range(Page page) {
        return page.locator(".dg-history__range");
    }

    @Test
    public void shouldShowLanesInPipelineOrder() throws Exception {
        Page page = history("/history", WIDE);
        assertThat(page.locator(".dg-history__lanes li"))
                .hasText(new String[] {"dev", "qa", "staging-eu", "prod-eu", "prod-us"});
        assertThat(range(page)).hasText("3 Feb 2026, 16:00 – 5 Mar 2026, 16:00");
        assertThat(bar(page, "1.3.1", "prod-eu"))
                .hasAttribute("aria-label", "shop 1.3.1 at prod-eu, verified, since 16 Feb 2026, 09:25, still there");
        assertThat(bar(page, "1.3.1", "prod-us"))
                .hasAttribute("aria-label", Pattern.compile("^shop 1.3.1 at prod-us, failed, since .*, until 17 Feb"));
        assertThat(bar(page, "1.2.0", "prod-us").last())
                .hasAttribute("aria-label", Pattern.compile("^shop 1.2.0 at prod-us, verified, rollback, since"));
        assertThat(bar(page, "1.3.1", "dev").last())
                .hasAttribute("aria-label", Pattern.compile("^shop 1.3.1 at dev, deploying, hotfix, since"));
        assertThat(page.locator(".dg-mark--hold").first())
                .hasAttribute(
                        "aria-label",
                        "Hold by bob: Carnival: nobody is there, since 13 Feb 2026, 09:16, until 16 Feb 2026, 09:16");
        assertThat(page.locator(".dg-mark--hold").last())
                .hasAttribute("aria-label", Pattern.compile("^Hold by bob: Freight season.*, still held$"));
        assertThat(page.locator(".dg-mark--hotfix"))
                .hasAttribute("aria-label", Pattern.compile("^Hotfix login begun, 22 Feb 2026"));
        Pictures.assertLooksLike(page, "history");
        assertAccessible(page);
        assertFits(page);
    }

    @Test
    public void shouldFitANarrowWindowInTheDark() throws Exception {
        Page page = history("/history?at=2026-02-17T15:00Z", NARROW.colored(DARK.scheme()));
        assertThat(page.getByRole(AriaRole.TABLE)).containsText("1.3.1");
        page.getByText("What the signs mean").click();
        assertAccessible(page);
        assertFits(page);
        page.getByText("What the signs mean").click();
        page.evaluate("scrollTo(0, 0)");
        Pictures.assertLooksLike(page, "history-narrow");
    }

    @Test
    public void shouldSayWhatWasDeployedAtAnInstant() throws Exception {
        Page page = history("/history", WIDE);
        page.getByLabel("What was deployed at").fill("2026-02-17T15:00");
        page.getByLabel("What was deployed at").blur();
        Locator table = page.getByRole(AriaRole.TABLE);
        assertThat(table).containsText("What was where on 17 Feb 2026, 15:00");
        assertThat(table.getByRole(AriaRole.ROW)).hasCount(6);
        assertThat(table.getByRole(AriaRole.ROW).nth(5)).containsText("prod-us");
        assertThat(table.getByRole(AriaRole.ROW).nth(5)).containsText("1.3.1");
        assertThat(table.getByRole(AriaRole.ROW).nth(5)).containsText("another release");
        assertThat(table.getByRole(AriaRole.ROW).nth(4)).containsText("still there");
        assertThat(page).hasURL(site.address() + "/history?at=2026-02-17T14%3A00Z");
        assertThat(page.locator(".dg-chart__at:not([hidden])")).hasCount(1);
        assertAccessible(page);
        Pictures.assertLooksLike(page, "history-at");
        // An instant before what is shown brings its period.
        page.getByLabel("What was deployed at").fill("2025-12-24T18:00");
        page.getByLabel("What was deployed at").blur();
        assertThat(page.getByText("Nothing was deployed there at that time.")).isVisible();
        assertThat(range(page)).containsText("2025");
        assertThat(page.getByText("Nothing was there in this period.")).isVisible();
        page.getByLabel("Clear the instant").click();
        assertThat(page.getByText("Nothing was deployed there at that time.")).hasCount(0);
        assertThat(page.getByLabel("What was deployed at")).isFocused();
    }

    @Test
    public void shouldLeadToApprovalsBuildAndPromotion() throws Exception {
        Page page = history("/history", WIDE);
        bar(page, "1.3.1", "prod-eu").click();
        assertThat(card(page)).isFocused();
        assertThat(card(page)).containsText("bob approved");
        assertThat(card(page)).containsText("1.3.1 looks good");
        assertThat(card(page)).containsText("com.acme:shop-api:1.3.1");
        assertThat(card(page)).containsText("smoke passed");
        assertThat(card(page).locator(".dg-mono").first()).hasText(Pattern.compile("^[0-9a-f]{12}$"));
        assertAccessible(page);
        Pictures.assertLooksLike(page, "history-card");
        page.keyboard().press("Escape");
        assertThat(card(page)).isHidden();
        assertThat(bar(page, "1.3.1", "prod-eu")).isFocused();
    }

    @Test
    public void shouldShowTheCardOfWhatIsPointedAt() {
        Page page = history("/history", WIDE);
        page.locator(".dg-mark--hold").last().hover();
        assertThat(card(page)).containsText("Freight season: nothing moves until Monday");
        page.mouse().move(5, 5);
        assertThat(card(page)).isHidden();
        page.locator(".dg-mark--hotfix circle").hover();
        assertThat(card(page)).containsText("hotfix/login");
        assertThat(card(page)).containsText("under way");
    }

    @Test
    public void shouldBeUsedByKeyboardAlone() {
        Page page = history("/history", WIDE);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Whole period"))
                .focus();
        page.keyboard().press("Tab");
        assertThat(bar(page, "1.3.1", "dev").last()).isFocused();
        page.keyboard().press("ArrowLeft");
        assertThat(bar(page, "1.4.0", "dev")).isFocused();
        page.keyboard().press("ArrowDown");
        assertThat(bar(page, "1.4.0", "qa")).isFocused();
        page.keyboard().press("Home");
        assertThat(bar(page, "1.2.0", "qa")).isFocused();
        page.keyboard().press("End");
        page.keyboard().press("ArrowUp");
        assertThat(bar(page, "1.3.1", "dev").last()).isFocused();
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("ArrowLeft");
        assertThat(bar(page, "1.3.1", "dev").first()).isFocused();
        page.keyboard().press("+");
        page.keyboard().press("+");
        assertThat(range(page)).hasText("13 Feb 2026, 04:58 – 20 Feb 2026, 16:58");
        assertThat(bar(page, "1.3.1", "dev").first()).isFocused();
        // Beyond what is in sight the chart moves on.
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("ArrowLeft");
        assertThat(bar(page, "1.2.0", "dev")).isFocused();
        page.keyboard().press("Enter");
        assertThat(card(page)).isFocused();
        page.keyboard().press("Escape");
        assertThat(bar(page, "1.2.0", "dev")).isFocused();
        page.keyboard().press("0");
        assertThat(range(page)).hasText("3 Feb 2026, 16:00 – 5 Mar 2026, 16:00");
        page.keyboard().press("-");
        assertThat(range(page)).hasText("3 Feb 2026, 16:00 – 5 Mar 2026, 16:00");
    }

    @Test
    public void shouldZoomWithButtonsWheelAndBrush() {
        Page page = history("/history", WIDE);
        page.getByLabel("Zoom in").click();
        assertThat(range(page)).hasText("11 Feb 2026, 04:00 – 26 Feb 2026, 04:00");
        assertThat(page).hasURL(site.address() + "/history?from=2026-02-11T03%3A00Z&to=2026-02-26T03%3A00Z");
        page.reload();
        assertThat(range(page)).hasText("11 Feb 2026, 04:00 – 26 Feb 2026, 04:00");
        page.getByLabel("Zoom out").click();
        assertThat(range(page)).hasText("3 Feb 2026, 16:00 – 5 Mar 2026, 16:00");
        var chart = page.locator(".dg-chart").boundingBox();
        page.mouse().move(chart.x + chart.width / 2, chart.y + 10);
        page.keyboard().down("Control");
        page.mouse().wheel(0, -100);
        page.keyboard().up("Control");
        assertThat(range(page)).hasText(Pattern.compile("^8 Feb 2026, .* – 28 Feb 2026, "));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Whole period"))
                .click();
        page.mouse().move(chart.x + chart.width * 0.4, chart.y + 60);
        page.mouse().down();
        page.mouse().move(chart.x + chart.width * 0.6, chart.y + 90);
        assertThat(page.locator(".dg-chart__brush")).hasCount(1);
        page.mouse().up();
        assertThat(range(page)).hasText(Pattern.compile("^15 Feb 2026, .* – 21 Feb 2026, "));
        assertThat(page.locator(".dg-chart__brush")).hasCount(0);
        assertThat(card(page)).isHidden();
    }

    @Test
    public void shouldMoveTheWindowInTheOverview() {
        Page page = history("/history", WIDE);
        overview(page, "Begin of what is shown").focus();
        page.keyboard().press("PageUp");
        assertThat(range(page)).hasText("6 Feb 2026, 16:00 – 5 Mar 2026, 16:00");
        overview(page, "End of what is shown").focus();
        page.keyboard().press("PageDown");
        page.keyboard().press("PageDown");
        assertThat(range(page)).hasText("6 Feb 2026, 16:00 – 27 Feb 2026, 16:00");
        overview(page, "What is shown").focus();
        page.keyboard().press("PageUp");
        assertThat(range(page)).hasText("9 Feb 2026, 16:00 – 2 Mar 2026, 16:00");
        assertThat(overview(page, "What is shown"))
                .hasAttribute("aria-valuetext", "9 Feb 2026, 16:00 – 2 Mar 2026, 16:00");
        page.keyboard().press("Home");
        assertThat(range(page)).hasText("3 Feb 2026, 16:00 – 24 Feb 2026, 16:00");
        var strip = page.locator(".dg-overview").boundingBox();
        var end = overview(page, "End of what is shown").boundingBox();
        page.mouse().move(end.x + end.width - 3, end.y + 20);
        page.mouse().down();
        page.mouse().move(end.x + end.width - 3 - strip.width / 30, end.y + 20);
        page.mouse().up();
        assertThat(range(page)).hasText("3 Feb 2026, 16:00 – 23 Feb 2026, 16:00");
        page.mouse().move(strip.x + strip.width * 0.8, strip.y + 20);
        page.mouse().down();
        page.mouse().move(strip.x + strip.width * 0.9, strip.y + 20);
        page.mouse().up();
        assertThat(range(page)).hasText("27 Feb 2026, 16:00 – 2 Mar 2026, 16:00");
    }

    @Test
    public void shouldShowTheSameAsAList() throws Exception {
        Page page = history("/history", WIDE);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("As a list"))
                .click();
        assertThat(page).hasURL(site.address() + "/history?view=list");
        Locator rows = page.locator("tbody tr");
        assertThat(rows).hasCount(22);
        assertThat(rows.first()).containsText("Freight season: nothing moves until Monday");
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("rollback")))
                .hasCount(1);
        page.getByLabel("Version").fill("1.4.0");
        assertThat(rows).hasCount(3);
        assertThat(rows.first()).containsText("staging-eu");
        Locator open = rows.first().getByRole(AriaRole.BUTTON);
        open.focus();
        page.keyboard().press("Enter");
        assertThat(card(page)).containsText("com.acme:shop-web:1.4.0");
        page.keyboard().press("Escape");
        assertThat(open).isFocused();
        assertAccessible(page);
        assertFits(page);
        page.goBack();
        assertThat(page.locator(".dg-chart")).isVisible();
    }

    @Test
    public void shouldFollowARelease() throws Exception {
        Page page = history("/history", WIDE);
        bar(page, "1.3.1", "prod-eu").click();
        card(page).getByText("This version alone").click();
        assertThat(page.getByLabel("Version")).hasValue("1.3.1");
        assertThat(page).hasURL(site.address() + "/history?version=1.3.1");
        assertThat(bar(page, "1.2.0", "prod-eu")).hasClass(Pattern.compile("dg-mark--other"));
        assertThat(bar(page, "1.3.1", "prod-eu")).not().hasClass(Pattern.compile("dg-mark--other"));
        page.getByLabel("Version").fill("9.9");
        assertThat(page.getByText("9.9 was nowhere in this period.")).isVisible();
    }

    @Test
    public void shouldShowAnEnvironmentWithALaneForEachApplication() throws Exception {
        Page page = history("/history", WIDE);
        page.getByLabel("Environment", new Page.GetByLabelOptions().setExact(true))
                .selectOption("prod-eu");
        assertThat(page.locator(".dg-history__lanes li")).hasText(new String[] {"prod-eu"});
        page.getByLabel("Application", new Page.GetByLabelOptions().setExact(true))
                .selectOption("");
        assertThat(page.locator(".dg-history__lanes li")).hasText(new String[] {"catalogue", "shop", "billing"});
        assertThat(page).hasURL(site.address() + "/history?environment=prod-eu&application=");
        page.getByLabel("Environment", new Page.GetByLabelOptions().setExact(true))
                .selectOption("");
        assertThat(page.getByText("Choose an application or an environment.")).isVisible();
        assertThat(page.locator(".dg-chart")).isHidden();
        page.goBack();
        assertThat(page.locator(".dg-history__lanes li")).hasCount(3);
    }

    @Test
    public void shouldDrawWhatIsCloseTogetherAsOneAndZoomIntoIt() {
        Page page = history("/history?application=search", WIDE);
        Locator cluster = page.locator(".dg-mark--cluster");
        assertThat(cluster).hasAttribute("aria-label", Pattern.compile("^11 deployments close together, 2 Mar 2026"));
        cluster.focus();
        page.keyboard().press("Enter");
        assertThat(range(page)).hasText("2 Mar 2026, 10:00 – 2 Mar 2026, 11:17");
        assertThat(page.locator(".dg-mark--bar")).hasCount(12);
    }

    @Test
    public void shouldGoToOtherPeriods() {
        Page page = history("/history", WIDE);
        page.getByLabel("Period", new Page.GetByLabelOptions().setExact(true)).selectOption("7");
        assertThat(range(page)).hasText("26 Feb 2026, 16:00 – 5 Mar 2026, 16:00");
        page.getByLabel("Period before").click();
        assertThat(range(page)).hasText("19 Feb 2026, 16:00 – 26 Feb 2026, 16:00");
        assertThat(page).hasURL(site.address() + "/history?days=7&until=2026-02-26T15%3A00Z");
        page.getByLabel("Period after").click();
        assertThat(page).hasURL(site.address() + "/history?days=7");
    }

    @Test
    public void shouldShowWhatHappensAsItHappens() throws Exception {
        Page page = history("/history", WIDE);
        Locator changing = bar(page, "1.3.1", "dev").last();
        changing.focus();
        changing.evaluate("mark => { window.before = mark; }");
        site.post(
                "/v1/deployments",
                Map.of("application", "shop", "environment", "dev", "version", "1.3.1", "status", "COMPLETED"));
        assertThat(changing)
                .hasAttribute("aria-label", Pattern.compile("^shop 1.3.1 at dev, deployed, not verified, hotfix"));
        assertThat(changing.evaluate("mark => mark === window.before")).isEqualTo(true);
        assertThat(changing).isFocused();
        site.post("/v1/holds", Map.of("environment", "qa", "reason", "the database is being moved"));
        assertThat(page.locator(".dg-mark--hold")).hasCount(3);
    }

    @Test
    public void shouldSayWhenItIsStaleAndKeepWhatItShowed() throws Exception {
        expectComplaint("net::ERR");
        expectComplaint("status of 503");
        Page page = history("/history", WIDE);
        site.served.stopped();
        assertThat(page.locator(".dg-live")).containsText("Stale since 5 Mar 2026, 16:00");
        assertThat(bar(page, "1.3.1", "prod-eu")).hasCount(1);
        page.getByLabel("Zoom in").click();
        assertThat(range(page)).hasText("11 Feb 2026, 04:00 – 26 Feb 2026, 04:00");
        page.getByLabel("Period before").click();
        assertThat(page.getByText("The server does not answer.")).isVisible();
    }

    @Test
    public void shouldSayWhatIsWrongWithAnAddress() {
        expectComplaint("status of 404");
        Page page = open("/history?application=nothing");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("there is no application 'nothing'");
    }

    @Test
    public void shouldSpeakGerman() {
        Page page = history("/history", WIDE.speaking("de-DE"));
        assertThat(bar(page, "1.3.1", "prod-eu")).hasCount(0);
        assertThat(page.locator(".dg-mark[aria-label^='shop 1.3.1 in prod-eu,']"))
                .hasAttribute("aria-label", "shop 1.3.1 in prod-eu, geprüft, seit 16.02.2026, 09:25, noch da");
        assertThat(page.getByLabel("Was war ausgeliefert am")).isVisible();
    }

    @Test
    public void shouldReadFromRightToLeft() throws Exception {
        Page page = history("/history?at=2026-02-17T15:00Z", WIDE);
        page.evaluate("document.documentElement.dir = 'rtl'");
        assertThat(page.getByRole(AriaRole.TABLE)).isVisible();
        assertFits(page);
        Pictures.assertLooksLike(page, "history-rtl");
    }

    @Test
    public void shouldShowHostileTextAsText() throws Exception {
        String hostile = "<img src=x onerror=alert(1)>\"><script>alert(2)</script>";
        site.post("/v1/holds", Map.of("environment", "qa", "reason", hostile));
        site.post(
                "/v1/deployments",
                Map.of(
                        "application",
                        "search",
                        "environment",
                        "qa",
                        "version",
                        "1.0",
                        "status",
                        "FAILED",
                        "reason",
                        hostile));
        Page page = history("/history?application=search&version=" + "%3Cscript%3E", WIDE);
        assertThat(page.getByText("<script> was nowhere in this period.")).isVisible();
        page.locator(".dg-mark--hold[aria-label*=onerror]").click();
        assertThat(card(page)).containsText(hostile);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("As a list"))
                .click();
        page.getByLabel("Version").fill("");
        assertThat(page.locator("tbody")).containsText(hostile);
        assertThat(page.locator("dg-history img, dg-history script")).hasCount(0);
    }
}
