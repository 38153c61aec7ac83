package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.PullRequestLink;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.promotion.forge.PullRequest;
import io.jenkins.plugins.deploymentgates.promotion.forge.PullRequest.State;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What becomes of promotions and their pull requests when one of the two ends without a merge. Thread-safe. */
final class PullRequestEnds {
    private final Services services;
    private final PullRequestMerges merges;

    PullRequestEnds(Services services, PullRequestMerges merges) {
        this.services = services;
        this.merges = merges;
    }

    /** The gates do not pass any more, and nothing was opened yet: the promotion waits as any other, or is refused. */
    void giveUp(PullRequestCase one, Explanation explanation) {
        services.ledger().write(tx -> {
            Promotion promotion = tx.promotion(one.promotion().id()).orElseThrow();
            Instant now = services.now();
            PullRequestRecords.settled(tx, now, one.intent(), Outcome.ABANDONED, "asked again before it was opened");
            Execution.hold(tx, now, promotion, explanation, explanation.verdict());
            return null;
        });
        one.deleteBranch();
    }

    /** A gate refuses a promotion while its pull request is open. */
    void refuse(PullRequestCase one, Explanation gates) {
        end(one, PromotionStatus.REFUSED, gates.reason());
    }

    /** What the promotion was to be merged from or into is not what it was: it fails, and what is open is closed. */
    void fail(PullRequestCase one, String reason) {
        end(one, PromotionStatus.FAILED, reason);
    }

    /** First the ledger, so that nobody merges into something that is thought to go on. */
    private void end(PullRequestCase one, PromotionStatus status, String why) {
        String reason = why + left(one);
        Promotion ended = services.ledger().write(tx -> {
            Promotion promotion = tx.promotion(one.promotion().id()).orElseThrow();
            if (!promotion.status().isFinal()) {
                Settlement.move(tx, services.now(), one.intent().by(), promotion, status, reason);
            }
            return tx.promotion(promotion.id()).orElseThrow();
        });
        withdraw(one.with(ended));
    }

    /** What of it stays though nothing is deployed: tags, which were made before it was opened. */
    private static String left(PullRequestCase one) {
        List<String> tags = one.promotion().pullRequest() == null
                ? List.of()
                : one.intent()
                        .details()
                        .getOrDefault(PullRequestIntents.TAGS, "")
                        .lines()
                        .toList();
        return tags.isEmpty()
                ? ""
                : "; though nothing was deployed, the " + (tags.size() == 1 ? "tag " : "tags ") + Texts.and(tags)
                        + (tags.size() == 1 ? " stays, and is" : " stay, and are")
                        + " reused when the same is asked for again";
    }

    /** The promotion has ended: closes its pull request unless that has ended, too, and says why. */
    void withdraw(PullRequestCase one) {
        Promotion promotion = one.promotion();
        PullRequestLink link = promotion.pullRequest();
        Optional<PullRequest> there = link != null
                ? one.forge().find(link.id())
                : one.forge()
                        .ofBranch(PullRequestIntents.branchOf(one.source()), one.target())
                        .filter(known -> known.headCommit().equals(one.commit()));
        if (there.isPresent() && there.get().state() == State.MERGED) {
            merges.mergedTooLate(one, there.get());
            return;
        }
        there.filter(open -> open.state() == State.OPEN).ifPresent(open -> one.forge()
                .close(
                        open.id(),
                        promotion.label() + " is " + promotion.status() + ": " + promotion.reason()
                                + (promotion.reason().endsWith(left(one)) ? "" : left(one))));
        one.deleteBranch();
        services.ledger().write(tx -> {
            Instant now = services.now();
            String detail = "closed, for the promotion is " + promotion.status() + left(one);
            PullRequestRecords.settled(
                    tx,
                    now,
                    one.intent(),
                    Outcome.ABANDONED,
                    detail,
                    open -> there.ifPresent(known ->
                            tx.append(now, open.by(), null, PullRequestRecords.ended(promotion, false, null, detail))));
            return null;
        });
    }

    /** It was closed there, or deleted: that calls the promotion off. */
    void closed(PullRequestCase one, @CheckForNull PullRequest closed) {
        PullRequestLink link = Objects.requireNonNull(one.promotion().pullRequest());
        boolean gone = one.repository().refs(List.of(one.source().ref())).isEmpty();
        String by = closed == null ? null : closed.endedBy();
        String reason = link.label()
                + (closed == null
                        ? " is not there any more"
                        : " was closed" + (by == null ? "" : " by " + by)
                                + (gone ? "; its branch " + link.branch() + " is deleted" : ""))
                + left(one);
        services.ledger().write(tx -> {
            Instant now = services.now();
            Promotion promotion = tx.promotion(one.promotion().id()).orElseThrow();
            String who = by == null ? one.intent().by() : by;
            PullRequestRecords.settled(tx, now, one.intent(), Outcome.ABANDONED, reason, open -> {
                tx.append(now, who, null, PullRequestRecords.ended(promotion, false, null, reason));
                if (!promotion.status().isFinal()) {
                    Settlement.move(tx, now, who, promotion, PromotionStatus.CANCELLED, reason);
                }
            });
            return null;
        });
        one.deleteBranch();
    }
}
