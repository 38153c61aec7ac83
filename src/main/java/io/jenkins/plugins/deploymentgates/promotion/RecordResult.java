package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import java.util.List;

/**
 * What a recording or verification led to.
 *
 * @param deployment as it stands now
 * @param changed whether anything new was recorded; {@code false} when it was known already
 * @param followUps waiting promotions that were asked again because of it and moved on
 */
public record RecordResult(Deployment deployment, boolean changed, List<PromotionResult> followUps) {
    public RecordResult {
        followUps = List.copyOf(followUps);
    }
}
