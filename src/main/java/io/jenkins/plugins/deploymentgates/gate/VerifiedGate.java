package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.List;
import java.util.Optional;

/**
 * Built in, design rule 6: nothing enters an environment unless it is VERIFIED in every source environment. By default
 * that is the exact combination, by fingerprint; with {@code combination: per-artifact} each artifact by itself, and the
 * configuration tree is not asked for.
 */
final class VerifiedGate implements Gate {

    @Override
    public String name() {
        return "verified";
    }

    @Override
    public GateOutcome ask(Question question) {
        String release = Evidence.combination(question.release());
        if (question.sources().isEmpty()) {
            return GateOutcome.passed(
                    name(),
                    question.target().name() + " is at the start of the pipeline; nothing has to be verified before it",
                    "no upstream environment");
        }
        List<Evidence> evidence = Evidence.of(question);
        List<Evidence> missing = evidence.stream()
                .filter(one -> one.state() != Evidence.State.PROVEN)
                .toList();
        String environments = Texts.and(question.sources());
        if (missing.isEmpty()) {
            return GateOutcome.passed(name(), release + " is verified in " + environments, seen(evidence));
        }
        Optional<Deployment> inTarget = Evidence.provenInTarget(question);
        if (inTarget.isPresent()) {
            return GateOutcome.passed(
                    name(),
                    release + " was verified in " + question.target().name() + " itself; a rollback may return to it",
                    inTarget.get().label() + " VERIFIED since "
                            + Texts.instant(inTarget.get().verifiedAt()));
        }
        String where =
                Texts.and(missing.stream().map(Evidence::environment).distinct().toList());
        String remedy = String.join(
                "; ", missing.stream().map(Evidence::remedy).distinct().toList());
        if (missing.stream().allMatch(one -> one.state() == Evidence.State.UNDER_WAY)) {
            return GateOutcome.waitingFor(
                    name(),
                    release + " is not verified in " + where + " yet: " + seen(missing),
                    seen(evidence),
                    remedy);
        }
        return GateOutcome.refused(
                name(), release + " is not verified in " + where + ": " + seen(missing), seen(evidence), remedy);
    }

    private static String seen(List<Evidence> evidence) {
        boolean perArtifact =
                evidence.stream().map(Evidence::subject).distinct().count() > 1;
        return String.join(
                " | ",
                evidence.stream()
                        .map(one ->
                                one.environment() + (perArtifact ? " (" + one.subject() + "): " : ": ") + one.seen())
                        .toList());
    }
}
