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
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
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
import io.jenkins.plugins.deploymentgates.model.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Records what was deployed and what checks said. Thread-safe. */
public final class Recordings {
    private final Services services;
    private final Planner planner;
    private final Promotions promotions;

    Recordings(Services services, Planner planner, Promotions promotions) {
        this.services = services;
        this.planner = planner;
        this.promotions = promotions;
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
        application.stage(request.environment());
        Environment environment = services.configuration().environment(request.environment());
        services.checkJob(actor, environment, "record at");
        Names.checkVersion(request.version());
        if (request.key() != null) {
            // Before Git is asked: the branch may be elsewhere by now.
            Optional<Change> known = services.ledger().write(tx -> byKey(tx, request));
            if (known.isPresent()) {
                return result(known.get(), application);
            }
        }
        Change change;
        try (LineRepository repository = services.open(application, Access.WRITE, actor.build())) {
            String commit = commit(application, environment, request, repository);
            Facts facts = services.ledger().read(view -> {
                Release release = planner.release(
                        view, application, request.version(), artifacts(view, request), commit, repository);
                Line line = planner.line(
                        view,
                        application,
                        environment,
                        application.stage(environment.name()).after(),
                        commit,
                        repository);
                return new Facts(release, commit, line);
            });
            change = services.ledger().write(tx -> record(tx, actor, application, environment, request, facts));
        }
        return result(change, application);
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
        application.stage(request.environment());
        Environment environment = services.configuration().environment(request.environment());
        services.checkJob(actor, environment, "record at");
        services.configuration().checkReportable(application, request.environment(), request.check());
        services.checkReporter(actor, request.check());
        return result(services.ledger().write(tx -> verify(tx, actor, application, request)), application);
    }

    private record Facts(Release release, @CheckForNull String commit, @CheckForNull Line line) {}

    private record Change(long deployment, boolean changed) {}

    private RecordResult result(Change change, Application application) {
        List<PromotionResult> followUps = change.changed() ? promotions.reconsider(application.name()) : List.of();
        Deployment deployment = services.ledger()
                .read(view -> view.deployment(change.deployment()).orElseThrow());
        return new RecordResult(deployment, change.changed(), followUps);
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
            Application application,
            Environment environment,
            RecordRequest request,
            @CheckForNull LineRepository repository) {
        if (repository == null) {
            if (request.commit() != null && !request.commit().matches("[0-9a-f]{40}")) {
                throw new InvalidInputException("commit " + Names.quote(request.commit()) + " cannot be looked up: "
                        + application.name() + " has no Git repository; give the full 40-digit id");
            }
            return request.commit();
        }
        if (request.commit() == null) {
            return repository.head(environment.branch());
        }
        repository.fetch();
        return repository.resolve(request.commit());
    }

    private Change record(
            LedgerTransaction tx,
            Actor actor,
            Application application,
            Environment environment,
            RecordRequest request,
            Facts facts) {
        Optional<Change> known = byKey(tx, request);
        if (known.isPresent()) {
            return known.get();
        }
        Instant now = services.now();
        Optional<Deployment> current = tx.current(application.name(), environment.name());
        boolean same = current.isPresent()
                && current.get().fingerprint().equals(facts.release().fingerprint())
                && Objects.equals(current.get().commit(), facts.commit());
        if (same && known(current.get().status(), request.status())) {
            services.report(tx, now, actor, Role.RECORDED, current.get());
            return new Change(current.get().id(), false);
        }
        long id;
        if (same && current.get().status().canBecome(request.status())) {
            id = current.get().id();
        } else {
            services.remember(tx, now, actor, facts.release());
            id = tx.next(Counter.DEPLOYMENT);
            String outOfBand = outOfBand(tx, actor, application, environment, facts, now);
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
        deployment.status().checkMove(deployment.label(), request.status());
        // The key goes to the event that holds the reported status, so that a later report under it is not taken for
        // this.
        tx.append(
                now,
                actor.name(),
                request.key(),
                new Event.DeploymentMoved(
                        id,
                        application.name(),
                        environment.name(),
                        deployment.status(),
                        request.status(),
                        request.reason()));
        services.report(tx, now, actor, Role.RECORDED, deployment);
        if (request.status() == DeploymentStatus.COMPLETED) {
            settleChecks(tx, now, actor, application, id);
        }
        return new Change(id, true);
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
            Instant now) {
        Plan plan = new Plan(
                application,
                environment,
                application.stage(environment.name()).after(),
                facts.release(),
                facts.commit(),
                facts.commit(),
                PromotionKind.FORWARD,
                facts.line());
        Explanation explanation = Explanation.of(
                Gates.builtIn(application), plan.question(tx, services.configuration(), null, actor.name(), now));
        String reasons = explanation.outcomes().stream()
                .filter(outcome -> outcome.verdict() != Verdict.PASSED)
                .map(outcome -> outcome.gate() + ": " + outcome.reason())
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? null : reasons;
    }

    private Change verify(LedgerTransaction tx, Actor actor, Application application, VerifyRequest request) {
        Optional<LedgerEvent> known = Keys.find(tx, request.key(), Keys.verification(request));
        if (known.isPresent()) {
            return new Change(((Event.VerificationRecorded) known.get().event()).deployment(), false);
        }
        Deployment deployment = tx.current(application.name(), request.environment())
                .orElseThrow(() -> new InvalidInputException("nothing of " + application.name() + " is deployed at "
                        + request.environment() + ", so there is nothing to verify; record a deployment there first"));
        if (deployment.status() == DeploymentStatus.FAILED && request.passed()) {
            throw new RefusedException(deployment.label() + " is FAILED, and a failed deployment stays so;"
                    + " record a new deployment and verify that");
        }
        Instant now = services.now();
        tx.append(
                now,
                actor.name(),
                request.key(),
                new Event.VerificationRecorded(
                        tx.next(Counter.VERIFICATION),
                        deployment.id(),
                        application.name(),
                        request.environment(),
                        request.check(),
                        request.passed(),
                        request.url()));
        services.report(tx, now, actor, Role.VERIFIED, deployment);
        settleChecks(tx, now, actor, application, deployment.id());
        return new Change(deployment.id(), true);
    }

    /** Moves a deployment to VERIFIED or FAILED when its required checks say so; the newest result of each counts. */
    private static void settleChecks(LedgerTransaction tx, Instant now, Actor actor, Application application, long id) {
        Deployment deployment = tx.deployment(id).orElseThrow();
        Map<String, Boolean> results = new LinkedHashMap<>();
        for (Verification verification : tx.verifications(id)) {
            results.put(verification.check(), verification.passed());
        }
        List<String> required = application.requiredChecks(deployment.environment());
        List<String> failed = new ArrayList<>(required);
        failed.removeIf(check -> results.getOrDefault(check, true));
        if (!failed.isEmpty()) {
            if (deployment.status() != DeploymentStatus.FAILED) {
                Settlement.move(
                        tx,
                        now,
                        actor.name(),
                        deployment,
                        DeploymentStatus.FAILED,
                        "check " + String.join(", ", failed) + " failed");
            }
            return;
        }
        if (deployment.status() == DeploymentStatus.COMPLETED
                && results.keySet().containsAll(required)) {
            Settlement.move(
                    tx,
                    now,
                    actor.name(),
                    deployment,
                    DeploymentStatus.VERIFIED,
                    required.isEmpty() ? "no check is required" : "passed " + String.join(", ", required));
        }
    }

    private static Optional<Change> byKey(LedgerTransaction tx, RecordRequest request) {
        return Keys.find(tx, request.key(), Keys.recording(tx, request))
                .map(event -> new Change(((Event.DeploymentMoved) event.event()).deployment(), false));
    }
}
