package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class RollbackCommandTest extends ShopAnywhere {
    @Test
    public void shouldRollBackToTheLastGoodRelease() {
        verifiedAt("dev", "1.0");
        String good = shop.head("dev");
        shop.commit("base/app.yaml", "SHOP-2 second");
        shop.pushToDev();
        verifiedAt("dev", "1.1");

        assertThat(shop.run("rollback", "shop", "dev"))
                .isEqualTo(done(
                        "promotion 1 (shop 1.0 to dev): PROMOTED",
                        "  dev goes back from 1.1 (deployment 2) to 1.0 (deployment 3)"));
        assertThat(shop.head("dev")).isEqualTo(good);
        assertThat(shop.run("history", "shop", "dev", "--limit", "2"))
                .isEqualTo(done(
                        "ID  CREATED               APPLICATION  ENVIRONMENT  VERSION  STATUS   CAUSE       BY    NOTES",
                        "3   2026-03-03T09:00:00Z  shop         dev          1.0      CREATED  rollback 1  anna",
                        "2   2026-03-03T09:00:00Z  shop         dev          1.1      FAILED   record      anna",
                        "more: --before 2"));
    }

    @Test
    public void shouldGoOneReleaseFurtherBackEachTime() {
        verifiedAt("dev", "1.0");
        nextInDev("1.1", "base/app.yaml", "SHOP-2 second");
        nextInDev("1.2", "base/app.yaml", "SHOP-3 third");

        assertThat(shop.run("rollback", "shop", "dev"))
                .isEqualTo(done(
                        "promotion 1 (shop 1.1 to dev): PROMOTED",
                        "  dev goes back from 1.2 (deployment 3) to 1.1 (deployment 4)"));
        assertThat(shop.run("rollback", "shop", "dev"))
                .isEqualTo(done(
                        "promotion 2 (shop 1.0 to dev): PROMOTED",
                        "  dev goes back from 1.1 (deployment 4) to 1.0 (deployment 5)"));
        assertThat(shop.run("rollback", "shop", "dev"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: shop at dev cannot be rolled back: verified there before were 1.1, but each"
                                + " failed since or was rolled back; name one with --to to return to it"));
        assertThat(shop.run("rollback", "shop", "dev", "--to", "1.2"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: shop at dev cannot be rolled back to '1.2': verified there before were"
                                + " 1.1"));
        assertThat(shop.run("rollback", "shop", "dev", "--to", "1.1"))
                .isEqualTo(done(
                        "promotion 3 (shop 1.1 to dev): PROMOTED",
                        "  dev goes back from 1.0 (deployment 5) to 1.1 (deployment 6)"));
    }

    @Test
    public void shouldListTheReleasesThatCanBeGoneBackTo() {
        assertThat(shop.run("rollback", "shop", "dev", "--list"))
                .isEqualTo(done("there is no release to go back to: no other was ever verified there"));
        verifiedAt("dev", "1.0");
        nextInDev("1.1", "base/app.yaml", "SHOP-2 second");
        nextInDev("1.2", "base/app.yaml", "SHOP-3 third");
        given("rollback", "shop", "dev");

        assertThat(shop.run("rollback", "shop", "dev", "--list"))
                .isEqualTo(done(
                        "VERSION  DEPLOYMENT  CREATED               STATUS    BY    NOTES",
                        "1.0      1           2026-03-03T09:00:00Z  VERIFIED  anna  without --to"));
        assertThat(shop.run("rollback", "shop", "dev", "--list", "--json").out())
                .contains("\"version\" : \"1.0\"", "\"next\" : true");
        assertThat(shop.run("rollback", "shop", "moon", "--list"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: application shop has no environment 'moon'; its pipeline has dev, qa,"
                                + " prod-eu"));
        assertThat(shop.run("rollback", "shop", "dev", "--list", "--to", "1.0"))
                .isEqualTo(misused("deployment-gates rollback", "--list goes with APP and one ENV, and nothing else"));
    }

    @Test
    public void shouldRollBackATierTogether() {
        Shop.write(
                shop.folder.resolve("deployment-gates.yaml"),
                Shop.CONFIGURATION
                        .formatted(shop.repository)
                        .replace(
                                "      prod-eu: {after: [qa]}\n",
                                "      prod-eu: {after: [qa]}\n      prod-us: {after: [qa]}\n")
                        .replace("environments:\n", "environments:\n  prod-us: {tier: production}\n"));
        shop.git(shop.work, "push", "-q", shop.repository.toString(), "main:prod-us");
        String good = shop.head("dev");
        firstReleaseIsEverywhere();
        deliveredTo("prod-us", "1.0");
        nextInDev("1.1", "base/app.yaml", "SHOP-2 second");
        deliveredTo("qa", "1.1");
        deliveredTo("prod-us", "1.1");
        String second = shop.head("prod-us");

        assertThat(shop.run("rollback", "shop", "--tier", "production"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: shop at prod-eu cannot be rolled back: no other release was ever verified"
                                + " there"));
        assertThat(shop.head("prod-us")).isEqualTo(second);
        given("promote", "shop", "prod-eu", "--override", "--reason", "urgent");
        verifiedAt("prod-eu", "1.1");
        assertThat(shop.run("rollback", "shop", "--tier", "production"))
                .isEqualTo(done(
                        "promotion 7 (shop 1.0 to prod-eu): PROMOTED",
                        "  prod-eu goes back from 1.1 (deployment 8) to 1.0 (deployment 9)",
                        "promotion 8 (shop 1.0 to prod-us): PROMOTED",
                        "  prod-us goes back from 1.1 (deployment 7) to 1.0 (deployment 10)"));
        assertThat(shop.head("prod-eu")).isEqualTo(good);
        assertThat(shop.head("prod-us")).isEqualTo(good);
        assertThat(shop.run("rollback", "shop", "--tier", "moon"))
                .isEqualTo(failed(
                        2, "deployment-gates: shop has no environment of tier 'moon'; its tiers are test, production"));
    }

    @Test
    public void shouldTellWhatARollbackWaitsForAndThatNothingWentBack() {
        verifiedAt("dev", "1.0");
        nextInDev("1.1", "base/app.yaml", "SHOP-2 second");
        given("hold", "dev", "--reason", "audit");
        String base = shop.git(shop.repository, "rev-parse", "dev~1").substring(0, 10);
        String head = shop.head("dev").substring(0, 10);

        assertThat(shop.run("rollback", "shop", "dev"))
                .isEqualTo(refused(
                        "promotion 1 (shop 1.0 to dev): WAITING: hold: anna holds dev: audit",
                        "  … hold         anna holds dev: audit",
                        "                 looked at held since 2026-03-03T09:05:00Z by anna",
                        "                 → have anna, or anyone else with permission to hold, release dev",
                        "  ✔ exclusive    nothing else is entering dev",
                        "                 looked at no promotion EXECUTING, no deployment STARTED",
                        "  ✔ verified     shop 1.0 = shop-api 1.0 is verified in dev",
                        "                 looked at dev: VERIFIED since 2026-03-03T09:00:00Z (deployment 1)",
                        "  ✔ order        a rollback may go back to an older release",
                        "                 looked at deployment 2 (shop 1.1 at dev) VERIFIED",
                        "  ✔ fastForward  a rollback sets dev back to " + base,
                        "                 looked at dev at " + head + ", " + base + " from dev: BEHIND"));
    }

    @Test
    public void shouldNotGuessWhichOfTwoReleasesOfOneNameIsMeant() {
        verifiedAt("dev", "1.0");
        String first = shop.head("dev");
        nextInDev("1.0", "base/app.yaml", "SHOP-2 second");
        String second = shop.head("dev");
        nextInDev("1.2", "base/app.yaml", "SHOP-3 third");

        Shop.Result refused = shop.run("rollback", "shop", "dev", "--to", "1.0");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err().replaceAll("release [0-9a-f]{10}", "release R"))
                .isEqualTo("deployment-gates: shop at dev cannot be rolled back to '1.0', as 2 releases that were"
                        + " verified there are called so: deployment 2 of 2026-03-03T09:05:00Z, commit "
                        + second.substring(0, 10) + ", release R; deployment 1 of 2026-03-03T09:00:00Z, commit "
                        + first.substring(0, 10)
                        + ", release R. Name the commit or the release instead of the version\n");
        assertThat(shop.run("rollback", "shop", "dev", "--list").out().replaceAll("--to [0-9a-f]{10}", "--to R"))
                .contains("1.0      2           2026-03-03T09:05:00Z  VERIFIED  anna  without --to")
                .contains("1.0      1           2026-03-03T09:00:00Z  VERIFIED  anna  --to R");
        assertThat(shop.run("rollback", "shop", "dev", "--to", first.substring(0, 10)))
                .isEqualTo(done(
                        "promotion 1 (shop 1.0 to dev): PROMOTED",
                        "  dev goes back from 1.2 (deployment 3) to 1.0 (deployment 4)"));
        assertThat(shop.head("dev")).isEqualTo(first);
        String release = refused.err().replaceAll("(?s).*deployment 2 .*?release ([0-9a-f]{10});.*", "$1");
        assertThat(shop.run("rollback", "shop", "dev", "--to", release).out())
                .contains("to 1.0 at " + second.substring(0, 10) + " (");
        assertThat(shop.head("dev")).isEqualTo(second);
        assertThat(shop.run("rollback", "shop", "dev", "--to", "fffffff"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: shop at dev cannot be rolled back to 'fffffff': verified there before were"
                                + " 1.0"));
    }
}
