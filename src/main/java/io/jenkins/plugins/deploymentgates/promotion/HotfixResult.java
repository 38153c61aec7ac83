package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.model.Hotfix;
import java.util.List;

/**
 * How a hotfix stands after a step.
 *
 * @param resumed on resume: the promotions that were asked for again
 * @param notes what a person should know, such as cancelled promotions whose change is not on the main branch any more
 */
public record HotfixResult(Hotfix hotfix, List<PromotionResult> resumed, List<String> notes) {
    public HotfixResult {
        resumed = List.copyOf(resumed);
        notes = List.copyOf(notes);
    }
}
