package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.git.Access;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.IllegalMoveException;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Explain, promote, approve, refuse, cancel. Thread-safe. */
public final class Promotions {
    private static final Logger LOGGER = LoggerFactory.getLogger(Promotions.class);

    private final Services services;
    private final Planner planner;
    private final Execution execution;
    private final Requests requests;
    private final Votes votes;
    private final CommitPullRequests commits;

    Promotions(Services services, Planner planner, Execution execution, CommitPullRequests commits) {
        this.services = services;
        this.planner = planner;
        this.execution = execution;
        this.commits = commits;
        this.requests = new Requests(services, planner);
        this.votes = new Votes(services);
    }

    /**
     * What would happen if {@code actor} asked for this promotion now. Changes nothing.
     *
     * @throws DeploymentGatesException when it is not known what should be promoted
     */
    public Explanation explain(Actor actor, PromoteRequest request) {
        return preview(actor, request).explanation();
    }

    /**
     * As {@link #explain}, with the commits the promotion would bring.
     *
     * @throws DeploymentGatesException when it is not known what should be promoted
     */
    public Preview preview(Actor actor, PromoteRequest request) {
        Application application = services.configuration().application(request.application());
        application.stage(request.to());
        try (Repositories repositories = services.repositories(application, Access.READ, actor.build())) {
            boolean override = request.overrideReason() != null;
            CommitPullRequests.Found found = commits.of(
                    application, () -> services.ledger().read(view -> planner.plan(view, request, repositories)));
            Plan plan = services.ledger().read(view -> {
                Plan told = planner.plan(view, request, repositories).with(found);
                Plan planned = planner.drafted(view, told, actor.name(), repositories);
                return override ? planned.aligning() : planned;
            });
            Map<GateSettings, GateOutcome> outside = execution.look(plan, actor.name(), true, actor.build());
            return services.ledger().read(view -> {
                Promotion open = Requests.open(view, plan).orElse(null);
                String trigger = open == null ? actor.name() : open.trigger();
                Explanation explanation =
                        execution.explain(view, plan, open, trigger, services.now(), override, outside);
                return preview(plan, explanation, open == null ? null : open.id(), trigger, repositories);
            });
        }
    }

    /**
     * As {@link #explain(long)}, with what the promotion would bring.
     *
     * @throws InvalidInputException when there is no such promotion
     */
    public Preview preview(long id) {
        Promotion known = services.ledger().read(view -> existing(view, id));
        try (Repositories repositories = services.repositories(known, Access.READ)) {
            CommitPullRequests.Found found = execution.behind(known, repositories);
            Plan plan = services.ledger()
                    .read(view -> planner.drafted(
                            view,
                            planner.plan(view, existing(view, id), repositories).with(found),
                            known.trigger(),
                            repositories));
            return preview(plan, explain(known, plan), id, known.trigger(), repositories);
        }
    }

    private static Preview preview(
            Plan plan,
            Explanation explanation,
            @CheckForNull Long promotion,
            String trigger,
            Repositories repositories) {
        return new Preview(
                explanation,
                plan.line() == null ? null : plan.line().incoming(),
                plan.pullRequests(),
                plan.draft(),
                Asking.files(plan, repositories),
                PullRequestIntents.takes(plan)
                        ? Asking.draft(plan, explanation, promotion, trigger, repositories)
                        : null);
    }

    /**
     * What the gates of a recorded promotion say now. Changes nothing.
     *
     * @throws InvalidInputException when there is no such promotion
     */
    public Explanation explain(long id) {
        Promotion known = services.ledger().read(view -> existing(view, id));
        try (Repositories repositories = services.repositories(known, Access.READ)) {
            CommitPullRequests.Found found = execution.behind(known, repositories);
            Plan plan = services.ledger().read(view -> planner.plan(view, existing(view, id), repositories)
                    .with(found));
            return explain(known, plan);
        }
    }

    private Explanation explain(Promotion known, Plan plan) {
        Map<GateSettings, GateOutcome> outside =
                execution.look(plan, known.trigger(), true, services.asker(known.id()));
        Explanation explanation = services.ledger().read(view -> {
            Promotion promotion = existing(view, known.id());
            boolean override = promotion.overrideReason() != null;
            return execution.explain(view, plan, promotion, promotion.trigger(), services.now(), override, outside);
        });
        return execution.pullRequests().evidence(known).map(explanation::and).orElse(explanation);
    }

    /**
     * Asks for a promotion and carries it out when every gate passes. Asking again for one that waits asks its gates
     * again; asking for what is in the target already returns the promotion that brought it there.
     *
     * @throws NotAllowedException when {@code actor} may not promote there, or not override
     */
    public PromotionResult promote(Actor actor, PromoteRequest request) {
        return decide(requests.ask(actor, request));
    }

    /**
     * Writes down that a promotion is asked for and does no more, for who must not wait for gates and pushes. It is in the
     * ledger then, and {@link #decide} carries it out; {@link DuePromotions} does, of whatever host.
     *
     * @throws NotAllowedException as {@link #promote}
     */
    public PromotionResult ask(Actor actor, PromoteRequest request) {
        long id = requests.ask(actor, request);
        return services.ledger().read(view -> Execution.result(view, id, null));
    }

    /**
     * One person's yes. The promotion is carried out when that was the last thing it waited for.
     *
     * @throws RefusedException when the promotion does not wait any more
     */
    public PromotionResult approve(Actor actor, long id, String reason) {
        return approve(actor, id, reason, null);
    }

    /**
     * The same.
     *
     * @param key the sender's idempotency key, or {@code null}; a call repeated under it is no second vote
     */
    public PromotionResult approve(Actor actor, long id, String reason, @CheckForNull String key) {
        votes.yes(actor, id, reason, key);
        return decide(id);
    }

    /**
     * Records one person's yes and does no more, for who must not wait for Git; {@link #decide} carries the promotion out.
     * The same person's second yes changes nothing.
     *
     * @throws RefusedException when the promotion does not wait any more
     */
    public void vote(Actor actor, long id, String reason) {
        votes.yes(actor, id, reason, null);
    }

    /**
     * One person's no; it ends the promotion.
     *
     * @throws RefusedException when the promotion does not wait any more
     */
    public PromotionResult refuse(Actor actor, long id, String reason) {
        return refuse(actor, id, reason, null);
    }

    /**
     * The same.
     *
     * @param key the sender's idempotency key, or {@code null}; a call repeated under it is no second vote
     */
    public PromotionResult refuse(Actor actor, long id, String reason, @CheckForNull String key) {
        PromotionResult result = votes.no(actor, id, reason, key);
        execution.ended(result.promotion());
        return result;
    }

    /** Calls a promotion off that was not executed yet. */
    public PromotionResult cancel(Actor actor, long id) {
        return cancel(actor, id, null);
    }

    /**
     * The same.
     *
     * @param key the sender's idempotency key, or {@code null}; a call repeated under it changes nothing
     */
    public PromotionResult cancel(Actor actor, long id, @CheckForNull String key) {
        services.check(actor, Permission.PROMOTE);
        PromotionResult result = services.ledger().write(tx -> {
            Promotion promotion = existing(tx, id);
            if (Keys.find(tx, key, Keys.cancellation(id)).isEmpty()) {
                checkNotUnderWay(promotion);
                Settlement.move(
                        tx,
                        services.now(),
                        actor.name(),
                        key,
                        promotion,
                        PromotionStatus.CANCELLED,
                        "cancelled by " + actor.name());
            }
            return Execution.result(tx, id, null);
        });
        execution.ended(result.promotion());
        return result;
    }

    /** What was pushed, or is about to be, cannot be called off: nobody knows yet whether it arrived. */
    private static void checkNotUnderWay(Promotion promotion) {
        if (promotion.status() == PromotionStatus.EXECUTING) {
            throw new IllegalMoveException(promotion.label()
                    + " is EXECUTING and cannot be cancelled: its push is under way, and where the repository does not"
                    + " answer, it is not known whether the push arrived; it ends by itself with the next command, or in"
                    + " the background of Jenkins and serve, once the repository answers; roll back then what is not"
                    + " wanted");
        }
    }

    /** Asks the gates of one promotion again, and of those that only go together with it. */
    public PromotionResult decide(long id) {
        List<Long> together = services.ledger()
                .read(view -> Rollbacks.together(view, existing(view, id).id()));
        return execution.decide(together).get(together.indexOf(id));
    }

    /** Asks the servers of open pull requests into an environment; when that cannot be done now, it is logged. */
    void lookAtPullRequests(String application, String environment) {
        execution.pullRequests().into(application, environment).forEach(this::decideLater);
    }

    /** Promotions that are open pull requests, whose server is to be asked again by now; {@link #decide} does that. */
    List<Long> pullRequestsDue() {
        return execution.pullRequests().due();
    }

    /**
     * As {@link #decide}, of one that was asked for in a transaction that is done: should it not be possible now, it is
     * logged, and the promotion is asked again with the others.
     *
     * @return how it stands; empty when that is not possible now
     */
    Optional<PromotionResult> decideLater(long id) {
        try {
            return Optional.of(decide(id));
        } catch (DeploymentGatesException e) {
            LOGGER.warn("promotion {} could not be decided: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Asks the gates of every promotion that is not decided again and carries out those that pass, as after an event that
     * could have changed their answer. One that cannot be asked, for example because its repository cannot be reached, is
     * logged and waits on.
     *
     * @param application of this application, or of all for {@code null}
     * @return those that moved on
     */
    public List<PromotionResult> reconsider(@CheckForNull String application) {
        execution.pullRequests().closeEnded(application);
        List<Promotion> waiting = services.ledger().read(view -> view.openPromotions(application));
        List<PromotionResult> moved = new ArrayList<>();
        for (Promotion promotion : waiting) {
            if (promotion.status() == PromotionStatus.EXECUTING) {
                continue;
            }
            try {
                PromotionResult result = decide(promotion.id());
                if (result.promotion().status() != PromotionStatus.WAITING) {
                    moved.add(result);
                }
            } catch (DeploymentGatesException e) {
                LOGGER.warn("{} could not be asked again: {}", promotion.label(), e.getMessage());
            }
        }
        return moved;
    }

    /** @throws InvalidInputException when there is no such promotion, with those that wait */
    static Promotion existing(LedgerView view, long id) {
        return view.promotion(id).orElseThrow(() -> {
            List<Promotion> open = view.openPromotions(null);
            return new InvalidInputException("there is no promotion " + id + "; "
                    + (open.isEmpty()
                            ? "none is waiting"
                            : "waiting are "
                                    + String.join(
                                            ", ",
                                            open.stream()
                                                    .map(promotion -> String.valueOf(promotion.id()))
                                                    .toList())));
        });
    }
}
