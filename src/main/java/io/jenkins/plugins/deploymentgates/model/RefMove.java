package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * One ref's compare-and-swap.
 *
 * @param ref full name, such as {@code refs/heads/prod-eu}
 * @param expected the id it must have now; {@code null} when it must not exist
 * @param target the id it shall have; {@code null} when it shall be deleted
 */
public record RefMove(String ref, @CheckForNull String expected, @CheckForNull String target) {

    /** Git's way to write "no object". */
    public static final String ZERO = "0000000000000000000000000000000000000000";

    public static RefMove branch(String branch, @CheckForNull String expected, @CheckForNull String target) {
        return new RefMove("refs/heads/" + branch, expected, target);
    }
}
