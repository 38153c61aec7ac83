package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Event;
import java.time.Instant;
import java.util.Optional;

/**
 * A view that can append. Lives as long as the work it was handed to and is used by one thread. What is appended is seen
 * by the reads that follow.
 */
public interface LedgerTransaction extends LedgerView {

    /** Counters of small integers in order of creation, from 1. */
    enum Counter {
        DEPLOYMENT,
        VERIFICATION,
        PROMOTION,
        PUSH_INTENT,
        ARTIFACT,
        FLOW,
        FLOW_CHECK
    }

    /** The id the next event of that kind carries; it is taken once the event is appended. */
    long next(Counter counter);

    /**
     * Appends an event and brings the derived tables up to date.
     *
     * @param at when it happened, in UTC; kept to the millisecond
     * @param by who did it
     * @param idempotencyKey the sender's key for this recording, or {@code null}; a key is used by one event only
     * @return the event's sequence number, from 1 without gaps
     */
    long append(Instant at, String by, @CheckForNull String idempotencyKey, Event event);

    /** The event that was recorded with this key, if any. */
    Optional<LedgerEvent> eventWithKey(String idempotencyKey);

    /** What was delivered to webhooks, to be changed. */
    @Override
    WebhookTransaction webhooks();

    /** Keeps a new bearer token. Tokens are no part of the history: this appends no event. */
    void addToken(AccessToken token);

    /**
     * Makes a bearer token invalid for good; no event either.
     *
     * @return whether it was valid until then or had only expired
     */
    boolean revokeToken(String id, Instant at, String by);
}
