package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.Test;

/** {@code timeline}: what was where from when until when. */
public class TimelineCommandTest extends ShopAnywhere {
    private void somethingHappened() {
        verifiedAt("dev", "1.0");
        shop.later(Duration.ofHours(1));
        given("hold", "dev", "--reason", "audit");
        shop.later(Duration.ofHours(1));
        given("release", "dev");
        given("promote", "shop", "qa");
        verifiedAt("qa", "1.0");
        nextInDev("1.1", "base/app.yaml", "SHOP-2 second");
        shop.later(Duration.ofMinutes(5));
        given("rollback", "shop", "dev");
    }

    @Test
    public void shouldTellWhatWasThereAndWhatHappened() {
        somethingHappened();
        assertThat(shop.run("timeline", "shop", "--days", "1"))
                .isEqualTo(done(
                        "from 2026-03-02T11:10:00Z to 2026-03-03T11:10:00Z",
                        "FROM                  UNTIL                 APPLICATION  ENVIRONMENT  WHAT         STATUS    BY"
                                + "    NOTES",
                        "2026-03-03T11:10:00Z  -                     shop         dev          1.0          CREATED   anna"
                                + "  rollback 2",
                        "2026-03-03T11:05:00Z  2026-03-03T11:10:00Z  shop         dev          1.1          FAILED    anna",
                        "2026-03-03T11:00:00Z  -                     shop         qa           1.0          VERIFIED  anna"
                                + "  promotion 1",
                        "2026-03-03T10:00:00Z  2026-03-03T11:00:00Z               dev          hold: audit  RELEASED  anna"
                                + "  released by anna",
                        "2026-03-03T09:00:00Z  2026-03-03T11:05:00Z  shop         dev          1.0          VERIFIED"
                                + "  anna"));
    }

    @Test
    public void shouldTellOfAnEnvironmentAndOfAVersion() {
        somethingHappened();
        assertThat(shop.run("timeline", "--environment", "qa", "--from", "2026-03-03", "--to", "2026-03-04"))
                .isEqualTo(done(
                        "from 2026-03-03T00:00:00Z to 2026-03-04T00:00:00Z",
                        "FROM                  UNTIL  APPLICATION  ENVIRONMENT  WHAT  STATUS    BY    NOTES",
                        "2026-03-03T11:00:00Z  -      shop         qa           1.0   VERIFIED  anna  promotion 1"));
        assertThat(shop.run("timeline", "shop", "--version", "1.1", "--days", "1"))
                .isEqualTo(done(
                        "from 2026-03-02T11:10:00Z to 2026-03-03T11:10:00Z",
                        "FROM                  UNTIL                 APPLICATION  ENVIRONMENT  WHAT  STATUS  BY    NOTES",
                        "2026-03-03T11:05:00Z  2026-03-03T11:10:00Z  shop         dev          1.1   FAILED  anna"));
        assertThat(shop.run("timeline", "shop", "--environment", "prod-eu", "--days", "1"))
                .isEqualTo(done("from 2026-03-02T11:10:00Z to 2026-03-03T11:10:00Z", "nothing was there"));
        assertThat(shop.run("timeline", "shop", "--version", "1.1", "--from", "2026-03-03", "--json")
                        .out())
                .startsWith("{\n  \"from\" : \"2026-03-03T00:00:00Z\",\n  \"to\" : ")
                .contains("\"complete\" : true,\n  \"deployments\" : [ {\n    \"id\" : 3,")
                .endsWith("\"holds\" : [ ],\n  \"hotfixes\" : [ ]\n}\n");
    }

    @Test
    public void shouldTellTheNewestAndThatThereAreMore() {
        somethingHappened();
        assertThat(shop.run("timeline", "shop", "--limit", "2"))
                .isEqualTo(done(
                        "from 2026-03-03T11:05:00Z to 2026-03-03T11:10:00Z",
                        "what came before that is left out, as it is more than the limit; see it with --to or a higher"
                                + " --limit",
                        "FROM                  UNTIL                 APPLICATION  ENVIRONMENT  WHAT  STATUS    BY    NOTES",
                        "2026-03-03T11:10:00Z  -                     shop         dev          1.0   CREATED   anna"
                                + "  rollback 2",
                        "2026-03-03T11:05:00Z  2026-03-03T11:10:00Z  shop         dev          1.1   FAILED    anna",
                        "2026-03-03T11:00:00Z  -                     shop         qa           1.0   VERIFIED  anna"
                                + "  promotion 1"));
        assertThat(shop.run("timeline", "shop", "--limit", "0"))
                .isEqualTo(
                        failed(2, "deployment-gates: a page of history cannot have 0 deployments; ask for 1 to 10000"));
    }

    @Test
    public void shouldTellThatAHotfixBegan() {
        firstReleaseIsEverywhere();
        given("hotfix", "start", "shop", "login", "--from", "prod-eu");
        assertThat(shop.run("timeline", "shop", "--environment", "prod-eu", "--days", "1")
                        .out())
                .contains("hotfix: login");
    }

    @Test
    public void shouldSayWhatIsWrongWithTheQuestion() {
        assertThat(shop.run("timeline", "--days", "3"))
                .isEqualTo(misused(
                        "deployment-gates timeline",
                        "the history of everything is too much; name an application, an environment with --environment,"
                                + " or both"));
        assertThat(shop.run("timeline", "shop", "--days", "3", "--from", "2026-03-01"))
                .isEqualTo(failed(
                        2, "deployment-gates: --from and --days both name the begin of the period; leave one out"));
        assertThat(shop.run("timeline", "shop", "--days", "0"))
                .isEqualTo(failed(2, "deployment-gates: --days 0 is no period; valid is 1 to 36500"));
        assertThat(shop.run("timeline", "shop", "--from", "2026-03-04", "--to", "2026-03-03"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: the period is from 2026-03-04T00:00:00Z to 2026-03-03T00:00:00Z; it has to"
                                + " end after it begins"));
        assertThat(shop.run("timeline", "shpo"))
                .isEqualTo(failed(2, "deployment-gates: there is no application 'shpo'; configured are shop"));
        assertThat(shop.run("timeline", "shop", "--environment", "moon"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: application shop has no environment 'moon'; its pipeline has dev, qa,"
                                + " prod-eu"));
        assertThat(shop.run("timeline", "--environment", "moon"))
                .isEqualTo(
                        failed(2, "deployment-gates: there is no environment 'moon'; configured are prod-eu, dev, qa"));
    }
}
