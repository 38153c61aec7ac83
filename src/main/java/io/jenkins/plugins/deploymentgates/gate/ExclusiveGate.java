package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.PullRequestLink;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
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
        Optional<Promotion> asked = question.kind() == PromotionKind.ROLLBACK
                ? Optional.empty()
                : pullRequest(question, application, environment);
        if (asked.isPresent()) {
            Promotion other = asked.get();
            PullRequestLink link = other.pullRequest();
            return GateOutcome.waitingFor(
                    name(),
                    "another promotion into " + environment + " is " + (link == null ? "a pull request" : link.label())
                            + ": " + other.label(),
                    other.label() + " " + other.status() + ", to be merged",
                    "wait until that is merged or closed, or cancel promotion " + other.id());
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

    /** Another promotion that waits for its pull request into the same environment. */
    private static Optional<Promotion> pullRequest(Question question, String application, String environment) {
        return question.ledger().openIntents().stream()
                .filter(intent -> intent.kind() == PushIntent.Kind.PULL_REQUEST
                        && intent.application().equals(application))
                .flatMap(intent -> intent.promotions().stream())
                .filter(id -> question.promotion() == null
                        || id != question.promotion().id())
                .flatMap(id -> question.ledger().promotion(id).stream())
                .filter(one -> one.to().equals(environment) && !one.status().isFinal())
                .findFirst();
    }
}
