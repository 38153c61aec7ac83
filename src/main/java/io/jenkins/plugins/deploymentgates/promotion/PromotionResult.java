package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Promotion;

/**
 * How a promotion stands after it was asked for or asked again.
 *
 * @param explanation what the gates said the last time they were asked; {@code null} when they were not asked
 * @param deployment the deployment it created; {@code null} unless PROMOTED
 */
public record PromotionResult(
        Promotion promotion, @CheckForNull Explanation explanation, @CheckForNull Deployment deployment) {}
