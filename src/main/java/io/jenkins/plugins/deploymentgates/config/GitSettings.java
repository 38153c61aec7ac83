package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/**
 * Where an application's configuration tree lives and how promotion moves it.
 *
 * @param repository URL or path
 * @param credentials the Jenkins credentials id; {@code null} when the host finds credentials itself
 * @param environmentPaths patterns of files that are not part of a release; {@code {environment}} stands for any
 *     environment's name
 * @param sourceBranch the branch that feeds the first environments
 */
public record GitSettings(
        String repository,
        @CheckForNull String credentials,
        List<String> environmentPaths,
        Mechanic mechanic,
        String sourceBranch) {
    public GitSettings {
        environmentPaths = List.copyOf(environmentPaths);
    }

    /** A way of promoting through Git. */
    public enum Mechanic {
        /** One line of history, a branch an environment. */
        FAST_FORWARD,
        /** Records only; others do the work. */
        NONE
    }
}
