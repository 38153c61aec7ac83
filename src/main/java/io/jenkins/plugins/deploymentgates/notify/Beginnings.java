package io.jenkins.plugins.deploymentgates.notify;

import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView.StoredConfiguration;
import io.jenkins.plugins.deploymentgates.ledger.WebhookState;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.util.Optional;

/**
 * Where a webhook begins that nothing is known of: with the first of the versions of the configuration that have had it
 * ever since, so that nothing is lost that was recorded while nobody delivered, and nothing is sent from before.
 */
final class Beginnings {
    private Beginnings() {}

    /** Makes sure that something is known of it. */
    static void remember(Ledger ledger, Configuration configuration, Target target) {
        if (ledger.read(view -> view.webhooks().state(target.name())).isEmpty()) {
            WebhookState begin = WebhookState.beginning(
                    target.name(), ledger.read(view -> begin(view, configuration, target.name())));
            ledger.write(tx -> {
                if (tx.webhooks().state(target.name()).isEmpty()) {
                    tx.webhooks().put(begin);
                }
                return null;
            });
        }
    }

    private static long begin(LedgerView view, Configuration configuration, String name) {
        long before = view.configurationSequence(configuration.checksum())
                .map(own -> own + 1)
                .orElse(LedgerView.NEWEST);
        long begin = view.head();
        while (true) {
            Optional<StoredConfiguration> stored = view.configurationBefore(before);
            if (stored.isEmpty() || !has(stored.get().text(), name)) {
                return begin;
            }
            before = stored.get().sequence();
            begin = before - 1;
        }
    }

    private static boolean has(String text, String name) {
        try {
            return Target.of(new ConfigurationReader().parse("the ledger", text)).stream()
                    .anyMatch(target -> target.name().equals(name));
        } catch (DeploymentGatesException e) {
            // Written by a version of this program with other rules: that it was in force is too long ago.
            return false;
        }
    }
}
