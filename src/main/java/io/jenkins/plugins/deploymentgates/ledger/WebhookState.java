package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * How far a webhook is. Kept beside the history, not derived from it: a rebuild leaves it alone, and an export does not
 * hold it. Immutable.
 *
 * @param webhook which; a name that is the same as long as what it stands for is the same
 * @param delivered everything for it up to this sequence number is delivered or a dead letter
 * @param attempts how often what comes next was tried in vain
 * @param failures attempts in a row that nobody answered as they should
 * @param failingSince when the first of these was made, or {@code null}
 * @param nextAttempt nothing is sent before, or {@code null}
 * @param deliveredAt when something was delivered last, or {@code null}
 * @param problem what went wrong last, without secrets; empty when all is well
 */
public record WebhookState(
        String webhook,
        long delivered,
        int attempts,
        int failures,
        @CheckForNull Instant failingSince,
        @CheckForNull Instant nextAttempt,
        @CheckForNull Instant deliveredAt,
        String problem) {

    /** A webhook to which nothing was sent yet. */
    public static WebhookState beginning(String webhook, long after) {
        return new WebhookState(webhook, after, 0, 0, null, null, null, "");
    }
}
