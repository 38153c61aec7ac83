package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.cli.Shop.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.Test;

public class PromoteCommandTest extends ShopAnywhere {
    @Test
    public void shouldExplainEveryGateAndWhatComesWithIt() {
        verifiedAt("dev", "1.0");
        shop.later(Duration.ofMinutes(5));
        shop.commit("base/app.yaml", "SHOP-2 second");
        shop.pushToDev();
        verifiedAt("dev", "1.1");
        String commit = shop.head("dev").substring(0, 10);
        String before = shop.head("qa").substring(0, 10);

        assertThat(shop.run("explain", "shop", "qa"))
                .isEqualTo(done(
                        "shop 1.1 to qa from dev, commit " + commit,
                        "  ✔ hold         nobody holds qa",
                        "                 looked at no hold",
                        "  ✔ exclusive    nothing else is entering qa",
                        "                 looked at no promotion EXECUTING, no deployment STARTED",
                        "  ✔ verified     shop 1.1 = shop-api 1.1 is verified in dev",
                        "                 looked at dev: VERIFIED since 2026-03-03T09:05:00Z (deployment 2)",
                        "  ✔ order        shop 1.1 is not older than what is in qa",
                        "                 looked at nothing was ever deployed to qa",
                        "  ✔ fastForward  qa moves forward by 1 commit to " + commit,
                        "                 looked at qa at " + before + ", " + commit + " from dev: AHEAD",
                        "PASSED: it can pass now",
                        "",
                        "brings: 1 commit",
                        "  " + commit + " SHOP-2 second (Anna)",
                        "tickets: SHOP-2"));
    }

    @Test
    public void shouldRefuseAnOverrideWithoutPermission() {
        verifiedAt("dev", "1.0");

        assertThat(shop.run("promote", "shop", "prod-eu", "--override", "--reason", "urgent", "--as", "carl"))
                .isEqualTo(failed(1, "deployment-gates: carl may not override: permissions.override allows anna"));
    }

    @Test
    public void shouldWaitUntilSomebodyApproves() {
        verifiedAt("dev", "1.0");
        shop.run("promote", "shop", "qa");
        verifiedAt("qa", "1.0");
        shop.whenWaiting = () ->
                assertThat(shop.run("approve", "2", "--as", "bert").exitCode()).isZero();

        assertThat(shop.run("promote", "shop", "prod-eu", "--wait"))
                .isEqualTo(done("promotion 2 (shop 1.0 to prod-eu): PROMOTED"));
    }

    @Test
    public void shouldStopWaitingWhenTheTimeIsOver() {
        verifiedAt("dev", "1.0");
        deliveredTo("qa", "1.0");
        Instant asked = shop.now;

        Result result = shop.run("promote", "shop", "prod-eu", "--wait", "--timeout", "1h30m");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).startsWith("promotion 2 (shop 1.0 to prod-eu): WAITING: approvals: 0 of 1 approval\n");
        assertThat(result.err())
                .isEqualTo("deployment-gates: promotion 2 (shop 1.0 to prod-eu) is still WAITING after 1h30m and goes"
                        + " on waiting; 'deployment-gates cancel 2' calls it off\n");
        assertThat(shop.now).isEqualTo(asked.plus(Duration.ofMinutes(90)));
        given("approve", "2", "--as", "bert");
    }

    @Test
    public void shouldPromoteWhenSomebodyApprovesBeforeTheTimeIsOver() {
        verifiedAt("dev", "1.0");
        deliveredTo("qa", "1.0");
        shop.whenWaiting = () -> given("approve", "2", "--as", "bert");

        assertThat(shop.run("promote", "shop", "prod-eu", "--wait", "--timeout", "3s"))
                .isEqualTo(done("promotion 2 (shop 1.0 to prod-eu): PROMOTED"));
    }

    @Test
    public void shouldAskForNothingWhenTheTimeoutIsWrong() {
        verifiedAt("dev", "1.0");

        assertThat(shop.run("promote", "shop", "qa", "--timeout", "10m"))
                .isEqualTo(failed(2, "deployment-gates: --timeout limits --wait; add --wait, or leave it out"));
        assertThat(shop.run("promote", "shop", "qa", "--wait", "--timeout", "soon"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: 'soon' is no duration; valid are for example 30m, 2h, 1h30m, 14d and"
                                + " PT1H30M"));
        assertThat(shop.run("promote", "shop", "qa", "--wait", "--timeout", "0m"))
                .isEqualTo(failed(
                        2, "deployment-gates: the duration '0m' is not longer than zero; valid is for example 30m"));
        assertThat(shop.run("events").out()).doesNotContain("promotion.");
    }

    @Test
    public void shouldExplainAndPromoteOneVersionAlone() {
        firstReleaseIsEverywhere();
        String base = shop.head("prod-eu").substring(0, 10);
        nextInDev("1.1", "base/page.yaml", "SHOP-2 page");
        deliveredTo("qa", "1.1");
        nextInDev("1.2", "base/price.yaml", "SHOP-3 price");
        deliveredTo("qa", "1.2");
        String[] words = {"shop", "prod-eu", "--version", "1.2", "--cherry-pick"};

        Result explained = shop.run(words("explain", words));
        Result refused = shop.run(words("promote", words));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out())
                .startsWith("promotion 5 (shop 1.2 to prod-eu): REFUSED: verified: shop 1.2 = shop-api 1.2 is not"
                        + " verified in qa: qa: never deployed there; there now: shop 1.2 = shop-api 1.2 from another"
                        + " configuration tree (deployment 7, VERIFIED)\n");
        assertThat(shop.run(words("promote", overriding(words))))
                .isEqualTo(done("promotion 6 (shop 1.2 to prod-eu): PROMOTED"));
        String picked = shop.head("prod-eu").substring(0, 10);
        assertThat(explained.exitCode()).isEqualTo(1);
        assertThat(explained.out())
                .startsWith("shop 1.2 to prod-eu from qa, cherry-pick, commit " + picked + "\n")
                .contains("  ✔ fastForward  " + picked
                        + " is copied onto prod-eu, which leaves the line of history until a later promotion brings it"
                        + " back\n")
                .endsWith("\nbrings: 1 commit\n  " + picked + " SHOP-3 price (Anna)\ntickets: SHOP-3\n");
        assertThat(shop.git(shop.repository, "ls-tree", "-r", "--name-only", "prod-eu"))
                .isEqualTo("base/app.yaml\nbase/price.yaml");
        assertThat(shop.run("matrix").out())
                .contains("  prod-eu      1.2      CREATED   0s   anna  off the line since " + base
                        + "; next: 1.2 at 632e9fc08d from qa\n");
    }

    private static String[] words(String command, String... others) {
        return Stream.concat(Stream.of(command), Arrays.stream(others)).toArray(String[]::new);
    }

    private static String[] overriding(String... words) {
        return Stream.concat(Arrays.stream(words), Stream.of("--override", "--reason", "wrong prices"))
                .toArray(String[]::new);
    }
}
