package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which folders of an application's repository go where with the mechanic {@code folders}. Immutable.
 *
 * @param paths the folders that are copied; all else in the targets is left alone
 * @param removable whether a folder that is missing at the source may be removed from a target
 * @param author who the commits name as author, as {@code Name <mail>}; {@code null} for whoever asked
 * @param committer the same of their committer
 * @param commitLink where a commit of the source can be looked at, with {@code {commit}} for its id; {@code null} for no
 *     links in the commits' messages
 * @param tickets a regular expression for the work items that the messages list; {@code null} to list none
 * @param targets environment to its repository, or to where its zip releases go
 */
public record FolderSettings(
        List<String> paths,
        boolean removable,
        @CheckForNull String author,
        @CheckForNull String committer,
        @CheckForNull String commitLink,
        @CheckForNull String tickets,
        Map<String, Target> targets) {
    public FolderSettings {
        paths = List.copyOf(paths);
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    }

    /**
     * Where an environment's folders go: into a repository, or into zip releases. One of the two is {@code null}.
     *
     * @param repository URL or path
     * @param credentials of the repository, as in {@link GitSettings}
     * @param branch of the repository; the one that is deployed from
     * @param zip absolute path of a folder that gets a zip file a release
     */
    public record Target(
            @CheckForNull String repository,
            @CheckForNull String credentials,
            String branch,
            @CheckForNull String zip) {}

    /** Where an environment's zip releases go; {@code null} when it has a repository. */
    @CheckForNull
    public String zipFolder(String environment) {
        Target target = targets.get(environment);
        return target == null ? null : target.zip();
    }
}
