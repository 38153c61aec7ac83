package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.List;

/**
 * The decision and the act of moving a release into an environment, as derived from the ledger.
 *
 * @param id small integer in order of creation
 * @param from the environments it comes from; empty when it comes from the source branch
 * @param to the target environment
 * @param fingerprint which release
 * @param commit the commit the target shall have; {@code null} without a repository
 * @param overrideReason the reason of an override, {@code null} when there is none
 * @param trigger who asked for it
 * @param reason the newest reason for its status
 * @param earliest the earliest instant it can pass while WAITING, where that is known
 * @param deployment the planned deployment of a flow that it brings in; {@code null} when it makes one
 * @param pullRequest the pull request it became; {@code null} for none
 */
public record Promotion(
        long id,
        String application,
        List<String> from,
        String to,
        String fingerprint,
        String version,
        @CheckForNull String commit,
        PromotionKind kind,
        PromotionStatus status,
        @CheckForNull String overrideReason,
        String trigger,
        Instant requestedAt,
        String reason,
        @CheckForNull Instant earliest,
        @CheckForNull Instant endedAt,
        @CheckForNull Long deployment,
        @CheckForNull PullRequestLink pullRequest) {
    public Promotion {
        from = List.copyOf(from);
    }

    /** For messages: {@code promotion 7 (shop 1.4.2 to prod-eu)}. */
    public String label() {
        return "promotion " + id + " (" + application + " " + version + " to " + to + ")";
    }
}
