package org.jenkinsci.plugins.workflow.steps;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class Step extends AbstractDescribableImpl<Step> implements ExtensionPoint {
    public Step() {
        throw new UnsupportedOperationException();
    }

    public abstract StepExecution start(StepContext arg0) throws Exception;

    public StepDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }
}
