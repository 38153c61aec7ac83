package io.jenkins.plugins.deploymentgates.insight;

import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.gate.Line;
import java.util.List;

/**
 * What a promotion would bring.
 *
 * @param commits newest first
 * @param tickets what the commits name, sorted
 */
public record Incoming(List<Line.Commit> commits, List<Ticket> tickets) {
    public Incoming {
        commits = List.copyOf(commits);
        tickets = List.copyOf(tickets);
    }

    /** Finds the tickets of the commits that would come into an environment. */
    public static Incoming into(
            Configuration configuration, String application, String environment, List<Line.Commit> commits) {
        return new Incoming(
                commits,
                Tickets.of(configuration, configuration.application(application), List.of(environment))
                        .in(commits.stream().map(Line.Commit::message).toList()));
    }
}
