package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.cli.Shop.Result;
import java.time.Duration;
import org.junit.Test;

/** What people say to promotions: approve, refuse, cancel, waiting. */
public class PeopleCommandsTest extends ShopAnywhere {
    @Test
    public void shouldWaitForApprovalAndThenPromote() {
        verifiedAt("dev", "1.0");
        assertThat(shop.run("promote", "shop", "qa")).isEqualTo(done("promotion 1 (shop 1.0 to qa): PROMOTED"));
        verifiedAt("qa", "1.0");

        Result waiting = shop.run("promote", "shop", "prod-eu");
        assertThat(waiting.exitCode()).isEqualTo(1);
        assertThat(waiting.out())
                .startsWith("promotion 2 (shop 1.0 to prod-eu): WAITING: approvals: 0 of 1 approval\n")
                .contains("  … approvals    0 of 1 approval\n");
        shop.later(Duration.ofMinutes(20));
        assertThat(shop.run("waiting"))
                .isEqualTo(done(
                        "PROMOTION  APPLICATION  VERSION  INTO     AGE  WHO   WAITS FOR",
                        "2          shop         1.0      prod-eu  20m  anna  approvals: 0 of 1 approval"));
        assertThat(shop.run("explain", "shop", "prod-eu").exitCode()).isEqualTo(1);

        assertThat(shop.run("approve", "2", "--as", "bert"))
                .isEqualTo(done("promotion 2 (shop 1.0 to prod-eu): PROMOTED"));
        assertThat(shop.run("waiting")).isEqualTo(done("no promotion waits"));
        assertThat(shop.run("approve", "2", "--as", "bert").exitCode()).isEqualTo(1);
    }

    @Test
    public void shouldListWhatWaitsForOnesOwnYes() {
        firstReleaseWaitsForProduction();
        assertThat(shop.run("waiting", "--mine")).isEqualTo(done("no promotion waits for your yes"));
        assertThat(shop.run("waiting", "--mine", "--json")).isEqualTo(done("[ ]"));
        assertThat(shop.run("waiting", "--mine", "--as", "bert"))
                .isEqualTo(done(
                        "PROMOTION  APPLICATION  VERSION  INTO     AGE  WHO   WAITS FOR",
                        "2          shop         1.0      prod-eu  0s   anna  approvals: 0 of 1 approval"));
    }

    @Test
    public void shouldEndAPromotionThatSomebodyRefuses() {
        firstReleaseWaitsForProduction();

        assertThat(shop.run("refuse", "2"))
                .isEqualTo(misused("deployment-gates refuse", "Missing required option: '--reason=TEXT'"));
        assertThat(shop.run("refuse", "2", "--reason", "load test cut short", "--as", "bert"))
                .isEqualTo(done("promotion 2 (shop 1.0 to prod-eu): REFUSED: refused by bert: load test cut short"));
        assertThat(shop.run("waiting")).isEqualTo(done("no promotion waits"));
        assertThat(shop.run("refuse", "2", "--reason", "again", "--as", "bert"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: promotion 2 (shop 1.0 to prod-eu) is REFUSED and cannot be refused any"
                                + " more"));
        assertThat(shop.run("approve", "2", "--as", "bert"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: promotion 2 (shop 1.0 to prod-eu) is REFUSED and cannot be approved any"
                                + " more"));
        assertThat(shop.run("refuse", "9", "--reason", "unknown"))
                .isEqualTo(failed(2, "deployment-gates: there is no promotion 9; none is waiting"));
        assertThat(shop.run("history", "shop", "prod-eu")).isEqualTo(done("nothing was recorded"));
    }

    @Test
    public void shouldCallAPromotionOff() {
        firstReleaseWaitsForProduction();

        assertThat(shop.run("cancel", "7"))
                .isEqualTo(failed(2, "deployment-gates: there is no promotion 7; waiting are 2"));
        assertThat(shop.run("cancel", "2", "--as", "carl"))
                .isEqualTo(done("promotion 2 (shop 1.0 to prod-eu): CANCELLED: cancelled by carl"));
        assertThat(shop.run("waiting")).isEqualTo(done("no promotion waits"));
        assertThat(shop.run("cancel", "2"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: promotion 2 (shop 1.0 to prod-eu) cannot move from CANCELLED to CANCELLED:"
                                + " CANCELLED is final"));
        assertThat(shop.run("cancel", "two"))
                .isEqualTo(misused(
                        "deployment-gates cancel",
                        "Invalid value for positional parameter at index 0 (PROMOTION): 'two' is no whole number"));
    }
}
