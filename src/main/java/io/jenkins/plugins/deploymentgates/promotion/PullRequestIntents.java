package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.config.ForgeSettings;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What is written down before a promotion becomes a pull request, and which promotions do. Stateless. */
final class PullRequestIntents {
    /** Key in {@link PushIntent#details()}: the branch it goes into. */
    static final String TARGET = "target";

    /** Key: where that branch was. */
    static final String TARGET_HEAD = "target-head";

    /** Key: the tickets that what it brings names, a line each. */
    static final String TICKETS = "tickets";

    /** Key: the tags that are made before it is opened, such as {@code v1.4.2 in shop.git}; a line each. */
    static final String TAGS = "tags";

    private static final Set<PromotionKind> FORWARD = Set.of(PromotionKind.FORWARD, PromotionKind.SAME_VERSION);
    private static final String HEADS = "refs/heads/";

    private PullRequestIntents() {}

    static String branchOf(RefMove move) {
        return move.ref().substring(HEADS.length());
    }

    /**
     * Whether a promotion becomes a pull request: where that is configured, and it moves one branch forward that exists.
     * What goes back, aside or onto another line is pushed; no pull request could do it.
     */
    static boolean takes(Plan plan) {
        GitSettings git = plan.application().git();
        ForgeSettings forge = git == null ? null : git.forge();
        if (forge == null || !forge.asksFor(plan.target().name()) || !FORWARD.contains(plan.kind())) {
            return false;
        }
        List<RefMove> moves = plan.moves();
        return moves.size() == 1
                && moves.get(0).ref().startsWith(HEADS)
                && moves.get(0).expected() != null
                && moves.get(0).target() != null;
    }

    /** Writes down that a promotion whose gates all passed is about to become a pull request. */
    static PushIntent intend(LedgerTransaction tx, Instant now, Promotion promotion, Plan plan) {
        RefMove move = plan.moves().get(0);
        String branch = Objects.requireNonNull(
                        Objects.requireNonNull(plan.application().requiredGit().forge())
                                .pullRequests())
                .branch()
                .replace("{application}", promotion.application())
                .replace("{environment}", promotion.to())
                .replace("{promotion}", String.valueOf(promotion.id()));
        Map<String, String> details = new LinkedHashMap<>();
        details.put(TARGET, branchOf(move));
        details.put(TARGET_HEAD, Objects.requireNonNull(move.expected()));
        if (!plan.tickets(null).isEmpty()) {
            details.put(TICKETS, String.join("\n", plan.tickets(null)));
        }
        Draft draft = plan.draft();
        String deployed = draft == null ? null : draft.commit();
        if (draft != null && draft.tags().stream().anyMatch(Draft.Tag::isPushed)) {
            details.put(
                    TAGS,
                    draft.tags().stream()
                            .filter(Draft.Tag::isPushed)
                            .map(tag -> tag.tag() + " in " + tag.repository())
                            .collect(Collectors.joining("\n")));
        }
        if (deployed != null) {
            details.put(Settlement.commitOf(promotion.id()), deployed);
        }
        PushIntent intent = new PushIntent(
                tx.next(Counter.PUSH_INTENT),
                promotion.application(),
                PushIntent.Kind.PULL_REQUEST,
                List.of(promotion.id()),
                List.of(RefMove.branch(branch, null, move.target())),
                details,
                now,
                promotion.trigger(),
                null,
                plan.repositoryOf());
        tx.append(now, promotion.trigger(), null, new Event.PushIntended(intent));
        PullRequestRecords.waiting(
                tx, now, promotion, "a pull request into " + branchOf(move) + " is being opened", null);
        return intent;
    }
}
