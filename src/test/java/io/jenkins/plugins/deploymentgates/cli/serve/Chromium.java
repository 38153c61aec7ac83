package io.jenkins.plugins.deploymentgates.cli.serve;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.Assume;
import org.junit.rules.ExternalResource;

/**
 * The installed Chromium, started once for all test classes of a process and ended with it. Tests are skipped where there is none:
 * {@value #VARIABLE} names one that is elsewhere than usual.
 */
final class Chromium extends ExternalResource {
    static final String VARIABLE = "DEPLOYMENT_GATES_TEST_CHROMIUM";

    private static final List<String> USUAL =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    /** Longer than a busy machine takes for anything; nothing waits for it to pass. */
    private static final int PATIENCE_MILLIS = 60_000;

    private static Playwright playwright;
    private static Browser browser;

    @Override
    protected void before() {
        synchronized (Chromium.class) {
            if (browser == null) {
                browser = start();
            }
        }
    }

    private static Browser start() {
        Optional<Path> program = Stream.concat(Stream.ofNullable(System.getenv(VARIABLE)), USUAL.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        Assume.assumeTrue(
                "there is no Chromium at " + String.join(", ", USUAL) + " or where " + VARIABLE
                        + " says: the pages are not tested",
                program.isPresent());
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        try {
            return start(program.orElseThrow());
        } catch (PlaywrightException e) {
            Assume.assumeNoException(program + " does not start: the pages are not tested", e);
            throw e;
        }
    }

    private static Browser start(Path program) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Runtime.getRuntime().addShutdownHook(new Thread(Chromium::end, "end of the browser"));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setTimeout(2 * PATIENCE_MILLIS)
                        .setArgs(List.of("--font-render-hinting=none", "--disable-lcd-text")));
    }

    /** Ends it before the process ends, which its threads would keep from ending by itself. */
    static synchronized void end() {
        if (playwright != null) {
            playwright.close();
            playwright = null;
            browser = null;
        }
    }

    BrowserContext context(BrowserTest.View view) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(view.width(), view.height())
                .setColorScheme(view.scheme())
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale(view.locale())
                .setTimezoneId(view.zone()));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context;
    }
}
