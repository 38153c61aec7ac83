package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import java.util.List;

/**
 * What somebody deployed.
 *
 * @param version the release's label; {@code null} for what Git calls it: the tag at the commit, or what the environment's
 *     deployment file says
 * @param artifacts the artifacts; empty to take those of the release with this label
 * @param commit a commit, branch or tag; {@code null} for the head of the environment's branch
 * @param status STARTED, COMPLETED or FAILED
 * @param reason why it failed; may be empty
 * @param key the sender's idempotency key, or {@code null}
 */
public record RecordRequest(
        String application,
        String environment,
        @CheckForNull String version,
        List<Artifact> artifacts,
        @CheckForNull String commit,
        DeploymentStatus status,
        String reason,
        @CheckForNull String key) {
    public RecordRequest {
        artifacts = List.copyOf(artifacts);
    }

    /** The same with a label. */
    RecordRequest labelled(String label) {
        return new RecordRequest(application, environment, label, artifacts, commit, status, reason, key);
    }
}
