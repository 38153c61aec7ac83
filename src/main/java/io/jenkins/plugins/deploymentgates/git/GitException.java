package io.jenkins.plugins.deploymentgates.git;

import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;

/** A repository is not what was expected; the message names the repository (without secrets) and what to do. */
public class GitException extends DeploymentGatesException {
    private static final long serialVersionUID = 1L;

    public GitException(String message) {
        super(message);
    }

    public GitException(String message, Throwable cause) {
        super(message, cause);
    }
}
