package io.jenkins.plugins.deploymentgates.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Period;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A period of the configuration, ready to be asked. Begin inclusive, end exclusive. Immutable and thread-safe.
 */
interface Timetable {
    /** So many stretches that follow each other without a break are looked through; then the end counts as open. */
    int MAX_STRETCHES = 400;

    /** The stretch that is open at the instant, if one is. */
    Optional<Stretch> openAt(Instant instant);

    /** The first instant after the given one at which a stretch begins. */
    Optional<Instant> nextBegin(Instant instant);

    /** For messages, such as {@code '0 16 * * FRI' to '0 8 * * MON' (Europe/Berlin)}. */
    String text();

    /**
     * One stretch of time.
     *
     * @param end {@code null} when it has none
     */
    record Stretch(Instant begin, @CheckForNull Instant end) {
        /** {@code 2026-03-06T15:00:00Z to 2026-03-09T07:00:00Z}. */
        String text() {
            return end == null
                    ? Texts.instant(begin) + " without an end"
                    : Texts.instant(begin) + " to " + Texts.instant(end);
        }
    }

    static Timetable of(Period period) {
        return period instanceof Period.Recurring recurring
                ? new RecurringTimetable(recurring)
                : new FixedTimetable((Period.Fixed) period);
    }

    /**
     * The instant at which a period that is open now is closed: the end of the stretch, or of those that follow it
     * without a break.
     */
    default Optional<Instant> closedFrom(Stretch open) {
        Stretch last = open;
        for (int i = 0; i < MAX_STRETCHES; i++) {
            if (last.end() == null) {
                return Optional.empty();
            }
            Optional<Stretch> following = openAt(last.end());
            if (following.isEmpty()) {
                return Optional.of(last.end());
            }
            last = following.get();
        }
        return Optional.empty();
    }

    /** Begins whenever one cron expression fires, lasts until another fires next. */
    final class RecurringTimetable implements Timetable {
        private final Firings starts;
        private final Firings ends;
        private final String text;

        RecurringTimetable(Period.Recurring period) {
            starts = new Firings(period.start(), period.timezone());
            ends = new Firings(period.end(), period.timezone());
            text = "'" + period.start() + "' to '" + period.end() + "' (" + period.timezone() + ")";
        }

        @Override
        public Optional<Stretch> openAt(Instant instant) {
            LocalDateTime reached = starts.reached(instant);
            Optional<LocalDateTime> start = starts.lastUpTo(reached);
            if (start.isEmpty()) {
                return Optional.empty();
            }
            // What starts as another ends lasts until the next end. Local times are compared, so that a period which a
            // change of the clock skips altogether is empty.
            Optional<Instant> end = ends.firstAfter(start.get()).map(ends::instant);
            if (end.isPresent() && !end.get().isAfter(instant)) {
                return Optional.empty();
            }
            return Optional.of(new Stretch(starts.instant(firstStart(start.get())), end.orElse(null)));
        }

        /** The start that opened what a later start found open already. */
        private LocalDateTime firstStart(LocalDateTime start) {
            return ends.lastUpTo(start)
                    .flatMap(end -> starts.firstAfter(end.minusMinutes(1)))
                    .orElse(start);
        }

        @Override
        public Optional<Instant> nextBegin(Instant instant) {
            return starts.nextAfter(instant);
        }

        @Override
        public String text() {
            return text;
        }
    }

    /** One stretch of time. */
    final class FixedTimetable implements Timetable {
        private final Period.Fixed period;

        FixedTimetable(Period.Fixed period) {
            this.period = period;
        }

        @Override
        public Optional<Stretch> openAt(Instant instant) {
            boolean open =
                    !instant.isBefore(period.start()) && (period.end() == null || instant.isBefore(period.end()));
            return open ? Optional.of(new Stretch(period.start(), period.end())) : Optional.empty();
        }

        @Override
        public Optional<Instant> nextBegin(Instant instant) {
            return instant.isBefore(period.start()) ? Optional.of(period.start()) : Optional.empty();
        }

        @Override
        public String text() {
            return new Stretch(period.start(), period.end()).text();
        }
    }
}
