package io.jenkins.plugins.deploymentgates.insight;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The steps of a trend: weeks from Monday on, months, or years, of UTC, so that there are neither few nor many. */
final class Steps {
    private static final Duration LONGEST_BY_WEEK = Duration.ofDays(27 * 7);
    private static final Duration LONGEST_BY_MONTH = Duration.ofDays(5 * 366);

    private Steps() {}

    /** Where the steps of a period begin, and where the last ends; the first and the last may be shorter. */
    static List<Instant> of(Instant from, Instant to) {
        Duration length = Duration.between(from, to);
        LocalDate day = from.atZone(ZoneOffset.UTC).toLocalDate();
        if (length.compareTo(LONGEST_BY_WEEK) <= 0) {
            return bounds(
                    from,
                    to,
                    day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
                    begin -> begin.plusWeeks(1));
        }
        return length.compareTo(LONGEST_BY_MONTH) <= 0
                ? bounds(from, to, day.withDayOfMonth(1), begin -> begin.plusMonths(1))
                : bounds(from, to, day.withDayOfYear(1), begin -> begin.plusYears(1));
    }

    private static List<Instant> bounds(Instant from, Instant to, LocalDate first, UnaryOperator<LocalDate> next) {
        List<Instant> bounds = new ArrayList<>(List.of(from));
        for (LocalDate begin = next.apply(first); begin(begin).isBefore(to); begin = next.apply(begin)) {
            bounds.add(begin(begin));
        }
        bounds.add(to);
        return bounds;
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
