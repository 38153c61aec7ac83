package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;

/**
 * What became of a rollback, with what it replaced.
 *
 * @param replaced what was there until then; {@code null} unless it was rolled back
 * @param from its version, and what tells it from what is there now where that has the same one
 * @param to the version that is there now, in the same way
 */
public record RolledBack(
        Promotion promotion,
        @CheckForNull Explanation explanation,
        @CheckForNull Deployment deployment,
        @CheckForNull Deployment replaced,
        @CheckForNull String from,
        @CheckForNull String to) {

    /** The rollback's own deployment tells what it replaced: the one before it there. */
    public static RolledBack of(LedgerView view, PromotionResult result) {
        Deployment deployment = result.deployment();
        Deployment replaced = deployment == null
                ? null
                : view.deployments(deployment.application(), deployment.environment(), deployment.id(), 1).stream()
                        .findFirst()
                        .orElse(null);
        return new RolledBack(
                result.promotion(),
                result.explanation(),
                deployment,
                replaced,
                replaced == null ? null : Matrix.label(view, replaced, deployment),
                deployment == null ? null : Matrix.label(view, deployment, replaced));
    }

    /** The same without what it replaced. */
    public PromotionResult result() {
        return new PromotionResult(promotion, explanation, deployment);
    }
}
