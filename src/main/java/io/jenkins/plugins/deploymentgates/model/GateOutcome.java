package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * What one gate said.
 *
 * @param gate the gate's name, as written in the configuration
 * @param verdict passed, waiting or refused
 * @param reason why, in a sentence a person understands
 * @param lookedAt the value the gate looked at, such as {@code staging-eu VERIFIED since 2026-03-03T09:00:00Z}
 * @param remedy what would help; empty when passed
 * @param earliest the earliest instant at which this gate can pass if nothing else changes; {@code null} when only a
 *     person or an event can change it; not meaningful when refused
 */
public record GateOutcome(
        String gate, Verdict verdict, String reason, String lookedAt, String remedy, @CheckForNull Instant earliest) {

    public static GateOutcome passed(String gate, String reason, String lookedAt) {
        return new GateOutcome(gate, Verdict.PASSED, reason, lookedAt, "", null);
    }

    /** Waiting for time to pass. */
    public static GateOutcome waitingUntil(String gate, String reason, String lookedAt, Instant earliest) {
        return new GateOutcome(gate, Verdict.WAITING, reason, lookedAt, "", earliest);
    }

    /** Waiting for a person or an event. */
    public static GateOutcome waitingFor(String gate, String reason, String lookedAt, String remedy) {
        return new GateOutcome(gate, Verdict.WAITING, reason, lookedAt, remedy, null);
    }

    public static GateOutcome refused(String gate, String reason, String lookedAt, String remedy) {
        return new GateOutcome(gate, Verdict.REFUSED, reason, lookedAt, remedy, null);
    }
}
