package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.time.Duration;
import java.time.Instant;

/** An instant as pages show it: how long ago, or until when, and the instant itself. Immutable. */
public final class Moment {
    private final Instant instant;
    private final String text;

    private Moment(Instant instant, String text) {
        this.instant = instant;
        this.text = text;
    }

    /** An instant in the past, as the time since then; {@code null} of {@code null}. */
    @CheckForNull
    static Moment since(@CheckForNull Instant instant, Instant now) {
        if (instant == null) {
            return null;
        }
        long passed = Math.max(0, Duration.between(instant, now).toMillis());
        return new Moment(instant, Messages.Moment_ago(Util.getTimeSpanString(passed)));
    }

    /** An instant to come; {@code null} of {@code null}. */
    @CheckForNull
    static Moment until(@CheckForNull Instant instant, Instant now) {
        if (instant == null) {
            return null;
        }
        long left = Duration.between(now, instant).toMillis();
        return new Moment(
                instant, left <= 0 ? Messages.Moment_now() : Messages.Moment_in(Util.getTimeSpanString(left)));
    }

    /** In words of whoever looks, such as {@code 3 hr 20 min ago}. */
    public String getText() {
        return text;
    }

    /** ISO 8601 in UTC, such as {@code 2026-03-03T09:00:00Z}. */
    public String getIso() {
        return Texts.instant(instant);
    }
}
