package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Flow;
import io.jenkins.plugins.deploymentgates.model.RecordedArtifact;
import io.jenkins.plugins.deploymentgates.model.Verification;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Artifacts, deployments of flows, and flows as DeployDB's clients know them, for answers and for webhooks. Its words are
 * DeployDB's: a service is an application, and a promotion is a check. Instants are milliseconds since 1970. Lives as long
 * as the view it reads.
 */
public final class FlowBodies {
    private final LedgerView view;
    private final Map<Long, Flow> flows = new HashMap<>();
    private final Map<Long, ArtifactBody> artifacts = new HashMap<>();

    public FlowBodies(LedgerView view) {
        this.view = view;
    }

    /** An artifact. */
    public record ArtifactBody(
            long id, String group, String name, String version, @CheckForNull String sourceUrl, long createdAt) {}

    /** How a check of a deployment stands. */
    public enum CheckStatus {
        /** It has not reported. */
        STARTED,
        SUCCESS,
        FAILED
    }

    /**
     * A check of a deployment, and what it said.
     *
     * @param promotion its name
     */
    public record CheckBody(
            long id, String promotion, CheckStatus status, @CheckForNull String infoUrl, long createdAt) {}

    /** A deployment with its checks. */
    public record DeploymentBody(
            long id,
            ArtifactBody artifact,
            String environment,
            String service,
            DeploymentStatus status,
            List<CheckBody> promotions,
            long createdAt) {
        public DeploymentBody {
            promotions = List.copyOf(promotions);
        }
    }

    /** A flow. */
    public record FlowBody(
            long id, ArtifactBody artifact, String service, List<DeploymentBody> deployments, long createdAt) {
        public FlowBody {
            deployments = List.copyOf(deployments);
        }
    }

    /** An artifact. */
    public static ArtifactBody artifact(RecordedArtifact recorded) {
        return new ArtifactBody(
                recorded.id(),
                recorded.artifact().module().group(),
                recorded.artifact().module().name(),
                recorded.artifact().version(),
                recorded.artifact().sourceUrl(),
                recorded.at().toEpochMilli());
    }

    /** A deployment of a flow as it stands; empty when there is none of that id, or it is of no flow. */
    public Optional<DeploymentBody> deployment(long id) {
        return view.deployment(id)
                .filter(deployment -> deployment.flow() != null)
                .map(this::deployment);
    }

    /** A deployment, which is of a flow. */
    public DeploymentBody deployment(Deployment deployment) {
        Flow flow = flow(deployment);
        return new DeploymentBody(
                deployment.id(),
                artifactOf(flow),
                deployment.environment(),
                deployment.application(),
                deployment.status(),
                checks(flow, deployment),
                flow.at().toEpochMilli());
    }

    /** A flow with its deployments. */
    public FlowBody flow(Flow flow) {
        flows.put(flow.id(), flow);
        return new FlowBody(
                flow.id(),
                artifactOf(flow),
                flow.application(),
                flow.stages().stream()
                        .map(stage ->
                                deployment(view.deployment(stage.deployment()).orElseThrow()))
                        .toList(),
                flow.at().toEpochMilli());
    }

    /** The check a result is about; empty when the deployment is of no flow, or its flow does not have the check. */
    public Optional<CheckBody> check(Verification result) {
        return view.deployment(result.deployment())
                .filter(deployment -> deployment.flow() != null)
                .flatMap(deployment -> flow(deployment)
                        .stageOf(deployment.id())
                        .check(result.check())
                        .map(check -> body(check, result, flow(deployment).at())));
    }

    private List<CheckBody> checks(Flow flow, Deployment deployment) {
        List<Flow.Check> checks = flow.stageOf(deployment.id()).checks();
        if (checks.isEmpty()) {
            return List.of();
        }
        Map<String, Verification> newest = new HashMap<>();
        if (deployment.status() != DeploymentStatus.NOT_STARTED) {
            view.verifications(deployment.id()).forEach(result -> newest.put(result.check(), result));
        }
        return checks.stream()
                .map(check -> body(check, newest.get(check.name()), flow.at()))
                .toList();
    }

    private static CheckBody body(Flow.Check check, @CheckForNull Verification result, Instant created) {
        CheckStatus status = CheckStatus.STARTED;
        String url = null;
        if (result != null) {
            status = result.passed() ? CheckStatus.SUCCESS : CheckStatus.FAILED;
            url = result.url();
        }
        return new CheckBody(check.id(), check.name(), status, url, created.toEpochMilli());
    }

    private Flow flow(Deployment deployment) {
        return flows.computeIfAbsent(deployment.flow(), id -> view.flow(id).orElseThrow());
    }

    private ArtifactBody artifactOf(Flow flow) {
        return artifacts.computeIfAbsent(
                flow.artifact(), id -> artifact(view.artifact(id).orElseThrow()));
    }
}
