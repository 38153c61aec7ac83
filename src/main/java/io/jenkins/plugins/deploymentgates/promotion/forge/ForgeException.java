package io.jenkins.plugins.deploymentgates.promotion.forge;

import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;

/** A server with pull requests refused what was asked, or gave no answer that can be understood. Asking again is no use. */
public class ForgeException extends DeploymentGatesException {
    private static final long serialVersionUID = 1L;

    public ForgeException(String message) {
        super(message);
    }
}
