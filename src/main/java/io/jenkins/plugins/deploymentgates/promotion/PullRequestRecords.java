package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.PullRequestLink;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import io.jenkins.plugins.deploymentgates.promotion.forge.PullRequest;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;

/** What the ledger is told of pull requests. Thread-safe. */
final class PullRequestRecords {
    private final Services services;

    PullRequestRecords(Services services) {
        this.services = services;
    }

    /**
     * Writes down what a promotion waits for; the same as before makes no event, also when it waits for it longer than it was thought to.
     *
     * @return whether it is something else than before
     */
    static boolean waiting(
            LedgerTransaction tx, Instant now, Promotion promotion, String reason, @CheckForNull Instant earliest) {
        if (promotion.status() == PromotionStatus.WAITING
                && promotion.reason().equals(reason)
                && (Objects.equals(promotion.earliest(), earliest) || isPutOff(promotion, earliest, now))) {
            return false;
        }
        tx.append(
                now,
                promotion.trigger(),
                null,
                new Event.PromotionMoved(
                        promotion.id(),
                        promotion.application(),
                        promotion.to(),
                        promotion.status(),
                        PromotionStatus.WAITING,
                        reason,
                        earliest));
        return true;
    }

    /** The instant has come, and nothing is different but that the next is later: whoever asks an outside server does so often. */
    private static boolean isPutOff(Promotion promotion, @CheckForNull Instant earliest, Instant now) {
        return promotion.earliest() != null
                && earliest != null
                && !promotion.earliest().isAfter(now);
    }

    boolean wait(long promotion, String reason) {
        return services.ledger().write(tx -> {
            Promotion now = tx.promotion(promotion).orElseThrow();
            return !now.status().isFinal() && waiting(tx, services.now(), now, reason, null);
        });
    }

    /** The ledger learns of the pull request. */
    Promotion opened(PushIntent intent, PullRequest opened, @CheckForNull String reason) {
        long id = intent.promotions().get(0);
        return services.ledger().write(tx -> {
            Promotion promotion = tx.promotion(id).orElseThrow();
            Instant now = services.now();
            if (promotion.pullRequest() == null) {
                tx.append(
                        now,
                        intent.by(),
                        null,
                        new Event.PullRequestOpened(
                                id,
                                promotion.application(),
                                promotion.to(),
                                new PullRequestLink(
                                        opened.id(),
                                        opened.url(),
                                        PullRequestIntents.branchOf(
                                                intent.refs().get(0)))));
            }
            if (reason != null && !promotion.status().isFinal()) {
                waiting(tx, now, promotion, reason, null);
            }
            return tx.promotion(id).orElseThrow();
        });
    }

    /** That it is merged, or closed without. */
    static Event ended(Promotion promotion, boolean merged, @CheckForNull String commit, String detail) {
        return new Event.PullRequestEnded(
                promotion.id(), promotion.application(), promotion.to(), merged, commit, detail);
    }

    static void settled(LedgerTransaction tx, Instant now, PushIntent intent, Outcome outcome, String detail) {
        settled(tx, now, intent, outcome, detail, open -> {});
    }

    /** Settles an intent that is open, and does with it whatever else belongs into the same transaction. */
    static void settled(
            LedgerTransaction tx,
            Instant now,
            PushIntent intent,
            Outcome outcome,
            String detail,
            Consumer<PushIntent> more) {
        if (tx.openIntents().stream().anyMatch(open -> open.id() == intent.id())) {
            tx.append(
                    now, intent.by(), null, new Event.PushSettled(intent.id(), intent.application(), outcome, detail));
            more.accept(intent);
        }
    }
}
