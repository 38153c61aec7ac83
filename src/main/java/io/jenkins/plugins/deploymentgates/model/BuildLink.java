package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.Locale;

/**
 * What a build did with a deployment or promotion, as derived from the ledger. It outlives the build.
 *
 * @param sequence the event it comes from; later ones have larger numbers
 * @param build the build under the name its job has now
 * @param deployment the deployment it recorded or verified; {@code null} when it promoted or approved
 * @param promotion the promotion it asked for or approved; {@code null} when it recorded or verified
 * @param by on whose behalf
 * @param gone whether the build or its job was deleted since
 */
public record BuildLink(
        long sequence,
        Build build,
        Role role,
        String application,
        String environment,
        @CheckForNull Long deployment,
        @CheckForNull Long promotion,
        String by,
        Instant at,
        boolean gone) {

    /** What a build did. */
    public enum Role {
        /** It reported that a deployment started, completed or failed. */
        RECORDED,
        /** It reported what a check said. */
        VERIFIED,
        /** It asked for a promotion. */
        PROMOTED,
        /** People approved or refused a promotion in it. */
        APPROVED;

        /** {@code recorded}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
