package io.jenkins.plugins.deploymentgates.config;

import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration has mistakes. The message has one line for each, {@code file:line:column: text}. */
public class ConfigurationException extends DeploymentGatesException {
    private static final long serialVersionUID = 1L;

    /** More mistakes than this are counted in the message, not listed; {@link #problems()} has them all. */
    private static final int LISTED = 100;

    private final List<Problem> problems;

    public ConfigurationException(List<Problem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** All mistakes of all files, in the order of the files and lines. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> problems) {
        String listed = problems.stream().limit(LISTED).map(Problem::toString).collect(Collectors.joining("\n"));
        return problems.size() <= LISTED
                ? listed
                : listed + "\nand " + (problems.size() - LISTED) + " more mistakes; correct these first";
    }
}
