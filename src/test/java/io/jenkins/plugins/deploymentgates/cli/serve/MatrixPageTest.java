package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.jenkins.plugins.deploymentgates.ledger.Role;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.Test;

/** The matrix in a browser. */
public class MatrixPageTest extends BrowserTest {

    /** The page once all of it is there, counted commits included. */
    private Page matrix(String path, View view) {
        Page page = browser(view).newPage();
        page.waitForResponse(
                response -> response.url().contains("/v1/matrix/behind"), () -> page.navigate(site.address() + path));
        assertThat(page.locator(".dg-live")).hasAttribute("data-state", "live");
        return page;
    }

    private static Locator cell(Page page, String application, String environment) {
        return page.locator("[role=gridcell][aria-label^='" + application + " at " + environment + ",']");
    }

    private static Locator card(Page page) {
        return page.getByRole(AriaRole.DIALOG);
    }

    private static List<String> applications(Page page) {
        return page.locator("[role=row]:not([hidden]) [role=rowheader]").allTextContents();
    }

    @Test
    public void shouldShowWhatIsWhere() throws Exception {
        Page page = matrix("/", WIDE);
        assertThat(page.locator("[role=columnheader] .dg-grid__environment"))
                .hasText(new String[] {"dev", "qa", "staging-eu", "prod-eu", "prod-us"});
        assertThat(applications(page)).containsExactly("shop", "billing", "catalogue", "search", "vault");
        assertThat(cell(page, "shop", "prod-eu"))
                .hasAttribute(
                        "aria-label",
                        "shop at prod-eu, 1.4.0, verified, for 2 days 5 hours, 1 commit behind upstream, 1 promotion"
                                + " waits, newer release verified upstream");
        assertThat(cell(page, "shop", "prod-us"))
                .hasAttribute(
                        "aria-label", Pattern.compile("on hold, drifted from Git, newer release verified upstream$"));
        assertThat(cell(page, "billing", "qa")).hasAttribute("aria-label", Pattern.compile(", 2026.9, failed, for "));
        assertThat(cell(page, "catalogue", "dev"))
                .hasAttribute("aria-label", Pattern.compile(", 7.1, deploying, for "));
        assertThat(cell(page, "vault", "prod-eu")).hasAttribute("aria-label", "vault at prod-eu, nothing yet");
        assertThat(page.locator("[role=gridcell][aria-label='not in its pipeline']"))
                .hasCount(7);
        assertAccessible(page);
        assertFits(page);
        Pictures.assertLooksLike(page, "matrix");
    }

    @Test
    public void shouldLookGoodInTheDark() throws Exception {
        Page page = matrix("/", DARK);
        assertAccessible(page);
        Pictures.assertLooksLike(page, "matrix-dark");
    }

    @Test
    public void shouldFitANarrowWindow() throws Exception {
        Page page = matrix("/", NARROW);
        assertThat(page.locator(".dg-cell__behind:visible")).hasCount(4);
        assertAccessible(page);
        assertFits(page);
        Pictures.assertLooksLike(page, "matrix-narrow");
    }

    @Test
    public void shouldHaveRowsThatLargeLettersFitInto() throws Exception {
        Page page = matrix("/", WIDE);
        page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }");
        assertThat(page.locator(".dg-grid__body > .dg-grid__row").first()).hasCSS("height", "112px");
        assertThat(page.locator(".dg-grid__body > .dg-grid__row").nth(1))
                .hasCSS("transform", "matrix(1, 0, 0, 1, 0, 112)");
        assertFits(page);
    }

    @Test
    public void shouldSpeakGerman() throws Exception {
        Page page = matrix("/", WIDE.speaking("de-DE"));
        assertThat(page).hasTitle("Matrix · Deployment Gates");
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(page.getByRole(AriaRole.GRIDCELL).first())
                .hasAttribute("aria-label", "shop in dev, 1.6.0, wird ausgeliefert, seit 23 Stunden 36 Minuten");
        page.getByLabel("Language").or(page.getByLabel("Sprache")).selectOption("en");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
    }

    @Test
    public void shouldReadFromRightToLeft() throws Exception {
        Page page = matrix("/?group=folder", WIDE);
        page.evaluate("document.documentElement.dir = 'rtl'");
        cell(page, "shop", "dev").focus();
        page.keyboard().press("ArrowLeft");
        assertThat(cell(page, "shop", "qa")).isFocused();
        page.mouse().move(0, 0);
        assertFits(page);
        Pictures.assertLooksLike(page, "matrix-rtl");
    }

    @Test
    public void shouldShowTheWholeCardOnHover() throws Exception {
        Page page = matrix("/", WIDE);
        cell(page, "shop", "prod-us").hover();
        assertThat(card(page)).containsText("Freight season: nothing moves until Monday");
        assertThat(card(page)).containsText("drifted from Git");
        assertThat(card(page).getByText("a promotion by ann")).isVisible();
        assertThat(card(page).locator("time").first())
                .hasAttribute("title", Pattern.compile("3 March 2026 at 10:09:00 CET$"));
        assertAccessible(page);
        Pictures.assertLooksLike(page, "matrix-card");
    }

    @Test
    public void shouldKeepTheCardWhileItIsPointedAt() {
        Page page = matrix("/", WIDE);
        cell(page, "shop", "prod-us").hover();
        assertThat(card(page)).isVisible();
        card(page).hover();
        assertThat(card(page)).containsText("Came by");
        page.mouse().move(5, 5);
        assertThat(card(page)).isHidden();
    }

    @Test
    public void shouldBeUsedByKeyboardAlone() {
        Page page = matrix("/", WIDE);
        page.getByLabel("Grouping").focus();
        page.keyboard().press("Tab");
        assertThat(page.locator("[role=rowheader]").first()).isFocused();
        for (String key : List.of("ArrowRight", "ArrowDown", "End", "ArrowLeft", "ArrowUp")) {
            page.keyboard().press(key);
        }
        assertThat(cell(page, "shop", "prod-eu")).isFocused();
        page.keyboard().press("Enter");
        assertThat(card(page)).isFocused();
        assertThat(card(page)).containsText("1.4.1 waits (promotion");
        page.keyboard().press("Escape");
        assertThat(card(page)).isHidden();
        assertThat(cell(page, "shop", "prod-eu")).isFocused();
        page.keyboard().press("Control+End");
        page.keyboard().press("Home");
        assertThat(page.locator("[role=rowheader]").last()).isFocused();
        page.keyboard().press("Control+Home");
        assertThat(page.locator("[role=rowheader]").first()).isFocused();
    }

    @Test
    public void shouldFilterAsOneTypesAndKeepItInTheAddress() {
        Page page = matrix("/", WIDE);
        page.getByLabel("Application, version or environment").pressSequentially("3.1 prod");
        assertThat(page.locator(".dg-matrix__count")).hasText("1 of 5 applications");
        assertThat(applications(page)).containsExactly("search");
        assertThat(page.locator(".dg-grid__environment")).hasText(new String[] {"prod-eu", "prod-us"});
        assertThat(page).hasURL(site.address() + "/?q=3.1+prod");
        page.getByLabel("Application, version or environment").fill("nothing like this");
        assertThat(page.getByText("No application fits.")).isVisible();
        page.getByLabel("Application, version or environment").fill("");
        page.getByLabel("State").selectOption("failed");
        assertThat(page).hasURL(site.address() + "/?state=failed");
        assertThat(page.locator(".dg-matrix__count")).hasText("1 of 5 applications");
        page.goBack();
        assertThat(page.locator(".dg-matrix__count")).hasText("5 of 5 applications");
        assertThat(page.getByLabel("State")).hasValue("");
    }

    @Test
    public void shouldShowWhatTheAddressSays() {
        Page page = matrix("/?state=waiting&group=tier&q=prod", WIDE);
        assertThat(applications(page)).containsExactly("shop");
        assertThat(page.locator(".dg-grid__tier")).hasText(new String[] {"production"});
        assertThat(page.getByLabel("Grouping")).hasValue("tier");
        assertThat(page.getByLabel("Application, version or environment")).hasValue("prod");
    }

    @Test
    public void shouldGroupByFolder() throws Exception {
        Page page = matrix("/", NARROW);
        page.getByLabel("Grouping").selectOption("By tier and folder");
        assertThat(page).hasURL(site.address() + "/?group=tier-folder");
        assertThat(page.locator(".dg-grid__heading"))
                .hasText(new String[] {"finance 1 application", "retail 2 applications", "Without folder 2 applications"
                });
        assertThat(page.locator("[role=row]:not([hidden]) [role=rowheader][title]"))
                .hasText(new String[] {"billing", "shop", "catalogue", "search", "vault"});
        assertThat(page.getByRole(AriaRole.GRID)).hasAttribute("aria-rowcount", "10");
        assertThat(page.locator(".dg-grid__heading").nth(1)).hasAttribute("aria-rowindex", "5");
        page.getByLabel("Application, version or environment").fill("retail");
        assertThat(page.locator(".dg-grid__heading")).hasText(new String[] {"retail 2 applications"});
        page.getByLabel("Application, version or environment").fill("");
        assertThat(page.locator(".dg-grid__heading")).hasCount(3);
        assertAccessible(page);
        assertFits(page);
        Pictures.assertLooksLike(page, "matrix-folders");
    }

    @Test
    public void shouldShowWhatHappensAsItHappens() throws Exception {
        Page page = matrix("/", WIDE);
        Locator changing = cell(page, "catalogue", "dev");
        changing.evaluate("cell => { window.before = cell; }");
        cell(page, "search", "qa").focus();
        site.post(
                "/v1/deployments",
                Map.of("application", "catalogue", "environment", "dev", "version", "7.1", "status", "COMPLETED"));
        assertThat(changing)
                .hasAttribute("aria-label", Pattern.compile(", 7.1, deployed, not verified, for 0 seconds"));
        assertThat(page.getByText("Changed: catalogue")).hasCount(1);
        assertThat(changing.evaluate("cell => cell === window.before")).isEqualTo(true);
        assertThat(cell(page, "search", "qa")).isFocused();
        site.post("/v1/holds", Map.of("environment", "qa", "reason", "the database is being moved"));
        assertThat(cell(page, "search", "qa")).hasAttribute("aria-label", Pattern.compile("on hold"));
        assertThat(page.locator(".dg-grid__column").nth(1)).containsText("on hold");
        assertThat(cell(page, "search", "qa")).isFocused();
    }

    @Test
    public void shouldSayWhenItIsStale() throws Exception {
        expectComplaint("net::ERR");
        expectComplaint("status of 503");
        Page page = matrix("/", WIDE);
        site.served.stopped();
        assertThat(page.locator(".dg-live")).containsText("Stale since 5 Mar 2026, 16:00");
        assertThat(cell(page, "shop", "prod-eu")).isVisible();
        cell(page, "shop", "prod-eu").click();
        assertThat(card(page)).containsText("The server does not answer.");
        assertAccessible(page);
    }

    @Test
    public void shouldTryAgainWhenTheServerDidNotAnswer() {
        expectComplaint("net::ERR");
        Page page = browser(WIDE).newPage();
        page.route("**/v1/matrix/brief", route -> route.abort());
        page.navigate(site.address() + "/");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The server does not answer.");
        assertAccessible(page);
        page.unroute("**/v1/matrix/brief");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try again"))
                .click();
        assertThat(cell(page, "shop", "prod-eu")).isVisible();
    }

    @Test
    public void shouldSayWhatTheServerSaysThatIsNotReady() {
        expectComplaint("status of 503");
        Page page = browser(NARROW).newPage();
        Route.FulfillOptions busy = new Route.FulfillOptions()
                .setStatus(503)
                .setContentType("application/problem+json")
                .setBody("{\"type\":\"about:blank\",\"status\":503,\"detail\":\"the ledger is being moved\"}");
        page.route("**/v1/matrix/brief", route -> route.fulfill(busy));
        page.navigate(site.address() + "/");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("the ledger is being moved");
        // A proxy in front of it has nothing to say.
        busy.setContentType("text/html").setBody("<h1>Service Unavailable</h1>");
        Locator again = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try again"));
        again.click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The server does not answer.");
        assertFits(page);
        page.unroute("**/v1/matrix/brief");
        again.click();
        assertThat(cell(page, "shop", "prod-eu")).isVisible();
    }

    @Test
    public void shouldBeStaleWhileTheServerIsNotReady() {
        expectComplaint("net::ERR");
        expectComplaint("status of 503");
        Page page = matrix("/", NARROW);
        page.route("**/v1/events*", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        page.context().setOffline(true);
        Locator live = page.locator(".dg-live");
        assertThat(live).hasAttribute("data-state", "stale");
        page.waitForResponse(
                response -> response.status() == 503, () -> page.context().setOffline(false));
        assertThat(live).containsText("Stale since 5 Mar 2026, 16:00");
        assertThat(cell(page, "shop", "prod-eu")).isVisible();
        assertFits(page);
        page.unroute("**/v1/events*");
        live.getByRole(AriaRole.BUTTON).click();
        assertThat(live).hasText("Live");
    }

    @Test
    public void shouldAskForATokenWhenTheOneThatWasUsedEnded() {
        expectComplaint("net::ERR");
        expectComplaint("status of 401");
        String first = site.token("ann", Role.READER);
        String second = site.token("bea", Role.READER);
        Page page = open("/?state=failed", NARROW);
        page.getByLabel("Token").fill(first);
        page.getByLabel("Token").press("Enter");
        assertThat(page.locator(".dg-live")).hasText("Live");
        site.served.tokens.revoke("ann", "root");
        page.context().setOffline(true);
        assertThat(page.locator(".dg-live")).hasAttribute("data-state", "stale");
        page.context().setOffline(false);
        assertThat(page.getByLabel("Token")).isFocused();
        assertThat(page.locator("dg-matrix")).hasCount(0);
        page.getByLabel("Token").fill(second);
        page.getByLabel("Token").press("Enter");
        assertThat(page.locator("[role=rowheader]")).hasText(new String[] {"billing"});
        assertThat(page.locator(".dg-live")).hasText("Live");
    }

    @Test
    public void shouldGoOnListeningAfterABreak() throws Exception {
        Page page = matrix("/", WIDE);
        page.context().setOffline(true);
        expectComplaint("net::ERR");
        assertThat(page.locator(".dg-live")).hasAttribute("data-state", "stale");
        site.record("vault", "qa", "9.9", DeploymentStatus.STARTED);
        page.context().setOffline(false);
        assertThat(cell(page, "vault", "qa")).hasAttribute("aria-label", Pattern.compile("9.9, deploying"));
        assertThat(page.locator(".dg-live")).hasText("Live");
    }
}
