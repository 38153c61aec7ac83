package io.jenkins.plugins.deploymentgates.config;

import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.util.List;

/** A configuration has mistakes. The message has one line for each, {@code file:line:column: text}. */
public class ConfigurationException extends DeploymentGatesException {
    private static final long serialVersionUID = 1L;

    private final List<Problem> problems;

    public ConfigurationException(List<Problem> problems) {
        super(Problem.lines(problems));
        this.problems = List.copyOf(problems);
    }

    /** All mistakes of all files, in the order of the files and lines. */
    public List<Problem> problems() {
        return problems;
    }
}
