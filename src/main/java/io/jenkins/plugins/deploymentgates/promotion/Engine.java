package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import java.time.Clock;

/**
 * Everything one can do, wired together over a configuration, a ledger and Git. Thread-safe; owns none of what it is
 * given: whoever opened the ledger closes it.
 */
public final class Engine {
    private final Recordings recordings;
    private final Promotions promotions;
    private final Rollbacks rollbacks;
    private final Hotfixes hotfixes;
    private final Holds holds;
    private final Reconciliation reconciliation;

    public Engine(
            Configuration configuration, Ledger ledger, GitRepositories repositories, Clock clock, Progress progress) {
        Services services = new Services(configuration, ledger, repositories, clock, progress);
        Planner planner = new Planner(services);
        Execution execution = new Execution(services, planner);
        promotions = new Promotions(services, planner, execution);
        recordings = new Recordings(services, planner, promotions);
        rollbacks = new Rollbacks(services, execution);
        hotfixes = new Hotfixes(services, planner, execution);
        holds = new Holds(services, promotions);
        reconciliation = new Reconciliation(services, execution);
    }

    /** Record deployments and verifications. */
    public Recordings recordings() {
        return recordings;
    }

    /** Explain, promote, approve, refuse, cancel. */
    public Promotions promotions() {
        return promotions;
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

    /** Bring to an end what a killed process left; called once at start-up by whoever may write. */
    public Reconciliation reconciliation() {
        return reconciliation;
    }
}
