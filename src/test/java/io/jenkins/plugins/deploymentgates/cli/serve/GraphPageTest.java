package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.jenkins.plugins.deploymentgates.ledger.Role;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.Test;

/** The pipeline of an application in a browser. */
public class GraphPageTest extends BrowserTest {
    private static final String SHOP = "/graph?application=shop";

    /** The page once the gates were asked about all that is on its way. */
    private Page settled(String path, View view) {
        Page page = open(path, view);
        assertThat(page.locator(".dg-live")).hasAttribute("data-state", "live");
        assertThat(page.locator("[data-key=prod-eu]").first()).isVisible();
        assertThat(page.locator("[aria-busy=true]")).hasCount(0);
        return page;
    }

    private static Locator node(Page page, String environment) {
        return page.locator(".dg-graph__node[data-key='" + environment + "']");
    }

    private static Locator chip(Page page, String environment) {
        return page.locator(".dg-graph__chip[data-key='" + environment + "']");
    }

    private static Locator way(Page page, String environment) {
        return page.locator(".dg-graph__ways > [data-key='" + environment + "']");
    }

    @Test
    public void shouldDrawThePipelineAndWhatTravelsOnIt() throws Exception {
        Page page = settled(SHOP, WIDE);
        assertThat(page.locator(".dg-graph__node")).hasCount(5);
        assertThat(page.locator(".dg-graph__chip")).hasCount(4);
        assertThat(page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^prod-us, production, "))))
                .hasAccessibleName(
                        "prod-us, production, 1.4.0, verified, for 2 days 5 hours, on hold, drifted from Git");
        assertThat(chip(page, "prod-eu")).hasText(Pattern.compile("1\\.4\\.1\\s*approvals"));
        assertThat(way(page, "prod-eu")).containsText("Waits for approvals: 0 of 1 approval");
        assertThat(way(page, "qa")).containsText("not verified in dev yet");
        assertThat(way(page, "staging-eu")).containsText("Nothing stops it");
        assertAccessible(page);
        assertFits(page);
        Pictures.assertLooksLike(page, "graph");
    }

    @Test
    public void shouldTurnDownwardsWhereThereIsLittleRoom() throws Exception {
        Page page = settled(SHOP, DARK.sized(360, 1200));
        assertThat(page.locator(".dg-graph__plane--down")).isVisible();
        assertAccessible(page);
        assertFits(page);
        page.setViewportSize(1280, 800);
        assertThat(page.locator(".dg-graph__plane--down")).hasCount(0);
        assertFits(page);
        page.setViewportSize(360, 1200);
        assertThat(page.locator(".dg-graph__plane--down")).isVisible();
        assertFitsWithLargeText(page);
        Pictures.assertLooksLike(page, "graph-narrow");
    }

    @Test
    public void shouldBeUsedByKeyboard() throws Exception {
        Page page = settled(SHOP, WIDE);
        node(page, "dev").focus();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        assertThat(node(page, "staging-eu")).isFocused();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowDown");
        assertThat(node(page, "prod-us")).isFocused();
        assertThat(page.locator(".dg-graph__node[tabindex='0']")).hasCount(1);
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("environment=prod-us"));
        assertThat(node(page, "prod-us")).hasAttribute("aria-pressed", "true");
        assertThat(page.locator(".dg-graph__details")).containsText("Freight season: nothing moves until Monday");
        assertAccessible(page);
        page.keyboard().press("Home");
        assertThat(node(page, "dev")).isFocused();
        page.keyboard().press("End");
        assertThat(node(page, "prod-us")).isFocused();
        page.goBack();
        assertThat(page.locator(".dg-graph__details")).isHidden();
        page.goForward();
        assertThat(page.locator(".dg-graph__details")).isVisible();
        Pictures.assertLooksLike(page, "graph-details");
    }

    @Test
    public void shouldShowWhatHappensAsItHappens() throws Exception {
        Page page = settled(SHOP, WIDE);
        node(page, "qa").focus();
        site.post("/v1/promotions", Map.of("application", "shop", "to", "staging-eu"));
        assertThat(node(page, "staging-eu").locator(".dg-graph__version")).hasText("1.5.0");
        assertThat(way(page, "staging-eu")).hasCount(0);
        assertThat(node(page, "qa")).isFocused();
        site.post("/v1/deployments", Map.of("application", "shop", "environment", "dev", "version", "1.6.0"));
        site.post(
                "/v1/verifications",
                Map.of("application", "shop", "environment", "dev", "check", "smoke", "passed", true));
        assertThat(way(page, "qa")).containsText("Nothing stops it");
        site.post("/v1/holds", Map.of("environment", "qa", "reason", "The database moves"));
        assertThat(way(page, "qa")).containsText("The database moves");
        assertThat(chip(page, "qa")).hasText(Pattern.compile("1\\.6\\.0\\s*hold"));
    }

    @Test
    public void shouldSayTheSameAsAList() throws Exception {
        Page page = settled(SHOP, WIDE);
        page.getByLabel("View").selectOption("list");
        assertThat(page).hasURL(Pattern.compile("view=list"));
        assertThat(page.locator(".dg-graph__list > li")).hasCount(5);
        assertThat(page.locator(".dg-graph__list > li").nth(3)).containsText("0 of 1 approval");
        assertThat(page.locator(".dg-graph__plane")).isHidden();
        assertAccessible(page);
        page.setViewportSize(360, 800);
        assertFits(page);
    }

    @Test
    public void shouldGoToAnotherApplication() throws Exception {
        Page page = settled(SHOP, WIDE.speaking("de-DE"));
        page.getByLabel("Anwendung").selectOption("search");
        assertThat(page).hasURL(Pattern.compile("application=search"));
        assertThat(page.locator(".dg-graph__node")).hasCount(4);
        page.getByLabel("Anwendung").selectOption("vault");
        assertThat(page.getByText("Nichts ist unterwegs: Jede Umgebung hat, was davor ist."))
                .isVisible();
        page.goBack();
        assertThat(page.locator(".dg-graph__node")).hasCount(4);
    }

    @Test
    public void shouldSayThatThereIsNoSuchApplication() throws Exception {
        expectComplaint("404");
        Page page = open("/graph?application=shp");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("shp");
        assertAccessible(page);
        page.getByLabel("Application").selectOption("shop");
        assertThat(node(page, "prod-eu")).isVisible();
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    @Test
    public void shouldRunFromRightToLeftWhereTextDoes() throws Exception {
        Page page = browser(WIDE).newPage();
        page.addInitScript(
                "document.addEventListener('DOMContentLoaded', () => { document.documentElement.dir = 'rtl'; })");
        page.navigate(site.address() + SHOP);
        assertThat(page.locator(".dg-graph__chip")).hasCount(4);
        assertThat(page.locator("[aria-busy=true]")).hasCount(0);
        node(page, "dev").focus();
        page.keyboard().press("ArrowLeft");
        assertThat(node(page, "qa")).isFocused();
        assertFits(page);
        Pictures.assertLooksLike(page, "graph-rtl");
    }

    @Test
    public void shouldShowItsApplicationAloneToWhoMaySeeNoOther() throws Exception {
        String token = site.served.token("shopkeeper", List.of(Role.READER), List.of("vault"), null);
        expectComplaint("401");
        Page page = open("/graph");
        page.getByLabel("Token").fill(token);
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("Application").locator("option")).hasText(new String[] {"vault"});
        assertThat(page.locator(".dg-graph__node")).hasCount(2);
    }

    @Test
    public void shouldStayAndSayItIsStaleWhileTheServerIsGone() throws Exception {
        expectComplaint("ERR_INTERNET_DISCONNECTED");
        Page page = settled(SHOP, WIDE);
        page.context().setOffline(true);
        assertThat(page.locator(".dg-live")).hasAttribute("data-state", "stale");
        assertThat(page.locator(".dg-graph__node")).hasCount(5);
        page.context().setOffline(false);
        assertThat(page.locator(".dg-live")).hasAttribute("data-state", "live");
        site.world.engine().holds().release(World.BOB, "prod-us");
    }

    @Test
    public void shouldShowHostileTextsAsText() throws Exception {
        String hostile = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>";
        Page page = settled(SHOP + "&environment=qa", WIDE);
        site.post("/v1/holds", Map.of("environment", "qa", "reason", hostile));
        assertThat(page.locator(".dg-graph__details")).containsText(hostile);
        assertThat(way(page, "qa")).containsText(hostile);
        assertThat(page.locator("dg-graph img, dg-graph script")).hasCount(0);
        assertFits(page);
    }
}
