package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import java.time.Instant;

/**
 * How a promotion stands after it was asked for or asked again.
 *
 * @param explanation what the gates said the last time they were asked; {@code null} when they were not asked
 * @param deployment the deployment it created; {@code null} unless PROMOTED
 */
public record PromotionResult(
        Promotion promotion, @CheckForNull Explanation explanation, @CheckForNull Deployment deployment) {
    /**
     * When the gates are to be asked again though nothing happens; {@code null} when only a person or an event can change what
     * they say. Where they were asked this is what they said now, which the ledger need not know.
     */
    @CheckForNull
    public Instant askAgainAt() {
        return explanation == null ? promotion.earliest() : explanation.earliest();
    }
}
