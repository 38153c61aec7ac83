package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.APPLICATION;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.CHECK;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.COMMIT;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.DEV;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.FILE;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.FIRST;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.FOLDER;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.FREEZE;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.FROZEN;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.GROUP;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.HELD;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.HOLD;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.HOTFIX;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.JOB;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.MODULE;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.OVERRIDE;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.PROD;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.QA;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.SECOND;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.TICKET;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.TIER;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.USER;
import static io.jenkins.plugins.deploymentgates.cli.serve.HostileSite.VOTE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.Test;

/**
 * Whatever people and machines have written into the ledger, the configuration and Git is text on every page and never markup, script
 * or an address that runs one; and whatever its length and direction, the page around it stays as it is.
 */
public class HostilePagesTest extends BrowserTest {
    /** What must not be: a script that ran, an element or address that was written by others, a text that turns what follows it. */
    private static final String MISTAKES =
            """
            () => {
              const found = [];
              if (window.hit !== undefined) {
                found.push("a script ran");
              }
              for (const element of document.querySelectorAll("script:not([src]), img, iframe, object, [onerror], [onload], [onclick], [onmouseover]")) {
                found.push(element.outerHTML);
              }
              for (const link of document.querySelectorAll("a[href], area[href], form[action]")) {
                const { protocol } = new URL(link.getAttribute("href") ?? link.getAttribute("action"), location.href);
                if (protocol !== "https:" && protocol !== location.protocol) {
                  found.push(link.outerHTML);
                }
              }
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                let inner = walker.currentNode;
                if (!/[\\u202a-\\u202e\\u2066-\\u2069]/.test(inner.data) || inner.parentElement.closest("title, option, textarea")) {
                  continue;
                }
                for (let outer = inner.parentElement; ; inner = outer, outer = outer.parentElement) {
                  let after = inner.nextSibling;
                  while (after && after.nodeName !== "BR" && after.textContent.trim() === "") {
                    after = after.nextSibling;
                  }
                  if (after && after.nodeName !== "BR") {
                    found.push(`turned: ${after.textContent.slice(0, 80)} in ${outer.outerHTML.slice(0, 400)}`);
                  }
                  const { display, unicodeBidi } = getComputedStyle(outer);
                  if (after || display !== "inline" || unicodeBidi !== "normal") {
                    break;
                  }
                }
              }
              return found.join("\\n");
            }
            """;

    @Override
    Site seed(Path empty) throws IOException {
        return HostileSite.seeded(empty).start();
    }

    private static String query(String... parameters) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            query.append(i == 0 ? '?' : '&').append(parameters[i]).append('=');
            query.append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return query.toString();
    }

    /** Opens all that can be opened on a page without leaving it. */
    private static void unfold(Page page) {
        page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })");
    }

    /** What is on the page is harmless, and these are read there as they were written. */
    private static void assertHarmless(Page page, String where, String... shown) {
        assertThat((String) page.evaluate(MISTAKES)).as(where).isEmpty();
        assertFits(page);
        String text = (String) page.evaluate("() => document.body.textContent");
        for (String one : shown) {
            assertThat(text).as(where).contains(one);
        }
    }

    private static Locator dialog(Page page) {
        return page.locator("dialog[open], [popover]:popover-open");
    }

    @Test
    public void shouldShowThemAsTextInTheMatrix() {
        Page page = open("/?group=tier-folder", NARROW);
        Locator cells = page.locator("[role=gridcell] .dg-cell__version:not(:empty)");
        assertThat(cells).hasCount(4);
        assertHarmless(page, "matrix", APPLICATION, DEV, PROD, FIRST, SECOND, TIER, FOLDER);
        StringBuilder cards = new StringBuilder();
        for (Locator cell : page.locator("[role=gridcell]").all()) {
            cell.click();
            assertThat(dialog(page)).isVisible();
            assertThat(dialog(page).locator("[aria-busy]")).hasCount(0);
            assertHarmless(page, "a card", APPLICATION);
            cards.append(dialog(page).textContent());
            page.keyboard().press("Escape");
        }
        assertThat(cards).contains(HOLD, COMMIT, USER, FREEZE);
    }

    @Test
    public void shouldShowThemAsTextWhereOneDecides() {
        Page page = open("/waiting?others=1", NARROW);
        assertThat(page.locator(".dg-waiting__item")).hasCount(2);
        assertHarmless(page, "waiting", APPLICATION, SECOND, PROD, FREEZE, USER);
        askEachDeed(page);
        StringBuilder all = new StringBuilder();
        long last = site.world
                .read(view -> view.promotions(APPLICATION, FROZEN, 1))
                .get(0)
                .id();
        for (long id = 1; id <= last; id++) {
            all.append(decided(page, query("id", String.valueOf(id))));
        }
        for (String environment : List.of(DEV, QA, PROD, FROZEN, HELD)) {
            all.append(decided(page, query("application", APPLICATION, "environment", environment)));
        }
        assertThat(all).contains(VOTE, OVERRIDE, HOLD, FREEZE, COMMIT, FILE, TICKET, USER, GROUP, CHECK);
    }

    /** What the page of a promotion says, with everything on it opened and every deed asked about. */
    private String decided(Page page, String query) {
        page.navigate(site.address() + "/promotion" + query);
        assertThat(page.locator(".dg-promotion__title")).containsText(APPLICATION);
        unfold(page);
        assertHarmless(page, query, APPLICATION);
        return page.locator("main").textContent() + askEachDeed(page);
    }

    private String askEachDeed(Page page) {
        StringBuilder said = new StringBuilder();
        for (Locator button : page.locator("[data-deed]").all()) {
            button.click();
            assertThat(dialog(page).locator("[aria-busy]")).hasCount(0);
            assertHarmless(page, "a dialog", APPLICATION);
            said.append(dialog(page).textContent());
            page.keyboard().press("Escape");
            assertThat(dialog(page)).hasCount(0);
        }
        return said.toString();
    }

    @Test
    public void shouldShowThemAsTextInTheHistory() {
        Page page = open("/history" + query("application", APPLICATION), NARROW);
        assertThat(page.locator(".dg-history__chart")).isVisible();
        assertHarmless(page, "history", APPLICATION, PROD);
        page.navigate(site.address() + "/history"
                + query("application", APPLICATION, "view", "list", "at", "2026-03-05T14:00Z"));
        assertThat(page.getByRole(AriaRole.TABLE)).hasCount(2);
        assertHarmless(page, "history as a list", APPLICATION, FIRST, HOLD, HOTFIX, USER);
        StringBuilder cards = new StringBuilder();
        for (Locator button : page.locator(".dg-history__open").all()) {
            button.click();
            assertThat(dialog(page)).isVisible();
            assertThat(dialog(page).locator("[aria-busy]")).hasCount(0);
            assertHarmless(page, "a card of the history");
            cards.append(dialog(page).textContent());
            page.keyboard().press("Escape");
        }
        assertThat(cards).contains(JOB, CHECK, MODULE, VOTE, HOTFIX, HOLD);
    }

    @Test
    public void shouldShowThemAsTextElsewhere() {
        Page page = open("/graph" + query("application", APPLICATION), NARROW);
        assertThat(page.locator(".dg-graph__chip")).not().hasCount(0);
        assertThat(page.locator("[aria-busy]")).hasCount(0);
        for (Locator node : page.locator(".dg-graph__node").all()) {
            node.click();
            assertHarmless(
                    page, "pipeline", APPLICATION, node.locator("bdi").first().textContent());
        }
        page.navigate(site.address() + "/compare" + query("application", APPLICATION, "left", QA, "right", FROZEN));
        assertThat(page.locator(".dg-compare__result")).isVisible();
        unfold(page);
        assertThat(page.locator("table.dg-compare__lines")).hasCount(1);
        assertHarmless(page, "comparison", APPLICATION, QA, FROZEN, FIRST, SECOND, MODULE, COMMIT, FILE, TICKET);
        page.navigate(site.address() + "/delivery" + query("application", APPLICATION, "environment", PROD));
        assertThat(page.locator(".dg-metric").first()).isVisible();
        assertHarmless(page, "metrics", APPLICATION);
    }

    @Test
    public void shouldTakeAddressesForText() {
        expectComplaint("status of 404");
        expectComplaint("status of 400");
        Page page = browser(NARROW).newPage();
        String hostile = HostileSite.text("address");
        for (String path : List.of("/", "/waiting", "/promotion", "/history", "/graph", "/compare", "/delivery")) {
            page.navigate(site.address()
                    + path
                    + query(
                            "q",
                            hostile,
                            "state",
                            hostile,
                            "group",
                            hostile,
                            "application",
                            hostile,
                            "environment",
                            hostile,
                            "version",
                            hostile,
                            "left",
                            hostile,
                            "right",
                            hostile,
                            "at",
                            hostile,
                            "from",
                            hostile,
                            "tier",
                            hostile,
                            "days",
                            hostile,
                            "id",
                            path.equals("/promotion") ? "" : hostile));
            assertThat(page.locator("main h1")).isVisible();
            assertThat(page.locator("main .dg > *").first()).isAttached();
            assertThat(page.locator("main [aria-busy]")).hasCount(0);
            assertHarmless(page, path);
        }
    }

    @Test
    public void shouldShowThemAsTextInTheFile() throws Exception {
        Path file = folder.newFile("matrix.html").toPath();
        Files.writeString(file, MatrixFileTest.everything(site, 30, PageWords.of("en", ZoneId.of("UTC"))));
        Page page = browser(NARROW).newPage();
        page.navigate(file.toUri().toString());
        assertHarmless(page, "file", APPLICATION, DEV, PROD, FIRST, SECOND, USER);
    }
}
