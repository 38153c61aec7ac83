package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
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

    @Test
    public void shouldShowWhatDiffersBetweenTwoEnvironments() throws Exception {
        Page page = compare("?application=shop&left=prod-eu&right=qa", WIDE);
        assertThat(page.locator(".dg-compare--CHANGED")).hasCount(2);
        assertThat(page.getByText("0 commits only in prod-eu")).isVisible();
        assertThat(page.getByText("2 commits only in qa")).isVisible();
        assertThat(page.locator(".dg-compare__commits li").first()).containsText("Shop 1.5.0");
        page.locator(".dg-compare__file summary").first().focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".dg-compare__added").first()).isVisible();
        Pictures.assertLooksLike(page, "compare");
        assertAccessible(page);
        assertFits(page);
    }

    @Test
    public void shouldFitANarrowWindowInTheDark() throws Exception {
        Page page = compare("?application=shop&left=prod-eu&right=qa", NARROW.colored(DARK.scheme()));
        page.locator(".dg-compare__file summary").first().click();
        assertThat(page.locator(".dg-compare__added").first()).isVisible();
        page.mouse().move(0, 0);
        page.evaluate("scrollTo(0, 0)");
        Pictures.assertLooksLike(page, "compare-narrow-dark");
        assertAccessible(page);
        assertFits(page);
    }

    @Test
    public void shouldCompareVersionsAndInstantsAndKeepThemInTheAddress() {
        Page page = compare("?application=shop&right=qa", WIDE);
        assertThat(side(page, "Left").getByLabel("Environment")).hasValue("dev");
        side(page, "Left").getByLabel("Environment").selectOption("qa");
        side(page, "Left").getByLabel("What of it").selectOption("version");
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
