package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.jenkins.plugins.deploymentgates.insight.HistoryPage;
import io.jenkins.plugins.deploymentgates.insight.Matrix;
import io.jenkins.plugins.deploymentgates.insight.MatrixPage;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Hold;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** What {@code matrix --html} writes, opened from the disk. */
public class MatrixFileTest extends BrowserTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202e</title>";
    private static final Path BASE = Path.of(System.getProperty("basedir", "."));

    private Page opened(Matrix matrix, HistoryPage history, View view) throws IOException {
        Path file = folder.newFile("matrix.html").toPath();
        Files.writeString(file, MatrixPage.write(matrix, history), StandardCharsets.UTF_8);
        Page page = browser(view).newPage();
        page.navigate(file.toUri().toString());
        return page;
    }

    private Page everything(View view) throws IOException {
        Matrix matrix = site.world.read(ledger ->
                Matrix.read(ledger, site.served.host.configuration(), null, Site.NOW, Matrix.CommitCount.NONE));
        return opened(
                matrix, site.world.read(ledger -> HistoryPage.read(ledger, null, null, LedgerView.NEWEST, 10)), view);
    }

    @Test
    public void shouldSayWhatIsWhereWithoutAServer() throws Exception {
        Page page = everything(WIDE);
        assertThat(page.locator(".matrix tbody tr")).hasCount(5);
        assertThat(page.locator(".matrix tbody tr").first()).containsText("held by bob: Freight season");
        assertThat(page.locator("table").last().locator("tbody tr")).hasCount(10);
        assertThat(page.getByText("The newest 10; there are older ones.")).isVisible();
        assertAccessible(page);
        assertFits(page);
        Pictures.assertLooksLike(page, "matrix-file");
    }

    @Test
    public void shouldBeReadOnASmallScreenInTheDark() throws Exception {
        Page page = everything(DARK.sized(360, 740));
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
                Site.NOW,
                null,
                null,
                null,
                null,
                Site.NOW,
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
        Page page = opened(
                new Matrix(Site.NOW, List.of(new Matrix.Row(HOSTILE, List.of(place)))),
                new HistoryPage(List.of(deployment), List.of(), null),
                WIDE);
        String shown = HOSTILE.replace('\u202e', '\uFFFD');
        assertThat(page.locator(".matrix tbody th")).hasText(shown);
        assertThat(page.locator(".matrix strong")).hasText(shown);
        assertThat(page.locator(".matrix li").first()).hasText("held by " + shown + ": " + shown);
        assertThat(page.locator("img, script")).hasCount(0);
        assertThat(page).hasTitle("What is where · Deployment Gates");
        assertFits(page);
    }

    @Test
    public void shouldSayThatThereIsNothingYet() throws Exception {
        Page page = opened(new Matrix(Site.NOW, List.of()), new HistoryPage(List.of(), List.of(), null), WIDE);
        assertThat(page.getByText("No application is configured.")).isVisible();
        assertThat(page.getByText("Nothing was recorded.")).isVisible();
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
        assertThat(count).isEqualTo(13);
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
