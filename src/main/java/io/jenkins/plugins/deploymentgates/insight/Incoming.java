package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.promotion.CommitPullRequests;
import java.util.ArrayList;
import java.util.List;

/**
 * What a promotion would bring.
 *
 * @param commits newest first
 * @param tickets what the commits, and the pull requests they came in by, name; sorted
 * @param withoutPullRequests why tickets of pull requests are not, or not all, told; {@code null} when they are, and where
 *     no server with pull requests is configured
 */
public record Incoming(List<Line.Commit> commits, List<Ticket> tickets, @CheckForNull String withoutPullRequests) {
    public Incoming {
        commits = List.copyOf(commits);
        tickets = List.copyOf(tickets);
    }

    /** Finds the tickets of the commits that would come into an environment. */
    public static Incoming into(
            Configuration configuration,
            String application,
            String environment,
            List<Line.Commit> commits,
            CommitPullRequests.Found pullRequests) {
        List<String> texts = new ArrayList<>(pullRequests.texts());
        commits.forEach(commit -> texts.add(commit.message()));
        return new Incoming(
                commits,
                Tickets.of(configuration, configuration.application(application), List.of(environment))
                        .in(texts),
                pullRequests.untold());
    }
}
