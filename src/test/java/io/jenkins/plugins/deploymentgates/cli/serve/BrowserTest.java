package io.jenkins.plugins.deploymentgates.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/**
 * A real server over a seeded ledger, and the installed Chromium looking at it. Skipped where there is none. After each test nothing
 * may be in the browser's console that tells of an error, and nothing the page's policy refused. {@code docs/pages.md} says how to
 * write one.
 */
public abstract class BrowserTest {
    /** Wide and tall enough for most of a page. */
    static final View WIDE = new View(1280, 800, ColorScheme.LIGHT, "en-GB", "Europe/Berlin");

    static final View NARROW = WIDE.sized(360, 740);
    static final View DARK = WIDE.colored(ColorScheme.DARK);

    @ClassRule
    public static final Chromium CHROMIUM = new Chromium();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    Site site;

    /** How somebody looks at a page. */
    record View(int width, int height, ColorScheme scheme, String locale, String zone) {
        View sized(int newWidth, int newHeight) {
            return new View(newWidth, newHeight, scheme, locale, zone);
        }

        View colored(ColorScheme newScheme) {
            return new View(width, height, newScheme, locale, zone);
        }

        View speaking(String newLocale) {
            return new View(width, height, scheme, newLocale, zone);
        }
    }

    @Before
    public final void begin() throws IOException {
        site = seed(folder.getRoot().toPath());
    }

    /** What the server has; another seed where a test wants one. */
    Site seed(Path empty) throws IOException {
        return Site.seeded(empty).start();
    }

    @After
    public final void end() {
        contexts.forEach(BrowserContext::close);
        site.close();
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }

    /** A page of the server as somebody sees it for whom it is the instant of the seed. */
    Page open(String path, View view) {
        Page page = browser(view).newPage();
        page.navigate(site.address() + path);
        return page;
    }

    Page open(String path) {
        return open(path, WIDE);
    }

    /** Somebody's browser, without what others have stored in theirs. */
    BrowserContext browser(View view) {
        BrowserContext context = CHROMIUM.context(view);
        context.clock().setFixedTime(Site.NOW.toEpochMilli());
        context.addInitScript(
                "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' +"
                        + " e.blockedURI + ' ' + e.sample))");
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complain(message.text() + " (" + message.location() + ")");
            }
        });
        context.onWebError(error -> complain(error.error()));
        contexts.add(context);
        return context;
    }

    private void complain(String what) {
        // What a promotion would bring is asked when something happens to it, and it may have come to its end
        // meanwhile.
        boolean overtaken = what.contains("status of 409") && what.contains("/preview");
        if (!overtaken && expected.stream().noneMatch(what::contains)) {
            complaints.add(what);
        }
    }

    /** Complaints with this text are what the test is about, such as that of a request that fails. */
    void expectComplaint(String text) {
        expected.add(text);
    }

    /** Fails where the page keeps people with disabilities from using it (WCAG 2.2 AA, as far as a program can tell). */
    static void assertAccessible(Page page) {
        List<String> violations = new AxeBuilder(page)
                        .setLegacyMode(true)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                        .analyze()
                        .getViolations()
                        .stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                + rule.getNodes().stream()
                                        .map(node -> node.getTarget() + " " + node.getHtml() + " "
                                                + node.getFailureSummary())
                                        .toList())
                        .toList();
        assertThat(violations).as("rules that the page breaks").isEmpty();
    }

    /** Fails where the page is wider than its window when its letters are twice as large (WCAG 2.2, 1.4.4). */
    static void assertFitsWithLargeText(Page page) {
        page.evaluate("document.documentElement.style.fontSize = '200%'");
        assertFits(page);
        page.evaluate("document.documentElement.style.fontSize = ''");
    }

    /** Fails where the page is wider than its window: nobody should scroll in two directions to read. */
    static void assertFits(Page page) {
        assertThat(page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("pixels that the page is wider than its window")
                .isEqualTo(0);
    }
}
