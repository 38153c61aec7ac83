package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.Environment.FailurePolicy;
import io.jenkins.plugins.deploymentgates.config.EventTypes;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer.Action;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.model.Wildcards;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what an environment's {@code onFailure} says when a deployment has failed. What is decided is written in the
 * transaction of the failure, so that no crash loses it; what follows in Git happens after it. Acts as the engine, not as
 * whoever reported the failure, who need not be allowed to promote: administrators chose the policy. Thread-safe.
 */
final class FailurePolicies {
    /** Who the ledger says asked for what is put back. */
    static final String ACTOR = "policy:" + FailurePolicy.REDEPLOY_LAST_GOOD.word();

    /** The type of the event that webhooks are told of. */
    private static final String FAILED = "deployment.failed";

    private static final Logger LOGGER = LoggerFactory.getLogger(FailurePolicies.class);

    private final Services services;
    private final Promotions promotions;

    FailurePolicies(Services services, Promotions promotions) {
        this.services = services;
        this.promotions = promotions;
    }

    /**
     * Decides about a deployment that became FAILED in this transaction, and writes that down; once for each deployment,
     * and nothing unless it is FAILED. What a rollback moves to FAILED is not asked about: it is being put right already.
     *
     * @return the promotion that was asked for because of it, if one was
     */
    List<Long> answer(LedgerTransaction tx, long deployment) {
        Deployment failed = tx.deployment(deployment).orElseThrow();
        if (failed.status() != DeploymentStatus.FAILED
                || tx.failureAnswer(deployment).isPresent()) {
            return List.of();
        }
        Environment environment = services.configuration().environments().get(failed.environment());
        switch (environment == null ? FailurePolicy.RECORD : environment.onFailure()) {
            case REDEPLOY_LAST_GOOD -> redeploy(tx, failed);
            case NOTIFY -> tell(tx, failed);
            default -> write(tx, failed, FailurePolicy.RECORD, Action.RECORDED, null, "recorded, as configured");
        }
        return tx.failureAnswer(deployment).map(FailureAnswer::promotion).stream()
                .toList();
    }

    /**
     * Carries out what was decided, and tells how it stands. When Git cannot be reached, what is to be put back waits and is
     * asked for again with the other waiting promotions.
     *
     * @return {@code null} when the deployment has not failed
     */
    @CheckForNull
    FailureResult carryOut(long deployment) {
        Optional<FailureAnswer> answer = services.ledger().read(view -> view.failureAnswer(deployment));
        return answer.map(found ->
                        new FailureResult(found, found.promotion() == null ? null : carryOut(found, found.promotion())))
                .orElse(null);
    }

    private PromotionResult carryOut(FailureAnswer answer, long promotion) {
        PromotionResult standing = services.ledger().read(view -> Execution.result(view, promotion, null));
        if (standing.promotion().status() != PromotionStatus.REQUESTED) {
            return standing;
        }
        try {
            return promotions.decide(promotion);
        } catch (DeploymentGatesException e) {
            LOGGER.warn(
                    "{} failed, and {} could not be carried out yet: {}",
                    "deployment " + answer.deployment(),
                    standing.promotion().label(),
                    e.getMessage());
            return services.ledger().write(tx -> later(tx, promotion, e.getMessage()));
        }
    }

    private PromotionResult later(LedgerTransaction tx, long id, String why) {
        Promotion promotion = tx.promotion(id).orElseThrow();
        if (promotion.status() == PromotionStatus.REQUESTED) {
            Settlement.move(
                    tx,
                    services.now(),
                    ACTOR,
                    promotion,
                    PromotionStatus.WAITING,
                    "could not be carried out yet, and is asked for again: " + why);
        }
        return Execution.result(tx, id, null);
    }

    private void redeploy(LedgerTransaction tx, Deployment failed) {
        Optional<String> obstacle = obstacle(tx, failed);
        if (obstacle.isPresent()) {
            write(tx, failed, FailurePolicy.REDEPLOY_LAST_GOOD, Action.LEFT, null, obstacle.get());
            return;
        }
        Deployment good = Rollbacks.lastGood(tx, failed.application(), failed.environment())
                .orElseThrow();
        Instant now = services.now();
        services.remember(tx, now, Actor.person(ACTOR, Set.of()), null);
        long id = tx.next(Counter.PROMOTION);
        tx.append(
                now,
                ACTOR,
                null,
                new Event.PromotionRequested(
                        id,
                        failed.application(),
                        List.of(failed.environment()),
                        failed.environment(),
                        good.fingerprint(),
                        good.version(),
                        good.commit(),
                        PromotionKind.ROLLBACK,
                        null));
        write(
                tx,
                failed,
                FailurePolicy.REDEPLOY_LAST_GOOD,
                Action.REDEPLOYING,
                id,
                good.version() + ", verified there by deployment " + good.id() + ", is put back");
    }

    /** Why it is left to people. */
    private Optional<String> obstacle(LedgerView view, Deployment failed) {
        String application = failed.application();
        String environment = failed.environment();
        Deployment current = view.current(application, environment).orElseThrow();
        if (current.id() != failed.id()) {
            return Optional.of("it is not what is there any more: " + current.label() + " is");
        }
        Optional<FailureAnswer> before =
                failed.promotion() == null ? Optional.empty() : view.failureBehind(failed.promotion());
        if (before.isPresent()) {
            return Optional.of("it was put back itself because deployment "
                    + before.get().deployment() + " had failed, and what failed when put back is not tried again");
        }
        Optional<Promotion> rollback = view.openPromotions(application).stream()
                .filter(open -> open.to().equals(environment) && open.kind() == PromotionKind.ROLLBACK)
                .findFirst();
        if (rollback.isPresent()) {
            return Optional.of(rollback.get().label() + " rolls back already");
        }
        Optional<Hotfix> hotfix = view.activeHotfix(application)
                .filter(active -> active.previousHeads().containsKey(environment));
        if (hotfix.isPresent()) {
            return Optional.of("hotfix " + hotfix.get().name()
                    + " is on its way through it, and what was good there before is not what it builds on");
        }
        Optional<Deployment> good = Rollbacks.lastGood(view, application, environment);
        if (good.isEmpty()) {
            List<Deployment> others = Rollbacks.others(view, application, environment);
            return Optional.of(Rollbacks.nothingGood(others)
                    + (others.isEmpty() ? "" : ", but each failed since or was rolled back"));
        }
        return good.get().commit() == null && movesGit(application)
                ? Optional.of("it is not known at which commit " + good.get().version()
                        + ", the last good release, was deployed")
                : Optional.empty();
    }

    private boolean movesGit(String name) {
        Application application = services.configuration().applications().get(name);
        return application != null
                && application.git() != null
                && application.git().mechanic() != GitSettings.Mechanic.NONE;
    }

    private void tell(LedgerTransaction tx, Deployment failed) {
        String tier = services.configuration().environment(failed.environment()).tier();
        long listening = services.configuration().webhooks().stream()
                .filter(hook ->
                        hook.on().isEmpty() || hook.on().stream().anyMatch(word -> EventTypes.matches(word, FAILED)))
                .filter(hook -> isAmong(hook.applications(), failed.application())
                        && isAmong(hook.environments(), failed.environment())
                        && (hook.tiers().isEmpty() || hook.tiers().contains(tier)))
                .count();
        write(
                tx,
                failed,
                FailurePolicy.NOTIFY,
                listening == 0 ? Action.LEFT : Action.NOTIFIED,
                null,
                listening == 0
                        ? "no webhook takes deployment.failed, so nobody is told; add one under webhooks"
                        : "told by " + Texts.count((int) listening, "webhook") + " for deployment.failed");
    }

    private static boolean isAmong(List<String> patterns, String name) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> name.matches(Wildcards.regex(pattern)));
    }

    private void write(
            LedgerTransaction tx,
            Deployment failed,
            FailurePolicy policy,
            Action action,
            @CheckForNull Long promotion,
            String reason) {
        tx.append(
                services.now(),
                "policy:" + policy.word(),
                null,
                new Event.FailureAnswered(
                        failed.id(),
                        failed.application(),
                        failed.environment(),
                        policy.word(),
                        action,
                        promotion,
                        reason));
    }
}
