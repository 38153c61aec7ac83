package io.jenkins.plugins.deploymentgates.insight;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** Where lines of a chart over time are drawn and times written: at round times of a zone, as {@code history-model.js} has it. */
final class TimeAxis {
    private static final List<Step> STEPS = List.of(
            new Step(Unit.MINUTE, 1),
            new Step(Unit.MINUTE, 5),
            new Step(Unit.MINUTE, 15),
            new Step(Unit.MINUTE, 30),
            new Step(Unit.HOUR, 1),
            new Step(Unit.HOUR, 3),
            new Step(Unit.HOUR, 6),
            new Step(Unit.HOUR, 12),
            new Step(Unit.DAY, 1),
            new Step(Unit.DAY, 2),
            new Step(Unit.DAY, 7),
            new Step(Unit.MONTH, 1),
            new Step(Unit.MONTH, 3),
            new Step(Unit.YEAR, 1),
            new Step(Unit.YEAR, 5));

    private TimeAxis() {}

    /** Units and about how long they are. */
    enum Unit {
        MINUTE(Duration.ofMinutes(1)),
        HOUR(Duration.ofHours(1)),
        DAY(Duration.ofDays(1)),
        MONTH(Duration.ofDays(30)),
        YEAR(Duration.ofDays(365));

        private final Duration length;

        Unit(Duration length) {
            this.length = length;
        }
    }

    private record Step(Unit unit, int count) {
        Duration length() {
            return unit.length.multipliedBy(count);
        }
    }

    /**
     * A line.
     *
     * @param unit the largest that begins there; MINUTE for times of day
     */
    record Tick(Instant at, Unit unit) {}

    /**
     * The lines of a period.
     *
     * @param most so many at most, or about so many where the units differ in length
     */
    static List<Tick> ticks(Instant from, Instant to, ZoneId zone, int most) {
        Duration least = Duration.between(from, to).dividedBy(most);
        Step step = STEPS.stream()
                .filter(one -> one.length().compareTo(least) >= 0)
                .findFirst()
                .orElse(STEPS.get(STEPS.size() - 1));
        List<Tick> found = new ArrayList<>();
        Instant last = null;
        for (LocalDateTime wall = begin(LocalDateTime.ofInstant(from, zone), step); ; wall = next(wall, step)) {
            // By the clock on the wall, so that hours stay round on days that it is changed.
            Instant at = wall.atZone(zone).toInstant();
            if (!at.isBefore(to)) {
                return found;
            }
            if (!at.isBefore(from) && !at.equals(last)) {
                found.add(new Tick(at, largest(wall)));
                last = at;
            }
        }
    }

    private static LocalDateTime begin(LocalDateTime wall, Step step) {
        LocalDate day = wall.toLocalDate();
        LocalDate first =
                switch (step.unit()) {
                    case YEAR -> LocalDate.of(day.getYear() - Math.floorMod(day.getYear(), step.count()), 1, 1);
                    case MONTH ->
                        LocalDate.of(day.getYear(), day.getMonthValue() - (day.getMonthValue() - 1) % step.count(), 1);
                    // Weeks begin on Mondays, other days are counted from the first of the month.
                    case DAY ->
                        step.count() == 7
                                ? day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                                : day.minusDays((day.getDayOfMonth() - 1) % step.count());
                    case HOUR, MINUTE -> day;
                };
        return first.atStartOfDay();
    }

    private static LocalDateTime next(LocalDateTime wall, Step step) {
        return switch (step.unit()) {
            case YEAR -> wall.plusYears(step.count());
            case MONTH -> wall.plusMonths(step.count());
            case DAY -> {
                LocalDateTime then = wall.plusDays(step.count());
                yield step.count() < 7 && then.getMonth() != wall.getMonth() ? then.withDayOfMonth(1) : then;
            }
            case HOUR -> wall.plusHours(step.count());
            case MINUTE -> wall.plusMinutes(step.count());
        };
    }

    private static Unit largest(LocalDateTime wall) {
        if (!wall.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return Unit.MINUTE;
        }
        if (wall.getDayOfMonth() != 1) {
            return Unit.DAY;
        }
        return wall.getMonthValue() == 1 ? Unit.YEAR : Unit.MONTH;
    }
}
