package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Evidence expires: the newest passing verification in every source environment must not be older than a duration. */
final class VerifiedWithinGate implements Gate {
    private final Duration allowed;

    VerifiedWithinGate(Duration allowed) {
        this.allowed = allowed;
    }

    @Override
    public String name() {
        return "verifiedWithin";
    }

    @Override
    public boolean dependsOnTime() {
        return true;
    }

    @Override
    public GateOutcome ask(Question question) {
        if (question.sources().isEmpty()) {
            return GateOutcome.passed(
                    name(),
                    question.target().name()
                            + " is at the start of the pipeline; there is no evidence that could expire",
                    "no upstream environment");
        }
        Verdict verdict = Verdict.PASSED;
        List<String> seen = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        for (Evidence evidence : Evidence.of(question)) {
            Verdict one = Verdict.REFUSED;
            if (evidence.state() == Evidence.State.PROVEN) {
                Instant last = lastVerified(evidence.deployment());
                boolean fresh = !question.now().isAfter(last.plus(allowed));
                seen.add(evidence.environment() + ": last verified " + Texts.instant(last)
                        + (fresh ? ", good until " : ", expired ") + Texts.instant(last.plus(allowed)) + " (deployment "
                        + evidence.deployment().id() + ")");
                if (fresh) {
                    continue;
                }
                reasons.add(evidence.subject() + " was last verified in " + evidence.environment() + " "
                        + Texts.duration(Duration.between(last, question.now())) + " ago, more than "
                        + Texts.duration(allowed));
                remedies.add(again(evidence));
            } else {
                one = evidence.state() == Evidence.State.UNDER_WAY ? Verdict.WAITING : Verdict.REFUSED;
                seen.add(evidence.environment() + ": " + evidence.seen());
                reasons.add(evidence.subject() + " has no evidence in " + evidence.environment()
                        + (one == Verdict.WAITING ? " yet" : ""));
                remedies.add(evidence.remedy());
            }
            verdict = verdict.and(one);
        }
        String lookedAt = String.join(" | ", seen);
        if (verdict == Verdict.PASSED) {
            return GateOutcome.passed(
                    name(),
                    "verified within the last " + Texts.duration(allowed) + " in " + Texts.and(question.sources()),
                    lookedAt);
        }
        String reason = String.join("; ", reasons);
        String remedy = String.join("; ", remedies);
        return verdict == Verdict.WAITING
                ? GateOutcome.waitingFor(name(), reason, lookedAt, remedy)
                : GateOutcome.refused(name(), reason, lookedAt, remedy);
    }

    private static String again(Evidence evidence) {
        return evidence.deployment().endedAt() == null
                ? "verify it again in " + evidence.environment()
                : "deploy " + evidence.subject() + " to " + evidence.environment() + " again and verify it again there";
    }

    private static Instant lastVerified(Deployment deployment) {
        return deployment.lastVerifiedAt() == null ? deployment.verifiedAt() : deployment.lastVerifiedAt();
    }
}
