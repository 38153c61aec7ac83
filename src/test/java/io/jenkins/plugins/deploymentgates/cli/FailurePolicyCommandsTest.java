package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class FailurePolicyCommandsTest extends ShopAnywhere {
    private void policy(String policy) {
        Shop.write(
                shop.folder.resolve("deployment-gates.yaml"),
                Shop.CONFIGURATION
                        .formatted(shop.repository)
                        .replace("environments:\n", "environments:\n  dev: {onFailure: " + policy + "}\n"));
        verifiedAt("dev", "1.0");
        shop.commit("base/app.yaml", "SHOP-2 second");
        shop.pushToDev();
        shop.run("record", "shop", "dev", "1.1");
    }

    @Test
    public void shouldSayWhatWasPutBackAndShowItInTheHistory() {
        policy("redeploy-last-good");

        assertThat(shop.run("verify", "shop", "dev", "smoke", "--failed"))
                .isEqualTo(done(
                        "deployment 2 (shop 1.1 at dev): FAILED",
                        "  redeploy-last-good: 1.0, verified there by deployment 1, is put back",
                        "promotion 1 (shop 1.0 to dev): PROMOTED"));
        assertThat(shop.run("history", "shop", "dev").out())
                .contains("rollback 1  policy:redeploy-last-good  deployment 2 failed")
                .contains("redeploy-last-good: 1.0, verified there by deployment 1, is put back");
        assertThat(shop.run("history", "shop", "dev", "--json").out()).contains("\"action\" : \"REDEPLOYING\"");
    }

    @Test
    public void shouldSayWhatIsLeftToPeople() {
        policy("redeploy-last-good");
        shop.run("verify", "shop", "dev", "smoke", "--failed");

        assertThat(shop.run("record", "shop", "dev", "1.0", "--status", "FAILED"))
                .isEqualTo(done(
                        "deployment 3 (shop 1.0 at dev): FAILED",
                        "  redeploy-last-good: left to you: it was put back itself because deployment 2 had failed, and"
                                + " what failed when put back is not tried again"));
    }

    @Test
    public void shouldSayNothingMoreWhereItIsOnlyToBeRecorded() {
        policy("record");

        assertThat(shop.run("record", "shop", "dev", "1.1", "--status", "FAILED"))
                .isEqualTo(done("deployment 2 (shop 1.1 at dev): FAILED"));
    }
}
