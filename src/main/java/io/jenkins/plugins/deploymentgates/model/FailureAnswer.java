package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * What an environment's failure policy did about a deployment that failed, as derived from the ledger. There is one for
 * each such deployment, written in the transaction in which it became FAILED. Immutable.
 *
 * @param deployment the one that failed
 * @param policy as written in the configuration, such as {@code redeploy-last-good}
 * @param promotion the promotion that puts the last good release back; {@code null} unless REDEPLOYING
 * @param reason what was done, or why nothing was, in a sentence a person understands
 */
public record FailureAnswer(
        long deployment,
        String application,
        String environment,
        String policy,
        Action action,
        @CheckForNull Long promotion,
        String reason,
        Instant at) {

    /** What was done. */
    public enum Action {
        /** The last good release is put back by a promotion of its own. */
        REDEPLOYING,
        /** Webhooks tell of the failure. */
        NOTIFIED,
        /** The failure is in the history, which was all that was wanted. */
        RECORDED,
        /** The policy wanted more, but there was a reason to leave it to people. */
        LEFT
    }
}
