package io.jenkins.plugins.deploymentgates.ledger;

import java.time.Instant;

/**
 * An event that a webhook did not take. Immutable.
 *
 * @param id the delivery's id
 * @param webhook which
 * @param sequence the event's sequence number
 * @param attempts how often it was tried
 * @param diedAt when it was given up, or failed again
 * @param problem why, without secrets
 * @param resend whether somebody has asked for it to be sent again, which is still to be done
 */
public record DeadLetter(
        String id, String webhook, long sequence, int attempts, Instant diedAt, String problem, boolean resend) {}
