package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import java.util.List;

/**
 * What shall move where.
 *
 * @param to the target environment
 * @param from another environment than the pipeline's upstream ones, such as another region; {@code null} for those
 * @param version the release's label; {@code null} for what is at the source
 * @param artifacts only for an environment at the start of the pipeline: what the release is made of
 * @param cherryPick whether this version alone is copied onto the target
 * @param sameVersion the explicit choice to release a version once more whose final tag is at another commit; only with
 *     the mechanic {@code release-file}
 * @param overrideReason why gates that are not satisfied shall not hold it back; {@code null} for no override
 * @param parts modules that alone are promoted, and {@code core} for the core; empty for everything
 * @param branch only for an environment at the start of the pipeline: the branch whose head is promoted; {@code null} for
 *     the source branch
 * @param fingerprint the release that was looked at, which alone shall move; {@code null} for whichever it is by now
 * @param key the sender's idempotency key, or {@code null}
 */
public record PromoteRequest(
        String application,
        String to,
        @CheckForNull String from,
        @CheckForNull String version,
        List<Artifact> artifacts,
        boolean cherryPick,
        boolean sameVersion,
        @CheckForNull String overrideReason,
        List<String> parts,
        @CheckForNull String branch,
        @CheckForNull String fingerprint,
        @CheckForNull String key) {
    public PromoteRequest {
        artifacts = List.copyOf(artifacts);
        parts = List.copyOf(parts);
    }

    /** Everything, of the source branch, whichever release it is by now, in a version that was not released before. */
    public PromoteRequest(
            String application,
            String to,
            @CheckForNull String from,
            @CheckForNull String version,
            List<Artifact> artifacts,
            boolean cherryPick,
            @CheckForNull String overrideReason,
            @CheckForNull String key) {
        this(application, to, from, version, artifacts, cherryPick, false, overrideReason, List.of(), null, null, key);
    }

    /** The same under a sender's key; {@code null} for none. */
    PromoteRequest under(@CheckForNull String other) {
        return new PromoteRequest(
                application,
                to,
                from,
                version,
                artifacts,
                cherryPick,
                sameVersion,
                overrideReason,
                parts,
                branch,
                fingerprint,
                other);
    }

    /** The usual one: what is upstream, into {@code to}. */
    public static PromoteRequest of(String application, String to) {
        return new PromoteRequest(application, to, null, null, List.of(), false, null, null);
    }
}
