package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code changedDeployments}: tells what a push deploys. */
public final class ChangedDeploymentsStep extends ApplicationStep {
    private static final long serialVersionUID = 1L;

    @CheckForNull
    private String branch;

    @CheckForNull
    private String base;

    @CheckForNull
    private String head;

    @DataBoundConstructor
    public ChangedDeploymentsStep() {
        // All parameters may be left out.
    }

    @CheckForNull
    public String getBranch() {
        return branch;
    }

    @DataBoundSetter
    public void setBranch(@CheckForNull String branch) {
        this.branch = Util.fixEmptyAndTrim(branch);
    }

    @CheckForNull
    public String getBase() {
        return base;
    }

    @DataBoundSetter
    public void setBase(@CheckForNull String base) {
        this.base = Util.fixEmptyAndTrim(base);
    }

    @CheckForNull
    public String getHead() {
        return head;
    }

    @DataBoundSetter
    public void setHead(@CheckForNull String head) {
        this.head = Util.fixEmptyAndTrim(head);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ChangedDeploymentsExecution(this, context);
    }

    /** Offers it to pipelines. */
    @Extension
    public static final class DescriptorImpl extends ApplicationStepDescriptor {
        @Override
        public String getFunctionName() {
            return "changedDeployments";
        }

        @Override
        public String getDisplayName() {
            return Messages.ChangedDeploymentsStep_displayName();
        }
    }
}
