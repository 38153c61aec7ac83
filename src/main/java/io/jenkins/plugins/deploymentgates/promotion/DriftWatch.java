package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.model.Actor;
import java.time.Duration;
import java.time.Instant;

/**
 * Looks at intervals where Git says something else than what was deployed, and records what changed, for a host that goes on
 * running. Until a look is due, asking costs nothing. Thread-safe; one look at a time.
 */
public final class DriftWatch {
    /** How long from one look to the next unless somebody says something else. */
    public static final Duration USUAL = Duration.ofMinutes(10);

    private final DuePromotions.Host host;
    private final Actor actor;
    private final Duration every;
    private Instant next;

    /**
     * The first look is due after one interval.
     *
     * @param actor who finds out, as the ledger names it
     * @param every how long from one look to the next; longer than zero
     */
    public DriftWatch(DuePromotions.Host host, Actor actor, Duration every) {
        this.host = host;
        this.actor = actor;
        this.every = every;
        this.next = host.clock().instant().plus(every);
    }

    /**
     * Looks when that is due. A look that fails is not repeated before the next is due.
     *
     * @return whether it was
     * @throws io.jenkins.plugins.deploymentgates.model.DeploymentGatesException when the ledger cannot be asked or written
     */
    public synchronized boolean lookIfDue() {
        Instant now = host.clock().instant();
        if (now.isBefore(next)) {
            return false;
        }
        next = now.plus(every);
        host.engine().drifts().record(actor);
        return true;
    }
}
