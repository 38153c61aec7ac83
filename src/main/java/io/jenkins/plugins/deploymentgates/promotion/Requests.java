package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.gate.Line.Relation;
import io.jenkins.plugins.deploymentgates.git.Access;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.BuildLink.Role;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Writes down that promotions are asked for: what may be asked, and what is the same as what was asked before. Thread-safe. */
final class Requests {
    private final Services services;
    private final Planner planner;

    Requests(Services services, Planner planner) {
        this.services = services;
        this.planner = planner;
    }

    /**
     * Writes down that a promotion is asked for, unless it is already.
     *
     * @return it, or the one that is the same and open, or the one that brought exactly this there
     * @throws NotAllowedException when {@code actor} may not promote there, or not override
     */
    long ask(Actor actor, PromoteRequest request) {
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
            services.report(tx, services.now(), actor, Role.PROMOTED, Promotions.existing(tx, id));
            return id;
        });
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

    /** The one that is not over and is about the same. */
    static Optional<Promotion> open(LedgerView view, Plan plan) {
        return view.openPromotions(plan.application().name()).stream()
                .filter(promotion -> promotion.to().equals(plan.target().name())
                        && promotion.fingerprint().equals(plan.release().fingerprint())
                        && Objects.equals(promotion.commit(), plan.source())
                        && (promotion.kind() == plan.kind()
                                || promotion.kind() == PromotionKind.FORWARD && plan.kind() == PromotionKind.ALIGN
                                || promotion.kind() == PromotionKind.FLOW && plan.kind() == PromotionKind.FORWARD))
                .findFirst();
    }
}
