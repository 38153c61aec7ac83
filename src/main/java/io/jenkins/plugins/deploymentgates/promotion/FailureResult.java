package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;

/**
 * What came of a failure policy.
 *
 * @param redeployment how the promotion stands that puts the last good release back; {@code null} when there is none
 */
public record FailureResult(FailureAnswer answer, @CheckForNull PromotionResult redeployment) {}
