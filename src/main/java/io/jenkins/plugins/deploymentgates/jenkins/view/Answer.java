package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import java.time.Instant;
import java.util.List;

/** What gates say as far as it is known: nothing yet, an explanation, or why there is none. Immutable. */
public final class Answer {
    /** They are being asked. */
    static final Answer PENDING = new Answer(null, null);

    @CheckForNull
    private final Explanation explanation;

    @CheckForNull
    private final String problem;

    private Answer(@CheckForNull Explanation explanation, @CheckForNull String problem) {
        this.explanation = explanation;
        this.problem = problem;
    }

    static Answer of(Explanation explanation) {
        return new Answer(explanation, null);
    }

    static Answer problem(String message) {
        return new Answer(null, message);
    }

    /** Whether to ask again in a moment. */
    public boolean isPending() {
        return explanation == null && problem == null;
    }

    /** Why they could not be asked; {@code null} when they could. */
    @CheckForNull
    public String getProblem() {
        return problem;
    }

    /** Passed, waiting or refused; {@code null} unless there is an explanation, as with all that follows. */
    @CheckForNull
    public Badge getVerdict() {
        return explanation == null ? null : Badge.of(explanation.verdict());
    }

    /** When it can pass, or what it waits for, in a sentence. */
    @CheckForNull
    public String getOutlook() {
        return explanation == null ? null : explanation.outlook();
    }

    /** What it is about. */
    @CheckForNull
    public String getSubject() {
        return explanation == null ? null : explanation.subject().label();
    }

    /** What each gate said, in the order asked. */
    public List<Gate> getGates() {
        return explanation == null
                ? List.of()
                : explanation.outcomes().stream()
                        .map(outcome -> new Gate(
                                outcome,
                                explanation.overridden().contains(outcome),
                                explanation.subject().at()))
                        .toList();
    }

    /** What one gate said. */
    public static final class Gate {
        private final GateOutcome outcome;
        private final boolean overridden;
        private final Instant at;

        Gate(GateOutcome outcome, boolean overridden, Instant at) {
            this.outcome = outcome;
            this.overridden = overridden;
            this.at = at;
        }

        public String getName() {
            return outcome.gate();
        }

        public Badge getVerdict() {
            return Badge.of(outcome.verdict());
        }

        public String getReason() {
            return outcome.reason();
        }

        /** What it looked at. */
        public String getLookedAt() {
            return outcome.lookedAt();
        }

        /** What would help; empty when passed or when only time does. */
        public String getRemedy() {
            return outcome.remedy();
        }

        /** When it can pass at the earliest; {@code null} when that is not known. */
        @CheckForNull
        public Moment getEarliest() {
            return Moment.until(outcome.earliest(), at);
        }

        /** Whether an override set it aside. */
        public boolean isOverridden() {
            return overridden;
        }
    }
}
