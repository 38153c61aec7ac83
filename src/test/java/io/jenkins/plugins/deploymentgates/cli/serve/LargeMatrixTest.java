package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.Test;

/** A matrix of a thousand applications by thirty environments: only what is in sight is drawn. */
public class LargeMatrixTest extends BrowserTest {

    @Override
    Site seed(Path empty) throws IOException {
        String yaml = ServeBenchmark.configuration(1000, 30);
        return Site.empty(empty, yaml.replaceAll("(application-(.).*):\n", "$1:\n    folder: team-$2\n"))
                .start();
    }

    private static Locator cell(Page page, String application, String environment) {
        return page.locator("[role=gridcell][aria-label='" + application + " at " + environment + ", nothing yet']");
    }

    @Test
    public void shouldDrawWhatIsInSight() {
        Page page = open("/");
        assertThat(cell(page, "application-0", "environment-29")).isAttached();
        assertThat(page.locator("[role=grid]")).hasAttribute("aria-rowcount", "1001");
        assertThat(page.locator("[role=grid]")).hasAttribute("aria-colcount", "31");
        page.locator(".dg-grid").evaluate("grid => { grid.scrollTop = 500 * 56; }");
        assertThat(cell(page, "application-500", "environment-0")).isVisible();
        assertThat(cell(page, "application-0", "environment-0")).hasCount(0);
        assertThat(page.locator("[role=row]:not([hidden]) [aria-label^='application-505 at environment-0,']"))
                .isVisible();
        assertThat(page.locator("[role=rowheader]")
                        .filter(new Locator.FilterOptions().setHasText("application-505"))
                        .locator(".."))
                .hasAttribute("aria-rowindex", "507");
        assertThat(page.locator("[role=row]").count()).isLessThan(60);
    }

    @Test
    public void shouldGoFromEndToEndByKeyboard() {
        Page page = open("/");
        cell(page, "application-0", "environment-0").focus();
        page.keyboard().press("Control+End");
        assertThat(cell(page, "application-999", "environment-29")).isFocused();
        assertThat(cell(page, "application-999", "environment-29")).isInViewport();
        page.keyboard().press("PageUp");
        page.keyboard().press("Control+Home");
        assertThat(page.locator("[role=rowheader]:focus")).hasText("application-0");
        // Scrolled away with the mouse, the focus stays where it was.
        page.locator(".dg-grid").evaluate("grid => { grid.scrollTop = 900 * 56; }");
        assertThat(cell(page, "application-900", "environment-0")).isVisible();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("[role=rowheader]:focus")).hasText("application-1");
        assertThat(page.locator("[role=rowheader]:focus")).isInViewport();
    }

    @Test
    public void shouldKeepTheHeadingOfAFolderWhileItIsInSight() {
        Page page = open("/?group=folder");
        assertThat(page.locator("[role=grid]")).hasAttribute("aria-rowcount", "1011");
        // Past the heading and row of team-0, and 101 of the 111 rows of team-1.
        page.locator(".dg-grid").evaluate("grid => { grid.scrollTop = 2 * 36 + 102 * 56; }");
        assertThat(page.locator(".dg-grid__heading"))
                .hasText(new String[] {"team-1 111 applications", "team-2 111 applications"});
        assertThat(page.locator(".dg-grid__heading").first()).isInViewport();
        cell(page, "application-190", "environment-0").focus();
        for (int i = 0; i < 12; i++) {
            page.keyboard().press("ArrowUp");
        }
        assertThat(cell(page, "application-178", "environment-0")).isFocused();
        // What has the focus is not behind the heading.
        assertThat(page.evaluate("() => { const at = document.activeElement.getBoundingClientRect();"
                        + " return document.elementFromPoint(at.x + 9, at.y + 9).closest('[role=gridcell]') ==="
                        + " document.activeElement; }"))
                .isEqualTo(true);
        assertThat(page.locator("[role=row]").count()).isLessThan(60);
    }

    @Test
    public void shouldFilterAllOfThem() {
        Page page = open("/");
        page.getByLabel("Application, version or environment").fill("ion-99 environment-2");
        assertThat(page.locator(".dg-matrix__count")).hasText("11 of 1,000 applications");
        assertThat(page.locator(".dg-grid__environment")).hasCount(11);
        assertThat(cell(page, "application-990", "environment-20")).isVisible();
    }
}
