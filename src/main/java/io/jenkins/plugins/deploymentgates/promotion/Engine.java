package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.promotion.forge.Forges;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import io.jenkins.plugins.deploymentgates.promotion.web.WebCalls;
import java.time.Clock;
import java.time.Duration;

/**
 * Everything one can do, wired together over a configuration, a ledger and Git. Thread-safe; owns none of what it is
 * given: whoever opened the ledger closes it.
 */
public final class Engine {
    /** How long a promotion waits for all that its gates ask outside. */
    private static final Duration OUTSIDE = Duration.ofSeconds(20);

    private final Services services;
    private final Recordings recordings;
    private final Promotions promotions;
    private final Rollbacks rollbacks;
    private final Hotfixes hotfixes;
    private final Holds holds;
    private final Builds builds;
    private final BuildImport imports;
    private final Flows flows;
    private final Pushes pushes;
    private final Drifts drifts;
    private final FileEdits files;
    private final FileRefreshes refreshes;
    private final Comparisons comparisons;
    private final Reconciliation reconciliation;
    private final CommitPullRequests commits;

    public Engine(
            Configuration configuration, Ledger ledger, GitRepositories repositories, Clock clock, Progress progress) {
        this(configuration, ledger, repositories, clock, progress, false);
    }

    /**
     * @param permissionsChecked whether the host checks permissions before it calls, as Jenkins does; what the
     *     configuration says about them is then a further limit, and overriding is not closed by its silence
     */
    public Engine(
            Configuration configuration,
            Ledger ledger,
            GitRepositories repositories,
            Clock clock,
            Progress progress,
            boolean permissionsChecked) {
        this(configuration, ledger, repositories, clock, progress, permissionsChecked, HttpProxy.ofJava());
    }

    /** @param proxy the way to what gates ask outside */
    public Engine(
            Configuration configuration,
            Ledger ledger,
            GitRepositories repositories,
            Clock clock,
            Progress progress,
            boolean permissionsChecked,
            HttpProxy proxy) {
        services = new Services(configuration, ledger, repositories, clock, progress, permissionsChecked);
        Planner planner = new Planner(services);
        ForgeAccess forges = new ForgeAccess(services, new Forges(proxy, clock));
        commits = new CommitPullRequests(services, forges, new WebCalls(proxy, CommitPullRequests.PATIENCE));
        Execution execution = new Execution(services, planner, new WebCalls(proxy, OUTSIDE), forges, commits);
        promotions = new Promotions(services, planner, execution, commits);
        recordings = new Recordings(services, planner, promotions, new FailurePolicies(services, promotions));
        flows = new Flows(services, promotions, recordings);
        rollbacks = new Rollbacks(services, planner, execution);
        hotfixes = new Hotfixes(services, planner, execution);
        holds = new Holds(services, promotions);
        builds = new Builds(services);
        imports = new BuildImport(services);
        pushes = new Pushes(services);
        drifts = new Drifts(services);
        files = new FileEdits(services, execution);
        refreshes = new FileRefreshes(services, promotions);
        comparisons = new Comparisons(services);
        reconciliation = new Reconciliation(services, execution);
    }

    /** Whether the configuration lets a person do this; the host may say more. */
    public boolean allows(Actor actor, Permission permission) {
        return services.allows(actor, permission);
    }

    /** Record deployments and verifications. */
    public Recordings recordings() {
        return recordings;
    }

    /** Explain, promote, approve, refuse, cancel. */
    public Promotions promotions() {
        return promotions;
    }

    /** Tell of artifacts, and report on the deployments of their flows. */
    public Flows flows() {
        return flows;
    }

    /** Put the last good release back. */
    public Rollbacks rollbacks() {
        return rollbacks;
    }

    /** Start, finish and resume hotfixes. */
    public Hotfixes hotfixes() {
        return hotfixes;
    }

    /** Place and release holds. */
    public Holds holds() {
        return holds;
    }

    /** Keep up with what becomes of Jenkins' builds and jobs. */
    public Builds builds() {
        return builds;
    }

    /** Fill an empty ledger from builds. */
    public BuildImport imports() {
        return imports;
    }

    /** Tell what a push deploys. */
    public Pushes pushes() {
        return pushes;
    }

    /** Tell what only the way of promoting knows about two deployments. */
    public Comparisons comparisons() {
        return comparisons;
    }

    /** Find the pull requests that commits came in by. */
    public CommitPullRequests commitPullRequests() {
        return commits;
    }

    /** Compare what Git says with what was deployed. */
    public Drifts drifts() {
        return drifts;
    }

    /** Create, duplicate, update, promote, delete, restore and compare deployment files. */
    public FileEdits files() {
        return files;
    }

    /** Deploy again what versions of deployment files moved on for. */
    public FileRefreshes refreshes() {
        return refreshes;
    }

    /** Bring to an end what a killed process left; called once at start-up by whoever may write. */
    public Reconciliation reconciliation() {
        return reconciliation;
    }
}
