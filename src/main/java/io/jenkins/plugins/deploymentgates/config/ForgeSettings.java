package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * Which server's REST API pull requests and commit statuses go through. What is {@code null} follows from the Git
 * repository's URL.
 *
 * @param kind whose API it speaks
 * @param url where the API is, such as {@code https://github.example.com/api/v3}
 * @param project the repository's name there, such as {@code shop/deploy}
 * @param credentials the id of the credentials with the token; {@code null} for those of the repository
 */
public record ForgeSettings(
        @CheckForNull Kind kind,
        @CheckForNull String url,
        @CheckForNull String project,
        @CheckForNull String credentials) {
    /** Everything from the repository's URL, with the repository's credentials. */
    public static final ForgeSettings DERIVED = new ForgeSettings(null, null, null, null);

    /** A family of servers with the same API. */
    public enum Kind {
        /** github.com and GitHub Enterprise. */
        GITHUB("GitHub"),
        /** gitlab.com and own GitLab servers. */
        GITLAB("GitLab"),
        /** Bitbucket Data Center, not Bitbucket Cloud. */
        BITBUCKET("Bitbucket"),
        /** Gitea, Forgejo and Codeberg. */
        GITEA("Gitea");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }

        /** Its name as people write it. */
        public String shown() {
            return shown;
        }
    }
}
