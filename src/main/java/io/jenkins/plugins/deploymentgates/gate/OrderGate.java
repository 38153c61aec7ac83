package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.Optional;

/**
 * Built in: nothing older than what is there enters, unless it is meant to (a rollback, or a target that is forced to
 * equal another). What is older is told by Git where there is a repository, else by which release was recorded first.
 */
final class OrderGate implements Gate {

    @Override
    public String name() {
        return "order";
    }

    @Override
    public GateOutcome ask(Question question) {
        String environment = question.target().name();
        String release = Evidence.label(question.release());
        Optional<Deployment> current =
                question.ledger().current(question.application().name(), environment);
        String there = current.map(one -> one.label() + " " + one.status())
                .orElse("nothing was ever deployed to " + environment);
        if (question.kind() == PromotionKind.ROLLBACK || question.kind() == PromotionKind.ALIGN) {
            return GateOutcome.passed(
                    name(),
                    question.kind() == PromotionKind.ROLLBACK
                            ? "a rollback may go back to an older release"
                            : "aligning may go back to an older release",
                    there);
        }
        if (question.kind() == PromotionKind.FLOW) {
            return GateOutcome.passed(name(), "an artifact's flow goes its own way, whatever else is there", there);
        }
        if (current.isPresent()
                && current.get().fingerprint().equals(question.release().fingerprint())) {
            DeploymentStatus status = current.get().status();
            boolean done = status == DeploymentStatus.VERIFIED || status == DeploymentStatus.COMPLETED;
            return GateOutcome.passed(
                    name(),
                    done
                            ? release + " is there already and " + status + "; promoting it again would change nothing"
                            : release + " is there already, " + status + ", and not older than itself",
                    there);
        }
        Line line = question.line();
        if (line != null) {
            return line.relation() == Line.Relation.BEHIND
                    ? older(
                            question,
                            there,
                            "commit " + Texts.commit(line.commit()) + " is an ancestor of " + line.targetRef() + " at "
                                    + Texts.commit(line.base() == null ? line.commit() : line.base()))
                    : GateOutcome.passed(name(), release + " is not older than what is in " + environment, there);
        }
        Optional<Long> sequence =
                question.ledger().releaseSequence(question.release().fingerprint());
        Optional<Long> currentSequence =
                current.flatMap(one -> question.ledger().releaseSequence(one.fingerprint()));
        if (sequence.isPresent() && currentSequence.isPresent() && sequence.get() < currentSequence.get()) {
            return older(
                    question,
                    there,
                    "it was recorded before " + current.get().application() + " "
                            + question.ledger()
                                    .release(current.get().fingerprint())
                                    .map(one -> one.labelBeside(question.release()))
                                    .orElse(current.get().version()));
        }
        return GateOutcome.passed(
                name(),
                current.isEmpty()
                        ? "nothing was ever deployed to " + environment
                        : release + " is not older than what is in " + environment,
                there);
    }

    private GateOutcome older(Question question, String there, String why) {
        String environment = question.target().name();
        return GateOutcome.refused(
                name(),
                Evidence.label(question.release()) + " is older than what is in " + environment + ": " + why,
                there,
                "promote a newer release, or roll " + environment + " back to it");
    }
}
