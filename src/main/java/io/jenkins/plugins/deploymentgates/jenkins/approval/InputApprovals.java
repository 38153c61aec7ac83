package io.jenkins.plugins.deploymentgates.jenkins.approval;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Makes approvals of what people answered to {@code input} steps. Does nothing without the plugins that have those; whoever
 * implements it knows their types, so that this one can be used anywhere.
 */
public abstract class InputApprovals implements ExtensionPoint {
    /**
     * Records the answers that count for a promotion, now and, for as long as the promotion waits, when more come. To be
     * called in the background once a step has asked for it, and again after a restart.
     *
     * @param context that of the step
     */
    public static void recordFor(StepContext context, long promotion) throws IOException, InterruptedException {
        for (InputApprovals one : ExtensionList.lookup(InputApprovals.class)) {
            one.record(context, promotion);
        }
    }

    abstract void record(StepContext context, long promotion) throws IOException, InterruptedException;
}
