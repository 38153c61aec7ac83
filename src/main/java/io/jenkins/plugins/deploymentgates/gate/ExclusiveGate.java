package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.Optional;

/** Built in, and never overridden: one promotion of an application into an environment at a time. */
final class ExclusiveGate implements Gate {
    /** Its name; overriding leaves the gate of this name alone. */
    static final String NAME = "exclusive";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public GateOutcome ask(Question question) {
        String application = question.application().name();
        String environment = question.target().name();
        Optional<Promotion> executing = question.ledger().openPromotions(application).stream()
                .filter(one -> one.to().equals(environment) && one.status() == PromotionStatus.EXECUTING)
                .filter(one -> question.promotion() == null
                        || one.id() != question.promotion().id())
                .findFirst();
        if (executing.isPresent()) {
            return GateOutcome.waitingFor(
                    name(),
                    "another promotion into " + environment + " is being executed: "
                            + executing.get().label(),
                    executing.get().label() + " EXECUTING",
                    "wait until promotion " + executing.get().id() + " is done");
        }
        Optional<Deployment> started = question.ledger()
                .current(application, environment)
                .filter(current -> current.status() == DeploymentStatus.STARTED)
                // Flows of several artifacts go on side by side.
                .filter(current -> question.kind() != PromotionKind.FLOW);
        if (started.isPresent()) {
            Deployment there = started.get();
            return GateOutcome.waitingFor(
                    name(),
                    there.label() + " is being delivered",
                    "STARTED since " + Texts.instant(there.startedAt() == null ? there.createdAt() : there.startedAt()),
                    "wait until deployment " + there.id() + " is recorded as COMPLETED or FAILED");
        }
        return GateOutcome.passed(
                name(), "nothing else is entering " + environment, "no promotion EXECUTING, no deployment STARTED");
    }
}
