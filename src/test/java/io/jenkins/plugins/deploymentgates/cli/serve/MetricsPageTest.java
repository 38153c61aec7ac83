package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.Test;

/** The delivery metrics in a browser. */
public class MetricsPageTest extends BrowserTest {

    private static Locator metric(Page page, String name) {
        return page.getByRole(
                AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator field(Page page, String name) {
        return page.getByLabel(name, new Page.GetByLabelOptions().setExact(true));
    }

    private Page metrics(String query, View view) {
        Page page = open("/delivery" + query, view);
        assertThat(page.locator(".dg-metric")).hasCount(4);
        return page;
    }

    @Test
    public void shouldShowTheFourMetricsOfProduction() throws Exception {
        Page page = metrics("", WIDE);
        assertThat(field(page, "Tier")).hasValue("production");
        assertThat(metric(page, "Lead time for changes")).containsText("2 commits");
        assertThat(metric(page, "Lead time for changes")).containsText("too few to rely on");
        assertThat(metric(page, "Time to restore")).containsText("nothing failed in the period");
        assertThat(metric(page, "Change failure rate")
                        .getByRole(AriaRole.IMG, new Locator.GetByRoleOptions().setName("succeeded, 0 failed")))
                .isVisible();
        assertThat(metric(page, "Deployment frequency").getByRole(AriaRole.IMG)).hasCount(2);
        assertThat(page.locator("tbody th")).not().hasCount(0);
        Pictures.assertLooksLike(page, "metrics");
        assertAccessible(page);
        assertFits(page);
    }

    @Test
    public void shouldFitANarrowWindowInTheDark() throws Exception {
        Page page = metrics("?tier=all", NARROW.colored(DARK.scheme()));
        page.locator(".dg-metric").nth(1).scrollIntoViewIfNeeded();
        Pictures.assertLooksLike(page, "metrics-narrow-dark");
        assertAccessible(page);
        assertFits(page);
    }

    @Test
    public void shouldKeepWhatIsChosenInTheAddress() {
        Page page = metrics("", WIDE);
        field(page, "Application").selectOption("shop");
        field(page, "Tier").selectOption("all");
        field(page, "Environment").selectOption("qa");
        assertThat(page).hasURL(site.address() + "/delivery?application=shop&tier=all&environment=qa");
        assertThat(page.locator(".dg-metrics__results > section th[scope=row]")).hasText(new String[] {"shop"});
        field(page, "Period").selectOption("From … to …");
        field(page, "From").fill("2026-03-01");
        assertThat(page).hasURL(site.address() + "/delivery?application=shop&tier=all&environment=qa&from=2026-03-01");
        page.goBack();
        page.goBack();
        assertThat(field(page, "Period")).hasValue("90");
        page.goBack();
        assertThat(field(page, "Environment")).hasValue("");
    }

    @Test
    public void shouldDownloadTheNumbersThatTheApiHas() throws Exception {
        Page page = metrics("?application=shop&tier=all", WIDE);
        Download download = page.waitForDownload(() ->
                page.getByRole(AriaRole.BUTTON).getByText("Download as CSV").click());
        assertThat(download.suggestedFilename()).isEqualTo("metrics.csv");
        HttpResponse<String> asked = site.served.send(
                site.served.get("/api/v1/metrics?application=shop").header("Accept", "text/csv"));
        assertThat(Files.readString(download.path())).isEqualTo(asked.body());
    }

    @Test
    public void shouldSayWhatIsWrongWithAnAddressAndGoOn() {
        expectComplaint("422");
        expectComplaint("400");
        Page page = open("/delivery?tier=produktion");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("nothing is deployed to tier 'produktion'");
        field(page, "Tier").selectOption("production");
        assertThat(page.locator(".dg-metric")).hasCount(4);
    }

    @Test
    public void shouldSayThatTheServerDoesNotAnswerAndTryAgain() {
        expectComplaint("ERR_INTERNET_DISCONNECTED");
        Page page = metrics("", WIDE);
        page.context().setOffline(true);
        field(page, "Period").selectOption("30");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The server does not answer.");
        page.context().setOffline(false);
        page.getByText("Try again").click();
        assertThat(page.locator(".dg-metric")).hasCount(4);
    }

    @Test
    public void shouldSpeakGerman() {
        Page page = metrics("", WIDE.speaking("de-DE"));
        assertThat(metric(page, "Durchlaufzeit")).containsText("2 Commits");
    }
}
