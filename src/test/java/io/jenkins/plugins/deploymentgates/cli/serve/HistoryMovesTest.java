package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.Test;

/** Zooming and moving in the history, by pointer and by keyboard, in a browser. */
public class HistoryMovesTest extends HistoryBrowserTest {
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
    public void shouldDrawWhatIsCloseTogetherAsOneAndZoomIntoIt() {
        Page page = history("/history?application=search", WIDE);
        Locator cluster = page.locator(".dg-mark--cluster");
        assertThat(cluster)
                .hasAttribute(
                        "aria-label",
                        Pattern.compile("^11 deployments close together, 2 Mar 2026, .*: zoom in, 1 failed$"));
        assertThat(cluster.locator(".dg-sign--failed")).hasCount(1);
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
}
