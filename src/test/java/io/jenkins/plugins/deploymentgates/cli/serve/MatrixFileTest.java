package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.insight.Matrix;
import io.jenkins.plugins.deploymentgates.insight.MatrixPage;
import io.jenkins.plugins.deploymentgates.insight.RecentHistory;
import io.jenkins.plugins.deploymentgates.insight.Timeline;
import io.jenkins.plugins.deploymentgates.insight.Wording;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.Hold;
import io.jenkins.plugins.deploymentgates.model.HoldSpan;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** What {@code matrix --html} writes, opened from the disk. */
public class MatrixFileTest extends BrowserTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202e</title>";
    private static final Path BASE = Path.of(System.getProperty("basedir", "."));

    private static final Wording ENGLISH = PageWords.of("en", ZoneId.of("UTC"));

    private Page opened(String html, View view) throws IOException {
        Path file = folder.newFile("matrix.html").toPath();
        Files.writeString(file, html, StandardCharsets.UTF_8);
        Page page = browser(view).newPage();
        page.navigate(file.toUri().toString());
        return page;
    }

    /** What the command writes. */
    static String everything(Site site, int days, Wording words) {
        Configuration configuration = site.served.host.configuration();
        return site.world.read(ledger -> {
            Matrix matrix = Matrix.read(ledger, configuration, null, Site.NOW, Matrix.CommitCount.NONE);
            return MatrixPage.write(
                    matrix,
                    RecentHistory.read(
                            matrix, days, question -> Timeline.read(ledger, configuration, question, Site.NOW)),
                    words);
        });
    }

    @Test
    public void shouldSayWhatIsWhereWithoutAServer() throws Exception {
        Page page = opened(everything(site, 30, ENGLISH), WIDE);
        assertThat(page.locator(".matrix tbody tr")).hasCount(5);
        assertThat(page.locator(".matrix tbody tr").first()).containsText("On hold by bob: Freight season");
        assertAccessible(page);
        assertFits(page);
        Pictures.assertLooksLike(page, "matrix-file");
    }

    @Test
    public void shouldBeReadOnASmallScreenInTheDark() throws Exception {
        Page page = opened(everything(site, 30, ENGLISH), DARK.sized(360, 740));
        assertAccessible(page);
        assertFits(page);
        Pictures.assertLooksLike(page, "matrix-file-narrow");
    }

    @Test
    public void shouldTakeHostileTextsForText() throws Exception {
        Deployment deployment = new Deployment(
                1,
                HOSTILE,
                HOSTILE,
                "print",
                HOSTILE,
                HOSTILE,
                DeploymentStatus.FAILED,
                Deployment.Cause.RECORD,
                null,
                HOSTILE,
                HOSTILE,
                Site.NOW.minusSeconds(1800),
                null,
                null,
                null,
                null,
                Site.NOW.minusSeconds(600),
                null,
                HOSTILE,
                null,
                1);
        Matrix.Place place = new Matrix.Place(
                HOSTILE,
                HOSTILE,
                List.of(HOSTILE),
                deployment,
                Site.NOW,
                new Hold(HOSTILE, HOSTILE, HOSTILE, Site.NOW),
                List.of(),
                HOSTILE,
                List.of(new Matrix.Upstream(HOSTILE, HOSTILE, HOSTILE)),
                3,
                null);
        Instant from = Site.NOW.minusSeconds(3600);
        Timeline timeline = new Timeline(
                from,
                Site.NOW.plusMillis(1),
                false,
                List.of(deployment),
                List.of(new FailureAnswer(
                        1, HOSTILE, HOSTILE, "record", FailureAnswer.Action.LEFT, null, HOSTILE, Site.NOW)),
                List.of(new HoldSpan(HOSTILE, HOSTILE, HOSTILE, from, null, null)),
                List.of(new Hotfix(
                        HOSTILE,
                        HOSTILE,
                        HOSTILE,
                        HOSTILE,
                        HOSTILE,
                        Map.of(),
                        List.of(),
                        Hotfix.Status.STARTED,
                        HOSTILE,
                        Site.NOW)));
        Page page = opened(
                MatrixPage.write(
                        new Matrix(Site.NOW, List.of(new Matrix.Row(HOSTILE, List.of(place)))),
                        new RecentHistory(from, Site.NOW.plusMillis(1), Map.of(HOSTILE, timeline), 1),
                        ENGLISH),
                WIDE);
        String shown = HOSTILE.replace('\u202e', '\uFFFD');
        assertThat(page.locator(".matrix tbody th")).hasText(shown);
        assertThat(page.locator(".matrix strong")).hasText(shown);
        assertThat(page.locator(".matrix li").first()).hasText("On hold by " + shown + ": " + shown);
        assertThat(page.locator("section h3")).hasText(shown);
        assertThat(page.locator(".chart li")).hasText(shown);
        assertThat(page.locator(".mark.hold title"))
                .hasText("Hold by " + shown + ": " + shown + ", since 2026-03-05 14:00, still held");
        assertThat(page.locator(".mark.began title")).hasText("Hotfix " + shown + " begun, 2026-03-05 15:00");
        assertThat(page.locator("table").last().locator("tbody tr")).hasCount(3);
        assertThat(page.locator("img, script")).hasCount(0);
        assertThat(page).hasTitle("What is where · Deployment Gates");
        assertFits(page);
    }

    @Test
    public void shouldSayThatThereIsNothingYet() throws Exception {
        Page page = opened(
                MatrixPage.write(
                        new Matrix(Site.NOW, List.of()), new RecentHistory(Site.NOW, Site.NOW, Map.of(), 0), ENGLISH),
                WIDE);
        assertThat(page.getByText("No application is configured, or none that you may see."))
                .isVisible();
        assertAccessible(page);
    }

    @Test
    public void shouldHaveTheSignsOfThePages() throws IOException {
        String icons = Files.readString(BASE.resolve("src/main/webapp/deployments/core/icons.js"));
        String signs;
        try (InputStream in = MatrixPage.class.getResourceAsStream("matrix-page.svg")) {
            signs = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Matcher symbol = Pattern.compile("<symbol id=\"(\\w+)\" viewBox=\"0 0 16 16\"><path d=\"([^\"]+)\"/>")
                .matcher(signs);
        int count = 0;
        while (symbol.find()) {
            Matcher line = Pattern.compile("(?m)^  " + symbol.group(1) + ": \\[(.*)],$")
                    .matcher(icons);
            assertThat(line.find()).as(symbol.group(1)).isTrue();
            assertThat(symbol.group(2)).isEqualTo(line.group(1).replaceAll("\", \"|\"", ""));
            count++;
        }
        assertThat(count).isEqualTo(15);
    }

    /** {@code -Dupdate.docs=true} takes the pictures of the documentation anew. */
    @Test
    public void shouldBeShownInTheDocumentation() throws IOException {
        for (String name : List.of("matrix", "graph")) {
            Path picture = BASE.resolve("docs/images/" + name + ".png");
            if (Boolean.getBoolean("update.docs")) {
                BrowserContext context = browser(WIDE.sized(1260, 640));
                Page page = context.newPage();
                page.navigate(site.address() + (name.equals("matrix") ? "/" : "/graph?application=shop"));
                assertThat(page.locator(".dg-live")).hasAttribute("data-state", "live");
                assertThat(page.locator(".dg-grid__name, .dg-graph__chip").first())
                        .isVisible();
                assertThat(page.locator("[aria-busy=true]")).hasCount(0);
                Files.write(picture, page.screenshot());
            }
            assertThat(picture).exists();
            assertThat(Files.readString(BASE.resolve("docs/pages.md"))).contains("(images/" + name + ".png)");
        }
        assertThat(Files.readString(BASE.resolve("README.md"))).contains("(docs/images/matrix.png)");
    }
}
