package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.Test;

/** The page that compares, in a browser. */
public class ComparePageTest extends BrowserTest {

    private Page compare(String query, View view) {
        Page page = open("/compare" + query, view);
        assertThat(page.locator(".dg-compare__result")).isVisible();
        return page;
    }

    private static Locator side(Page page, String name) {
        return page.getByRole(
                AriaRole.GROUP, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator details(Page page) {
        return page.locator(".dg-compare__file").first();
    }

    @Test
    public void shouldShowWhatDiffersBetweenTwoEnvironments() throws Exception {
        Page page = compare("?application=shop&left=prod-eu&right=qa", WIDE);
        assertThat(page.locator(".dg-compare--CHANGED")).hasCount(2);
        assertThat(page.getByText("0 commits only in prod-eu")).isVisible();
        assertThat(page.getByText("2 commits only in qa")).isVisible();
        assertThat(page.locator(".dg-compare__commits li").first()).containsText("Shop 1.5.0");
        details(page).locator("summary").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".dg-compare__added").first()).isVisible();
        assertAccessible(page);
        assertFits(page);
        page.evaluate("document.documentElement.dir = 'rtl'");
        assertFits(page);
        page.evaluate("document.documentElement.dir = 'ltr'");
        page.setViewportSize(1280, 1000);
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)");
        Pictures.assertLooksLike(page, "compare");
    }

    @Test
    public void shouldShowWhatHappensAsItHappensAndKeepWhatIsOpen() throws Exception {
        expectComplaint("ERR_INTERNET_DISCONNECTED");
        Page page = compare("?application=shop&left=prod-eu&right=staging-eu", WIDE);
        Locator live = page.locator(".dg-live");
        assertThat(live).hasText("Live");
        details(page).locator("summary").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".dg-compare__added").first()).containsText("1.4.1");
        page.evaluate("window.before = document.activeElement");
        site.post("/v1/promotions", Map.of("application", "shop", "to", "staging-eu"));
        assertThat(page.locator(".dg-compare__added").first()).containsText("1.5.0");
        assertThat(page.getByText("2 commits only in staging-eu")).isVisible();
        assertThat(page.getByText("What is there has changed")).isAttached();
        assertThat(page.evaluate("window.before === document.activeElement")).isEqualTo(true);
        page.context().setOffline(true);
        assertThat(live).containsText("Stale since 5 Mar 2026, 16:00");
        assertThat(page.locator(".dg-compare__added").first()).containsText("1.5.0");
        page.context().setOffline(false);
        assertThat(live).hasText("Live");
    }

    @Test
    public void shouldFitANarrowWindowInTheDark() throws Exception {
        Page page = compare("?application=shop&left=prod-eu&right=qa", NARROW.colored(DARK.scheme()));
        details(page).locator("summary").click();
        assertThat(page.locator(".dg-compare__added").first()).isVisible();
        page.mouse().move(0, 0);
        page.evaluate("scrollTo(0, 0)");
        assertAccessible(page);
        assertFits(page);
        assertFitsWithLargeText(page);
        page.evaluate("scrollTo(0, 0)");
        Pictures.assertLooksLike(page, "compare-narrow-dark");
    }

    @Test
    public void shouldCompareVersionsAndInstantsAndKeepThemInTheAddress() {
        Page page = compare("?application=shop&right=qa", WIDE);
        assertThat(side(page, "Left").getByLabel("Environment")).hasValue("dev");
        side(page, "Left").getByLabel("Environment").selectOption("qa");
        side(page, "Left").getByLabel("What of it").selectOption("version");
        assertThat(side(page, "Left").locator("datalist").first().locator("option"))
                .hasCount(3);
        assertThat(side(page, "Left")
                        .locator("datalist")
                        .first()
                        .locator("option")
                        .first())
                .hasAttribute("value", "1.5.0");
        assertThat(side(page, "Left")
                        .locator("datalist")
                        .last()
                        .locator("option")
                        .first())
                .hasAttribute("value", Pattern.compile("^2026-03-0[0-9]T[0-9]{2}:[0-9]{2}$"));
        side(page, "Left").getByLabel("version").fill("1.4.0");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(site.address() + "/compare?application=shop&right=qa&left=qa%401.4.0");
        assertThat(page.locator(".dg-compare__result section.dg-card").first()).containsText("1.4.0");
        page.getByText("Swap").click();
        assertThat(page.locator(".dg-compare__result section.dg-card").last()).containsText("1.4.0");
        side(page, "Left").getByLabel("What of it").selectOption("instant");
        side(page, "Left")
                .getByLabel("at", new Locator.GetByLabelOptions().setExact(true))
                .fill("2026-03-01T14:00");
        assertThat(page).hasURL(Pattern.compile("left=qa%402026-03-01T13%3A00%3A00Z"));
        assertThat(page.locator(".dg-compare__result section.dg-card").first()).containsText("nothing yet");
        page.goBack();
        assertThat(side(page, "Left").getByLabel("What of it")).hasValue("now");
    }

    @Test
    public void shouldSayWhatWasNeverThereAndWhatHasNoRepository() {
        expectComplaint("422");
        expectComplaint("400");
        Page page = open("/compare?application=shop&left=qa%409.9&right=qa");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("shop '9.9' was never deployed at qa");
        page.getByLabel("Application").selectOption("billing");
        assertThat(page.locator(".dg-compare__result")).containsText("application billing has no Git repository");
    }

    @Test
    public void shouldShowHostileTextAsText() {
        Page page = compare("?application=shop&left=qa&right=dev", WIDE);
        page.navigate(site.address()
                + "/compare?application=shop&left=qa&right=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E");
        expectComplaint("422");
        expectComplaint("400");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("<img src=x onerror=alert(1)>");
        assertThat(page.locator("main img")).hasCount(0);
    }

    @Test
    public void shouldSpeakGermanAndWorkOffline() {
        expectComplaint("ERR_INTERNET_DISCONNECTED");
        Page page = compare("?application=shop", WIDE.speaking("de-DE"));
        assertThat(page.getByText("Artefakte").first()).isVisible();
        page.context().setOffline(true);
        page.getByText("Tauschen").click();
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        page.context().setOffline(false);
        page.getByRole(AriaRole.ALERT).getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator(".dg-compare__result")).isVisible();
    }
}
