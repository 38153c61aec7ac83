package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.CommitLinks;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What differs between two environments of an application.
 *
 * @param left the first environment
 * @param right the second environment
 * @param sameRelease whether both have the same fingerprint
 * @param artifacts every artifact of either side, sorted by name
 * @param onlyLeft commits that only the left side has, newest first
 * @param onlyRight commits that only the right side has, newest first
 * @param tickets what the commits of either side, and the branches that end at one of them, name; sorted
 * @param files what differs from the left commit to the right one, one {@code A path}, {@code M path} or {@code D path} a
 *     file, sorted by path
 * @param withoutGit why commits, tickets and files are not told; {@code null} when they are
 */
public record Comparison(
        String application,
        Side left,
        Side right,
        boolean sameRelease,
        List<Difference> artifacts,
        List<Commit> onlyLeft,
        List<Commit> onlyRight,
        List<Ticket> tickets,
        List<String> files,
        @CheckForNull String withoutGit) {
    public Comparison {
        artifacts = List.copyOf(artifacts);
        onlyLeft = List.copyOf(onlyLeft);
        onlyRight = List.copyOf(onlyRight);
        tickets = List.copyOf(tickets);
        files = List.copyOf(files);
    }

    /**
     * One of the two environments.
     *
     * @param deployment what is there; {@code null} when nothing was recorded yet
     */
    public record Side(String environment, @CheckForNull Deployment deployment) {
        /** The deployed commit, if there is one. */
        @CheckForNull
        public String commit() {
            return deployment == null ? null : deployment.commit();
        }
    }

    /**
     * An artifact on both sides.
     *
     * @param left its version on the left; {@code null} when it is not there
     * @param right its version on the right; {@code null} when it is not there
     */
    public record Difference(Module module, @CheckForNull String left, @CheckForNull String right, Kind kind) {}

    /** How an artifact differs. */
    public enum Kind {
        /** The same version, and as far as known the same file. */
        SAME,
        /** Another version, or another file of the same version. */
        CHANGED,
        /** On the left only. */
        ONLY_LEFT,
        /** On the right only. */
        ONLY_RIGHT
    }

    /**
     * A commit.
     *
     * @param link where a person can read it; {@code null} when the host is not known
     */
    public record Commit(Line.Commit commit, @CheckForNull String link) {}

    /** What Git tells about two commits. */
    public interface Changes {
        /**
         * Commits that {@code to} has and {@code from} has not, newest first.
         *
         * @param from {@code null} for the whole history
         */
        List<Line.Commit> commits(@CheckForNull String from, String to);

        /** What differs, one {@code A path}, {@code M path} or {@code D path} a file, sorted by path. */
        List<String> files(String from, String to);

        /** Branch to the commit at its end. */
        Map<String, String> heads();
    }

    /**
     * Compares what is in two environments now.
     *
     * @param changes Git, or {@code null} without a repository
     * @throws io.jenkins.plugins.deploymentgates.model.InvalidInputException when the application has no such
     *     environment
     */
    public static Comparison of(Configuration configuration, Sides sides, @CheckForNull Changes changes) {
        Application application = sides.application();
        Side left = sides.left();
        Side right = sides.right();
        List<Difference> artifacts = artifacts(sides.leftRelease(), sides.rightRelease());
        boolean same = left.deployment() != null
                && right.deployment() != null
                && left.deployment().fingerprint().equals(right.deployment().fingerprint());
        String missing = missing(sides, changes);
        if (missing != null || changes == null) {
            return new Comparison(
                    application.name(),
                    left,
                    right,
                    same,
                    artifacts,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    missing);
        }
        String from = left.commit();
        String to = right.commit();
        CommitLinks links = CommitLinks.of(application.git().repository()).orElse(null);
        List<Commit> onlyLeft = linked(changes.commits(to, from), links);
        List<Commit> onlyRight = linked(changes.commits(from, to), links);
        List<Line.Commit> all = Stream.concat(onlyLeft.stream(), onlyRight.stream())
                .map(Commit::commit)
                .toList();
        return new Comparison(
                application.name(),
                left,
                right,
                same,
                artifacts,
                onlyLeft,
                onlyRight,
                Tickets.of(configuration, application, List.of(left.environment(), right.environment()))
                        .in(Report.texts(all, changes)),
                changes.files(from, to),
                null);
    }

    @CheckForNull
    private static String missing(Sides sides, @CheckForNull Changes changes) {
        if (sides.application().git() == null) {
            return "application " + sides.application().name() + " has no Git repository";
        }
        for (Side side : List.of(sides.left(), sides.right())) {
            if (side.deployment() == null) {
                return "nothing was recorded in " + side.environment() + " yet";
            }
            if (side.commit() == null) {
                return side.deployment().label() + " was recorded without a commit";
            }
        }
        return changes == null ? "Git was not asked" : null;
    }

    static List<Commit> linked(List<Line.Commit> commits, @CheckForNull CommitLinks links) {
        return commits.stream()
                .map(commit -> new Commit(commit, links == null ? null : links.link(commit.id())))
                .toList();
    }

    private static List<Difference> artifacts(@CheckForNull Release left, @CheckForNull Release right) {
        Map<Module, Artifact> lefts = byModule(left);
        Map<Module, Artifact> rights = byModule(right);
        TreeSet<Module> modules = new TreeSet<>(lefts.keySet());
        modules.addAll(rights.keySet());
        List<Difference> differences = new ArrayList<>();
        for (Module module : modules) {
            Artifact one = lefts.get(module);
            Artifact other = rights.get(module);
            differences.add(new Difference(
                    module,
                    one == null ? null : one.version(),
                    other == null ? null : other.version(),
                    kind(one, other)));
        }
        return differences;
    }

    private static Kind kind(@CheckForNull Artifact left, @CheckForNull Artifact right) {
        if (left == null) {
            return Kind.ONLY_RIGHT;
        }
        if (right == null) {
            return Kind.ONLY_LEFT;
        }
        boolean sameFile =
                left.digest() == null || right.digest() == null || left.digest().equals(right.digest());
        return left.version().equals(right.version()) && sameFile ? Kind.SAME : Kind.CHANGED;
    }

    private static Map<Module, Artifact> byModule(@CheckForNull Release release) {
        Map<Module, Artifact> found = new TreeMap<>();
        if (release != null) {
            release.artifacts().forEach(artifact -> found.put(artifact.module(), artifact));
        }
        return found;
    }

    /**
     * What the ledger tells about both sides, read before Git is asked so that no reading work waits for the network.
     */
    public record Sides(
            Application application,
            Side left,
            @CheckForNull Release leftRelease,
            Side right,
            @CheckForNull Release rightRelease) {

        /**
         * Reads both sides.
         *
         * @throws io.jenkins.plugins.deploymentgates.model.InvalidInputException when there is no such application or
         *     it has no such environment
         */
        public static Sides read(
                LedgerView view, Configuration configuration, String application, String left, String right) {
            Application one = configuration.application(application);
            one.stage(left);
            one.stage(right);
            Optional<Deployment> onLeft = view.current(application, left);
            Optional<Deployment> onRight = view.current(application, right);
            return new Sides(
                    one,
                    new Side(left, onLeft.orElse(null)),
                    release(view, onLeft),
                    new Side(right, onRight.orElse(null)),
                    release(view, onRight));
        }

        @CheckForNull
        private static Release release(LedgerView view, Optional<Deployment> deployment) {
            return deployment.flatMap(one -> view.release(one.fingerprint())).orElse(null);
        }
    }
}
