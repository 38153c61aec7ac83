package io.jenkins.plugins.deploymentgates.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.insight.TimeAxis.Tick;
import io.jenkins.plugins.deploymentgates.insight.TimeAxis.Unit;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.Test;

/** At which times lines of a chart are. */
public class TimeAxisTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static List<Tick> ticks(String from, String to, int most) {
        return TimeAxis.ticks(Instant.parse(from), Instant.parse(to), BERLIN, most);
    }

    private static List<String> times(List<Tick> ticks) {
        return ticks.stream()
                .map(tick -> tick.at().atZone(BERLIN).toLocalDateTime().toString())
                .toList();
    }

    @Test
    public void shouldBeAtMidnightsOfTheZone() {
        List<Tick> ticks = ticks("2026-02-26T12:00:00Z", "2026-03-02T12:00:00Z", 4);
        assertThat(times(ticks))
                .containsExactly("2026-02-27T00:00", "2026-02-28T00:00", "2026-03-01T00:00", "2026-03-02T00:00");
        assertThat(ticks.stream().map(Tick::unit)).containsExactly(Unit.DAY, Unit.DAY, Unit.MONTH, Unit.DAY);
    }

    @Test
    public void shouldStayRoundWhenTheClocksAreChanged() {
        assertThat(times(ticks("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 8)))
                .containsExactly(
                        "2026-03-29T00:00",
                        "2026-03-29T03:00",
                        "2026-03-29T06:00",
                        "2026-03-29T09:00",
                        "2026-03-29T12:00",
                        "2026-03-29T15:00",
                        "2026-03-29T18:00",
                        "2026-03-29T21:00");
        // There is no two o'clock; it is told once that it is three.
        assertThat(times(ticks("2026-03-29T00:00:00Z", "2026-03-29T03:00:00Z", 3)))
                .containsExactly("2026-03-29T01:00", "2026-03-29T03:00", "2026-03-29T04:00");
    }

    @Test
    public void shouldCountDaysFromTheFirstOfTheMonthAndWeeksFromMonday() {
        assertThat(times(ticks("2026-02-26T12:00:00Z", "2026-03-04T12:00:00Z", 4)))
                .containsExactly("2026-02-27T00:00", "2026-03-01T00:00", "2026-03-03T00:00");
        assertThat(times(ticks("2026-02-20T12:00:00Z", "2026-03-12T12:00:00Z", 4)))
                .containsExactly("2026-02-23T00:00", "2026-03-02T00:00", "2026-03-09T00:00");
    }

    @Test
    public void shouldBeMonthsAndYearsOfLongPeriods() {
        assertThat(times(ticks("2025-11-15T00:00:00Z", "2026-08-15T00:00:00Z", 4)))
                .containsExactly("2026-01-01T00:00", "2026-04-01T00:00", "2026-07-01T00:00");
        List<Tick> years = ticks("2018-06-15T00:00:00Z", "2036-08-15T00:00:00Z", 5);
        assertThat(times(years))
                .containsExactly("2020-01-01T00:00", "2025-01-01T00:00", "2030-01-01T00:00", "2035-01-01T00:00");
        assertThat(years.stream().map(Tick::unit)).containsOnly(Unit.YEAR);
        assertThat(times(ticks("0001-01-01T00:00:00Z", "2026-01-01T00:00:00Z", 5)))
                .hasSize(405);
    }
}
