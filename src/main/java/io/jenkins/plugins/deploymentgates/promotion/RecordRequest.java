package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import java.util.List;

/**
 * What somebody deployed.
 *
 * @param version the release's label
 * @param artifacts the artifacts; empty to take those of the release with this label
 * @param commit a commit, branch or tag; {@code null} for the head of the environment's branch
 * @param status STARTED, COMPLETED or FAILED
 * @param reason why it failed; may be empty
 * @param key the sender's idempotency key, or {@code null}
 */
public record RecordRequest(
        String application,
        String environment,
        String version,
        List<Artifact> artifacts,
        @CheckForNull String commit,
        DeploymentStatus status,
        String reason,
        @CheckForNull String key) {
    public RecordRequest {
        artifacts = List.copyOf(artifacts);
    }
}
