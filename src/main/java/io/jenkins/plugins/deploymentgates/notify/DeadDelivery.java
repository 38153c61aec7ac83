package io.jenkins.plugins.deploymentgates.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * An event that a webhook did not take. Immutable; holds no secret.
 *
 * @param id the delivery's id, by which it is sent again
 * @param webhook which
 * @param url without its query; {@code null} when the webhook is not configured any more
 * @param sequence the event's sequence number
 * @param at when it happened
 * @param attempts how often it was tried
 * @param diedAt when it was given up, or failed again
 * @param problem why
 * @param resend whether it is about to be sent again
 */
public record DeadDelivery(
        String id,
        String webhook,
        @CheckForNull String url,
        long sequence,
        String type,
        @CheckForNull String application,
        @CheckForNull String environment,
        Instant at,
        int attempts,
        Instant diedAt,
        String problem,
        boolean resend) {}
