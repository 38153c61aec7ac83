package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;

/** What was asked for is understood but cannot be done as things stand; the message says what would help. */
public class RefusedException extends DeploymentGatesException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }
}
