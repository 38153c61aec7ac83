package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.BuildLink.Role;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.promotion.Recordings.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What checks say about what is in an environment, and about the deployments of flows that are the same. Thread-safe. */
final class CheckReports {
    private final Services services;
    private final RequiredChecks checks;

    CheckReports(Services services, RequiredChecks checks) {
        this.services = services;
        this.checks = checks;
    }

    /**
     * Records one, and what the required checks decide by it, in one transaction.
     *
     * @throws InvalidInputException when no such check is configured or nothing is deployed there
     * @throws NotAllowedException when {@code actor} may not report this check
     */
    Effect record(Actor actor, Application application, VerifyRequest request) {
        checkReportable(application, request);
        services.checkReporter(actor, request.check());
        return services.ledger().write(tx -> record(tx, actor, application, request));
    }

    /** What the flow that what is there belongs to began with can be reported, whatever is configured now. */
    private void checkReportable(Application application, VerifyRequest request) {
        boolean kept = services.ledger()
                .read(view -> view.current(application.name(), request.environment())
                        .flatMap(current -> FlowSteps.stage(view, current)))
                .flatMap(stage -> stage.check(request.check()))
                .isPresent();
        if (!kept) {
            services.configuration().checkReportable(application, request.environment(), request.check());
        }
    }

    private Effect record(LedgerTransaction tx, Actor actor, Application application, VerifyRequest request) {
        Optional<LedgerEvent> known = Keys.find(tx, request.key(), Keys.verification(request));
        if (known.isPresent()) {
            return Effect.none(((Event.VerificationRecorded) known.get().event()).deployment());
        }
        Deployment deployment = tx.current(application.name(), request.environment())
                .orElseThrow(() -> new InvalidInputException("nothing of " + application.name() + " is deployed at "
                        + request.environment() + ", so there is nothing to verify; record a deployment there first"));
        if (deployment.status() == DeploymentStatus.FAILED && request.passed()) {
            throw new RefusedException(deployment.label() + " is FAILED, and a failed deployment stays so;"
                    + " record a new deployment and verify that");
        }
        Instant now = services.now();
        List<Deployment> all = new ArrayList<>(List.of(deployment));
        FlowSteps.siblings(tx, deployment).stream()
                .filter(one -> FlowSteps.stage(tx, one)
                        .flatMap(stage -> stage.check(request.check()))
                        .isPresent())
                .forEach(all::add);
        String key = request.key();
        List<Long> asked = new ArrayList<>();
        for (Deployment one : all) {
            tx.append(
                    now,
                    actor.name(),
                    key,
                    new Event.VerificationRecorded(
                            tx.next(Counter.VERIFICATION),
                            one.id(),
                            application.name(),
                            request.environment(),
                            request.check(),
                            request.passed(),
                            request.url()));
            key = null;
            services.report(tx, now, actor, Role.VERIFIED, one);
            asked.addAll(checks.settle(tx, now, actor, one.id()));
        }
        return Effect.of(deployment.id(), asked);
    }
}
