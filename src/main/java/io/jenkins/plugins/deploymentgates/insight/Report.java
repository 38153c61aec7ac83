package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.CommitLinks;
import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.model.Verification;
import io.jenkins.plugins.deploymentgates.promotion.CommitPullRequests;
import io.jenkins.plugins.deploymentgates.promotion.Compared;
import io.jenkins.plugins.deploymentgates.promotion.ComparedRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a version in an environment comes from: the commits, tickets, builds, checks, decisions and settings behind each
 * of its deployments there. Made of what the ledger kept at the time; only commits are read from Git.
 *
 * @param asOf the sequence number of the newest event it takes into account
 * @param deliveries newest first, at most {@link ReportSource#MOST}; at least one
 * @param definitions the settings that the deliveries name, each once
 */
public record Report(
        String application,
        String environment,
        String version,
        long asOf,
        List<Delivery> deliveries,
        List<Definition> definitions) {
    public Report {
        deliveries = List.copyOf(deliveries);
        definitions = List.copyOf(definitions);
    }

    /**
     * One deployment of the version.
     *
     * @param replaced what was there before; {@code null} for the first one
     * @param before its version, and what tells it from what came where that has the same one
     * @param definition the checksum of the configuration; {@code null} when the ledger holds none from before
     * @param decided whether it was decided under that configuration; otherwise it is the newest one that was in use by
     *     then
     * @param promotion {@code null} when it came without one
     * @param failure what the failure policy did; {@code null} unless it failed
     */
    public record Delivery(
            Deployment deployment,
            Release release,
            @CheckForNull Deployment replaced,
            @CheckForNull String before,
            Changes changes,
            @CheckForNull Decided promotion,
            List<BuildLink> builds,
            List<Verification> verifications,
            @CheckForNull FailureAnswer failure,
            @CheckForNull String definition,
            boolean decided) {
        public Delivery {
            builds = List.copyOf(builds);
            verifications = List.copyOf(verifications);
        }
    }

    /**
     * What it brought.
     *
     * @param commits those that were not there before, newest first, at most {@link Line#MAX_INCOMING}
     * @param takenBack those that were there before, and are not any more
     * @param tickets what the commits, the branches that end at one of them, and the pull requests they came in by name
     * @param repositories those beside the application's own that it is made of: before, on the left, and with it
     * @param withoutGit why commits and tickets are not told; {@code null} when they are
     * @param withoutPullRequests why tickets of pull requests are not, or not all, told; {@code null} when they are, and where
     *     no server with pull requests is configured
     */
    public record Changes(
            List<Comparison.Commit> commits,
            List<Comparison.Commit> takenBack,
            List<Ticket> tickets,
            List<ComparedRepository> repositories,
            @CheckForNull String withoutGit,
            @CheckForNull String withoutPullRequests) {
        public Changes {
            commits = List.copyOf(commits);
            takenBack = List.copyOf(takenBack);
            tickets = List.copyOf(tickets);
            repositories = List.copyOf(repositories);
        }

        static Changes untold(String why) {
            return new Changes(List.of(), List.of(), List.of(), List.of(), why, null);
        }
    }

    /**
     * The promotion that brought it.
     *
     * @param gates what each gate said when it was carried out
     * @param overridden the gates that were set aside
     */
    public record Decided(
            Promotion promotion,
            List<GateOutcome> gates,
            List<String> overridden,
            List<Approval> approvals,
            List<BuildLink> builds) {
        public Decided {
            gates = List.copyOf(gates);
            overridden = List.copyOf(overridden);
            approvals = List.copyOf(approvals);
            builds = List.copyOf(builds);
        }
    }

    /**
     * A version of the configuration.
     *
     * @param checksum of the whole
     * @param text what of it is about the application, without what may be secret in URLs; {@code null} when this program
     *     cannot read it
     */
    public record Definition(String checksum, @CheckForNull String text) {}

    /** What only the way of promoting knows about what a deployment brought. */
    @FunctionalInterface
    public interface Brought {
        /** @param before what was there; {@code null} for nothing */
        Compared by(@CheckForNull Deployment before, Deployment after);
    }

    /**
     * Reads the ledger first and Git after it.
     *
     * @param git {@code null} without a repository
     */
    public static Report of(
            Configuration configuration, ReportSource source, @CheckForNull Comparison.Changes git, Brought brought) {
        return source.report(step -> changes(configuration, source.application(), step, git, brought));
    }

    /** Two deployments after each other. */
    record Step(@CheckForNull Deployment before, Deployment after) {}

    private static Changes changes(
            Configuration configuration,
            Application application,
            Step step,
            @CheckForNull Comparison.Changes git,
            Brought brought) {
        String to = step.after().commit();
        if (to == null) {
            return Changes.untold(step.after().label() + " was recorded without a commit");
        }
        if (application.git() == null || git == null) {
            return Changes.untold("application " + application.name() + " has no Git repository");
        }
        String from = step.before() == null ? null : step.before().commit();
        try {
            String where = step.after().environment();
            Compared compared = brought.by(step.before(), step.after());
            Compared.Own own = compared.own();
            List<Line.Commit> came = own == null ? git.commits(where, from, to) : own.onlyRight();
            List<Line.Commit> taken =
                    own != null ? own.onlyLeft() : from == null ? List.of() : git.commits(where, to, from);
            CommitLinks links = CommitLinks.of(application.git()).orElse(null);
            List<Line.Commit> all = new ArrayList<>(came);
            all.addAll(taken);
            CommitPullRequests.Found pullRequests = git.pullRequests(all);
            compared.repositories().forEach(one -> {
                all.addAll(one.onlyRight());
                all.addAll(one.onlyLeft());
            });
            return new Changes(
                    Comparison.linked(came, links),
                    Comparison.linked(taken, links),
                    Tickets.of(configuration, application, List.of(where)).in(texts(all, git, pullRequests)),
                    compared.repositories(),
                    null,
                    pullRequests.untold());
        } catch (GitException e) {
            return Changes.untold(e.getMessage());
        }
    }

    /** The messages of the commits, the names of the branches that end at one of them, and what pull requests say. */
    static List<String> texts(
            List<Line.Commit> commits, Comparison.Changes git, CommitPullRequests.Found pullRequests) {
        List<String> texts = new ArrayList<>(pullRequests.texts());
        commits.forEach(commit -> texts.add(commit.message()));
        Set<String> ids = commits.stream().map(Line.Commit::id).collect(Collectors.toSet());
        git.heads().forEach((branch, id) -> {
            if (ids.contains(id)) {
                texts.add(branch);
            }
        });
        return texts;
    }

    /** Reads what the ledger tells. */
    public static ReportSource source(
            LedgerView view, Configuration configuration, String application, String environment, String version) {
        return ReportSource.read(view, configuration, application, environment, version);
    }
}
