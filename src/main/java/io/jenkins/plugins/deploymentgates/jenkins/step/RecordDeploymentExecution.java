package io.jenkins.plugins.deploymentgates.jenkins.step;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** {@code recordDeployment}. */
final class RecordDeploymentExecution extends RecordingExecution {
    private static final long serialVersionUID = 1L;

    private final DeploymentStatus status;
    private final String reason;

    RecordDeploymentExecution(RecordDeploymentStep step, StepContext context) {
        super(step, context);
        status = step.reported();
        reason = step.getReason() == null ? "" : step.getReason();
    }

    @Override
    void proceed() throws IOException, InterruptedException {
        Deployment deployment = record(status, reason, null, null, key()).deployment();
        succeed(Results.deployment(deployment, artifacts(deployment.fingerprint())));
    }
}
