package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.promotion.FakeGitHub;
import io.jenkins.plugins.deploymentgates.promotion.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What commands say of promotions that are pull requests. */
public class PullRequestCommandsTest extends ShopCommands {
    private static final String WAITS =
            "pullRequest: waits for pull request 1 (https://github.example.com/shop/deploy/pull/1) to be merged";

    private final FakeGitHub github = new FakeGitHub();

    @Before
    public void begin() throws IOException {
        Path file = shop.folder.resolve("deployment-gates.yaml");
        String forge = "      forge: {type: github, url: \"" + github.url()
                + "\", project: shop/deploy, pullRequests: {environments: [qa], checks: [build], reviews: 1, poll: 5m}}\n";
        Files.writeString(
                file,
                Files.readString(file).replace("    verifications: [smoke]\n", forge + "    verifications: [smoke]\n"));
        github.shows(Origin.at(shop.repository));
        verifiedAt("dev", "1.0");
        shop.commit("base/app.yaml", "SHOP-2 second");
        given("promote", "shop", "dev", "--version", "1.1", "--artifact", "com.acme:shop-api:1.1");
        verifiedAt("dev", "1.1");
    }

    @After
    public void stop() {
        github.close();
    }

    @Test
    public void shouldExplainThePullRequestThatWouldBeOpened() {
        String out = shop.run("explain", "shop", "qa").out();

        assertThat(out)
                .contains(
                        "\n\na pull request from deployment-gates/qa/{promotion} into qa: Promote shop 1.1 to qa\n"
                                + "  needs check build and 1 review\n  | Promotes **shop 1.1** to **qa** from dev, asked for by")
                .contains("\n  | ### Tickets (1)\n  | \n  | - SHOP-2\n");
    }

    @Test
    public void shouldSayWhichPullRequestAPromotionWaitsFor() {
        Shop.Result result = shop.run("promote", "shop", "qa");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("promotion 2 (shop 1.1 to qa): WAITING: " + WAITS
                        + ": check build has not reported yet, 0 of 1 review\n")
                .contains("→ merge it there, or close it to call the promotion off");
        assertThat(shop.run("waiting").out()).contains("https://github.example.com/shop/deploy/pull/1");
        assertThat(shop.run("waiting", "--json").out())
                .contains("\"url\" : \"https://github.example.com/shop/deploy/pull/1\"");
    }

    @Test
    public void shouldWaitUntilItIsMerged() {
        shop.whenWaiting = () -> github.fastForward(1, "octo");

        assertThat(shop.run("promote", "shop", "qa", "--wait"))
                .isEqualTo(done("promotion 2 (shop 1.1 to qa): PROMOTED"));
    }

    @Test
    public void shouldShowTicketsThatOnlyPullRequestsName() throws IOException {
        github.cameInBy(shop.commit("base/app.yaml", "third"), "SHOP-3 A cart", "feature/SHOP-4-cart", true);
        given("promote", "shop", "dev", "--version", "1.2", "--artifact", "com.acme:shop-api:1.2");
        verifiedAt("dev", "1.2");

        assertThat(shop.run("explain", "shop", "qa").out()).contains("\ntickets: SHOP-2, SHOP-3, SHOP-4\n");
        assertThat(shop.run("report", "shop", "dev", "1.2").out()).contains("\n  Tickets: SHOP-3, SHOP-4\n");
    }

    @Test
    public void shouldSayWhyNotAllTicketsAreTold() {
        github.failWith(403);

        assertThat(shop.run("explain", "shop", "qa").out())
                .contains("\ntickets: SHOP-2\nnot every ticket of pull requests is told: GitHub at " + github.url()
                        + " refused looking for pull requests with commit ");
        assertThat(shop.run("report", "shop", "dev", "1.1").out())
                .contains("Not every ticket of pull requests is told: GitHub at " + github.url());
    }
}
