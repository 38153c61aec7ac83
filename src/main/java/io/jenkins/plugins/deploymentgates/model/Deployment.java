package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * A release being delivered into an environment, as derived from the ledger.
 *
 * @param id small integer in order of creation
 * @param fingerprint which release
 * @param version the release's label, for reading
 * @param commit the commit that was deployed; environment-specific files may differ between commits of one release
 * @param cause why it exists
 * @param promotion the promotion that created it, if any
 * @param outOfBand why the built-in gates would not have let it in; {@code null} when they would
 * @param by who created it
 * @param startedAt first move to STARTED, if any
 * @param completedAt move to COMPLETED, if any
 * @param verifiedAt begin of the continuous verified stay: the move to VERIFIED
 * @param lastVerifiedAt the newest passing verification once VERIFIED
 * @param failedAt move to FAILED, if any
 * @param endedAt when another deployment took its place
 * @param voided why it is no evidence any more; {@code null} when it still is
 * @param flow the flow it belongs to, if any
 * @param sequence the event that brought it in, which orders what was in an environment; 0 while NOT_STARTED
 */
public record Deployment(
        long id,
        String application,
        String environment,
        String fingerprint,
        String version,
        @CheckForNull String commit,
        DeploymentStatus status,
        Cause cause,
        @CheckForNull Long promotion,
        @CheckForNull String outOfBand,
        String by,
        Instant createdAt,
        @CheckForNull Instant startedAt,
        @CheckForNull Instant completedAt,
        @CheckForNull Instant verifiedAt,
        @CheckForNull Instant lastVerifiedAt,
        @CheckForNull Instant failedAt,
        @CheckForNull Instant endedAt,
        @CheckForNull String voided,
        @CheckForNull Long flow,
        long sequence) {

    /** Why a deployment exists. */
    public enum Cause {
        /** A promotion moved the release in. */
        PROMOTION,
        /** Somebody recorded it without a promotion. */
        RECORD,
        /** A rollback put the last good release back. */
        ROLLBACK,
        /** The start of a hotfix set the environment back to production. */
        HOTFIX,
        /** An artifact's flow brought it in. */
        FLOW
    }

    /** Whether it proves that its release works in its environment: VERIFIED now and not voided. */
    public boolean isEvidence() {
        return status == DeploymentStatus.VERIFIED && voided == null;
    }

    /** The same, ended at another time than the next deployment of its environment tells. */
    public Deployment endingAt(@CheckForNull Instant end) {
        return new Deployment(
                id,
                application,
                environment,
                fingerprint,
                version,
                commit,
                status,
                cause,
                promotion,
                outOfBand,
                by,
                createdAt,
                startedAt,
                completedAt,
                verifiedAt,
                lastVerifiedAt,
                failedAt,
                end,
                voided,
                flow,
                sequence);
    }

    /** For messages: {@code deployment 12 (shop 1.4.2 at qa)}. */
    public String label() {
        return "deployment " + id + " (" + application + " " + version + " at " + environment + ")";
    }
}
