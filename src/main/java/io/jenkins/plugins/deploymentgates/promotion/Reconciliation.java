package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.Access;
import io.jenkins.plugins.deploymentgates.git.UnreachableException;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.promotion.Services.Locks;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings to an end what a killed process left: the remote's state decides whether a push is recorded as done, done
 * again, or failed as overtaken (design, rule 3). Thread-safe; what a living process is at is left to it.
 */
public final class Reconciliation {
    private static final Logger LOGGER = LoggerFactory.getLogger(Reconciliation.class);

    private static final String OPEN = "it stays open until the repository answers";

    private final Services services;
    private final Execution execution;

    Reconciliation(Services services, Execution execution) {
        this.services = services;
        this.execution = execution;
    }

    /** A repository, as intents tell it: of an application, or of one of its environments. */
    private record Place(String application, @CheckForNull String environment) {}

    /**
     * Reconciles every open push and asks promotions again that were asked for but never decided. One whose repository
     * cannot be reached is logged and stays open for the next start; the same repository is not asked again for others, so
     * that a host that does not answer is waited for once.
     */
    public void run() {
        List<PushIntent> left = services.ledger().read(view -> view.openIntents().stream()
                .filter(intent -> !OpenPullRequests.waits(view, intent))
                .toList());
        Set<Place> silent = new HashSet<>();
        for (PushIntent intent : left) {
            Place place = new Place(intent.application(), intent.environment());
            if (silent.contains(place)) {
                LOGGER.warn("push {} could not be reconciled: its repository did not answer; {}", intent.id(), OPEN);
            } else if (!attempt("push " + intent.id(), () -> reconcile(intent))) {
                silent.add(place);
            }
        }
        List<Promotion> open = services.ledger().read(view -> view.openPromotions(null));
        for (Promotion promotion : open) {
            if (promotion.status() == PromotionStatus.REQUESTED) {
                attempt(promotion.label(), () -> {
                    List<Long> together = services.ledger().read(view -> Rollbacks.together(view, promotion.id()));
                    execution.decide(together);
                });
            }
        }
    }

    private void reconcile(PushIntent intent) {
        String application = intent.application();
        List<String> environments =
                services.ledger().read(view -> execution.pushes().environments(view, intent));
        Optional<Locks> locks = services.tryLock(application, environments);
        if (locks.isEmpty()) {
            return;
        }
        Build build = intent.promotions().isEmpty()
                ? null
                : services.asker(intent.promotions().get(0));
        Locks held = locks.get();
        try (held;
                Repositories repositories = open(intent, build)) {
            execution.pushes().recover(application, environments, repositories);
        }
        if (!intent.promotions().isEmpty()) {
            execution.decide(intent.promotions());
        }
    }

    private Repositories open(PushIntent intent, @CheckForNull Build build) {
        return intent.refs().isEmpty()
                ? Repositories.NONE
                : services.repositories(
                        services.configuration().application(intent.application()), Access.WRITE, build);
    }

    /** Whether there was an answer, if only that it cannot be done. */
    private static boolean attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (UnreachableException e) {
            LOGGER.warn("{} could not be reconciled: {}; {}", what, e.getMessage(), OPEN);
            return false;
        } catch (DeploymentGatesException e) {
            LOGGER.warn("{} could not be reconciled: {}", what, e.getMessage());
        }
        return true;
    }
}
