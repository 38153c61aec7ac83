package io.jenkins.plugins.deploymentgates.ledger;

/** A view of deliveries that can change them; lives as long as the transaction it came from. */
public interface WebhookTransaction extends WebhookView {

    /** Keeps how far a webhook is, in place of what was known. */
    void put(WebhookState state);

    /** Keeps a dead letter, in place of the one with this id. */
    void put(DeadLetter letter);

    /** A dead letter was delivered after all. */
    void remove(String id);

    /** All dead letters of a webhook are to be sent again; returns how many. */
    int resendAll(String webhook);
}
