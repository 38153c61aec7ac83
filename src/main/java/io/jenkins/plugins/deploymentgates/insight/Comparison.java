package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.CommitLinks;
import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.promotion.CommitPullRequests;
import io.jenkins.plugins.deploymentgates.promotion.Compared;
import io.jenkins.plugins.deploymentgates.promotion.ComparedRepository;
import io.jenkins.plugins.deploymentgates.promotion.Comparisons;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
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
 * @param tickets what the commits of either side, the branches that end at one of them, and the pull requests that those
 *     of the application's own repository came in by name; sorted
 * @param files what differs from the left commit to the right one, one {@code A path}, {@code M path} or {@code D path} a
 *     file, sorted by path
 * @param repositories those beside the application's own that the releases are made of
 * @param withoutGit why commits, tickets and files are not told; {@code null} when they are
 * @param withoutPullRequests why tickets of pull requests are not, or not all, told; {@code null} when they are, and where
 *     no server with pull requests is configured
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
        List<ComparedRepository> repositories,
        @CheckForNull String withoutGit,
        @CheckForNull String withoutPullRequests) {
    public Comparison {
        artifacts = List.copyOf(artifacts);
        onlyLeft = List.copyOf(onlyLeft);
        onlyRight = List.copyOf(onlyRight);
        tickets = List.copyOf(tickets);
        files = List.copyOf(files);
        repositories = List.copyOf(repositories);
    }

    /**
     * One of the two environments.
     *
     * @param environment as it was asked for, with the instant or version if there was one
     * @param deployment what is or was there; {@code null} when nothing had been recorded
     * @param commitLink where a person can read its commit; {@code null} when that is not known
     */
    public record Side(String environment, @CheckForNull Deployment deployment, @CheckForNull String commitLink) {
        private static Side of(Application application, String environment, @CheckForNull Deployment deployment) {
            return new Side(
                    environment,
                    deployment,
                    deployment == null ? null : CommitLinks.of(application, deployment.commit()));
        }

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

        /** The same as far as they concern what is in one environment. */
        default List<Line.Commit> commits(String environment, @CheckForNull String from, String to) {
            return commits(from, to);
        }

        /** What differs, one {@code A path}, {@code M path} or {@code D path} a file, sorted by path. */
        List<String> files(String from, String to);

        /** Branch to the commit at its end. */
        Map<String, String> heads();

        /** The pull requests that commits of this repository came in by. */
        CommitPullRequests.Found pullRequests(List<Line.Commit> commits);
    }

    /**
     * Compares what is in two environments now. Where Git cannot tell, the ledger still does.
     *
     * @param changes Git, or {@code null} without a repository
     * @param compared what only the way of promoting knows, asked only where Git is; what of Git it names stands for what Git says
     * @throws io.jenkins.plugins.deploymentgates.model.InvalidInputException when the application has no such
     *     environment
     */
    public static Comparison of(
            Configuration configuration, Sides sides, @CheckForNull Changes changes, Supplier<Compared> compared) {
        Application application = sides.application();
        Side left = sides.left();
        Side right = sides.right();
        List<Difference> artifacts = artifacts(sides.leftRelease(), sides.rightRelease());
        boolean same = left.deployment() != null
                && right.deployment() != null
                && left.deployment().fingerprint().equals(right.deployment().fingerprint());
        String missing = missing(sides, changes);
        if (missing == null && changes != null) {
            try {
                return told(configuration, sides, same, artifacts, changes, compared.get());
            } catch (GitException e) {
                missing = e.getMessage();
            }
        }
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
                List.of(),
                missing,
                null);
    }

    private static Comparison told(
            Configuration configuration,
            Sides sides,
            boolean same,
            List<Difference> artifacts,
            Changes changes,
            Compared compared) {
        Application application = sides.application();
        List<ComparedRepository> repositories = compared.repositories();
        Side left = sides.left();
        Side right = sides.right();
        String from = left.commit();
        String to = right.commit();
        CommitLinks links = CommitLinks.of(application.git()).orElse(null);
        Compared.Own told = compared.own();
        Compared.Own own = told != null
                ? told
                : new Compared.Own(changes.commits(to, from), changes.commits(from, to), changes.files(from, to));
        List<Commit> onlyLeft = linked(own.onlyLeft(), links);
        List<Commit> onlyRight = linked(own.onlyRight(), links);
        List<Line.Commit> all = Stream.concat(
                        Stream.concat(onlyLeft.stream(), onlyRight.stream()).map(Commit::commit),
                        repositories.stream()
                                .flatMap(one -> Stream.concat(one.onlyLeft().stream(), one.onlyRight().stream())))
                .toList();
        CommitPullRequests.Found pullRequests =
                changes.pullRequests(Stream.concat(onlyRight.stream(), onlyLeft.stream())
                        .map(Commit::commit)
                        .toList());
        return new Comparison(
                application.name(),
                left,
                right,
                same,
                artifacts,
                onlyLeft,
                onlyRight,
                Tickets.of(configuration, application, List.of(name(left), name(right)))
                        .in(Report.texts(all, changes, pullRequests)),
                own.files(),
                repositories,
                null,
                pullRequests.untold());
    }

    /** The environment alone. */
    private static String name(Side side) {
        return side.deployment() == null
                ? side.environment()
                : side.deployment().environment();
    }

    @CheckForNull
    static String missing(Sides sides, @CheckForNull Changes changes) {
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
        /** What looks like a date is one; versions that do are told apart by nothing. */
        private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?:T|$)");

        /**
         * Reads both sides. Each is what is in an environment, such as {@code prod}; what was there at an instant, such as
         * {@code prod@2026-03-03T09:00:00Z}; or the newest deployment of a version there, such as {@code prod@1.4.2}.
         *
         * @throws io.jenkins.plugins.deploymentgates.model.InvalidInputException when there is no such application, it
         *     has no such environment, or the version was never there
         */
        public static Sides read(
                LedgerView view, Configuration configuration, String application, String left, String right) {
            Application one = configuration.application(application);
            Side onLeft = side(view, one, left);
            Side onRight = side(view, one, right);
            return new Sides(one, onLeft, release(view, onLeft), onRight, release(view, onRight));
        }

        /** Whether Git knows both. */
        public boolean hasCommits() {
            return application.git() != null && left.commit() != null && right.commit() != null;
        }

        /**
         * What the application's way of promoting tells about both. Talks to Git.
         *
         * @param comparisons of the host
         */
        public Compared compared(Comparisons comparisons) {
            return comparisons.compare(application.name(), left.deployment(), right.deployment());
        }

        private static Side side(LedgerView view, Application application, String text) {
            int at = text.indexOf('@');
            String environment = at < 0 ? text : text.substring(0, at);
            application.stage(environment);
            if (at < 0) {
                return Side.of(
                        application,
                        text,
                        view.current(application.name(), environment).orElse(null));
            }
            String when = text.substring(at + 1);
            Optional<Deployment> found = INSTANT.matcher(when).lookingAt()
                    ? view.deploymentsAt(Times.parse(when), application.name()).stream()
                            .filter(one -> one.environment().equals(environment))
                            .findFirst()
                    : Optional.of(ofVersion(view, application.name(), environment, when));
            return Side.of(application, text, found.orElse(null));
        }

        private static Deployment ofVersion(LedgerView view, String application, String environment, String version) {
            return view.releases(application, version).stream()
                    .flatMap(release -> view.deploymentsOf(application, environment, release.fingerprint(), 1).stream())
                    .max(Comparator.comparingLong(Deployment::id))
                    .orElseThrow(() -> new InvalidInputException(application + " " + Names.quote(version)
                            + " was never deployed at " + environment + "; history shows what was"));
        }

        @CheckForNull
        private static Release release(LedgerView view, Side side) {
            Deployment deployment = side.deployment();
            return deployment == null
                    ? null
                    : view.release(deployment.fingerprint()).orElse(null);
        }
    }
}
