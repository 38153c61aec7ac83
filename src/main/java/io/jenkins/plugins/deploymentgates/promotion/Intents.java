package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Grounds;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Writes down what is about to be pushed, and on what grounds, once all gates have passed. Thread-safe. */
final class Intents {
    private final Services services;

    Intents(Services services) {
        this.services = services;
    }

    /** The pushes of promotions that are done together, one for each repository, and so all or none within one. */
    List<PushIntent> of(
            LedgerTransaction tx,
            Instant now,
            List<Promotion> promotions,
            Map<Long, Plan> plans,
            Map<Long, Explanation> explanations) {
        Map<Optional<String>, List<Promotion>> byRepository = new LinkedHashMap<>();
        Map<Long, Grounds> grounds = new LinkedHashMap<>();
        // It may have been asked for under another one.
        services.remember(tx, now, promotions.get(0).trigger());
        for (Promotion promotion : promotions) {
            byRepository
                    .computeIfAbsent(repository(plans.get(promotion.id())), key -> new ArrayList<>())
                    .add(promotion);
            Explanation explanation = explanations.get(promotion.id());
            List<String> overridden = explanation.overriddenGates();
            grounds.put(
                    promotion.id(),
                    new Grounds(
                            services.configurationOf(tx, promotion).checksum(),
                            explanation.outcomes(),
                            overridden,
                            plans.get(promotion.id()).tickets(null)));
            if (!overridden.isEmpty()) {
                tx.append(
                        now,
                        promotion.trigger(),
                        null,
                        new Event.OverrideUsed(
                                promotion.id(),
                                promotion.application(),
                                promotion.to(),
                                overridden,
                                promotion.overrideReason()));
            }
        }
        Promotion only = promotions.get(0);
        if (promotions.size() == 1 && PullRequestIntents.takes(plans.get(only.id()))) {
            return List.of(PullRequestIntents.intend(tx, now, only, plans.get(only.id())));
        }
        List<PushIntent> intents = new ArrayList<>();
        byRepository.values().forEach(together -> {
            String environment = plans.get(together.get(0).id()).repositoryOf();
            intents.add(intend(tx, now, environment, together, plans, grounds));
        });
        return intents;
    }

    /** Which repository is pushed to; empty for the application's. Several environments may share another one. */
    private static Optional<String> repository(Plan plan) {
        Draft.Zip zip = zip(plan);
        if (zip != null) {
            return Optional.of(zip.file());
        }
        return Optional.ofNullable(plan.repositoryOf())
                .map(environment ->
                        plan.application().requiredGit().of(environment).repository());
    }

    @CheckForNull
    private static Draft.Zip zip(Plan plan) {
        Draft draft = plan.draft();
        return draft == null ? null : draft.zip();
    }

    private static PushIntent intend(
            LedgerTransaction tx,
            Instant now,
            @CheckForNull String environment,
            List<Promotion> promotions,
            Map<Long, Plan> plans,
            Map<Long, Grounds> grounds) {
        List<RefMove> refs = new ArrayList<>();
        Map<String, String> details = new LinkedHashMap<>();
        for (Promotion promotion : promotions) {
            Plan plan = plans.get(promotion.id());
            plan.moves().forEach(move -> add(refs, move));
            String drafted = plan.draft() == null ? null : plan.draft().commit();
            if (drafted != null) {
                details.put(Settlement.commitOf(promotion.id()), drafted);
            }
            Draft.Zip zip = zip(plan);
            if (zip != null) {
                Remote.intend(details, zip);
            }
            if (plan.kind() == PromotionKind.CHERRY_PICK && plan.line() != null) {
                details.put(Settlement.COMMIT, plan.line().commit());
                details.put(Settlement.LINE_BASE, plan.line().targetHead());
            }
        }
        String trigger = promotions.get(0).trigger();
        PushIntent intent = new PushIntent(
                tx.next(Counter.PUSH_INTENT),
                promotions.get(0).application(),
                PushIntent.Kind.PROMOTION,
                promotions.stream().map(Promotion::id).toList(),
                refs,
                details,
                now,
                trigger,
                null,
                environment);
        tx.append(now, trigger, null, new Event.PushIntended(intent));
        for (Promotion promotion : promotions) {
            Settlement.execute(tx, now, trigger, promotion, grounds.get(promotion.id()));
        }
        return intent;
    }

    /** One more move, or one more commit on top of what a ref is moved to already. */
    private static void add(List<RefMove> refs, RefMove move) {
        for (int i = 0; i < refs.size(); i++) {
            RefMove before = refs.get(i);
            if (before.ref().equals(move.ref()) && Objects.equals(before.target(), move.expected())) {
                refs.set(i, new RefMove(move.ref(), before.expected(), move.target()));
                return;
            }
        }
        refs.add(move);
    }
}
