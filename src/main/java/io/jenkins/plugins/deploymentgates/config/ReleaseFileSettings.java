package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * Where the files are that say which version is in which environment, with the mechanic {@code release-file}. Immutable.
 *
 * @param repository URL or path of the environment repository, which has a branch an environment
 * @param credentials as in {@link GitSettings}
 * @param branches the environments' branches; {@code {environment}} stands for the name
 * @param file path of the file on each of these
 * @param types path of the files that several environments share; {@code {type}} stands for the type's name
 * @param typesBranch the branch with these
 * @param author who the commits name as author, as {@code Name <mail>}; {@code null} for whoever asked
 * @param committer the same of the committer of commits and of the tagger of tags
 * @param commitLink where a commit of the application can be looked at, with {@code {commit}} for its id; {@code null} for
 *     what its URL tells
 * @param tickets a regular expression for the work items that the messages list; {@code null} to list none
 */
public record ReleaseFileSettings(
        String repository,
        @CheckForNull String credentials,
        String branches,
        String file,
        String types,
        String typesBranch,
        @CheckForNull String author,
        @CheckForNull String committer,
        @CheckForNull String commitLink,
        @CheckForNull String tickets) {

    /** An environment's branch. */
    public String branch(String environment) {
        return branches.replace("{environment}", environment);
    }
}
