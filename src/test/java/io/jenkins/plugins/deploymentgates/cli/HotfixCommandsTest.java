package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class HotfixCommandsTest extends ShopAnywhere {
    @Test
    public void shouldRunAHotfixFromStartToFinish() {
        verifiedAt("dev", "1.0");
        shop.run("promote", "shop", "qa");
        verifiedAt("qa", "1.0");
        shop.run("promote", "shop", "prod-eu", "--override", "--reason", "first release");
        verifiedAt("prod-eu", "1.0");
        String base = shop.head("prod-eu").substring(0, 10);

        assertThat(shop.run("hotfix", "start", "shop", "pay-twice", "--from", "prod-eu"))
                .isEqualTo(done("hotfix pay-twice of shop: STARTED, branch hotfix/pay-twice from prod-eu at " + base));
        assertThat(shop.run("hotfix", "finish", "shop", "pay-twice").out())
                .startsWith("hotfix pay-twice of shop: FINISHED, ");
    }

    @Test
    public void shouldResumeWhatAHotfixCalledOff() {
        assertThat(shop.run("hotfix", "resume", "shop"))
                .isEqualTo(failed(1, "deployment-gates: shop has had no hotfix; there is nothing to resume"));
        firstReleaseIsEverywhere();
        String base = shop.head("prod-eu").substring(0, 10);
        nextInDev("1.1", "base/page.yaml", "SHOP-2 page");
        deliveredTo("qa", "1.1");
        assertThat(shop.run("promote", "shop", "prod-eu").exitCode()).isEqualTo(1);

        assertThat(shop.run("hotfix", "start", "shop", "leak", "--from", "prod-eu"))
                .isEqualTo(done("hotfix leak of shop: STARTED, branch hotfix/leak from prod-eu at " + base));
        assertThat(shop.run("waiting")).isEqualTo(done("no promotion waits"));
        assertThat(shop.run("hotfix", "start", "shop", "other", "--from", "prod-eu"))
                .isEqualTo(failed(
                        1, "deployment-gates: hotfix leak of shop is under way; finish it before you start another"));
        assertThat(shop.run("hotfix", "resume", "shop"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: hotfix leak of shop is STARTED; finish it before you resume what it"
                                + " cancelled"));
        fix();
        assertThat(shop.run("hotfix", "finish", "shop", "leak"))
                .isEqualTo(done(
                        "hotfix leak of shop: FINISHED, branch hotfix/leak from prod-eu at " + base,
                        "  main has 1 commit on top of the hotfix"));
        assertThat(shop.run("hotfix", "resume", "shop"))
                .isEqualTo(done(
                        "hotfix leak of shop: RESUMED, branch hotfix/leak from prod-eu at " + base,
                        "promotion 7 (shop 1.1 to dev): PROMOTED"));
        assertThat(shop.git(shop.repository, "log", "--format=%s", "dev"))
                .isEqualTo("SHOP-2 page\nSHOP-3 stop the leak\nSHOP-1 first");
        assertThat(shop.run("hotfix", "resume", "shop"))
                .isEqualTo(
                        failed(1, "deployment-gates: hotfix leak of shop is RESUMED; there is nothing left to resume"));
    }

    /** The fix is committed to its branch and taken to production. */
    private void fix() {
        shop.git(shop.work, "fetch", "-q", shop.repository.toString(), "hotfix/leak");
        shop.git(shop.work, "checkout", "-q", "FETCH_HEAD");
        Shop.write(shop.work.resolve("base/leak.yaml"), "stopped");
        shop.git(shop.work, "add", "-A");
        shop.git(shop.work, "commit", "-q", "-m", "SHOP-3 stop the leak");
        shop.git(shop.work, "push", "-q", shop.repository.toString(), "HEAD:hotfix/leak", "HEAD:dev");
        verifiedAt("dev", "1.0.1");
        deliveredTo("qa", "1.0.1");
        given("promote", "shop", "prod-eu", "--override", "--reason", "it leaks");
        verifiedAt("prod-eu", "1.0.1");
    }
}
