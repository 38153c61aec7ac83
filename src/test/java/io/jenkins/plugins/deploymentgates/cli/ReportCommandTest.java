package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.deploymentgates.cli.Shop.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** {@code report}: whole and to the letter, the files beside this test's resources. */
public class ReportCommandTest extends ShopAnywhere {
    private String second;

    /** 1.0, then 1.1 with a hostile message reach production; then it goes back to 1.0. */
    @Before
    public void tellAStory() {
        Shop.write(
                shop.folder.resolve("deployment-gates.yaml"),
                Shop.CONFIGURATION
                        .formatted(shop.repository)
                        .replace(
                                "    verifications: [smoke]\n",
                                "    tickets: {link: 'https://jira.example.com/browse/{ticket}'}\n    verifications: [smoke]\n"));
        verifiedAt("dev", "1.0");
        deliveredTo("qa", "1.0");
        given("promote", "shop", "prod-eu", "--override", "--reason", "first release");
        verifiedAt("prod-eu", "1.0");
        second = nextInDev(
                "1.1", "base/app.yaml", "SHOP-2 <script>alert(1)</script> | `x` [y](javascript:z) *bold* \u202e");
        shop.git(shop.work, "push", "-q", shop.repository.toString(), "main:feature/SHOP-3-login");
        deliveredTo("qa", "1.1");
        shop.run("promote", "shop", "prod-eu");
        shop.later(Duration.ofMinutes(5));
        given("approve", "4", "--reason", "the numbers are right", "--as", "bert");
        given("record", "shop", "prod-eu", "1.1", "--artifact", "com.acme:shop-api:1.1");
        given("verify", "shop", "prod-eu", "smoke", "--passed", "--url", "https://ci.example.com/7?token=a&b='c'");
    }

    private String golden(String file) throws IOException {
        try (InputStream expected = ReportCommandTest.class.getResourceAsStream(file)) {
            return new String(expected.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The configuration holds the path of the repository, and so its checksum is another one each time. */
    private String settled(String text) throws IOException {
        JsonNode report = new ObjectMapper()
                .readTree(shop.run("report", "shop", "prod-eu", "1.1", "--json").out());
        String checksum = report.at("/definitions/0/checksum").asText();
        assertThat(checksum).hasSize(64);
        return text.replace(checksum, "CHECKSUM").replace(shop.folder.toString(), "/folder");
    }

    private void printsAs(String file, Result result) throws IOException {
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(settled(result.out())).isEqualTo(golden(file));
    }

    @Test
    public void shouldPrintText() throws IOException {
        printsAs("report.txt", shop.run("report", "shop", "prod-eu", "1.1"));
    }

    @Test
    public void shouldPrintMarkdown() throws IOException {
        printsAs("report.md", shop.run("report", "shop", "prod-eu", "1.1", "--markdown"));
    }

    @Test
    public void shouldPrintJson() throws IOException {
        printsAs("report.json", shop.run("report", "shop", "prod-eu", "1.1", "--json"));
    }

    @Test
    public void shouldWriteAPageThatNeedsNothingElse() throws IOException {
        Path page = shop.folder.resolve("report.html");

        assertThat(shop.run("report", "shop", "prod-eu", "1.1", "--html", page.toString()))
                .isEqualTo(done("wrote " + page));

        assertThat(settled(Files.readString(page))).isEqualTo(golden("report.html"));
        Path none = shop.folder.resolve("none").resolve("report.html");
        assertThat(shop.run("report", "shop", "prod-eu", "1.1", "--html", none.toString()))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: the file " + none
                                + " that --html names cannot be written: there is no such file or folder"));
    }

    @Test
    public void shouldTellEachTimeAVersionCameAndWhatItTookBack() throws IOException {
        shop.later(Duration.ofMinutes(5));
        given("rollback", "shop", "prod-eu");

        JsonNode report = new ObjectMapper()
                .readTree(shop.run("report", "shop", "prod-eu", "1.0", "--json").out());

        assertThat(report.at("/deliveries")).hasSize(2);
        assertThat(report.at("/deliveries/0/promotion/promotion/kind").asText()).isEqualTo("ROLLBACK");
        assertThat(report.at("/deliveries/0/changes/commits")).isEmpty();
        assertThat(report.at("/deliveries/0/changes/takenBack/0/commit/id").asText())
                .isEqualTo(second);
        assertThat(report.at("/deliveries/1/promotion/overridden/0").asText()).isEqualTo("approvals");
        assertThat(report.at("/deliveries/1/replaced").isNull()).isTrue();
        assertThat(report.at("/deliveries/1/changes/tickets/0/link").asText())
                .isEqualTo("https://jira.example.com/browse/SHOP-1");
    }

    @Test
    public void shouldFollowACommitToWhereItWas() {
        shop.later(Duration.ofMinutes(5));
        given("rollback", "shop", "prod-eu");

        assertThat(shop.run("report", "shop", "--commit", second.substring(0, 10)))
                .isEqualTo(done(
                        "Commit " + second.substring(0, 10) + " of shop",
                        "  Commit: " + second,
                        "  Subject: SHOP-2 <script>alert(1)</script> | `x` [y](javascript:z) *bold* \uFFFD",
                        "  Author: Anna <anna@example.com>",
                        "  Committed: 2026-03-03T09:05:00Z",
                        "  Tickets: SHOP-2 https://jira.example.com/browse/SHOP-2, SHOP-3"
                                + " https://jira.example.com/browse/SHOP-3",
                        "    dev      2026-03-03T09:05:00Z                        1.1  deployment 4",
                        "    qa       2026-03-03T09:05:00Z                        1.1  deployment 5, promotion 3",
                        "    prod-eu  2026-03-03T09:10:00Z  2026-03-03T09:15:00Z  1.1  deployment 6, promotion 4"));
    }

    @Test
    public void shouldFollowATicketByCommitsAndBranches() {
        String told = String.join(
                "\n",
                "Commit " + second.substring(0, 10),
                "  Commit: " + second,
                "  Subject: SHOP-2 <script>alert(1)</script> | `x` [y](javascript:z) *bold* \uFFFD",
                "  Author: Anna <anna@example.com>",
                "  Committed: 2026-03-03T09:05:00Z",
                "  Tickets: SHOP-2 https://jira.example.com/browse/SHOP-2, SHOP-3"
                        + " https://jira.example.com/browse/SHOP-3",
                "    dev      2026-03-03T09:05:00Z  1.1  deployment 4",
                "    qa       2026-03-03T09:05:00Z  1.1  deployment 5, promotion 3",
                "    prod-eu  2026-03-03T09:10:00Z  1.1  deployment 6, promotion 4");
        for (String ticket : List.of("SHOP-2", "SHOP-3")) {
            assertThat(shop.run("report", "shop", "--ticket", ticket))
                    .isEqualTo(done(
                            "Ticket " + ticket + " of shop",
                            "  Ticket: " + ticket + " https://jira.example.com/browse/" + ticket,
                            "",
                            told));
        }
        assertThat(shop.run("report", "shop", "--ticket", "SHOP-9"))
                .isEqualTo(done(
                        "Ticket SHOP-9 of shop",
                        "  Ticket: SHOP-9 https://jira.example.com/browse/SHOP-9",
                        "  No commit names it that is deployed, on the source branch or on a branch of its name."));
    }

    @Test
    public void shouldSayWhatIsWrong() {
        assertThat(shop.run("report", "shop", "prod-eu", "9"))
                .isEqualTo(failed(2, "deployment-gates: shop '9' was never at prod-eu; the newest there are 1.1, 1.0"));
        assertThat(shop.run("report", "shop", "prod", "1.1"))
                .isEqualTo(
                        failed(
                                2,
                                "deployment-gates: application shop has no environment 'prod'; its pipeline has dev, qa, prod-eu"));
        assertThat(shop.run("report", "shop", "--commit", "xyz"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: commit 'xyz' is no id; valid are 7 to 40 hexadecimal digits in lower case"));
        assertThat(shop.run("report", "shop", "--ticket", "login"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: ticket 'login' is not what tickets of shop look like:"
                                + " [A-Z][A-Z0-9]+-[0-9]+"));
        assertThat(shop.run("report", "shop", "--build", "deploy"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: build 'deploy' is none; valid is the full name of a job, # and a number, such"
                                + " as deploy/shop#12"));
        assertThat(shop.run("report", "shop", "--build", "deploy/shop #7"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: build 'deploy/shop #7' did nothing with shop that is in the ledger; builds are"
                                + " named by their job's full name and number"));
        assertThat(shop.run("report", "shop", "prod-eu"))
                .isEqualTo(misused(
                        "deployment-gates report",
                        "name either ENV and VERSION, or one of --commit SHA, --ticket KEY and --build JOB#NUMBER"));
        assertThat(shop.run("report", "shop", "prod-eu", "1.1", "--json", "--markdown"))
                .isEqualTo(misused("deployment-gates report", "--json and --markdown are two forms; name one"));
    }
}
