package io.jenkins.plugins.deploymentgates.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The release must have been in every source environment, verified and without interruption, for a while. A stay begins
 * when the deployment becomes VERIFIED and ends when it fails or another deployment takes its place; stays are not added
 * up. One that was long enough counts for good.
 */
final class SoakGate implements Gate {
    private final Duration required;

    SoakGate(Duration required) {
        this.required = required;
    }

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public boolean dependsOnTime() {
        return true;
    }

    @Override
    public GateOutcome ask(Question question) {
        String needed = Texts.duration(required);
        if (question.sources().isEmpty()) {
            return GateOutcome.passed(
                    name(),
                    question.target().name() + " is at the start of the pipeline; there is no upstream to soak in",
                    "no upstream environment");
        }
        List<Stay> stays = Evidence.of(question).stream()
                .map(evidence -> stay(evidence, question.now()))
                .toList();
        Verdict verdict = stays.stream().map(Stay::verdict).reduce(Verdict.PASSED, Verdict::and);
        String lookedAt =
                String.join(" | ", stays.stream().map(Stay::seen).distinct().toList());
        if (verdict == Verdict.PASSED) {
            return GateOutcome.passed(
                    name(),
                    "verified without interruption for at least " + needed + " in " + Texts.and(question.sources()),
                    lookedAt);
        }
        List<Stay> open =
                stays.stream().filter(stay -> stay.verdict() == verdict).toList();
        String reason =
                String.join("; ", open.stream().map(Stay::reason).distinct().toList());
        String remedy =
                String.join("; ", open.stream().map(Stay::remedy).distinct().toList());
        if (verdict == Verdict.REFUSED) {
            return GateOutcome.refused(name(), reason, lookedAt, remedy);
        }
        List<Instant> instants = new ArrayList<>();
        open.forEach(stay -> Optional.ofNullable(stay.until()).ifPresent(instants::add));
        return instants.size() < open.size()
                ? GateOutcome.waitingFor(name(), reason, lookedAt, remedy)
                : GateOutcome.waitingUntil(
                        name(),
                        reason,
                        lookedAt,
                        instants.stream().max(Instant::compareTo).orElseThrow());
    }

    private Stay stay(Evidence evidence, Instant now) {
        String environment = evidence.environment();
        Stay longest = null;
        for (Deployment one : evidence.all()) {
            if (one.verifiedAt() == null || one.voided() != null) {
                continue;
            }
            Instant end = end(one);
            Duration length = Duration.between(one.verifiedAt(), end == null ? now : end);
            String lasted = environment + ": VERIFIED " + (end == null ? "since " : "from ")
                    + Texts.instant(one.verifiedAt()) + (end == null ? "" : " to " + Texts.instant(end)) + ", "
                    + Texts.duration(length.isNegative() ? Duration.ZERO : length) + " of " + Texts.duration(required)
                    + " (deployment " + one.id() + ")";
            if (length.compareTo(required) >= 0) {
                return new Stay(Verdict.PASSED, lasted, "", "", null);
            }
            if (end == null) {
                Instant until = one.verifiedAt().plus(required);
                String reason = evidence.subject() + " has been verified in " + environment + " for "
                        + Texts.duration(length.isNegative() ? Duration.ZERO : length) + " of "
                        + Texts.duration(required) + "; it is enough at " + Texts.instant(until);
                return new Stay(Verdict.WAITING, lasted, reason, "", until);
            }
            if (longest == null) {
                longest = new Stay(
                        Verdict.REFUSED,
                        lasted,
                        evidence.subject() + " was verified in " + environment + " for only " + Texts.duration(length)
                                + " of " + Texts.duration(required) + ", until "
                                + (end.equals(one.failedAt()) ? "it failed" : "another deployment took its place")
                                + " at " + Texts.instant(end),
                        "deploy " + evidence.subject() + " to " + environment
                                + " again and leave it there, verified, for " + Texts.duration(required),
                        null);
            }
        }
        if (evidence.state() == Evidence.State.UNDER_WAY) {
            return new Stay(
                    Verdict.WAITING,
                    environment + ": " + evidence.seen(),
                    evidence.subject() + " is not verified in " + environment + " yet; the " + Texts.duration(required)
                            + " begin when it is",
                    evidence.remedy(),
                    null);
        }
        if (longest != null) {
            return longest;
        }
        return new Stay(
                Verdict.REFUSED,
                environment + ": " + evidence.seen(),
                evidence.subject() + " has no verified stay in " + environment,
                evidence.remedy() + ", and leave it there for " + Texts.duration(required),
                null);
    }

    @CheckForNull
    private static Instant end(Deployment deployment) {
        Instant failed = deployment.failedAt();
        Instant ended = deployment.endedAt();
        if (failed == null || ended == null) {
            return failed == null ? ended : failed;
        }
        return failed.isBefore(ended) ? failed : ended;
    }

    private record Stay(Verdict verdict, String seen, String reason, String remedy, @CheckForNull Instant until) {}
}
