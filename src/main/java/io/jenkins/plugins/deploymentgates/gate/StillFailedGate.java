package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.Objects;

/**
 * Built in for what a failure policy puts back: the deployment that failed must still be what is in the environment.
 * Whatever came there since was meant to be there.
 */
final class StillFailedGate implements Gate {
    @Override
    public String name() {
        return "stillFailed";
    }

    @Override
    public GateOutcome ask(Question question) {
        Promotion promotion = Objects.requireNonNull(question.promotion(), "a failure policy's promotion is recorded");
        FailureAnswer failure = question.ledger().failureBehind(promotion.id()).orElseThrow();
        Deployment failed = question.ledger().deployment(failure.deployment()).orElseThrow();
        Deployment current = question.ledger()
                .current(failure.application(), failure.environment())
                .orElseThrow();
        String lookedAt = "FAILED at " + Texts.instant(failure.at());
        return current.id() == failed.id()
                ? GateOutcome.passed(name(), failed.label() + " failed and is still there", lookedAt)
                : GateOutcome.refused(
                        name(),
                        failed.label() + ", which failed, is not what is there any more: " + current.label() + " is",
                        lookedAt,
                        "roll back by hand if what is there now is not good either");
    }
}
