package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out which release and commit a promotion is about, and what Git says to it. Writes nothing. Thread-safe. */
final class Planner {
    /** How far back the predecessor of a cherry-picked version is looked for. */
    private static final int PREDECESSORS = 50;

    private final Services services;
    private final SourceBranches branches;

    Planner(Services services) {
        this.services = services;
        this.branches = new SourceBranches(services.configuration());
    }

    /**
     * Plans what somebody asks for.
     *
     * @throws RefusedException when it would not be the release that they looked at
     */
    Plan plan(LedgerView view, PromoteRequest request, Repositories repositories) {
        Plan plan = asThingsStand(view, request, repositories);
        String seen = request.fingerprint();
        if (seen != null && !seen.equals(plan.release().fingerprint())) {
            throw new RefusedException("what would go to " + request.to() + " by now is "
                    + request.application() + " " + plan.release().version()
                    + ", which is another release than the one that was looked at; look again, then ask again");
        }
        return plan;
    }

    private Plan asThingsStand(LedgerView view, PromoteRequest request, Repositories repositories) {
        Application application = services.configuration().application(request.application());
        LineRepository repository = repositories.line();
        Mechanic.checkSameVersion(application, request);
        PromotionKind kind = request.sameVersion() ? PromotionKind.SAME_VERSION : PromotionKind.FORWARD;
        List<String> sources = sources(application, request);
        Environment target = services.configuration().environment(request.to());
        if (repository != null) {
            repository.fetch();
        }
        if (sources.isEmpty()) {
            if (!request.parts().isEmpty()) {
                throw new InvalidInputException(request.to() + " is at the start of the pipeline of "
                        + application.name() + ": there is no environment to promote single modules from; name one"
                        + " with --from, or promote what its deployment file says as a whole");
            }
            if (request.cherryPick()) {
                throw new InvalidInputException(request.to() + " is at the start of the pipeline of "
                        + application.name() + ": there is no environment to cherry-pick from; name one with --from");
            }
            return fromBranch(view, request, application, target, kind, repositories);
        }
        if (request.branch() != null) {
            throw new InvalidInputException(
                    "a branch can only be given for an environment at the start of the pipeline;" + " what enters "
                            + request.to() + " is what was deployed at " + String.join(", ", sources));
        }
        if (!request.artifacts().isEmpty()) {
            throw new InvalidInputException("artifacts can only be given for an environment at the start of the"
                    + " pipeline; what enters " + request.to() + " is what was deployed at "
                    + String.join(", ", sources));
        }
        Deployment source = choose(view, application, sources, request);
        Release release = view.release(source.fingerprint()).orElseThrow();
        if (request.cherryPick()) {
            return cherryPick(view, application, target, sources, source, release, repository);
        }
        return planned(
                view, application, target, sources, release, source.commit(), kind, request.parts(), repositories);
    }

    /** Plans a promotion that is in the ledger already, as things stand now. */
    Plan plan(LedgerView view, Promotion promotion, Repositories repositories) {
        Release release = view.release(promotion.fingerprint()).orElseThrow();
        if (promotion.kind() == PromotionKind.FLOW) {
            Configuration configuration = services.configurationOf(view, promotion);
            return new Plan(
                    configuration.application(promotion.application()),
                    configuration.environment(promotion.to()),
                    promotion.from(),
                    release,
                    null,
                    null,
                    PromotionKind.FLOW,
                    null,
                    null);
        }
        Application application = services.configuration().application(promotion.application());
        application.stage(promotion.to());
        Environment target = services.configuration().environment(promotion.to());
        LineRepository repository = repositories.line();
        if (repository != null) {
            repository.fetch();
        }
        if (promotion.kind() == PromotionKind.CHERRY_PICK) {
            String environment = promotion.from().get(0);
            Deployment source = newest(view, application, environment, promotion.version())
                    .orElseThrow(() -> new RefusedException(promotion.label() + ": " + promotion.version()
                            + " is not known at " + environment + " any more"));
            Plan plan = cherryPick(view, application, target, promotion.from(), source, release, repository);
            if (!plan.release().fingerprint().equals(promotion.fingerprint())) {
                throw new RefusedException(promotion.label() + ": " + promotion.to()
                        + " has changed since this cherry-pick was asked for, so it would make another combination;"
                        + " cancel it and ask again");
            }
            return plan;
        }
        List<String> from = promotion.from();
        Plan plan = planned(
                view,
                application,
                target,
                from,
                release,
                promotion.commit(),
                promotion.kind(),
                List.of(),
                repositories);
        return plan.along(branches.of(plan, null));
    }

    /** What Git says to a release recorded at a commit without a promotion; {@code null} without a repository. */
    @CheckForNull
    Line line(
            LedgerView view,
            Application application,
            Environment target,
            List<String> sources,
            @CheckForNull String commit,
            @CheckForNull LineRepository repository) {
        if (repository == null || commit == null) {
            return null;
        }
        Line line = Mechanic.of(application)
                .line(view, application, target, sourceRef(view, application, sources), commit, repository);
        return branches.of(application, sources, line, null);
    }

    private String sourceRef(LedgerView view, Application application, List<String> sources) {
        return sources.isEmpty()
                ? SourceBranches.current(view, application)
                : services.configuration().environment(sources.get(0)).branch();
    }

    /** The release that Git says it is, where it does, else with the given artifacts. */
    Release release(LedgerView view, Application application, Mechanic.Start what, List<Artifact> artifacts) {
        List<Artifact> known = what.artifacts();
        if (known == null) {
            return release(view, application, what.version(), artifacts, what.commit(), what.sharedTree());
        }
        if (!artifacts.isEmpty()) {
            throw new InvalidInputException("what a release of " + application.name()
                    + " consists of is in its deployment files; leave the artifacts out");
        }
        return Release.of(application.name(), what.version(), known, what.commit(), what.sharedTree());
    }

    /**
     * The release with this label, artifacts and tree, with artifacts taken over from the label where none are given.
     *
     * @param tree what {@link Mechanic#sharedTree} says; {@code null} without a repository
     */
    Release release(
            LedgerView view,
            Application application,
            String version,
            List<Artifact> artifacts,
            @CheckForNull String commit,
            @CheckForNull String tree) {
        for (Artifact artifact : artifacts) {
            if (!application.artifacts().contains(artifact.module())) {
                throw new InvalidInputException("artifact " + artifact + " does not belong to application "
                        + application.name() + "; its artifacts are "
                        + (application.artifacts().isEmpty()
                                ? "none"
                                : String.join(
                                        ", ",
                                        application.artifacts().stream()
                                                .map(Object::toString)
                                                .toList())));
            }
        }
        List<Artifact> all = artifacts;
        if (all.isEmpty()) {
            all = view.releases(application.name(), version).stream()
                    .findFirst()
                    .map(Release::artifacts)
                    .orElse(List.of());
        }
        return Release.of(application.name(), version, all, commit, tree);
    }

    private List<String> sources(Application application, PromoteRequest request) {
        Set<String> sources = new LinkedHashSet<>();
        if (request.from() != null) {
            application.stage(request.from());
            if (request.from().equals(request.to())) {
                throw new InvalidInputException(
                        "from and to are both " + request.to() + "; name two different environments");
            }
            sources.add(request.from());
        }
        sources.addAll(application.stage(request.to()).after());
        return List.copyOf(sources);
    }

    private Plan fromBranch(
            LedgerView view,
            PromoteRequest request,
            Application application,
            Environment target,
            PromotionKind kind,
            Repositories repositories) {
        LineRepository repository = repositories.line();
        if (repository == null) {
            if (request.branch() != null) {
                throw new InvalidInputException(application.name() + " has no repository with a branch "
                        + Names.quote(request.branch()) + "; leave the branch out");
            }
            if (request.version() == null) {
                throw new InvalidInputException(application.name() + " has no repository to take the newest version"
                        + " from; say which one with --version");
            }
            Release release = release(view, application, request.version(), request.artifacts(), null, null);
            return new Plan(application, target, List.of(), release, null, null, PromotionKind.FORWARD, null, null);
        }
        Mechanic.Start start = request.branch() == null
                ? Mechanic.of(application).start(view, application, target, request.version(), repositories)
                : branch(request, request.branch(), application, target, repositories);
        Release release = release(view, application, start, request.artifacts());
        Plan plan =
                planned(view, application, target, List.of(), release, start.commit(), kind, List.of(), repositories);
        return plan.along(branches.of(plan, request.branch()));
    }

    /** The head of another branch than the source branch, where releases are what a branch has. */
    private static Mechanic.Start branch(
            PromoteRequest request,
            String branch,
            Application application,
            Environment target,
            Repositories repositories) {
        GitSettings.Mechanic mechanic = application.requiredGit().mechanic();
        if (mechanic != GitSettings.Mechanic.FAST_FORWARD && mechanic != GitSettings.Mechanic.FOLDERS) {
            throw new InvalidInputException("a branch can be given with the mechanics fast-forward and folders only;"
                    + " leave it out for " + application.name());
        }
        return Mechanic.head(Mechanic.of(application), branch, application, target, request.version(), repositories);
    }

    private Plan planned(
            LedgerView view,
            Application application,
            Environment target,
            List<String> sources,
            Release release,
            @CheckForNull String commit,
            PromotionKind kind,
            List<String> parts,
            Repositories repositories) {
        if (repositories.line() == null) {
            if (!parts.isEmpty()) {
                throw new InvalidInputException("single modules can be promoted with the mechanic deployment-files"
                        + " only; " + application.name() + " has no Git repository, so promote the whole release");
            }
            return new Plan(application, target, sources, release, commit, commit, kind, null, null);
        }
        if (commit == null) {
            throw new RefusedException("it is not known at which commit " + application.name() + " " + release.version()
                    + " was deployed; record it again with --commit");
        }
        Mechanic.Wish wish = new Mechanic.Wish(
                application, target, sources, release, commit, sourceRef(view, application, sources), parts);
        Mechanic.Aim aim = Mechanic.of(application).aim(view, wish, repositories);
        return new Plan(application, target, sources, aim.release(), commit, aim.commit(), kind, aim.line(), null);
    }

    /**
     * The plan with the commit that the way of promoting makes of its own, if it makes one.
     *
     * @param trigger who asked for it
     */
    Plan drafted(LedgerView view, Plan plan, String trigger, Repositories repositories) {
        return plan.line() == null
                ? plan
                : plan.with(Mechanic.of(plan.application()).draft(view, plan, trigger, repositories));
    }

    /**
     * The release to take when several environments are upstream: the one with evidence in most of them, and of those
     * the newest. What is missing for it is for the gates to say.
     */
    private Deployment choose(LedgerView view, Application application, List<String> sources, PromoteRequest request) {
        List<String> looked = request.from() == null ? sources : List.of(request.from());
        List<Deployment> found = new ArrayList<>();
        for (String source : looked) {
            (request.version() == null
                            ? view.current(application.name(), source)
                            : newest(view, application, source, request.version()))
                    .ifPresent(found::add);
        }
        Comparator<Deployment> byEvidence = Comparator.comparingLong(candidate -> sources.stream()
                .filter(source -> hasEvidence(view, candidate, source))
                .count());
        return found.stream()
                .max(byEvidence
                        .thenComparing(
                                d -> view.releaseSequence(d.fingerprint()).orElse(0L))
                        .thenComparing(Deployment::id))
                .orElseThrow(() -> new RefusedException(nothingThere(application, looked, request)));
    }

    private static String nothingThere(Application application, List<String> looked, PromoteRequest request) {
        String where = " deployed at " + String.join(" or ", looked);
        String what = request.version() == null
                ? "nothing of " + application.name() + " is" + where + " yet"
                : application.name() + " " + Names.quote(request.version()) + " was never" + where;
        return what + ", so there is nothing to promote to " + request.to() + "; deploy and record it there first";
    }

    private static boolean hasEvidence(LedgerView view, Deployment candidate, String environment) {
        return view.deploymentsOf(candidate.application(), environment, candidate.fingerprint(), 5).stream()
                .anyMatch(Deployment::isEvidence);
    }

    private static Optional<Deployment> newest(
            LedgerView view, Application application, String environment, String version) {
        return view.releases(application.name(), version).stream()
                .flatMap(release ->
                        view.deploymentsOf(application.name(), environment, release.fingerprint(), 1).stream())
                .max(Comparator.comparingLong(Deployment::id));
    }

    /** Copies one version alone onto the target: its commits since the version before it at the same source. */
    private Plan cherryPick(
            LedgerView view,
            Application application,
            Environment target,
            List<String> sources,
            Deployment source,
            Release release,
            @CheckForNull LineRepository repository) {
        Mechanic.checkFastForward(application, "cherry-picking needs");
        if (repository == null || source.commit() == null) {
            throw new RefusedException("it is not known at which commit " + source.label()
                    + " was deployed, so it cannot be cherry-picked");
        }
        String onto = repository.head(target.branch());
        String before = view.deployments(application.name(), source.environment(), source.id(), PREDECESSORS).stream()
                .map(Deployment::commit)
                .filter(commit -> commit != null
                        && !commit.equals(source.commit())
                        && repository.isAncestor(commit, source.commit()))
                .findFirst()
                .orElseGet(() -> parent(repository, source.commit()));
        String picked = repository.picks().cherryPick(before, source.commit(), onto, "deployment-gates");
        String tree = repository.sharedTree(picked, application.requiredGit().environmentPaths());
        Release combination = release(view, application, release.version(), release.artifacts(), picked, tree);
        Line line = repository.line(
                target.branch(),
                null,
                services.configuration().environment(source.environment()).branch(),
                picked);
        return new Plan(
                application,
                target,
                sources,
                combination,
                source.commit(),
                picked,
                PromotionKind.CHERRY_PICK,
                line,
                null);
    }

    @CheckForNull
    private static String parent(LineRepository repository, String commit) {
        List<Line.Commit> newest = repository.commits(null, commit, 2);
        return newest.size() < 2 ? null : newest.get(1).id();
    }
}
