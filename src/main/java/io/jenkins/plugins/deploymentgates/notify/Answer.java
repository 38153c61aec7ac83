package io.jenkins.plugins.deploymentgates.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;

/**
 * How an attempt ended. Immutable; holds nothing of what the receiver said but its status.
 *
 * @param problem why it was not taken; empty when it was
 * @param retryAfter how long the receiver wants to be left alone; {@code null} when it does not say
 */
record Answer(Kind kind, String problem, @CheckForNull Duration retryAfter) {

    /** What follows from it. */
    enum Kind {
        /** It was delivered. */
        TAKEN,
        /** The receiver does not want it, now or later. */
        REFUSED,
        /** It may be taken later. */
        FAILED
    }

    static Answer taken() {
        return new Answer(Kind.TAKEN, "", null);
    }

    static Answer refused(String problem) {
        return new Answer(Kind.REFUSED, problem, null);
    }

    static Answer failed(String problem) {
        return new Answer(Kind.FAILED, problem, null);
    }
}
