package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Grounds;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.PullRequestLink;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import io.jenkins.plugins.deploymentgates.promotion.forge.PullRequest;
import io.jenkins.plugins.deploymentgates.promotion.forge.PullRequest.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of promotions in the ledger as their pull requests go on and end. Thread-safe. */
final class PullRequestEnds {
    private static final Logger LOGGER = LoggerFactory.getLogger(PullRequestEnds.class);

    private final Services services;
    private final Asking asking;

    PullRequestEnds(Services services, Asking asking) {
        this.services = services;
        this.asking = asking;
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
                                        PullRequests.branchOf(intent.refs().get(0)))));
            }
            if (reason != null && !promotion.status().isFinal()) {
                waiting(tx, now, promotion, reason, null);
            }
            return tx.promotion(id).orElseThrow();
        });
    }

    /** The gates do not pass any more, and nothing was opened yet: the promotion waits as any other, or is refused. */
    void giveUp(PullRequestCase one, Explanation explanation) {
        services.ledger().write(tx -> {
            Promotion promotion = tx.promotion(one.promotion().id()).orElseThrow();
            Instant now = services.now();
            settled(tx, now, one.intent(), Outcome.ABANDONED, "asked again before it was opened");
            Execution.hold(tx, now, promotion, explanation, explanation.verdict());
            return null;
        });
        deleteBranch(one);
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
                        .getOrDefault(PullRequests.TAGS, "")
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
                        .ofBranch(PullRequests.branchOf(one.source()), one.target())
                        .filter(known -> known.headCommit().equals(one.commit()));
        if (there.isPresent() && there.get().state() == State.MERGED) {
            mergedTooLate(one, there.get());
            return;
        }
        there.filter(open -> open.state() == State.OPEN).ifPresent(open -> one.forge()
                .close(
                        open.id(),
                        promotion.label() + " is " + promotion.status() + ": " + promotion.reason()
                                + (promotion.reason().endsWith(left(one)) ? "" : left(one))));
        deleteBranch(one);
        services.ledger().write(tx -> {
            Instant now = services.now();
            String detail = "closed, for the promotion is " + promotion.status() + left(one);
            settled(
                    tx,
                    now,
                    one.intent(),
                    Outcome.ABANDONED,
                    detail,
                    open -> there.ifPresent(
                            known -> tx.append(now, open.by(), null, ended(promotion, false, null, detail))));
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
            settled(tx, now, one.intent(), Outcome.ABANDONED, reason, open -> {
                tx.append(now, who, null, ended(promotion, false, null, reason));
                if (!promotion.status().isFinal()) {
                    Settlement.move(tx, now, who, promotion, PromotionStatus.CANCELLED, reason);
                }
            });
            return null;
        });
        deleteBranch(one);
    }

    /**
     * The target has it: records it as promoted if it is there as it was meant to be.
     *
     * @param merged what the server says; {@code null} when only the branch tells
     * @param head where the target is
     */
    void merged(PullRequestCase one, @CheckForNull PullRequest merged, String head, List<String> missing) {
        PullRequestLink link = Objects.requireNonNull(one.promotion().pullRequest());
        String before = one.intent().details().get(PullRequests.TARGET_HEAD);
        String who = who(one, merged);
        String what = link.label() + " was merged by " + who;
        if (before.equals(head)) {
            wait(
                    one.promotion().id(),
                    Evidence.GATE + ": " + what + ", but branch " + one.target() + " is still at " + head);
            return;
        }
        String landed = MergeCheck.landed(one.repository(), merged, head);
        String wrong = MergeCheck.wrong(one, before, landed);
        Explanation gates = wrong == null ? gates(one) : null;
        String against = wrong == null ? against(gates, missing) : null;
        services.ledger().write(tx -> {
            Instant now = services.now();
            Promotion promotion = tx.promotion(one.promotion().id()).orElseThrow();
            if (OpenPullRequests.intentOf(tx, promotion.id()).isEmpty()) {
                return null;
            }
            tx.append(now, who, null, ended(promotion, true, landed, what));
            if (wrong == null) {
                services.remember(tx, now, who);
                Settlement.execute(tx, now, who, promotion, what, grounds(tx, one, gates, what));
                Settlement.settle(
                        tx,
                        now,
                        one.intent(),
                        Outcome.DONE,
                        what,
                        against == null ? null : what + " although " + against);
            } else {
                Settlement.settle(tx, now, one.intent(), Outcome.OVERTAKEN, what + " " + wrong);
            }
            return null;
        });
        services.progress().at(Step.RECORDED);
        boolean seen = merged != null
                ? merged.state() == State.MERGED
                : one.forge()
                        .find(link.id())
                        .filter(now -> now.state() == State.MERGED)
                        .isPresent();
        if (seen) {
            // Not before the server has seen the merge: it would take it for closed.
            deleteBranch(one);
        }
    }

    /** Who ended it at the server; whoever asked for the promotion where that is not known. */
    private static String who(PullRequestCase one, @CheckForNull PullRequest ended) {
        String by = ended == null ? null : ended.endedBy();
        return by == null ? one.intent().by() : by;
    }

    /** What the gates say now that it is merged; {@code null} when they cannot be asked. */
    @CheckForNull
    private Explanation gates(PullRequestCase one) {
        try {
            return asking.ask(one.promotion(), one.repositories(), false).explanation();
        } catch (DeploymentGatesException e) {
            LOGGER.warn(
                    "The gates of {} could not be asked after its merge: {}",
                    one.promotion().label(),
                    e.getMessage());
            return null;
        }
    }

    /** What the gates or the required evidence say against it, though it is merged; {@code null} for nothing. */
    @CheckForNull
    private static String against(@CheckForNull Explanation gates, List<String> missing) {
        List<String> all = new ArrayList<>();
        if (gates != null && !gates.passed()) {
            all.add(gates.reason());
        }
        if (!missing.isEmpty()) {
            all.add(String.join(", ", missing));
        }
        return all.isEmpty() ? null : String.join("; ", all);
    }

    private Grounds grounds(LedgerView view, PullRequestCase one, @CheckForNull Explanation gates, String merged) {
        List<GateOutcome> outcomes = new ArrayList<>(gates == null ? List.of() : gates.outcomes());
        outcomes.add(GateOutcome.passed(Evidence.GATE, merged, "the server of pull requests"));
        return new Grounds(
                services.configurationOf(view, one.promotion()).checksum(),
                outcomes,
                gates == null ? List.of() : gates.overriddenGates(),
                one.intent()
                        .details()
                        .getOrDefault(PullRequests.TICKETS, "")
                        .lines()
                        .toList());
    }

    /** Somebody merged it after the promotion had ended: the target has it, out of band. */
    private void mergedTooLate(PullRequestCase one, PullRequest merged) {
        Promotion promotion = one.promotion();
        String head = one.repository().heads().get(one.target());
        String before = one.intent().details().get(PullRequests.TARGET_HEAD);
        boolean there = head != null
                && !head.equals(before)
                && MergeCheck.wrong(one, before, MergeCheck.landed(one.repository(), merged, head)) == null;
        String who = who(one, merged);
        String what = "pull request " + merged.id() + " (" + merged.url() + ") was merged by " + who + " though "
                + promotion.label() + " was " + promotion.status();
        services.ledger().write(tx -> {
            Instant now = services.now();
            settled(tx, now, one.intent(), there ? Outcome.DONE : Outcome.OVERTAKEN, what, open -> {
                tx.append(now, who, null, ended(promotion, true, merged.mergeCommit(), what));
                if (there) {
                    tx.append(
                            now,
                            who,
                            null,
                            new Event.DeploymentCreated(
                                    tx.next(Counter.DEPLOYMENT),
                                    promotion.application(),
                                    promotion.to(),
                                    promotion.fingerprint(),
                                    promotion.version(),
                                    promotion.commit(),
                                    Deployment.Cause.RECORD,
                                    null,
                                    what));
                }
            });
            return null;
        });
        deleteBranch(one);
    }

    private static Event ended(Promotion promotion, boolean merged, @CheckForNull String commit, String detail) {
        return new Event.PullRequestEnded(
                promotion.id(), promotion.application(), promotion.to(), merged, commit, detail);
    }

    private static void settled(LedgerTransaction tx, Instant now, PushIntent intent, Outcome outcome, String detail) {
        settled(tx, now, intent, outcome, detail, open -> {});
    }

    /** Settles an intent that is open, and does with it whatever else belongs into the same transaction. */
    private static void settled(
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

    /** Leaves no branch behind that is as it was pushed; not worth failing for. */
    private static void deleteBranch(PullRequestCase one) {
        RefMove source = one.source();
        try {
            if (one.commit().equals(one.repository().refs(List.of(source.ref())).get(source.ref()))) {
                one.repository().push(List.of(new RefMove(source.ref(), one.commit(), null)));
            }
        } catch (DeploymentGatesException e) {
            LOGGER.warn("The branch {} could not be deleted: {}", PullRequests.branchOf(source), e.getMessage());
        }
    }
}
