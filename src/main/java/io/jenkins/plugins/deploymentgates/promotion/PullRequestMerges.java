package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Grounds;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PullRequestLink;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import io.jenkins.plugins.deploymentgates.promotion.forge.PullRequest;
import io.jenkins.plugins.deploymentgates.promotion.forge.PullRequest.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of promotions whose pull requests were merged, as they should be or otherwise. Thread-safe. */
final class PullRequestMerges {
    private static final Logger LOGGER = LoggerFactory.getLogger(PullRequestMerges.class);

    private final Services services;
    private final Asking asking;
    private final PullRequestRecords records;

    PullRequestMerges(Services services, Asking asking, PullRequestRecords records) {
        this.services = services;
        this.asking = asking;
        this.records = records;
    }

    /**
     * The target has it: records it as promoted if it is there as it was meant to be.
     *
     * @param merged what the server says; {@code null} when only the branch tells
     * @param head where the target is
     */
    void merged(PullRequestCase one, @CheckForNull PullRequest merged, String head, List<String> missing) {
        PullRequestLink link = Objects.requireNonNull(one.promotion().pullRequest());
        String before = one.intent().details().get(PullRequestIntents.TARGET_HEAD);
        String who = who(one, merged);
        String what = link.label() + " was merged by " + who;
        if (before.equals(head)) {
            records.wait(
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
            tx.append(now, who, null, PullRequestRecords.ended(promotion, true, landed, what));
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
            one.deleteBranch();
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
                        .getOrDefault(PullRequestIntents.TICKETS, "")
                        .lines()
                        .toList());
    }

    /** Somebody merged it after the promotion had ended: the target has it, out of band. */
    void mergedTooLate(PullRequestCase one, PullRequest merged) {
        Promotion promotion = one.promotion();
        String head = one.repository().heads().get(one.target());
        String before = one.intent().details().get(PullRequestIntents.TARGET_HEAD);
        boolean there = head != null
                && !head.equals(before)
                && MergeCheck.wrong(one, before, MergeCheck.landed(one.repository(), merged, head)) == null;
        String who = who(one, merged);
        String what = "pull request " + merged.id() + " (" + merged.url() + ") was merged by " + who + " though "
                + promotion.label() + " was " + promotion.status();
        services.ledger().write(tx -> {
            Instant now = services.now();
            PullRequestRecords.settled(tx, now, one.intent(), there ? Outcome.DONE : Outcome.OVERTAKEN, what, open -> {
                tx.append(now, who, null, PullRequestRecords.ended(promotion, true, merged.mergeCommit(), what));
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
        one.deleteBranch();
    }
}
