package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.Event;
import org.junit.Test;

/** {@code drift}. */
public class DriftCommandTest extends ShopAnywhere {
    @Test
    public void shouldTellWhereGitDiffersFromWhatWasDeployed() {
        assertThat(shop.run("drift")).isEqualTo(done("nothing was deployed through Git yet"));
        verifiedAt("dev", "1.0");
        deliveredTo("qa", "1.0");
        assertThat(shop.run("drift")).isEqualTo(done("shop dev: 1.0, as deployed", "shop qa: 1.0, as deployed"));

        String before = shop.head("qa").substring(0, 10);
        String head = shop.commit("base/app.yaml", "SHOP-2 second").substring(0, 10);
        shop.git(shop.work, "push", "-q", shop.repository.toString(), "main:qa");
        assertThat(shop.run("drift", "shop", "qa"))
                .isEqualTo(refused(
                        "shop qa: 1.0, drifted",
                        "  branch 'qa' is 1 commit ahead of 1.0 (" + before + " -> " + head + ")",
                        "  newest commit: " + head
                                + " by Anna <anna@example.com> at 2026-03-03T09:00:00Z: SHOP-2 second",
                        "  not deployed: 1 commit",
                        "  " + head + " SHOP-2 second (Anna)"));
        assertThat(shop.run("drift", "shop", "dev")).isEqualTo(done("shop dev: 1.0, as deployed"));
        assertThat(shop.run("drift", "--json").exitCode()).isEqualTo(1);
        assertThat(shop.run("drift", "ship").exitCode()).isNotZero();
    }

    @Test
    public void shouldShowInTheMatrixWhatWasFoundOut() {
        verifiedAt("dev", "1.0");
        try (Ledger ledger = Ledgers.open(shop.ledger.toString())) {
            ledger.write(tx -> tx.append(
                    shop.now,
                    "serve",
                    null,
                    new Event.EnvironmentDrifted("shop", "dev", 1, null, "branch 'dev' is gone")));
        }
        assertThat(shop.run("matrix", "shop").out().lines().toList().get(2))
                .isEqualTo("  dev          1.0      VERIFIED  0s   anna  drifted: branch 'dev' is gone");
    }
}
