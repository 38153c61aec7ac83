package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.Test;

/** What the history shows in a browser. */
public class HistoryPageTest extends HistoryBrowserTest {
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
        assertFitsWithLargeText(page);
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
        page.keyboard().press("Enter");
        card(page).getByText("Compare with 1.2.0").click();
        assertThat(page)
                .hasURL(site.address() + "/compare?application=shop&left=prod-eu%401.2.0&right=prod-eu%401.3.1");
        assertThat(page.getByText("0 commits only in prod-eu, 1.2.0")).isVisible();
        assertThat(page.locator(".dg-compare--CHANGED")).hasCount(2);
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
