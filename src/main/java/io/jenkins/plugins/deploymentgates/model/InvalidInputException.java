package io.jenkins.plugins.deploymentgates.model;

/** What was asked for cannot be understood: a bad name, an unknown application, an option that does not fit. */
public class InvalidInputException extends DeploymentGatesException {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message) {
        super(message);
    }
}
