package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                .contains("held by anna: &lt;b&gt;moving&lt;/b&gt; &amp; &quot;shaking&quot;")
                .contains("<p>All there is, newest first.</p>", "<td>promotion 1</td>")
                .doesNotContain("<script", "http:", "https:", "style=\"", "<b>");
    }

    @Test
    public void shouldReplaceAPageOfItsOwn() throws IOException {
        writes();
        verifiedAt("qa", "1.0");
        writes("--git");
        assertThat(Files.readString(page)).contains("verified for");
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
        assertThat(shop.run("matrix", "--json", "--html", page.toString()).err())
                .contains("--json and --html are two forms; name one");
        assertThat(page).doesNotExist();
    }
}
