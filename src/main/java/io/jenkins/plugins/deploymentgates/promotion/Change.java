package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Line;
import java.util.List;

/**
 * One environment, or one deployment where those have files of their own, that a push deploys, and what in it changed.
 * Immutable.
 *
 * @param name of the environment, or of the deployment
 * @param environment the one of the pipeline that is deployed; {@code null} when it is none of them
 * @param before what was there: a commit's id or a version; {@code null} when it is new
 * @param after what is there now, in the same way; {@code null} when it was removed
 * @param releaseChanged whether more changed than files that belong to no release
 * @param parts versions that changed: the one of the environment, or those of core and modules
 * @param details what else there is to say, a line each, as a person reads it
 * @param commits what the push brought, newest first; at most {@link Line#MAX_INCOMING}, and none for an environment that is
 *     new
 * @param files what it changed, one {@code A path}, {@code M path} or {@code D path} a file, sorted by path; none for an
 *     environment that is new, unless it has a file
 */
public record Change(
        Kind kind,
        String name,
        @CheckForNull String environment,
        @CheckForNull String before,
        @CheckForNull String after,
        boolean releaseChanged,
        List<Part> parts,
        List<String> details,
        List<Line.Commit> commits,
        List<String> files) {
    public Change {
        parts = List.copyOf(parts);
        details = List.copyOf(details);
        commits = List.copyOf(commits);
        files = List.copyOf(files);
    }

    /** How. */
    public enum Kind {
        /** It was not there before. */
        CREATED,
        /** It was there, and is another now. */
        CHANGED,
        /** It is not there any more. */
        REMOVED
    }

    /**
     * A version that changed.
     *
     * @param name such as {@code version}, {@code core}, or a module's name
     * @param from {@code null} when it was added
     * @param to {@code null} when it was removed
     */
    public record Part(String name, @CheckForNull String from, @CheckForNull String to) {}
}
