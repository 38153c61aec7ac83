package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import java.util.List;

/**
 * What a recording or verification led to.
 *
 * @param deployment as it stands now
 * @param changed whether anything new was recorded; {@code false} when it was known already
 * @param failure what the environment's failure policy did; {@code null} unless the deployment failed
 * @param followUps waiting promotions that were asked again because of it and moved on
 */
public record RecordResult(
        Deployment deployment, boolean changed, @CheckForNull FailureResult failure, List<PromotionResult> followUps) {
    public RecordResult {
        followUps = List.copyOf(followUps);
    }
}
