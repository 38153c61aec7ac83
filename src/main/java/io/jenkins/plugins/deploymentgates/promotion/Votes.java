package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.BuildLink.Role;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;

/** What people say to promotions that wait. A call repeated under an idempotency key is no second vote. Thread-safe. */
final class Votes {
    private final Services services;

    Votes(Services services) {
        this.services = services;
    }

    /**
     * Records a yes; the same person's second one changes nothing.
     *
     * @throws RefusedException when the promotion does not wait any more
     */
    void yes(Actor actor, long id, String reason, @CheckForNull String key) {
        services.check(actor, Permission.APPROVE);
        services.ledger().write(tx -> {
            if (Keys.find(tx, key, Keys.vote(actor, id, true, reason)).isEmpty()) {
                cast(tx, actor, id, true, reason, key);
            }
            return id;
        });
    }

    /**
     * Records a no, which ends the promotion.
     *
     * @throws InvalidInputException when no reason is given
     * @throws RefusedException when the promotion does not wait any more
     */
    PromotionResult no(Actor actor, long id, String reason, @CheckForNull String key) {
        services.check(actor, Permission.APPROVE);
        if (reason.isBlank()) {
            throw new InvalidInputException("refusing needs a reason; say why with --reason");
        }
        return services.ledger().write(tx -> {
            if (Keys.find(tx, key, Keys.vote(actor, id, false, reason)).isEmpty()) {
                Promotion promotion = cast(tx, actor, id, false, reason, key);
                Settlement.move(
                        tx,
                        services.now(),
                        actor.name(),
                        promotion,
                        PromotionStatus.REFUSED,
                        "refused by " + actor.name() + ": " + reason);
            }
            return Execution.result(tx, id, null);
        });
    }

    private Promotion cast(
            LedgerTransaction tx, Actor actor, long id, boolean approved, String reason, @CheckForNull String key) {
        Promotion promotion = Promotions.existing(tx, id);
        if (promotion.status() != PromotionStatus.WAITING && promotion.status() != PromotionStatus.REQUESTED) {
            throw new RefusedException(promotion.label() + " is " + promotion.status() + " and cannot be "
                    + (approved ? "approved" : "refused") + " any more");
        }
        boolean known = tx.approvals(id).stream()
                .anyMatch(vote -> vote.by().equals(actor.name()) && vote.approved() == approved);
        if (!known) {
            tx.append(
                    services.now(),
                    actor.name(),
                    key,
                    new Event.ApprovalGiven(
                            id, promotion.application(), promotion.to(), actor.groups(), approved, reason));
            services.report(tx, services.now(), actor, Role.APPROVED, promotion);
        }
        return promotion;
    }
}
