package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * The server with pull requests that an application's repositories are on. Immutable.
 *
 * @param type whose REST API it speaks
 * @param url where that API is; {@code null} for the one that goes with the repository's URL
 * @param project the repository's name there; {@code null} for the one in the repository's URL
 * @param credentials the id of the token it is called with; {@code null} for none
 */
public record ForgeSettings(
        Type type, @CheckForNull String url, @CheckForNull String project, @CheckForNull String credentials) {
    /** A kind of server. */
    public enum Type {
        /** GitHub, also on a server of one's own. */
        GITHUB,
        /** GitLab, where pull requests are merge requests. */
        GITLAB,
        /** Bitbucket Data Center. */
        BITBUCKET,
        /** Gitea and Forgejo. */
        GITEA
    }
}
