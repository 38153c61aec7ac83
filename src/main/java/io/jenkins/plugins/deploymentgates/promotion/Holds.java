package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Hold;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.util.List;
import java.util.Optional;

/** Stop signs on environments. Thread-safe. */
public final class Holds {
    private final Services services;
    private final Promotions promotions;

    Holds(Services services, Promotions promotions) {
        this.services = services;
        this.promotions = promotions;
    }

    /**
     * Places a hold on an environment, for all applications.
     *
     * @throws RefusedException when there is one already
     */
    public Hold hold(Actor actor, String environment, String reason) {
        return hold(actor, environment, reason, null);
    }

    /**
     * The same.
     *
     * @param key the sender's idempotency key, or {@code null}; a call repeated under it tells of the hold it placed, also
     *     when that is released by now
     */
    public Hold hold(Actor actor, String environment, String reason, @CheckForNull String key) {
        services.check(actor, Permission.HOLD);
        services.configuration().environment(environment);
        if (reason.isBlank()) {
            throw new InvalidInputException("a hold needs a reason; say why with --reason");
        }
        return services.ledger().write(tx -> {
            Optional<LedgerEvent> known =
                    Keys.find(tx, key, event -> event.event().equals(new Event.HoldPlaced(environment, reason)));
            if (known.isPresent()) {
                return new Hold(
                        environment, reason, known.get().by(), known.get().at());
            }
            Optional<Hold> there = tx.hold(environment);
            if (there.isPresent()) {
                throw new RefusedException(
                        environment + " is held already by " + there.get().by() + " since "
                                + there.get().at() + ": " + there.get().reason());
            }
            services.remember(tx, services.now(), actor, null);
            tx.append(services.now(), actor.name(), key, new Event.HoldPlaced(environment, reason));
            return tx.hold(environment).orElseThrow();
        });
    }

    /**
     * Takes the hold away and asks waiting promotions again.
     *
     * @return promotions that moved on because of it
     * @throws RefusedException when there is none
     */
    public List<PromotionResult> release(Actor actor, String environment) {
        return release(actor, environment, null);
    }

    /**
     * The same.
     *
     * @param key the sender's idempotency key, or {@code null}; a call repeated under it takes no later hold away
     */
    public List<PromotionResult> release(Actor actor, String environment, @CheckForNull String key) {
        lift(actor, environment, key);
        return promotions.reconsider(null);
    }

    /**
     * Takes the hold away and does no more, for who must not wait for Git; {@link Promotions#reconsider} is what follows.
     *
     * @throws RefusedException when there is none
     */
    public void lift(Actor actor, String environment) {
        lift(actor, environment, null);
    }

    private void lift(Actor actor, String environment, @CheckForNull String key) {
        services.check(actor, Permission.HOLD);
        services.configuration().environment(environment);
        services.ledger().write(tx -> {
            Event.HoldReleased released = new Event.HoldReleased(environment);
            Optional<LedgerEvent> known =
                    Keys.find(tx, key, event -> event.event().equals(released));
            if (known.isPresent()) {
                return known.get().sequence();
            }
            if (tx.hold(environment).isEmpty()) {
                throw new RefusedException(environment + " is not held");
            }
            return tx.append(services.now(), actor.name(), key, released);
        });
    }
}
