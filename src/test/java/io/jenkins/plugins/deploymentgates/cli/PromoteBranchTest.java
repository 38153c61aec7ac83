package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/** {@code promote --branch}: what is said of the branch the commit comes from. */
public class PromoteBranchTest extends ShopAnywhere {
    private static final String FEATURE = "feature/SHOP-7-pay-later";

    private String commitOn(String branch, String file) {
        shop.git(shop.work, "checkout", "-q", "-b", branch);
        Shop.write(shop.work.resolve(file), "1\n");
        shop.git(shop.work, "add", "-A");
        shop.git(shop.work, "commit", "-q", "-m", "On " + branch);
        shop.git(shop.work, "push", "-q", shop.repository.toString(), branch);
        String commit = shop.git(shop.work, "rev-parse", "HEAD").substring(0, 10);
        shop.git(shop.work, "checkout", "-q", "main");
        return commit;
    }

    @Test
    public void shouldNameTheBranchThatWasAskedFor() {
        String dev = shop.head("dev").substring(0, 10);
        String commit = commitOn(FEATURE, "base/pay.yaml");
        assertThat(shop.run("explain", "shop", "dev", "--version", "1.0", "--branch", FEATURE)
                        .out())
                .contains("looked at dev at " + dev + ", " + commit + " from " + FEATURE + ": AHEAD\n")
                .contains("\ntickets: SHOP-7\n");
    }

    @Test
    public void shouldNameTheBranchWhenAPromotionThatWaitedGoesOn() {
        String dev = shop.head("dev").substring(0, 10);
        String commit = commitOn(FEATURE, "base/pay.yaml");
        given("hold", "dev", "--reason", "audit");
        assertThat(shop.run("promote", "shop", "dev", "--version", "1.0", "--branch", FEATURE)
                        .out())
                .contains("looked at dev at " + dev + ", " + commit + " from " + FEATURE + ": AHEAD\n");
        assertThat(shop.run("approve", "1").out()).doesNotContain("from main");
        given("release", "dev");
        assertThat(shop.head("dev")).startsWith(commit);
    }

    @Test
    public void shouldNameBothWhereTheyHaveDiverged() {
        shop.commit("base/more.yaml", "SHOP-2 second");
        shop.pushToDev();
        shop.git(shop.work, "checkout", "-q", "-b", "old", "HEAD~1");
        commitOn(FEATURE, "base/pay.yaml");
        assertThat(shop.run("explain", "shop", "dev", "--version", "1.0", "--branch", FEATURE)
                        .out())
                .contains("dev and " + FEATURE + " have diverged: 1 commit of " + FEATURE
                        + " is not in dev, and dev has" + " commits that " + FEATURE + " does not have");
    }

    @Test
    public void shouldNameAnotherSourceBranch() {
        Shop.write(
                shop.folder.resolve("deployment-gates.yaml"),
                Shop.CONFIGURATION
                        .formatted(shop.repository)
                        .replace("      environmentPaths", "      sourceBranch: trunk\n      environmentPaths"));
        commitOn("trunk", "base/pay.yaml");
        assertThat(shop.run("explain", "shop", "dev", "--version", "1.0").out()).contains(" from trunk: AHEAD\n");
        assertThat(shop.run("explain", "shop", "dev", "--version", "1.0", "--branch", "mian")
                        .err())
                .isEqualTo("deployment-gates: repository '" + shop.repository
                        + "' has no branch 'mian'; it has dev, main, prod-eu, qa, trunk\n");
    }
}
