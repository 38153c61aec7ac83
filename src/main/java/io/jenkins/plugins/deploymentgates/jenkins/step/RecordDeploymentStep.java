package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code recordDeployment}: reports what was deployed where, and how far that is.
 */
public final class RecordDeploymentStep extends DeploymentStep {
    private static final long serialVersionUID = 1L;

    private static final List<DeploymentStatus> STATUSES =
            List.of(DeploymentStatus.COMPLETED, DeploymentStatus.STARTED, DeploymentStatus.FAILED);

    @CheckForNull
    private String status;

    @CheckForNull
    private String reason;

    @DataBoundConstructor
    public RecordDeploymentStep() {}

    /** {@code null} for COMPLETED. */
    @CheckForNull
    public String getStatus() {
        return status;
    }

    @DataBoundSetter
    public void setStatus(@CheckForNull String status) {
        String given = Util.fixEmptyAndTrim(status);
        this.status = DeploymentStatus.COMPLETED.name().equals(given) ? null : given;
    }

    @CheckForNull
    public String getReason() {
        return reason;
    }

    @DataBoundSetter
    public void setReason(@CheckForNull String reason) {
        this.reason = Util.fixEmptyAndTrim(reason);
    }

    /**
     * The status to report.
     *
     * @throws InvalidInputException when it is none that can be reported
     */
    DeploymentStatus reported() {
        if (status == null) {
            return DeploymentStatus.COMPLETED;
        }
        return STATUSES.stream()
                .filter(one -> one.name().equals(status))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("status " + Names.quote(status)
                        + " is none that a deployment can be reported with; valid are STARTED, COMPLETED and FAILED"));
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        try {
            return new RecordDeploymentExecution(this, context);
        } catch (InvalidInputException e) {
            throw new AbortException(e.getMessage());
        }
    }

    /** Offers it to pipelines. */
    @Extension
    public static final class DescriptorImpl extends ApplicationStepDescriptor {
        @Override
        public String getFunctionName() {
            return "recordDeployment";
        }

        @Override
        public String getDisplayName() {
            return Messages.RecordDeploymentStep_displayName();
        }

        /** Offers what can be reported; the first is the default. */
        public ListBoxModel doFillStatusItems() {
            ListBoxModel items = new ListBoxModel();
            STATUSES.forEach(one -> items.add(one.name()));
            return items;
        }
    }
}
