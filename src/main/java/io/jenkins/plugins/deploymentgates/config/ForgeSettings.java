package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * The server with pull requests that an application's repositories are on. Immutable.
 *
 * @param type whose REST API it speaks
 * @param url where that API is; {@code null} for the one that goes with the repository's URL
 * @param project the repository's name there, in which {@code {environment}} stands for the environment's name; {@code
 *     null} for the one in the repository's URL
 * @param credentials the id of the token it is called with; {@code null} for none
 * @param commitStatus whether commits are told what the gates say
 * @param pullRequests how promotions become pull requests; {@code null} when none does
 */
public record ForgeSettings(
        Type type,
        @CheckForNull String url,
        @CheckForNull String project,
        @CheckForNull String credentials,
        boolean commitStatus,
        @CheckForNull PullRequestSettings pullRequests) {

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

    /** Whether promotions into an environment are pull requests. */
    public boolean asksFor(String environment) {
        return pullRequests != null
                && (pullRequests.environments().isEmpty()
                        || pullRequests.environments().contains(environment));
    }
}
