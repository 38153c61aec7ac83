package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/**
 * What became of deployment files. Immutable.
 *
 * @param repository without secrets
 * @param base the commit it was made on top of, full id
 * @param commit what was pushed, full id; {@code null} when the files say it already, or it was only explained
 * @param message the commit's
 * @param files what the commit changes: one {@code A path}, {@code M path} or {@code D path} a file, sorted by path
 * @param changes what it does to deployments, by name
 */
public record FileResult(
        String application,
        String repository,
        String branch,
        String base,
        @CheckForNull String commit,
        String message,
        List<String> files,
        List<Change> changes) {
    public FileResult {
        files = List.copyOf(files);
        changes = List.copyOf(changes);
    }
}
