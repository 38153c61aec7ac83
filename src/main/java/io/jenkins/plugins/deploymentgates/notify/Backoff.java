package io.jenkins.plugins.deploymentgates.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * When something is tried again. Stateless: the same failure always gives the same instant, yet different webhooks
 * different ones, so that they do not all come back together.
 */
final class Backoff {
    /** So many failures in a row open the circuit breaker. */
    static final int OPEN_AFTER = 5;

    /** Attempts end when one was made this long after the first. */
    static final Duration GIVE_UP_AFTER = Duration.ofDays(1);

    /** Between two attempts of a webhook whose breaker is open, at least. */
    private static final Duration OPEN_LEAST = Duration.ofSeconds(30);

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);

    private Backoff() {}

    /**
     * The instant of the next attempt: 1, 2, 4, 8 seconds after the first failures, from the fifth on at least 30 seconds,
     * then doubled up to an hour; each up to a fifth longer or shorter.
     *
     * @param failures in a row, this one included
     * @param wish how long the receiver wants to be left alone; counts from a second up to an hour. {@code null} for none
     */
    static Instant next(Instant now, String webhook, int failures, @CheckForNull Duration wish) {
        if (wish != null) {
            return now.plus(wish.compareTo(LEAST) < 0 ? LEAST : wish.compareTo(MOST) > 0 ? MOST : wish);
        }
        long doubled = Math.min(LEAST.toMillis() << Math.min(failures - 1, 20), MOST.toMillis());
        long millis = failures < OPEN_AFTER ? doubled : Math.max(doubled, OPEN_LEAST.toMillis());
        // Between 80 and 120 hundredths.
        int share = 80 + Math.floorMod(Objects.hash(webhook, failures) * 0x9E3779B9, 41);
        return now.plusMillis(millis * share / 100);
    }

    /** Whether the breaker is open: only one attempt is made at its instant, whatever waits. */
    static boolean isOpen(int failures) {
        return failures >= OPEN_AFTER;
    }
}
