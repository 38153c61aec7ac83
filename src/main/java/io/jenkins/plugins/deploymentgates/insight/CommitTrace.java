package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.CommitLinks;
import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.promotion.CommitPullRequests;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where and when a commit was deployed: the way back from a {@link Report}.
 *
 * @param commit its full id; what was asked for when Git cannot tell
 * @param details {@code null} when Git cannot tell
 * @param tickets what its message, the branches that end at it, and the pull requests it came in by name
 * @param places every environment of the pipeline, in its order, and others where it was
 * @param withoutGit why only deployments of exactly this commit are told; {@code null} when those of later ones are, too
 * @param withoutPullRequests why tickets of pull requests are not, or not all, told; {@code null} when they are, and where
 *     no server with pull requests is configured
 */
public record CommitTrace(
        String application,
        String commit,
        @CheckForNull Comparison.Commit details,
        List<Ticket> tickets,
        List<Place> places,
        @CheckForNull String withoutGit,
        @CheckForNull String withoutPullRequests) {
    /** No further back than this many deployments in each environment is looked. */
    public static final int MOST = 10_000;

    public CommitTrace {
        tickets = List.copyOf(tickets);
        places = List.copyOf(places);
    }

    /**
     * An environment.
     *
     * @param stays when the commit was there, newest first; empty when it never was
     */
    public record Place(String environment, List<Stay> stays) {
        public Place {
            stays = List.copyOf(stays);
        }
    }

    /**
     * A time during which the commit was in an environment.
     *
     * @param from the deployment that brought it
     * @param until the deployment that took it away; {@code null} while it is there
     */
    public record Stay(Deployment from, @CheckForNull Deployment until) {}

    /** What Git tells about commits. */
    public interface Ancestry extends Comparison.Changes {
        /**
         * The full id of an abbreviated one.
         *
         * @throws GitException when there is no such commit
         */
        String resolve(String commit);

        /**
         * Whether the first commit is the second or one of its ancestors.
         *
         * @throws GitException when one of them is not there any more
         */
        boolean isAncestor(String ancestor, String descendant);

        /**
         * The newest commits of a history, newest first.
         *
         * @param from the newest of them
         * @param limit no more than this many
         */
        List<Line.Commit> history(String from, int limit);
    }

    /**
     * What the ledger tells, read before Git is asked.
     *
     * @param histories environment to its deployments, newest first
     */
    public record Source(Application application, Map<String, List<Deployment>> histories) {
        public Source {
            histories = Collections.unmodifiableMap(new LinkedHashMap<>(histories));
        }

        /** @throws InvalidInputException when there is no such application */
        public static Source read(LedgerView view, Configuration configuration, String application) {
            Application known = configuration.application(application);
            Set<String> environments = new LinkedHashSet<>(known.pipeline().keySet());
            view.cells(application)
                    .forEach(cell -> environments.add(cell.deployment().environment()));
            Map<String, List<Deployment>> histories = new LinkedHashMap<>();
            for (String environment : environments) {
                histories.put(environment, view.deployments(application, environment, LedgerView.NEWEST, MOST));
            }
            return new Source(known, histories);
        }
    }

    /**
     * Follows a commit.
     *
     * @param commit its id, full or abbreviated to at least 7 digits
     * @param git {@code null} without a repository
     * @throws InvalidInputException when that is no id, or without a repository stands for several commits
     * @throws GitException when the repository has no such commit
     */
    public static CommitTrace of(
            Configuration configuration, Source source, String commit, @CheckForNull Ancestry git) {
        if (!commit.matches("[0-9a-f]{7,40}")) {
            throw new InvalidInputException(
                    "commit " + Names.quote(commit) + " is no id; valid are 7 to 40 hexadecimal digits in lower case");
        }
        Application application = source.application();
        if (git == null) {
            String full = fitting(source, commit);
            return new CommitTrace(
                    application.name(),
                    full,
                    null,
                    List.of(),
                    places(source, one -> full.equals(one.commit())),
                    "application " + application.name() + " has no Git repository",
                    null);
        }
        String full = git.resolve(commit);
        return of(configuration, source, git.commits(null, full).get(0), git);
    }

    /** Follows a commit of the application's repository. */
    static CommitTrace of(Configuration configuration, Source source, Line.Commit told, Ancestry git) {
        Application application = source.application();
        CommitLinks links = CommitLinks.of(application.git()).orElse(null);
        CommitPullRequests.Found pullRequests = git.pullRequests(List.of(told));
        Map<String, Boolean> known = new HashMap<>();
        return new CommitTrace(
                application.name(),
                told.id(),
                Comparison.linked(List.of(told), links).get(0),
                Tickets.of(
                                configuration,
                                application,
                                List.copyOf(application.pipeline().keySet()))
                        .in(Report.texts(List.of(told), git, pullRequests)),
                places(
                        source,
                        deployed -> deployed.commit() != null
                                && known.computeIfAbsent(deployed.commit(), one -> has(git, told.id(), one))),
                null,
                pullRequests.untold());
    }

    /** A commit that is gone from the repository has nobody who could say what it held. */
    private static boolean has(Ancestry git, String commit, String deployed) {
        try {
            return git.isAncestor(commit, deployed);
        } catch (GitException e) {
            return commit.equals(deployed);
        }
    }

    private static String fitting(Source source, String commit) {
        List<String> fit = source.histories().values().stream()
                .flatMap(Collection::stream)
                .map(Deployment::commit)
                .filter(one -> one != null && one.startsWith(commit))
                .distinct()
                .toList();
        if (fit.size() > 1) {
            throw new InvalidInputException("commit " + Names.quote(commit) + " fits " + fit.size()
                    + " deployed commits (" + String.join(", ", fit) + "); give more digits");
        }
        return fit.isEmpty() ? commit : fit.get(0);
    }

    /** When deployments of a kind were in each environment. */
    static List<Place> places(Source source, Predicate<Deployment> holds) {
        List<Place> places = new ArrayList<>();
        source.histories().forEach((environment, history) -> {
            List<Stay> stays = new ArrayList<>();
            Deployment begun = null;
            for (int i = history.size() - 1; i >= 0; i--) {
                Deployment one = history.get(i);
                boolean there = holds.test(one);
                if (there && begun == null) {
                    begun = one;
                } else if (!there && begun != null) {
                    stays.add(0, new Stay(begun, one));
                    begun = null;
                }
            }
            if (begun != null) {
                stays.add(0, new Stay(begun, null));
            }
            places.add(new Place(environment, stays));
        });
        return places;
    }
}
