package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Line;
import java.util.List;

/**
 * How Git stands to a deployment. Immutable.
 *
 * @param actual the commit that Git says is deployed; {@code null} when it tells none
 * @param details how that differs from the deployment, a line each, the most important first; none when it does not
 * @param commits what Git has and was not deployed, newest first
 */
record DriftFinding(@CheckForNull String actual, List<String> details, List<Line.Commit> commits) {
    DriftFinding {
        details = List.copyOf(details);
        commits = List.copyOf(commits);
    }

    /** Git says the same. */
    static DriftFinding none(String actual) {
        return new DriftFinding(actual, List.of(), List.of());
    }
}
