package io.jenkins.plugins.deploymentgates.jenkins;

import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;

/** There is no ledger or no valid configuration at the moment; the message says why. */
public class NotReadyException extends DeploymentGatesException {
    private static final long serialVersionUID = 1L;

    public NotReadyException(String message) {
        super(message);
    }

    public NotReadyException(String message, Throwable cause) {
        super(message, cause);
    }
}
