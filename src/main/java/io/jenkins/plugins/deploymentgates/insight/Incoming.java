package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.git.CommitLinks;
import io.jenkins.plugins.deploymentgates.promotion.Preview;
import java.util.ArrayList;
import java.util.List;

/**
 * What a promotion would bring.
 *
 * @param commits newest first
 * @param tickets what the commits, and the pull requests they came in by, name; sorted
 * @param files what would be different in the environment: one {@code A path}, {@code M path} or {@code D path} a file, sorted
 *     by path
 * @param withoutPullRequests why tickets of pull requests are not, or not all, told; {@code null} when they are, and where
 *     no server with pull requests is configured
 */
public record Incoming(
        List<Comparison.Commit> commits,
        List<Ticket> tickets,
        List<String> files,
        @CheckForNull String withoutPullRequests) {
    public Incoming {
        commits = List.copyOf(commits);
        tickets = List.copyOf(tickets);
        files = List.copyOf(files);
    }

    /** What a preview says of it, with links and tickets; {@code null} when nothing goes through Git. */
    @CheckForNull
    public static Incoming of(Configuration configuration, Preview preview) {
        if (preview.incoming() == null) {
            return null;
        }
        Application application =
                configuration.application(preview.explanation().subject().application());
        List<String> texts = new ArrayList<>(preview.pullRequests().texts());
        preview.incoming().forEach(commit -> texts.add(commit.message()));
        return new Incoming(
                Comparison.linked(
                        preview.incoming(),
                        application.git() == null
                                ? null
                                : CommitLinks.of(application.git()).orElse(null)),
                Tickets.of(
                                configuration,
                                application,
                                List.of(preview.explanation().subject().to()))
                        .in(texts),
                preview.files(),
                preview.pullRequests().untold());
    }
}
