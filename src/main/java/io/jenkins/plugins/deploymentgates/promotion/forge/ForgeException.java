package io.jenkins.plugins.deploymentgates.promotion.forge;

import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;

/** A server with pull requests refused what was asked, or gave no answer that can be understood. Asking again is no use. */
public class ForgeException extends DeploymentGatesException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public ForgeException(String message) {
        this(message, 0);
    }

    ForgeException(String message, int status) {
        super(message);
        this.status = status;
    }

    /** What was wanted does not fit what is there: it is there already, or has changed. */
    boolean isConflict() {
        return status == 400 || status == 409 || status == 422;
    }
}
