package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.Before;
import org.junit.Test;

/** {@code matrix --html}: the matrix and the newest deployments as a file. */
public class MatrixHtmlTest extends ShopAnywhere {
    private Path page;

    @Before
    public void deploy() {
        page = shop.folder.resolve("matrix.html");
        verifiedAt("dev", "1.0");
        deliveredTo("qa", "1.0");
        given("hold", "prod-eu", "--reason", "<b>moving</b> & \"shaking\"");
    }

    private void writes(String... options) {
        String[] command = new String[options.length + 3];
        command[0] = "matrix";
        command[1] = "--html";
        command[2] = page.toString();
        System.arraycopy(options, 0, command, 3, options.length);
        assertThat(shop.run(command)).isEqualTo(done("wrote " + page));
    }

    @Test
    public void shouldWriteTheMatrixAndWhatWasDeployed() throws IOException {
        writes();
        assertThat(Files.readString(page))
                .contains("<th scope=\"row\"><bdi>shop</bdi></th>", "<strong><bdi>1.0</bdi></strong>")
                .contains("On hold by anna: &lt;b&gt;moving&lt;/b&gt; &amp; &quot;shaking&quot;")
                .contains(
                        "<td><span>a promotion (1)</span></td>",
                        "<title>shop 1.0 at qa, verified, since 2026-03-03 09:00, still there")
                // What came a moment ago is seen, too.
                .contains("<rect x=\"1034.5\" y=\"16\" width=\"5\"")
                .doesNotContain("<script", "http:", "https:", "style=\"", "<b>");
    }

    @Test
    public void shouldReplaceAPageOfItsOwn() throws IOException {
        writes();
        verifiedAt("qa", "1.0");
        writes("--git");
        assertThat(Files.readString(page)).contains("shop 1.0 at qa, verified, ");
    }

    @Test
    public void shouldReplaceNothingElseUnlessForced() throws IOException {
        Files.writeString(page, "<h1>My homepage</h1>");
        assertThat(shop.run("matrix", "--html", page.toString()))
                .isEqualTo(
                        failed(
                                2,
                                "deployment-gates: the file " + page + " that --html names exists and is no page of"
                                        + " 'deployment-gates matrix --html'; name another file, or add --force to replace it"));
        assertThat(page).hasContent("<h1>My homepage</h1>");
        writes("--force");
        assertThat(Files.readString(page)).contains("<title>What is where");
    }

    @Test
    public void shouldSayThatTheFileCannotBeWritten() {
        Path none = shop.folder.resolve("none").resolve("matrix.html");
        assertThat(shop.run("matrix", "--html", none.toString()))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: the file " + none
                                + " that --html names cannot be written: there is no such file or folder"));
    }

    @Test
    public void shouldTellTimesInAZoneAndWordsInALanguageOfSoManyDays() throws IOException {
        shop.later(Duration.ofDays(2));
        verifiedAt("dev", "1.0");
        writes("--zone", "America/New_York", "--language", "de", "--days", "1");
        assertThat(Files.readString(page))
                .contains("<html lang=\"de\">", "Zeiten in America/New_York", "title=\"2026-03-05T04:00:00-05:00\"")
                .contains("Angehalten von anna", "<time datetime=\"2026-03-04T09:00:00Z\"");
    }

    @Test
    public void shouldSayWhatIsWrongWithTheOptions() {
        assertThat(shop.run("matrix", "--html", page.toString(), "--zone", "Moon"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: --zone 'Moon' is no time zone; valid is for example Europe/Berlin, +01:00 or"
                                + " UTC"));
        assertThat(shop.run("matrix", "--html", page.toString(), "--language", "fr"))
                .isEqualTo(failed(2, "deployment-gates: --language 'fr' is none that there is; valid are en, de"));
        assertThat(shop.run("matrix", "--html", page.toString(), "--days", "0"))
                .isEqualTo(failed(2, "deployment-gates: --days 0 is no period; valid is 1 to 36500"));
        assertThat(page).doesNotExist();
    }

    @Test
    public void shouldLeaveTheFileAsItIsWhereThereIsNoSuchApplication() throws IOException {
        writes();
        String before = Files.readString(page);
        assertThat(shop.run("matrix", "shp", "--html", page.toString()).exitCode())
                .isEqualTo(2);
        assertThat(page).hasContent(before);
    }

    @Test
    public void shouldRefuseWhatDoesNotGoTogether() {
        assertThat(shop.run("matrix", "--force").err()).contains("--force goes with --html FILE");
        assertThat(shop.run("matrix", "--zone", "UTC").err()).contains("--zone goes with --html FILE");
        assertThat(shop.run("matrix", "--days", "3").err()).contains("--days goes with --html FILE");
        assertThat(shop.run("matrix", "--language", "de").err()).contains("--language goes with --html FILE");
        assertThat(shop.run("matrix", "--json", "--html", page.toString()).err())
                .contains("--json and --html are two forms; name one");
        assertThat(page).doesNotExist();
    }
}
