package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;

/** Somebody asked for what the configuration does not allow them; the message names who may. */
public class NotAllowedException extends DeploymentGatesException {
    private static final long serialVersionUID = 1L;

    public NotAllowedException(String message) {
        super(message);
    }
}
