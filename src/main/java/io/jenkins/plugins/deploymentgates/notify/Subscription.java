package io.jenkins.plugins.deploymentgates.notify;

import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import java.util.Optional;

/** One entry of the configuration: which events go to a URL, and how. Immutable. */
interface Subscription {

    /** Whether the event is for it. */
    boolean wants(LedgerEvent event);

    /** What is sent for the event; empty when it turns out to be nothing for receivers. */
    Optional<Message> message(LedgerEvent event, LedgerView view);

    /** What it wants in words of the configuration. */
    WebhookStatus.Wish wish();
}
