package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.promotion.CommitPullRequests;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where and when what was done for a ticket was deployed: the way back from a {@link Report}. Its commits are those of the
 * application's repository whose message names it, at whose end is a branch whose name does, or which are among the
 * newest {@link CommitPullRequests#MOST} of the source branch and came in by a pull request that does.
 *
 * @param link where the ticket can be read; {@code null} where that is not known
 * @param commits newest first, at most {@link #MOST}; none when no commit names it
 */
public record TicketTrace(String application, String ticket, @CheckForNull String link, List<CommitTrace> commits) {
    /** More commits of one ticket are not told. */
    public static final int MOST = 100;

    /** No more of a branch's history is looked through. */
    static final int DEPTH = 20_000;

    public TicketTrace {
        commits = List.copyOf(commits);
    }

    /**
     * Follows a ticket.
     *
     * @param git {@code null} without a repository
     * @throws InvalidInputException when no ticket of the application is called so, or it has no repository
     */
    public static TicketTrace of(
            Configuration configuration,
            CommitTrace.Source source,
            String ticket,
            @CheckForNull CommitTrace.Ancestry git) {
        Application application = source.application();
        if (git == null || application.git() == null) {
            throw new InvalidInputException("application " + application.name()
                    + " has no Git repository, whose commits could name tickets; ask for a build or a version");
        }
        Tickets tickets = Tickets.of(
                configuration, application, List.copyOf(application.pipeline().keySet()));
        Ticket known = tickets.in(List.of(ticket)).stream()
                .filter(one -> one.key().equals(ticket))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("ticket " + Names.quote(ticket)
                        + " is not what tickets of " + application.name() + " look like: " + tickets.shape()));
        List<CommitTrace> commits = commits(source, ticket, tickets, git).stream()
                .sorted(Comparator.comparing(Line.Commit::at).reversed())
                .limit(MOST)
                .map(commit -> CommitTrace.of(configuration, source, commit, git))
                .toList();
        return new TicketTrace(application.name(), ticket, known.link(), commits);
    }

    private static Collection<Line.Commit> commits(
            CommitTrace.Source source, String ticket, Tickets tickets, CommitTrace.Ancestry git) {
        Map<String, String> heads = git.heads();
        Set<String> named = new LinkedHashSet<>();
        heads.forEach((branch, head) -> {
            if (tickets.names(ticket, branch)) {
                named.add(head);
            }
        });
        Set<String> starts = new LinkedHashSet<>(named);
        String main = heads.get(source.application().git().sourceBranch());
        if (main != null) {
            starts.add(main);
        }
        source.histories().values().forEach(history -> history.stream()
                .map(Deployment::commit)
                .filter(commit -> commit != null)
                .findFirst()
                .ifPresent(starts::add));
        Map<String, Line.Commit> found = new LinkedHashMap<>();
        for (String start : starts) {
            for (Line.Commit commit : history(git, start)) {
                if (named.contains(commit.id()) || tickets.names(ticket, commit.message())) {
                    found.put(commit.id(), commit);
                }
            }
        }
        if (main != null) {
            byPullRequests(ticket, tickets, git, main).forEach(commit -> found.putIfAbsent(commit.id(), commit));
        }
        return found.values();
    }

    /** Those of the newest commits of a branch that came in by a pull request that names the ticket. */
    private static List<Line.Commit> byPullRequests(
            String ticket, Tickets tickets, CommitTrace.Ancestry git, String branch) {
        List<Line.Commit> newest =
                history(git, branch).stream().limit(CommitPullRequests.MOST).toList();
        // Asked about all of them at once first: what the server said is kept, and no commit is asked about again.
        boolean named = git.pullRequests(newest).texts().stream().anyMatch(text -> tickets.names(ticket, text));
        return !named
                ? List.of()
                : newest.stream()
                        .filter(commit -> git.pullRequests(List.of(commit)).texts().stream()
                                .anyMatch(text -> tickets.names(ticket, text)))
                        .toList();
    }

    private static List<Line.Commit> history(CommitTrace.Ancestry git, String start) {
        try {
            return git.history(start, DEPTH);
        } catch (GitException e) {
            // Deployed commits of long ago may be gone from the repository.
            return List.of();
        }
    }
}
