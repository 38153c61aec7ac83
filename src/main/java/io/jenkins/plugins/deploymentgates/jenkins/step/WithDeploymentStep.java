package io.jenkins.plugins.deploymentgates.jenkins.step;

import hudson.Extension;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code withDeployment}: reports that something is being deployed while its block runs, and how that ended. It is also what
 * {@code recordDeployment} with a block is: Pipeline has no steps that may have a block but need not.
 */
public final class WithDeploymentStep extends DeploymentStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public WithDeploymentStep() {}

    @Override
    public StepExecution start(StepContext context) {
        return new WithDeploymentExecution(this, context);
    }

    /** Offers it to pipelines. */
    @Extension
    public static final class DescriptorImpl extends ApplicationStepDescriptor {
        @Override
        public String getFunctionName() {
            return "withDeployment";
        }

        @Override
        public String getDisplayName() {
            return Messages.WithDeploymentStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }
    }
}
