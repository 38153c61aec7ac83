package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.gate.Gates;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.Access;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.BuildLink.Role;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Records what was deployed and what checks said. Thread-safe. */
public final class Recordings {
    private final Services services;
    private final Planner planner;
    private final Promotions promotions;
    private final FailurePolicies failures;
    private final RequiredChecks checks;
    private final CheckReports reports;

    Recordings(Services services, Planner planner, Promotions promotions, FailurePolicies failures) {
        this.services = services;
        this.planner = planner;
        this.promotions = promotions;
        this.failures = failures;
        this.checks = new RequiredChecks(services, failures);
        this.reports = new CheckReports(services, checks);
    }

    /**
     * Records a deployment, or how far one is that was promoted or recorded before. Where no promotion led to it and the
     * built-in gates would not have let it in, it is recorded as out of band. The same recording sent twice is recorded
     * once.
     *
     * @throws InvalidInputException when a name, version or artifact is not known or not valid
     * @throws NotAllowedException when {@code actor} may not record there
     */
    public RecordResult record(Actor actor, RecordRequest request) {
        services.check(actor, Permission.RECORD);
        Application application = services.configuration().application(request.application());
        Environment environment = recordable(actor, application, request.environment());
        if (request.version() != null) {
            Names.checkVersion(request.version());
        } else if (application.git() == null
                || application.git().deploymentFiles() == null
                        && application.git().releaseFile() == null) {
            Mechanic.named(application, null);
        }
        if (request.key() != null) {
            // Before Git is asked: the branch may be elsewhere by now.
            Optional<Effect> known = services.ledger().write(tx -> byKey(tx, request));
            if (known.isPresent()) {
                return result(known.get(), application.name());
            }
        }
        // What was deployed may have come in by a pull request that nobody has seen merged yet.
        promotions.lookAtPullRequests(application.name(), environment.name());
        Effect effect;
        try (Repositories repositories = services.repositories(application, Access.WRITE, actor.build())) {
            LineRepository repository = repositories.line();
            String known = services.ledger().read(view -> view.current(application.name(), environment.name())
                    .map(Deployment::commit)
                    .orElse(null));
            String commit = commit(known, application, environment, request, repositories);
            Facts facts = services.ledger().read(view -> {
                Release release = release(view, application, environment, request, commit, repositories);
                Line line = planner.line(
                        view,
                        application,
                        environment,
                        application.stage(environment.name()).after(),
                        commit,
                        repository);
                return new Facts(release, commit, line);
            });
            RecordRequest named = request.labelled(facts.release().version());
            effect = services.ledger().write(tx -> record(tx, actor, application, environment, named, facts));
        }
        return result(effect, application.name());
    }

    /**
     * Records what a check said about the current deployment. When every required check has passed, a completed
     * deployment is VERIFIED; a required check that failed makes it FAILED.
     *
     * @throws InvalidInputException when no such check is configured or nothing is deployed there
     * @throws NotAllowedException when {@code actor} may not record there, or not report this check
     */
    public RecordResult verify(Actor actor, VerifyRequest request) {
        services.check(actor, Permission.RECORD);
        Application application = services.configuration().application(request.application());
        recordable(actor, application, request.environment());
        return result(reports.record(actor, application, request), application.name());
    }

    /** The environment, where the actor may record there. */
    private Environment recordable(Actor actor, Application application, String name) {
        application.stage(name);
        Environment environment = services.configuration().environment(name);
        services.checkJob(actor, environment, "record at");
        return environment;
    }

    private record Facts(Release release, @CheckForNull String commit, @CheckForNull Line line) {}

    /**
     * What a report changed.
     *
     * @param asked promotions that were asked for because of it, to be decided
     */
    record Effect(long deployment, boolean changed, List<Long> asked) {
        Effect {
            asked = List.copyOf(asked);
        }

        static Effect none(long deployment) {
            return new Effect(deployment, false, List.of());
        }

        static Effect of(long deployment, List<Long> asked) {
            return new Effect(deployment, true, asked);
        }
    }

    /** Has happen what follows from a report once its transaction is done. */
    RecordResult result(Effect effect, String application) {
        // First, so that a promotion that was waiting for the failed one to end finds the environment in order.
        FailureResult failure = failures.carryOut(effect.deployment());
        List<PromotionResult> followUps = new ArrayList<>();
        List<Long> asked = new ArrayList<>(effect.asked());
        if (failure != null) {
            asked.remove(failure.answer().promotion());
        }
        asked.forEach(id -> promotions.decideLater(id).ifPresent(followUps::add));
        if (effect.changed()) {
            followUps.addAll(promotions.reconsider(application));
        }
        Deployment deployment = services.ledger()
                .read(view -> view.deployment(effect.deployment()).orElseThrow());
        return new RecordResult(deployment, effect.changed(), failure, followUps);
    }

    private Release release(
            LedgerView view,
            Application application,
            Environment environment,
            RecordRequest request,
            @CheckForNull String commit,
            Repositories repositories) {
        if (repositories.line() == null || commit == null) {
            String version = Mechanic.named(application, request.version());
            return planner.release(view, application, version, artifacts(view, request), commit, null);
        }
        Mechanic.Start what = Mechanic.of(application)
                .contents(view, application, environment, request.version(), commit, repositories);
        return planner.release(
                view, application, what, what.artifacts() == null ? artifacts(view, request) : request.artifacts());
    }

    /**
     * Without artifacts given, a report on what is in the environment already means the combination that is there; other
     * combinations may have the same label.
     */
    private static List<Artifact> artifacts(LedgerView view, RecordRequest request) {
        if (!request.artifacts().isEmpty()) {
            return request.artifacts();
        }
        return view.current(request.application(), request.environment())
                .filter(current -> current.version().equals(request.version()))
                .flatMap(current -> view.release(current.fingerprint()))
                .map(Release::artifacts)
                .orElse(List.of());
    }

    @CheckForNull
    private static String commit(
            @CheckForNull String known,
            Application application,
            Environment environment,
            RecordRequest request,
            Repositories repositories) {
        LineRepository repository = repositories.line();
        if (repository == null) {
            if (request.commit() != null && !request.commit().matches("[0-9a-f]{40}")) {
                throw new InvalidInputException("commit " + Names.quote(request.commit()) + " cannot be looked up: "
                        + application.name() + " has no Git repository; give the full 40-digit id");
            }
            return request.commit();
        }
        if (request.commit() == null) {
            return Mechanic.of(application).deployed(known, application, environment, request.version(), repositories);
        }
        repository.fetch();
        return repository.resolve(request.commit());
    }

    private Effect record(
            LedgerTransaction tx,
            Actor actor,
            Application application,
            Environment environment,
            RecordRequest request,
            Facts facts) {
        Optional<Effect> known = byKey(tx, request);
        if (known.isPresent()) {
            return known.get();
        }
        Instant now = services.now();
        Optional<Deployment> current = tx.current(application.name(), environment.name());
        boolean same = current.isPresent()
                && current.get().fingerprint().equals(facts.release().fingerprint())
                && Objects.equals(current.get().commit(), facts.commit());
        if (!same || current.get().flow() != null) {
            List<Deployment> meant = FlowSteps.meant(tx, request, !same);
            if (!meant.isEmpty()) {
                return record(tx, actor, application, environment, request, facts, meant);
            }
        }
        if (same && known(current.get().status(), request.status())) {
            services.report(tx, now, actor, Role.RECORDED, current.get());
            return Effect.none(current.get().id());
        }
        long id;
        if (same && current.get().status().canBecome(request.status())) {
            id = current.get().id();
        } else {
            services.remember(tx, now, actor, facts.release());
            id = tx.next(Counter.DEPLOYMENT);
            String outOfBand = outOfBand(tx, actor, application, environment, facts, PromotionKind.FORWARD, now);
            tx.append(
                    now,
                    actor.name(),
                    null,
                    new Event.DeploymentCreated(
                            id,
                            application.name(),
                            environment.name(),
                            facts.release().fingerprint(),
                            facts.release().version(),
                            facts.commit(),
                            Deployment.Cause.RECORD,
                            null,
                            outOfBand));
        }
        Deployment deployment = tx.deployment(id).orElseThrow();
        return moved(tx, now, actor, deployment, request.status(), request.reason(), request.key());
    }

    /** Records what was reported of deployments of flows; one whose turn has not come enters all the same. */
    private Effect record(
            LedgerTransaction tx,
            Actor actor,
            Application application,
            Environment environment,
            RecordRequest request,
            Facts facts,
            List<Deployment> meant) {
        Instant now = services.now();
        String key = request.key();
        List<Long> asked = new ArrayList<>();
        boolean changed = false;
        for (Deployment one : meant) {
            Deployment deployment = one;
            if (deployment.status() == DeploymentStatus.NOT_STARTED) {
                Facts planned = new Facts(tx.release(one.fingerprint()).orElseThrow(), facts.commit(), null);
                tx.append(
                        now,
                        actor.name(),
                        null,
                        new Event.DeploymentCreated(
                                one.id(),
                                one.application(),
                                one.environment(),
                                one.fingerprint(),
                                one.version(),
                                facts.commit(),
                                Deployment.Cause.RECORD,
                                null,
                                outOfBand(tx, actor, application, environment, planned, PromotionKind.FLOW, now)));
                deployment = tx.deployment(one.id()).orElseThrow();
            }
            if (deployment.status() == request.status()) {
                services.report(tx, now, actor, Role.RECORDED, deployment);
            } else {
                asked.addAll(moved(tx, now, actor, deployment, request.status(), request.reason(), key)
                        .asked());
                key = null;
                changed = true;
            }
        }
        return new Effect(meant.get(0).id(), changed, asked);
    }

    /** Moves a deployment, and on to what follows from that in the same transaction. */
    Effect moved(
            LedgerTransaction tx,
            Instant now,
            Actor actor,
            Deployment deployment,
            DeploymentStatus to,
            String reason,
            @CheckForNull String key) {
        deployment.status().checkMove(deployment.label(), to);
        // The key goes to the event that holds the reported status, so that a later report under it is not taken for
        // this.
        tx.append(
                now,
                actor.name(),
                key,
                new Event.DeploymentMoved(
                        deployment.id(),
                        deployment.application(),
                        deployment.environment(),
                        deployment.status(),
                        to,
                        reason));
        services.report(tx, now, actor, Role.RECORDED, deployment);
        return to == DeploymentStatus.COMPLETED
                ? checked(tx, now, actor, deployment.id())
                : Effect.of(deployment.id(), failures.answer(tx, deployment.id()));
    }

    /** Whether a deployment that stands at {@code status} was already reported to be at least at {@code reported}. */
    private static boolean known(DeploymentStatus status, DeploymentStatus reported) {
        return status == reported || reported == DeploymentStatus.COMPLETED && status == DeploymentStatus.VERIFIED;
    }

    @CheckForNull
    private String outOfBand(
            LedgerTransaction tx,
            Actor actor,
            Application application,
            Environment environment,
            Facts facts,
            PromotionKind kind,
            Instant now) {
        Plan plan = new Plan(
                application,
                environment,
                application.stage(environment.name()).after(),
                facts.release(),
                facts.commit(),
                facts.commit(),
                kind,
                facts.line(),
                null);
        Explanation explanation = Explanation.of(
                Gates.builtIn(application), plan.question(tx, services.configuration(), null, actor.name(), now));
        String reasons = explanation.outcomes().stream()
                .filter(outcome -> outcome.verdict() != Verdict.PASSED)
                .map(outcome -> outcome.gate() + ": " + outcome.reason())
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? null : reasons;
    }

    /** Has the checks of a deployment decide, and what follows from that in the same transaction. */
    Effect checked(LedgerTransaction tx, Instant now, Actor actor, long id) {
        return Effect.of(id, checks.settle(tx, now, actor, id));
    }

    private static Optional<Effect> byKey(LedgerTransaction tx, RecordRequest request) {
        return Keys.find(tx, request.key(), Keys.recording(tx, request))
                .map(event -> Effect.none(((Event.DeploymentMoved) event.event()).deployment()));
    }
}
