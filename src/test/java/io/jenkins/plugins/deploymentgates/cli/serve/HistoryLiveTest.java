package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.Test;

/** The history in a browser while things happen, or do not. */
public class HistoryLiveTest extends HistoryBrowserTest {
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
}
