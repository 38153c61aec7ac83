package io.jenkins.plugins.deploymentgates.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.GateSettings.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Holds the timetable against a clock that goes through a whole year minute by minute. */
class TimetableProperties {
    private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MINUTES = 365 * 24 * 60;

    /** A daily or weekly firing, as cron text and as the fields to hold a local time against. */
    record Firing(int minute, int hour, int weekday) {
        static final int DAILY = -1;

        String cron() {
            return minute + " " + hour + " * * " + (weekday == DAILY ? "*" : String.valueOf(weekday));
        }

        boolean matches(LocalDateTime time) {
            return time.getMinute() == minute
                    && time.getHour() == hour
                    && (weekday == DAILY || time.getDayOfWeek().getValue() % 7 == weekday);
        }
    }

    /** A clock on the wall: says which local minutes it reaches at an instant. */
    record Clock(ZoneId zone, List<ZoneOffsetTransition> changes) {
        static Clock of(ZoneId zone) {
            List<ZoneOffsetTransition> changes = new ArrayList<>();
            ZoneOffsetTransition next = zone.getRules().nextTransition(YEAR);
            while (next != null && changes.size() < 3) {
                changes.add(next);
                next = zone.getRules().nextTransition(next.getInstant());
            }
            return new Clock(zone, changes);
        }

        /** None when it shows a minute for the second time, many when it has just skipped some. */
        List<LocalDateTime> reachedAt(Instant instant) {
            List<LocalDateTime> reached = new ArrayList<>();
            LocalDateTime shown = LocalDateTime.ofInstant(instant, zone);
            for (ZoneOffsetTransition change : changes) {
                if (change.isGap() && change.getInstant().equals(instant)) {
                    for (LocalDateTime skipped = change.getDateTimeBefore();
                            skipped.isBefore(change.getDateTimeAfter());
                            skipped = skipped.plusMinutes(1)) {
                        reached.add(skipped);
                    }
                }
                if (change.isOverlap()
                        && !instant.isBefore(change.getInstant())
                        && shown.isBefore(change.getDateTimeBefore())) {
                    return reached;
                }
            }
            reached.add(shown);
            return reached;
        }
    }

    @Property(tries = 30)
    void agreesWithAClockThatGoesMinuteByMinute(
            @ForAll("firings") Firing start, @ForAll("firings") Firing end, @ForAll("zones") ZoneId zone) {
        Timetable timetable = Timetable.of(new Period.Recurring(start.cron(), end.cron(), zone));
        Clock clock = Clock.of(zone);
        boolean open = timetable.openAt(YEAR.minusSeconds(60)).isPresent();
        for (int minute = 0; minute < MINUTES; minute++) {
            Instant instant = YEAR.plus(Duration.ofMinutes(minute));
            boolean before = open;
            for (LocalDateTime local : clock.reachedAt(instant)) {
                open = start.matches(local) || (open && !end.matches(local));
            }
            if (open != before || minute % 97 == 0) {
                assertThat(timetable.openAt(instant.minusMillis(1)).isPresent())
                        .as("%s to %s in %s before %s", start.cron(), end.cron(), zone, instant)
                        .isEqualTo(before);
                assertThat(timetable.openAt(instant).isPresent())
                        .as("%s to %s in %s at %s", start.cron(), end.cron(), zone, instant)
                        .isEqualTo(open);
            }
        }
    }

    @Property(tries = 300)
    void isOpenWithinItsStretchAndSaysWhereItEnds(
            @ForAll("firings") Firing start,
            @ForAll("firings") Firing end,
            @ForAll("zones") ZoneId zone,
            @ForAll("instants") Instant instant) {
        Timetable timetable = Timetable.of(new Period.Recurring(start.cron(), end.cron(), zone));
        Optional<Timetable.Stretch> open = timetable.openAt(instant);
        if (open.isPresent()) {
            assertThat(open.get().begin()).isBeforeOrEqualTo(instant);
            assertThat(open.get().end()).isAfter(instant);
            assertThat(timetable.openAt(open.get().begin())).isEqualTo(open);
            assertThat(timetable.openAt(open.get().end().minusMillis(1))).isEqualTo(open);
            timetable.closedFrom(open.get()).ifPresent(closed -> assertThat(timetable.openAt(closed))
                    .isEmpty());
        } else {
            Instant next = timetable.nextBegin(instant).orElseThrow();
            assertThat(next).isAfter(instant);
            assertThat(timetable.openAt(next.minusMillis(1))).isEmpty();
        }
    }

    @Provide
    Arbitrary<Firing> firings() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 59),
                        Arbitraries.oneOf(Arbitraries.integers().between(0, 23), Arbitraries.just(2)),
                        Arbitraries.integers().between(Firing.DAILY, 6))
                .as(Firing::new);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("Europe/Berlin", "UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(0, MINUTES),
                        // around both changes of Europe/Berlin
                        Arbitraries.integers().between(-180, 180).map(minute -> 87 * 1440 + 60 + minute),
                        Arbitraries.integers().between(-180, 180).map(minute -> 297 * 1440 + 60 + minute))
                .map(minute -> YEAR.plus(minute, ChronoUnit.MINUTES));
    }
}
