package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Flow;
import io.jenkins.plugins.deploymentgates.model.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the results of a deployment's required checks make of it. Runs inside a transaction; thread-safe. */
final class RequiredChecks {
    private final Services services;
    private final FailurePolicies failures;

    RequiredChecks(Services services, FailurePolicies failures) {
        this.services = services;
        this.failures = failures;
    }

    /**
     * Moves a deployment to VERIFIED or FAILED when its required checks say so; the newest result of each counts. A flow
     * goes on from what is VERIFIED, and a failure is answered by the environment's policy.
     *
     * @return promotions that were asked for because of it, to be decided once the transaction is done
     */
    List<Long> settle(LedgerTransaction tx, Instant now, Actor actor, long id) {
        Deployment deployment = tx.deployment(id).orElseThrow();
        Map<String, Boolean> results = new LinkedHashMap<>();
        for (Verification verification : tx.verifications(id)) {
            results.put(verification.check(), verification.passed());
        }
        List<String> required = FlowSteps.stage(tx, deployment)
                .map(Flow.Stage::checkNames)
                .orElseGet(() -> services.configuration()
                        .application(deployment.application())
                        .requiredChecks(deployment.environment()));
        List<String> failed = new ArrayList<>(required);
        failed.removeIf(check -> results.getOrDefault(check, true));
        if (!failed.isEmpty()) {
            if (deployment.status() != DeploymentStatus.FAILED) {
                Settlement.move(
                        tx,
                        now,
                        actor.name(),
                        deployment,
                        DeploymentStatus.FAILED,
                        "check " + String.join(", ", failed) + " failed");
            }
            return failures.answer(tx, id);
        }
        if (deployment.status() == DeploymentStatus.COMPLETED
                && results.keySet().containsAll(required)) {
            Settlement.move(
                    tx,
                    now,
                    actor.name(),
                    deployment,
                    DeploymentStatus.VERIFIED,
                    required.isEmpty() ? "no check is required" : "passed " + String.join(", ", required));
            return FlowSteps.advance(tx, now, actor, deployment);
        }
        return List.of();
    }
}
