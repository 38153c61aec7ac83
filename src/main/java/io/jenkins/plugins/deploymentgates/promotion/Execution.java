package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.gate.Gate;
import io.jenkins.plugins.deploymentgates.gate.Gates;
import io.jenkins.plugins.deploymentgates.gate.Question;
import io.jenkins.plugins.deploymentgates.git.Access;
import io.jenkins.plugins.deploymentgates.git.PushResult;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import io.jenkins.plugins.deploymentgates.promotion.Services.Locks;
import io.jenkins.plugins.deploymentgates.promotion.web.WebCalls;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides recorded promotions and carries them out: gates asked again under the environment's lock, intent, push,
 * outcome. Exactly once, also over crashes (design, rule 3). Thread-safe.
 */
final class Execution {
    /**
     * How often a promotion is asked again at once that others overtake while it prepares its push, or whose push others come
     * before on a shared branch, each time with success.
     */
    private static final int ATTEMPTS = 20;

    private final Services services;
    private final Planner planner;
    private final Gates gates = new Gates();
    private final Outside outside;
    private final Intents intents;
    private final PullRequests pullRequests;
    private final IntentPushes pushes;
    private final CommitStatuses statuses;
    private final CommitPullRequests commits;

    Execution(Services services, Planner planner, WebCalls calls, ForgeAccess forges, CommitPullRequests commits) {
        this.services = services;
        this.planner = planner;
        this.outside = new Outside(services, calls);
        this.intents = new Intents(services);
        this.pullRequests = new PullRequests(services, new Asking(services, planner, this, commits), forges);
        this.commits = commits;
        this.pushes = new IntentPushes(services, pullRequests);
        this.statuses = new CommitStatuses(services, forges);
    }

    IntentPushes pushes() {
        return pushes;
    }

    PullRequests pullRequests() {
        return pullRequests;
    }

    /** What follows outside of the ledger when somebody has ended a promotion there. */
    void ended(Promotion promotion) {
        if (promotion.status().isFinal()) {
            statuses.tell(promotion.id(), promotion.commit(), null, null);
            pullRequests.ended(promotion);
        }
    }

    /**
     * Asks the gates of promotions of one application and executes them when all pass; all of them or none. Promotions
     * that are final or executed elsewhere are reported as they are.
     */
    List<PromotionResult> decide(List<Long> ids) {
        List<Promotion> promotions = services.ledger().read(view -> promotions(view, ids));
        String application = promotions.get(0).application();
        List<String> targets = promotions.stream().map(Promotion::to).toList();
        Locks locks = services.lock(application, targets);
        try (locks;
                Repositories repositories = services.repositories(promotions.get(0), Access.WRITE)) {
            pushes.recover(application, targets, repositories);
            Optional<PushIntent> open = services.ledger().read(view -> OpenPullRequests.intentOf(view, ids.get(0)));
            if (open.isPresent()) {
                return List.of(goOn(open.get(), repositories));
            }
            Decision decision = attempt(ids, promotions, repositories, false);
            for (int attempt = 2; attempt <= ATTEMPTS && decision.again(); attempt++) {
                decision = attempt(ids, promotions, repositories, attempt == ATTEMPTS);
            }
            Map<Long, Explanation> explanations = decision.explanations();
            return services.ledger().read(view -> results(view, ids, explanations));
        }
    }

    /** One promotion that is a pull request. */
    private PromotionResult goOn(PushIntent intent, Repositories repositories) {
        long id = intent.promotions().get(0);
        services.progress().at(Step.LOOKING);
        Explanation explanation = pullRequests.proceed(intent, repositories);
        statuses.tell(id, intent.refs().get(0).target(), intent.environment(), explanation);
        return services.ledger().read(view -> result(view, id, explanation));
    }

    /** @param last whether being overtaken is final */
    private Decision attempt(List<Long> ids, List<Promotion> promotions, Repositories repositories, boolean last) {
        repositories.drafted(null);
        services.progress().at(Step.LOOKING);
        Map<Long, CommitPullRequests.Found> found = new LinkedHashMap<>();
        promotions.forEach(promotion -> found.put(promotion.id(), behind(promotion, repositories)));
        Plans plans = services.ledger().read(view -> {
            List<Promotion> open =
                    promotions(view, ids).stream().filter(Execution::isOpen).toList();
            return Plans.of(view, open, planner, found, repositories);
        });
        Map<Long, Map<GateSettings, GateOutcome>> outside = new LinkedHashMap<>();
        for (Promotion promotion : promotions) {
            Plan plan = plans.get(promotion.id());
            if (plan != null) {
                outside.put(promotion.id(), look(plan, promotion.trigger(), false, services.asker(promotion.id())));
            }
        }
        services.progress().at(Step.DECIDED);
        Decision decision = services.ledger().write(tx -> decide(tx, ids, plans, outside));
        boolean again = false;
        for (PushIntent intent : decision.intents()) {
            long first = intent.promotions().get(0);
            if (intent.kind() == PushIntent.Kind.PULL_REQUEST) {
                Explanation passed = decision.explanations().get(first);
                decision.explanations().put(first, pullRequests.open(intent, plans.get(first), passed, repositories));
                continue;
            }
            List<Plan> prepared = intent.promotions().stream().map(plans::get).toList();
            PushResult pushed = pushes.push(intent, repositories.of(intent.environment()), !last, () -> {
                PushResult result = prepare(prepared, intent.by(), repositories);
                return result.outcome() == Outcome.OVERTAKEN && !last
                        ? new PushResult(Outcome.ABANDONED, result.detail() + "; asked again")
                        : result;
            });
            again |= pushed.outcome() == Outcome.ABANDONED;
        }
        plans.planned()
                .forEach((id, plan) ->
                        statuses.tell(id, plan, decision.explanations().get(id)));
        return new Decision(decision.intents(), decision.explanations(), again);
    }

    static PushResult prepare(List<Plan> plans, String trigger, Repositories repositories) {
        PushResult result = IntentPushes.PREPARED;
        for (Plan plan : plans) {
            if (result.done() && plan.draft() != null) {
                result = Mechanic.of(plan.application()).prepare(plan, trigger, repositories);
            }
        }
        return result;
    }

    /**
     * What came of asking: pushes to be made when all gates passed, one a repository.
     *
     * @param again whether somebody else was faster with what had to be prepared, so that it is to be asked again
     */
    private record Decision(List<PushIntent> intents, Map<Long, Explanation> explanations, boolean again) {
        Decision(List<PushIntent> intents, Map<Long, Explanation> explanations) {
            this(intents, explanations, false);
        }
    }

    static List<Promotion> promotions(LedgerView view, List<Long> ids) {
        return ids.stream().map(id -> view.promotion(id).orElseThrow()).toList();
    }

    /** The pull requests that what a promotion brings came in by; not inside a transaction. */
    CommitPullRequests.Found behind(Promotion promotion, Repositories repositories) {
        Application application = services.configuration().application(promotion.application());
        return isOpen(promotion)
                ? commits.of(
                        application, () -> services.ledger().read(view -> planner.plan(view, promotion, repositories)))
                : CommitPullRequests.Found.NONE;
    }

    private static boolean isOpen(Promotion promotion) {
        return promotion.status() == PromotionStatus.REQUESTED || promotion.status() == PromotionStatus.WAITING;
    }

    private Decision decide(
            LedgerTransaction tx, List<Long> ids, Plans plans, Map<Long, Map<GateSettings, GateOutcome>> outside) {
        Instant now = services.now();
        List<Promotion> open = promotions(tx, ids).stream()
                .filter(Execution::isOpen)
                .filter(promotion -> plans.isKnown(promotion.id()))
                .toList();
        Map<Long, Explanation> explanations = new LinkedHashMap<>();
        if (plans.isUnplanned(open)) {
            plans.fail(tx, now, open);
            return new Decision(List.of(), explanations);
        }
        for (Promotion promotion : open) {
            Optional<String> obsolete = FlowSteps.obsolete(tx, promotion);
            if (obsolete.isPresent()) {
                Settlement.move(tx, now, promotion.trigger(), promotion, PromotionStatus.CANCELLED, obsolete.get());
                return new Decision(List.of(), explanations);
            }
            explanations.put(
                    promotion.id(),
                    explain(
                            tx,
                            plans.get(promotion.id()),
                            promotion,
                            promotion.trigger(),
                            now,
                            promotion.overrideReason() != null,
                            outside.getOrDefault(promotion.id(), Map.of())));
        }
        Verdict all = explanations.values().stream().map(Explanation::verdict).reduce(Verdict.PASSED, Verdict::and);
        if (open.isEmpty()) {
            return new Decision(List.of(), explanations);
        }
        if (all != Verdict.PASSED) {
            for (Promotion promotion : open) {
                hold(tx, now, promotion, explanations.get(promotion.id()), all);
            }
            return new Decision(List.of(), explanations);
        }
        if (!plans.impossible().isEmpty()) {
            plans.fail(tx, now, open);
            return new Decision(List.of(), explanations);
        }
        return new Decision(intents.of(tx, now, open, plans.planned(), explanations), explanations);
    }

    /** Asks other servers what gates need to know of them; not inside a transaction. */
    Map<GateSettings, GateOutcome> look(Plan plan, String trigger, boolean explain, @CheckForNull Build build) {
        return outside.look(plan, trigger, explain, build);
    }

    /** What the gates say to a plan. The one way for {@code explain} and for {@code promote} (design, rule 4). */
    Explanation explain(
            LedgerView view,
            Plan plan,
            @CheckForNull Promotion promotion,
            String trigger,
            Instant now,
            boolean overriding,
            Map<GateSettings, GateOutcome> outside) {
        Question question = plan.question(view, services.configurationOf(view, promotion), promotion, trigger, now)
                .with(outside);
        boolean redeployment =
                promotion != null && view.failureBehind(promotion.id()).isPresent();
        List<Gate> asked = redeployment
                ? Gates.forRedeployment(plan.application())
                : gates.forPromotion(plan.application(), plan.target(), plan.kind());
        return overriding ? Explanation.overriding(asked, question) : Explanation.of(asked, question);
    }

    /** Writes down that a promotion is refused or waits; one that waits for the same as before makes no event. */
    static void hold(LedgerTransaction tx, Instant now, Promotion promotion, Explanation explanation, Verdict all) {
        Verdict own = explanation.verdict();
        String reason = own == Verdict.PASSED
                ? "another promotion that belongs to it is " + all.name().toLowerCase(Locale.ROOT)
                : explanation.reason();
        if (all == Verdict.REFUSED) {
            Settlement.move(
                    tx,
                    now,
                    promotion.trigger(),
                    promotion,
                    own == Verdict.REFUSED ? PromotionStatus.REFUSED : PromotionStatus.CANCELLED,
                    reason);
            return;
        }
        PullRequestRecords.waiting(tx, now, promotion, reason, explanation.earliest());
    }

    private static List<PromotionResult> results(LedgerView view, List<Long> ids, Map<Long, Explanation> explanations) {
        return ids.stream().map(id -> result(view, id, explanations.get(id))).toList();
    }

    /** How a promotion stands now. */
    static PromotionResult result(LedgerView view, long id, @CheckForNull Explanation explanation) {
        Promotion promotion = Promotions.existing(view, id);
        Deployment deployment = promotion.status() != PromotionStatus.PROMOTED
                ? null
                : view.deploymentsOf(promotion.application(), promotion.to(), promotion.fingerprint(), 20).stream()
                        .filter(candidate -> Objects.equals(candidate.promotion(), id))
                        .findFirst()
                        .orElse(null);
        return new PromotionResult(promotion, explanation, deployment);
    }
}
