package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.jenkins.plugins.deploymentgates.cli.ServedCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Test;

/** The delivery metrics in a browser. */
public class MetricsPageTest extends BrowserTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static Locator metric(Page page, String name) {
        return page.getByRole(
                AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator field(Page page, String name) {
        return page.getByLabel(name, new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator places(Page page) {
        return page.getByRole(
                AriaRole.REGION,
                new Page.GetByRoleOptions().setName("Delivery metrics by application and environment"));
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
        assertAccessible(page);
        assertFits(page);
        Pictures.assertLooksLike(page, "metrics-narrow-dark");
        assertFitsWithLargeText(page);
        page.evaluate("document.documentElement.dir = 'rtl'");
        assertFits(page);
    }

    @Test
    public void shouldKeepWhatIsChosenInTheAddress() {
        Page page = metrics("", WIDE);
        field(page, "Application").selectOption("shop");
        field(page, "Tier").selectOption("all");
        field(page, "Environment").selectOption("qa");
        assertThat(page).hasURL(site.address() + "/delivery?application=shop&tier=all&environment=qa");
        assertThat(places(page).locator("th[scope=row]")).hasText(new String[] {"shop"});
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
    public void shouldHaveTheNumbersOfTheCommandLine() throws Exception {
        Page page = metrics("?tier=all", WIDE);
        assertSameAs(page);
        field(page, "Application").selectOption("shop");
        assertSameAs(page, "shop");
        field(page, "Tier").selectOption("production");
        assertSameAs(page, "shop", "--tier", "production");
        field(page, "Environment").selectOption("prod-eu");
        field(page, "Period").selectOption("365");
        assertSameAs(page, "shop", "--tier", "production", "--environment", "prod-eu", "--days", "365");
        page.navigate(site.address() + "/delivery?tier=test&from=2026-03-03&to=2026-03-05");
        assertSameAs(page, "--tier", "test", "--from", "2026-03-03", "--to", "2026-03-05");
    }

    /** The cards, the tables and the file have what {@code deployment-gates metrics} says. */
    private void assertSameAs(Page page, String... options) throws IOException {
        JsonNode said = MAPPER.readTree(commandLine(options, "--trend", "--json"));
        assertThat(page.locator(".dg-metrics__results:not([aria-busy])")).isVisible();
        assertThat(page.locator(".dg-metric__value strong"))
                .hasText(MetricWords.of(said.get("overall")).toArray(String[]::new));
        List<JsonNode> active = new ArrayList<>();
        said.get("places").forEach(place -> {
            if (!place.get("pace").asText().equals("NONE")) {
                active.add(place);
            }
        });
        assertThat(places(page).locator("tbody tr")).hasCount(active.size());
        for (int row = 0; row < active.size(); row++) {
            assertRow(places(page).locator("tbody tr").nth(row), 2, active.get(row));
        }
        Locator steps = page.locator(".dg-metrics__numbers tbody tr");
        assertThat(steps).hasCount(said.get("trend").size());
        int last = said.get("trend").size() - 1;
        assertRow(steps.nth(last), 1, said.get("trend").get(last).get("overall"));
        Download download = page.waitForDownload(() ->
                page.getByRole(AriaRole.BUTTON).getByText("Download as CSV").click());
        assertThat(download.suggestedFilename()).isEqualTo("metrics.csv");
        assertThat(Files.readString(download.path())).isEqualTo(commandLine(options, "--csv"));
    }

    private static void assertRow(Locator row, int first, JsonNode measured) {
        List<String> words = MetricWords.of(measured);
        for (int metric = 0; metric < words.size(); metric++) {
            assertThat(row.locator("th, td").nth(first + metric)).containsText(words.get(metric));
        }
    }

    private String commandLine(String[] options, String... more) {
        return ServedCommands.run(
                site.address(),
                site.world.clock(),
                Stream.of(Stream.of("metrics"), Stream.of(options), Stream.of(more))
                        .flatMap(words -> words)
                        .toArray(String[]::new));
    }

    @Test
    public void shouldShowWhatHappensAsItHappens() throws Exception {
        expectComplaint("ERR_INTERNET_DISCONNECTED");
        Page page = metrics("?application=billing&tier=production", WIDE);
        assertThat(page.locator(".dg-live")).hasText("Live");
        assertThat(metric(page, "Change failure rate")).containsText("1 change");
        Locator link = places(page).getByRole(AriaRole.LINK);
        link.focus();
        page.getByText("Numbers of the trend").evaluate("summary => { summary.parentElement.open = true; }");
        page.evaluate("window.before = document.querySelector('.dg-metric')");
        site.post(
                "/v1/verifications",
                Map.of("application", "billing", "environment", "prod-eu", "check", "smoke", "passed", false));
        assertThat(metric(page, "Change failure rate")).containsText("100%");
        assertThat(link).isFocused();
        assertThat(page.evaluate("window.before === document.querySelector('.dg-metric')"))
                .isEqualTo(true);
        assertThat(page.locator(".dg-metrics__numbers")).hasAttribute("open", "");
        page.context().setOffline(true);
        assertThat(page.locator(".dg-live")).containsText("Stale since 5 Mar 2026, 16:00");
        assertThat(metric(page, "Change failure rate")).containsText("100%");
    }

    @Test
    public void shouldSayWhatHasNothingToMeasure() {
        Page page = metrics("?from=2026-01-01&to=2026-01-15", WIDE);
        assertThat(page.getByText("Nothing was deployed there in this period.")).isVisible();
        assertThat(metric(page, "Lead time for changes")).containsText("no deployment was completed in the period");
        assertThat(metric(page, "Deployment frequency")).containsText("none");
        assertAccessible(page);
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
