package io.jenkins.plugins.deploymentgates.model;

/**
 * Root of every error the engine raises on purpose. The message is written for a person: it names what is wrong, where,
 * and what would be right. Anything else that escapes is a defect.
 */
public class DeploymentGatesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeploymentGatesException(String message) {
        super(message);
    }

    public DeploymentGatesException(String message, Throwable cause) {
        super(message, cause);
    }
}
