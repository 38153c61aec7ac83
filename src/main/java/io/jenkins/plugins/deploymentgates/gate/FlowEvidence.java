package io.jenkins.plugins.deploymentgates.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Flow;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What proves something to a flow: its own deployments upstream, and no others. Artifacts go their own ways, so one stays
 * in an environment until another version of it comes, whatever else does.
 */
record FlowEvidence(LedgerView ledger, Flow flow) {
    /** More deployments since are not looked through; what is further back has long been replaced. */
    private static final int LIMIT = 200;

    /** That of the flow whose promotion is asked about; empty for any other. */
    static Optional<FlowEvidence> of(Question question) {
        Promotion promotion = question.promotion();
        if (promotion == null || promotion.deployment() == null) {
            return Optional.empty();
        }
        return question.ledger()
                .deployment(promotion.deployment())
                .map(Deployment::flow)
                .flatMap(question.ledger()::flow)
                .map(flow -> new FlowEvidence(question.ledger(), flow));
    }

    /** The flow's deployment there, if its turn has come. */
    List<Deployment> of(String environment) {
        return stage(environment)
                .flatMap(stage -> ledger.deployment(stage.deployment()))
                .filter(deployment -> deployment.status() != DeploymentStatus.NOT_STARTED)
                .map(deployment -> deployment.endingAt(end(deployment)))
                .map(List::of)
                .orElse(List.of());
    }

    /** The checks the flow began with there. */
    List<String> requiredChecks(String environment) {
        return stage(environment).map(Flow.Stage::checkNames).orElse(List.of());
    }

    private Optional<Flow.Stage> stage(String environment) {
        return flow.stages().stream()
                .filter(stage -> stage.environment().equals(environment))
                .findFirst();
    }

    /** When another version of the artifact took its place; {@code null} while none has. */
    @CheckForNull
    private Instant end(Deployment own) {
        if (own.endedAt() == null) {
            return null;
        }
        Instant end = null;
        List<Deployment> since = ledger.deployments(own.application(), own.environment(), LedgerView.NEWEST, LIMIT);
        for (Deployment one : since) {
            if (one.sequence() <= own.sequence()) {
                return end;
            }
            if (replaces(one, own)) {
                end = one.createdAt();
            }
        }
        return own.endedAt();
    }

    private boolean replaces(Deployment other, Deployment own) {
        if (other.fingerprint().equals(own.fingerprint())) {
            return false;
        }
        List<Artifact> mine = artifacts(own);
        List<Artifact> theirs = artifacts(other);
        return theirs.isEmpty()
                || theirs.stream().anyMatch(one -> mine.stream()
                        .anyMatch(same -> same.module().equals(one.module())
                                && !same.version().equals(one.version())));
    }

    private List<Artifact> artifacts(Deployment deployment) {
        return ledger.release(deployment.fingerprint()).map(Release::artifacts).orElse(List.of());
    }
}
