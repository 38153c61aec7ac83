package io.jenkins.plugins.deploymentgates.git;

import io.jenkins.plugins.deploymentgates.config.Problem;
import java.io.Serial;
import java.util.Comparator;
import java.util.List;

/** Deployment files have mistakes. The message has one line for each, {@code file:line:column: text}. */
public class DeploymentFilesException extends GitException {
    @Serial
    private static final long serialVersionUID = 1L;

    static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::file).thenComparing(Problem::line).thenComparing(Problem::column);

    private final List<Problem> problems;

    DeploymentFilesException(List<Problem> problems) {
        super(Problem.lines(problems));
        this.problems = List.copyOf(problems);
    }

    /** All mistakes of all files, by file and line; files are named by their paths inside the repository. */
    public List<Problem> problems() {
        return problems;
    }

    /** Throws when there are problems. */
    static void check(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new DeploymentFilesException(
                    problems.stream().distinct().sorted(ORDER).toList());
        }
    }
}
