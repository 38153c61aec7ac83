package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.gate.Line.Relation;
import io.jenkins.plugins.deploymentgates.git.Access;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.BuildLink.Role;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Explain, promote, approve, refuse, cancel. Thread-safe. */
public final class Promotions {
    private static final Logger LOGGER = LoggerFactory.getLogger(Promotions.class);

    private final Services services;
    private final Planner planner;
    private final Execution execution;
    private final Votes votes;
    private final CommitPullRequests commits;

    Promotions(Services services, Planner planner, Execution execution, CommitPullRequests commits) {
        this.services = services;
        this.planner = planner;
        this.execution = execution;
        this.commits = commits;
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
                Promotion open = open(view, plan).orElse(null);
                String trigger = open == null ? actor.name() : open.trigger();
                Explanation explanation =
                        execution.explain(view, plan, open, trigger, services.now(), override, outside);
                return new Preview(
                        explanation,
                        plan.line() == null ? null : plan.line().incoming(),
                        found,
                        plan.draft(),
                        PullRequests.takes(plan)
                                ? Asking.draft(
                                        plan, explanation, open == null ? null : open.id(), trigger, repositories)
                                : null);
            });
        }
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
            Map<GateSettings, GateOutcome> outside = execution.look(plan, known.trigger(), true, services.asker(id));
            Explanation explanation = services.ledger().read(view -> {
                Promotion promotion = existing(view, id);
                boolean override = promotion.overrideReason() != null;
                return execution.explain(view, plan, promotion, promotion.trigger(), services.now(), override, outside);
            });
            return execution
                    .pullRequests()
                    .evidence(known)
                    .map(explanation::and)
                    .orElse(explanation);
        }
    }

    /**
     * Asks for a promotion and carries it out when every gate passes. Asking again for one that waits asks its gates
     * again; asking for what is in the target already returns the promotion that brought it there.
     *
     * @throws NotAllowedException when {@code actor} may not promote there, or not override
     */
    public PromotionResult promote(Actor actor, PromoteRequest request) {
        return decide(asked(actor, request));
    }

    /**
     * Writes down that a promotion is asked for and does no more, for who must not wait for gates and pushes. It is in the
     * ledger then, and {@link #decide} carries it out; {@link DuePromotions} does, of whatever host.
     *
     * @throws NotAllowedException as {@link #promote}
     */
    public PromotionResult ask(Actor actor, PromoteRequest request) {
        long id = asked(actor, request);
        return services.ledger().read(view -> Execution.result(view, id, null));
    }

    private long asked(Actor actor, PromoteRequest request) {
        services.check(actor, Permission.PROMOTE);
        if (request.overrideReason() != null) {
            services.check(actor, Permission.OVERRIDE);
            if (request.overrideReason().isBlank()) {
                throw new InvalidInputException("an override needs a reason; say why with --reason");
            }
        }
        Application application = services.configuration().application(request.application());
        application.stage(request.to());
        services.checkJob(actor, services.configuration().environment(request.to()), "promote to");
        if (request.key() != null) {
            // Before Git is asked: there may be another release at the source by now.
            Optional<Long> known = services.ledger().write(tx -> byKey(tx, request));
            if (known.isPresent()) {
                return known.get();
            }
        }
        Looked looked;
        try (Repositories repositories = services.repositories(application, Access.WRITE, actor.build())) {
            services.progress().at(Progress.Step.LOOKING);
            looked = services.ledger().read(view -> {
                Optional<Long> there =
                        view.current(application.name(), request.to()).map(Deployment::id);
                // What cannot be drafted is not asked for.
                Plan plan =
                        planner.drafted(view, planner.plan(view, request, repositories), actor.name(), repositories);
                return new Looked(request.overrideReason() == null ? plan : plan.aligning(), there);
            });
        }
        return services.ledger().write(tx -> {
            long id = request(tx, actor, request, looked);
            services.report(tx, services.now(), actor, Role.PROMOTED, existing(tx, id));
            return id;
        });
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
     * The same for one that was asked for in a transaction that is done: should it not be possible now, it is logged, and
     * the promotion is asked again with the others.
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
     * Asks the gates of every promotion that is not decided again and carries out those that pass, as after an event that could have
     * changed their answer. One that cannot be asked, for example because its repository cannot be reached, is logged and
     * waits on.
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

    /**
     * What was seen before a promotion is asked for.
     *
     * @param there the deployment that was in the target, looked up before Git was
     */
    private record Looked(Plan plan, Optional<Long> there) {}

    private long request(LedgerTransaction tx, Actor actor, PromoteRequest request, Looked looked) {
        Instant now = services.now();
        Plan plan = looked.plan();
        Optional<Long> before = byKey(tx, request);
        if (before.isPresent()) {
            return before.get();
        }
        Optional<Promotion> open = open(tx, plan);
        if (open.isPresent()) {
            boolean stronger = request.overrideReason() != null && open.get().overrideReason() == null;
            if (!stronger || open.get().status() == PromotionStatus.EXECUTING) {
                return open.get().id();
            }
            Settlement.move(tx, now, actor.name(), open.get(), PromotionStatus.CANCELLED, "replaced by an override");
        }
        Optional<Long> done = alreadyThere(tx, looked);
        if (done.isPresent()) {
            return done.get();
        }
        services.remember(tx, now, actor, plan.release());
        long id = tx.next(Counter.PROMOTION);
        tx.append(
                now,
                actor.name(),
                request.key(),
                new Event.PromotionRequested(
                        id,
                        plan.application().name(),
                        plan.sources(),
                        plan.target().name(),
                        plan.release().fingerprint(),
                        plan.release().version(),
                        plan.source(),
                        plan.kind(),
                        request.overrideReason()));
        return id;
    }

    private static Optional<Long> byKey(LedgerTransaction tx, PromoteRequest request) {
        return Keys.find(tx, request.key(), Keys.promotion(request))
                .map(known -> ((Event.PromotionRequested) known.event()).id());
    }

    /**
     * The promotion that brought exactly this to the target, if it is there now and nothing went wrong with it. One that
     * came since Git was looked at brought the branch there, too.
     */
    private static Optional<Long> alreadyThere(LedgerView view, Looked looked) {
        Plan plan = looked.plan();
        Optional<Deployment> current =
                view.current(plan.application().name(), plan.target().name());
        boolean there = current.isPresent()
                && current.get().fingerprint().equals(plan.release().fingerprint())
                && Objects.equals(current.get().commit(), plan.commit())
                && current.get().status() != DeploymentStatus.FAILED
                && (plan.line() == null
                        || plan.line().relation() == Relation.SAME
                        || !looked.there().equals(current.map(Deployment::id)));
        if (!there) {
            return Optional.empty();
        }
        Deployment deployment = current.get();
        if (deployment.promotion() == null) {
            throw new RefusedException(
                    deployment.application() + " " + deployment.version() + " is at " + deployment.environment()
                            + " already: deployment " + deployment.id() + ", " + deployment.status()
                            + "; there is nothing to promote");
        }
        return Optional.of(deployment.promotion());
    }

    private static Optional<Promotion> open(LedgerView view, Plan plan) {
        return view.openPromotions(plan.application().name()).stream()
                .filter(promotion -> promotion.to().equals(plan.target().name())
                        && promotion.fingerprint().equals(plan.release().fingerprint())
                        && Objects.equals(promotion.commit(), plan.source())
                        && (promotion.kind() == plan.kind()
                                || promotion.kind() == PromotionKind.FORWARD && plan.kind() == PromotionKind.ALIGN
                                || promotion.kind() == PromotionKind.FLOW && plan.kind() == PromotionKind.FORWARD))
                .findFirst();
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
