package io.jenkins.plugins.deploymentgates.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What all gates of a promotion said. Both explaining and promoting come from here, so that they cannot differ.
 *
 * @param subject what was asked
 * @param outcomes what each gate said, in the order asked; overridden ones with what they would have said
 * @param overridden those of the outcomes that were set aside by an override; empty without one
 * @param verdict the strictest of the outcomes that were not overridden
 * @param earliest the earliest instant at which all gates pass if nothing else changes: {@code subject.at()} when they
 *     pass already; {@code null} when refused, when a person or an event is needed, or when there is no such instant
 * @param outlook the same in a sentence a person understands
 */
public record Explanation(
        Subject subject,
        List<GateOutcome> outcomes,
        List<GateOutcome> overridden,
        Verdict verdict,
        @CheckForNull Instant earliest,
        String outlook) {

    /** So many instants are tried before it is said that no common one was found. */
    private static final int MAX_ROUNDS = 1000;

    public Explanation {
        outcomes = List.copyOf(outcomes);
        overridden = List.copyOf(overridden);
    }

    /**
     * What was asked.
     *
     * @param shown the version, and what tells it from what is in the target where that has the same one
     * @param from the environments whose evidence counts; empty at the start of the pipeline
     * @param promotion the id of the promotion if it was recorded already
     * @param at the instant asked about
     */
    public record Subject(
            String application,
            String version,
            String shown,
            String fingerprint,
            @CheckForNull String commit,
            List<String> from,
            String to,
            PromotionKind kind,
            @CheckForNull Long promotion,
            String trigger,
            Instant at) {
        public Subject {
            from = List.copyOf(from);
        }

        /** {@code shop 1.4.2 to prod-eu}. */
        public String label() {
            return application + " " + shown + " to " + to;
        }
    }

    /** Asks all gates. Nothing is written. */
    public static Explanation of(List<Gate> gates, Question question) {
        return explain(gates, question, false);
    }

    /**
     * Asks all gates, and sets aside whatever does not pass, except {@code exclusive}: two promotions at once would not
     * become right by anybody's reason.
     */
    public static Explanation overriding(List<Gate> gates, Question question) {
        return explain(gates, question, true);
    }

    private static Explanation explain(List<Gate> gates, Question question, boolean override) {
        List<GateOutcome> outcomes = new ArrayList<>();
        List<GateOutcome> overridden = new ArrayList<>();
        List<GateOutcome> counting = new ArrayList<>();
        List<Gate> timed = new ArrayList<>();
        for (Gate gate : gates) {
            GateOutcome outcome = gate.ask(question);
            outcomes.add(outcome);
            if (override && outcome.verdict() != Verdict.PASSED && !gate.name().equals(ExclusiveGate.NAME)) {
                overridden.add(outcome);
                continue;
            }
            counting.add(outcome);
            if (gate.dependsOnTime() && !override) {
                timed.add(gate);
            }
        }
        Verdict verdict = counting.stream().map(GateOutcome::verdict).reduce(Verdict.PASSED, Verdict::and);
        Outlook outlook = outlook(verdict, counting, timed, question);
        return new Explanation(
                subject(question), outcomes, overridden, verdict, outlook.earliest(), outlook.sentence());
    }

    /** The same with what was found out beyond the gates; no override sets it aside. */
    public Explanation and(GateOutcome more) {
        List<GateOutcome> all = new ArrayList<>(outcomes);
        all.add(more);
        Verdict both = verdict.and(more.verdict());
        if (more.verdict() == Verdict.PASSED || both != more.verdict()) {
            return new Explanation(subject, all, overridden, both, earliest, outlook);
        }
        return new Explanation(
                subject,
                all,
                overridden,
                both,
                null,
                both == Verdict.REFUSED
                        ? "it cannot pass this way: refused by " + more.gate()
                        : "it waits for somebody to act: " + more.gate());
    }

    /** What the override set aside, as names of gates, each once; empty when nothing had to be. */
    public List<String> overriddenGates() {
        return overridden.stream().map(GateOutcome::gate).distinct().toList();
    }

    /** Whether the promotion may go through now. */
    public boolean passed() {
        return verdict == Verdict.PASSED;
    }

    /** Why it may not go through now: what the gates that decide the verdict said, or that all passed. */
    public String reason() {
        if (passed()) {
            return overridden.isEmpty()
                    ? "all gates passed"
                    : "all gates passed but " + Texts.and(overriddenGates()) + ", which were overridden";
        }
        return String.join(
                "; ",
                outcomes.stream()
                        .filter(outcome -> outcome.verdict() == verdict && !overridden.contains(outcome))
                        .map(outcome -> outcome.gate() + ": " + outcome.reason())
                        .toList());
    }

    private record Outlook(@CheckForNull Instant earliest, String sentence) {}

    private static Outlook outlook(Verdict verdict, List<GateOutcome> counting, List<Gate> timed, Question question) {
        if (verdict == Verdict.PASSED) {
            return new Outlook(question.now(), "it can pass now");
        }
        List<String> deciding = counting.stream()
                .filter(outcome -> outcome.verdict() == verdict)
                .filter(outcome -> verdict == Verdict.REFUSED || outcome.earliest() == null)
                .map(GateOutcome::gate)
                .distinct()
                .toList();
        if (verdict == Verdict.REFUSED) {
            return new Outlook(null, "it cannot pass this way: refused by " + Texts.and(deciding));
        }
        if (!deciding.isEmpty()) {
            return new Outlook(null, "it waits for somebody to act: " + Texts.and(deciding));
        }
        return firstCommonInstant(latest(counting), timed, question);
    }

    /**
     * Each gate's earliest instant is the first at which that gate passes, so no instant before the latest of them can
     * do for all; at that one another gate may have closed again, hence the rounds.
     */
    private static Outlook firstCommonInstant(Instant first, List<Gate> timed, Question question) {
        Instant instant = first;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Question later = question.at(instant);
            List<GateOutcome> open = timed.stream()
                    .map(gate -> gate.ask(later))
                    .filter(outcome -> outcome.verdict() != Verdict.PASSED)
                    .toList();
            if (open.isEmpty()) {
                return new Outlook(
                        instant, "it can pass from " + Texts.instant(instant) + " on if nothing else changes");
            }
            for (GateOutcome outcome : open) {
                if (outcome.earliest() == null) {
                    return new Outlook(
                            null,
                            "waiting is in vain: at " + Texts.instant(instant) + " " + outcome.gate() + " would say: "
                                    + outcome.reason());
                }
            }
            instant = latest(open);
        }
        return new Outlook(
                null,
                "waiting is in vain: up to " + Texts.instant(instant) + " there is no instant at which "
                        + Texts.and(timed.stream().map(Gate::name).distinct().toList()) + " pass together");
    }

    private static Instant latest(List<GateOutcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.verdict() == Verdict.WAITING)
                .map(GateOutcome::earliest)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static String shown(Question question) {
        return question.ledger()
                .current(question.application().name(), question.target().name())
                .filter(one -> one.version().equals(question.release().version()))
                .flatMap(one -> question.ledger().release(one.fingerprint()))
                .map(question.release()::labelBeside)
                .orElse(question.release().version());
    }

    private static Subject subject(Question question) {
        return new Subject(
                question.application().name(),
                question.release().version(),
                shown(question),
                question.release().fingerprint(),
                question.commit(),
                question.sources(),
                question.target().name(),
                question.kind(),
                question.promotion() == null ? null : question.promotion().id(),
                question.trigger(),
                question.now());
    }
}
