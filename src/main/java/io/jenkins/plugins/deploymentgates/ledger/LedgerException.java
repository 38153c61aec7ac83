package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;

/** The storage failed or holds what this program cannot use; the message names the ledger and what to do. */
public class LedgerException extends DeploymentGatesException {
    private static final long serialVersionUID = 1L;

    public LedgerException(String message) {
        super(message);
    }

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
