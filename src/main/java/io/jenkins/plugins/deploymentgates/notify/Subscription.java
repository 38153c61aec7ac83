package io.jenkins.plugins.deploymentgates.notify;

import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;

/** One entry of the configuration: which events go to a URL, and how. Immutable. */
interface Subscription {

    /** Whether the event is for it. */
    boolean wants(LedgerEvent event);

    /** What is sent for the event. */
    Message message(LedgerEvent event, LedgerView view);

    /** What it wants in words of the configuration. */
    WebhookStatus.Wish wish();
}
