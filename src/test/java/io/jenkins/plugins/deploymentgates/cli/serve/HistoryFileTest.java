package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import io.jenkins.plugins.deploymentgates.insight.Wording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** The history in the file of {@code matrix --html}, opened from the disk. */
public class HistoryFileTest extends BrowserTest {
    private static final Path PAGES =
            Path.of(System.getProperty("basedir", ".")).resolve("src/main/webapp/deployments");

    @Override
    Site seed(Path empty) throws IOException {
        return HistoryBrowserTest.threeWeeks(empty);
    }

    private Page file(String language, View view) throws IOException {
        Wording words = PageWords.of(language, ZoneId.of("Europe/Berlin"));
        Path file = folder.newFile("matrix.html").toPath();
        Files.writeString(file, MatrixFileTest.everything(site, 30, words), StandardCharsets.UTF_8);
        Page page = browser(view).newPage();
        page.navigate(file.toUri().toString());
        return page;
    }

    /** Names without their times, which browsers write in other ways. */
    private static List<String> withoutTimes(List<String> names) {
        return names.stream()
                .map(name -> name.replaceFirst(", (since |\\d).*", ""))
                .sorted()
                .toList();
    }

    private static Locator shop(Page page) {
        return page.locator("section").first();
    }

    @Test
    public void shouldDrawTheSameAsThePage() throws Exception {
        Page history = open("/history?application=shop");
        Locator marks = history.locator(".dg-mark");
        assertThat(marks.first()).isVisible();
        assertThat(history.locator(".dg-live")).hasAttribute("data-state", "live");
        List<String> names = marks.all().stream()
                .map(mark -> mark.getAttribute("aria-label"))
                .toList();

        Page page = file("en", WIDE);
        assertThat(shop(page).locator(".mark title").allTextContents())
                .hasSameSizeAs(names)
                .contains(
                        "shop 1.3.1 at prod-eu, verified, since 2026-02-16 09:25, still there",
                        "Hold by bob: Carnival: nobody is there, since 2026-02-13 09:16, until 2026-02-16 09:16");
        assertThat(withoutTimes(shop(page).locator(".mark title").allTextContents()))
                .isEqualTo(withoutTimes(names));
        assertThat(page.locator("section")).hasCount(4);
        assertThat(page.locator("section").last()).containsText("11 deployments close together");
        assertThat(page.locator("table").last().locator("tbody tr").first())
                .containsText("Freight season: nothing moves until Monday");
        assertAccessible(page);
        assertFits(page);
        page.locator("h2").evaluate("one => one.scrollIntoView()");
        Pictures.assertLooksLike(page, "history-file");
    }

    @Test
    public void shouldBeReadOnASmallScreenInTheDarkInGermanAndOnPaper() throws Exception {
        Page page = file("de", DARK.sized(360, 740));
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(page.locator("h1")).hasText("Was wo ist");
        assertThat(shop(page).locator(".mark title").first())
                .hasText("shop 1.2.0 in dev, geprüft, seit 2026-02-09 09:01, bis 2026-02-12 09:12");
        assertThat(page.locator("header time")).hasAttribute("title", "2026-03-05T16:00:00+01:00");
        assertAccessible(page);
        assertFits(page);
        page.locator("h2").evaluate("one => one.scrollIntoView()");
        Pictures.assertLooksLike(page, "history-file-narrow");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("body")).hasCSS("color-scheme", "light");
    }

    /** {@code -Dupdate.docs=true} takes the pictures of the documentation anew. */
    @Test
    public void shouldBeShownInTheDocumentation() throws IOException {
        Path docs = PAGES.resolve("../../../../docs").normalize();
        if (Boolean.getBoolean("update.docs")) {
            Page history = open("/history?application=shop", WIDE.sized(1260, 640));
            assertThat(history.locator(".dg-mark").first()).isVisible();
            assertThat(history.locator(".dg-live")).hasAttribute("data-state", "live");
            Files.write(docs.resolve("images/history.png"), history.screenshot());
            Page report = file("en", WIDE.sized(1260, 760));
            report.locator("h2").evaluate("one => one.scrollIntoView()");
            Files.write(docs.resolve("images/report.png"), report.screenshot());
        }
        for (String name : List.of("history", "report")) {
            assertThat(docs.resolve("images/" + name + ".png")).exists();
            assertThat(Files.readString(docs.resolve("pages.md"))).contains("(images/" + name + ".png)");
        }
    }

    @Test
    public void shouldHaveTheLanguagesAndColoursOfThePages() throws IOException {
        Matcher languages =
                Pattern.compile("LANGUAGES = \\[(.*)];").matcher(Files.readString(PAGES.resolve("core/i18n.js")));
        assertThat(languages.find()).isTrue();
        assertThat(languages.group(1)).isEqualTo("\"" + String.join("\", \"", PageWords.LANGUAGES) + "\"");
        String html = MatrixFileTest.everything(site, 30, PageWords.of("en", ZoneId.of("UTC")));
        Matcher hue = Pattern.compile("--dg-(hue-\\d: light-dark\\(.*?\\);)")
                .matcher(Files.readString(PAGES.resolve("css/history-chart.css")));
        int count = 0;
        while (hue.find()) {
            assertThat(html).contains("--" + hue.group(1));
            count++;
        }
        assertThat(count).isEqualTo(8);
    }
}
