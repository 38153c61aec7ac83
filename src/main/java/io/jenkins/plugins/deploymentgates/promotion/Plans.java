package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.git.UnreachableException;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What open promotions that go together would do, and why some of them cannot be carried out, such as that another file
 * is where theirs goes. Used by one thread.
 *
 * @param planned promotion to plan; without its draft where that cannot be made
 * @param impossible promotion to the reason why it cannot be carried out
 */
record Plans(Map<Long, Plan> planned, Map<Long, String> impossible) {

    /**
     * Plans them as things stand now.
     *
     * @param found promotion to what is known of the pull requests behind its commits
     * @throws UnreachableException when that cannot be told, so that they are to be asked again
     * @throws DeploymentGatesException when one that waits cannot be planned; it waits until that is put right
     */
    static Plans of(
            LedgerView view,
            List<Promotion> open,
            Planner planner,
            Map<Long, CommitPullRequests.Found> found,
            Repositories repositories) {
        Plans plans = new Plans(new LinkedHashMap<>(), new LinkedHashMap<>());
        open.forEach(promotion -> plans.add(
                view,
                promotion,
                planner,
                found.getOrDefault(promotion.id(), CommitPullRequests.Found.NONE),
                repositories));
        return plans;
    }

    private void add(
            LedgerView view,
            Promotion promotion,
            Planner planner,
            CommitPullRequests.Found found,
            Repositories repositories) {
        try {
            planned.put(
                    promotion.id(), planner.plan(view, promotion, repositories).with(found));
        } catch (GitException | InvalidInputException | RefusedException e) {
            // Gates may have been answered for one that waits, which is not to be lost for a slip in a file.
            if (promotion.status() != PromotionStatus.REQUESTED) {
                throw e;
            }
            cannot(promotion, e);
            return;
        }
        try {
            Plan plan = planned.get(promotion.id());
            planned.put(promotion.id(), planner.drafted(view, plan, promotion.trigger(), repositories));
        } catch (GitException | InvalidInputException | RefusedException e) {
            cannot(promotion, e);
        }
    }

    private void cannot(Promotion promotion, DeploymentGatesException why) {
        if (why instanceof UnreachableException) {
            throw why;
        }
        impossible.put(promotion.id(), why.getMessage());
    }

    @CheckForNull
    Plan get(long promotion) {
        return planned.get(promotion);
    }

    /** Whether it was open when plans were made. */
    boolean isKnown(long promotion) {
        return planned.containsKey(promotion) || impossible.containsKey(promotion);
    }

    /** Whether there is one of which nothing is known that gates could be asked about. */
    boolean isUnplanned(List<Promotion> open) {
        return open.stream().anyMatch(promotion -> !planned.containsKey(promotion.id()));
    }

    /** Ends them all, as they go together or not at all: those that cannot be carried out, and so the others. */
    void fail(LedgerTransaction tx, Instant now, List<Promotion> open) {
        for (Promotion promotion : open) {
            String why = impossible.get(promotion.id());
            Settlement.move(
                    tx,
                    now,
                    promotion.trigger(),
                    promotion,
                    why == null ? PromotionStatus.CANCELLED : PromotionStatus.FAILED,
                    why == null ? "another promotion that belongs to it failed" : why);
        }
    }
}
