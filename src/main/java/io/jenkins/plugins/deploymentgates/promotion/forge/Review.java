package io.jenkins.plugins.deploymentgates.promotion.forge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * A person's judgement of a pull request.
 *
 * @param by the person's login name
 * @param commit what it was given for; {@code null} where the server does not say
 * @param at when; {@code null} likewise
 */
public record Review(String by, State state, @CheckForNull String commit, @CheckForNull Instant at) {
    /** Which way it went; remarks without a judgement are none. */
    public enum State {
        APPROVED,
        CHANGES_REQUESTED
    }
}
