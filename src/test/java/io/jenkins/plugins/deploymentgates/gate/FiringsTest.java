package io.jenkins.plugins.deploymentgates.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.Test;

public class FiringsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    public void firesAtTheChangeWhenTheClockSkipsTheTime() {
        Firings firings = new Firings("30 2 * * *", BERLIN);

        assertThat(firings.nextAfter(Instant.parse("2026-03-28T12:00:00Z")))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(last(firings, Instant.parse("2026-03-29T00:59:59Z")))
                .contains(Instant.parse("2026-03-28T01:30:00Z"));
        assertThat(last(firings, Instant.parse("2026-03-29T01:00:00Z")))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(firings.nextAfter(Instant.parse("2026-03-29T01:00:00Z")))
                .contains(Instant.parse("2026-03-30T00:30:00Z"));
    }

    @Test
    public void firesOnlyTheFirstTimeWhenTheClockShowsTheTimeTwice() {
        Firings firings = new Firings("30 2 * * *", BERLIN);
        Instant first = Instant.parse("2026-10-25T00:30:00Z");
        Instant second = Instant.parse("2026-10-25T01:30:00Z");

        assertThat(firings.nextAfter(Instant.parse("2026-10-24T12:00:00Z"))).contains(first);
        assertThat(firings.nextAfter(first)).contains(Instant.parse("2026-10-26T01:30:00Z"));
        assertThat(last(firings, second)).contains(first);
        assertThat(firings.nextAfter(second)).contains(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    public void firesInTheFirstPassOnlyWhenItFiresEveryQuarter() {
        Firings firings = new Firings("*/15 * * * *", BERLIN);

        assertThat(last(firings, Instant.parse("2026-10-25T01:05:00Z")))
                .contains(Instant.parse("2026-10-25T00:45:00Z"));
        assertThat(firings.nextAfter(Instant.parse("2026-10-25T00:45:00Z")))
                .contains(Instant.parse("2026-10-25T02:00:00Z"));
    }

    @Test
    public void firesOnTheDayOfTheMonthAndOnTheWeekdayWhenBothAreGiven() {
        Firings firings = new Firings("0 8 1 * FRI", BERLIN);

        assertThat(firings.nextAfter(Instant.parse("2026-06-26T07:00:00Z")))
                .contains(Instant.parse("2026-07-01T06:00:00Z"));
        assertThat(firings.nextAfter(Instant.parse("2026-07-01T06:00:00Z")))
                .contains(Instant.parse("2026-07-03T06:00:00Z"));
    }

    @Test
    public void neverFiresOnADayThatDoesNotExist() {
        Firings firings = new Firings("0 0 31 2 *", BERLIN);

        assertThat(firings.nextAfter(Instant.parse("2026-01-01T00:00:00Z"))).isEmpty();
        assertThat(last(firings, Instant.parse("2026-01-01T00:00:00Z"))).isEmpty();
    }

    @Test
    public void namesTheExpressionThatIsNotValid() {
        assertThatThrownBy(() -> new Firings("0 25 * * FRI", BERLIN))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "cron expression '0 25 * * FRI' is not valid: Failed to parse cron expression. Value 25 not in"
                                + " range [0, 23]; valid is for example '0 16 * * FRI' (minute hour day month weekday)");
        assertThatThrownBy(() -> new Firings("0 16 * *", BERLIN))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "cron expression '0 16 * *' is not valid: Cron expression contains 4 parts but we expect one of"
                                + " [5]; valid is for example '0 16 * * FRI' (minute hour day month weekday)");
    }

    private static Optional<Instant> last(Firings firings, Instant instant) {
        return firings.lastUpTo(firings.reached(instant)).map(firings::instant);
    }
}
