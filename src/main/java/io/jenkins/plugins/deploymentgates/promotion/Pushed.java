package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/**
 * What a push deploys. Immutable.
 *
 * @param repository the one that was pushed to, without secrets
 * @param branch the one that was pushed to
 * @param base full id; {@code null} for a new branch
 * @param head full id
 * @param changes what is to be deployed because of it, or to be removed, and nothing else
 */
public record Pushed(
        String application,
        String repository,
        String branch,
        @CheckForNull String base,
        String head,
        List<Change> changes) {
    public Pushed {
        changes = List.copyOf(changes);
    }
}
