package io.jenkins.plugins.deploymentgates.api;

import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;

/** Ends a request with a problem document. */
public class ProblemException extends DeploymentGatesException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    public ProblemException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
