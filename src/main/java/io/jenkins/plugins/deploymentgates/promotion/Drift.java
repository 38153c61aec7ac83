package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import java.util.List;

/**
 * What Git says of an environment, against what the ledger says was deployed there. Immutable.
 *
 * @param deployment the newest one there
 * @param version of that deployment
 * @param deployed the commit of that deployment; {@code null} when it was recorded without one
 * @param actual the commit that Git says is deployed; {@code null} when it tells none
 * @param details how they differ, or why that cannot be told, a line each
 * @param commits what Git has and was not deployed, newest first; they tell by whom and when
 */
public record Drift(
        String application,
        String environment,
        State state,
        long deployment,
        String version,
        @CheckForNull String deployed,
        @CheckForNull String actual,
        List<String> details,
        List<Line.Commit> commits) {
    public Drift {
        details = List.copyOf(details);
        commits = List.copyOf(commits);
    }

    /** Whether they differ. */
    public enum State {
        /** Git says what was deployed. */
        ALIGNED,
        /** Git says something else. */
        DRIFTED,
        /** It cannot be told at the moment. */
        UNKNOWN
    }

    static Drift of(Deployment deployment, DriftFinding found) {
        return new Drift(
                deployment.application(),
                deployment.environment(),
                found.details().isEmpty() ? State.ALIGNED : State.DRIFTED,
                deployment.id(),
                deployment.version(),
                deployment.commit(),
                found.actual(),
                found.details(),
                found.commits());
    }

    static Drift unknown(Deployment deployment, String reason) {
        return new Drift(
                deployment.application(),
                deployment.environment(),
                State.UNKNOWN,
                deployment.id(),
                deployment.version(),
                deployment.commit(),
                null,
                List.of(reason),
                List.of());
    }
}
