package io.jenkins.plugins.deploymentgates.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.GateSettings.Period;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.Test;

public class TimetableTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    public void isOpenFromItsBeginUntilBeforeItsEnd() {
        Timetable weekend = recurring("0 16 * * FRI", "0 8 * * MON");

        assertThat(weekend.openAt(at("2026-03-06T14:59:59.999Z"))).isEmpty();
        assertThat(weekend.openAt(at("2026-03-06T15:00:00Z")))
                .contains(stretch("2026-03-06T15:00:00Z", "2026-03-09T07:00:00Z"));
        assertThat(weekend.openAt(at("2026-03-09T06:59:59.999Z")))
                .contains(stretch("2026-03-06T15:00:00Z", "2026-03-09T07:00:00Z"));
        assertThat(weekend.openAt(at("2026-03-09T07:00:00Z"))).isEmpty();
    }

    @Test
    public void lastsOverMidnightAndNewYear() {
        Timetable holidays = recurring("0 18 23 12 *", "0 6 7 1 *");
        Timetable.Stretch expected = stretch("2026-12-23T17:00:00Z", "2027-01-07T05:00:00Z");

        assertThat(holidays.openAt(at("2026-12-31T22:59:00Z"))).contains(expected);
        assertThat(holidays.openAt(at("2026-12-31T23:01:00Z"))).contains(expected);
        assertThat(holidays.openAt(at("2027-01-06T00:00:00Z"))).contains(expected);
        assertThat(recurring("0 22 * * *", "0 6 * * *").openAt(at("2026-12-31T23:30:00Z")))
                .contains(stretch("2026-12-31T21:00:00Z", "2027-01-01T05:00:00Z"));
    }

    @Test
    public void isAnHourShorterInTheNightTheClockGoesForward() {
        assertThat(recurring("0 22 * * *", "0 6 * * *").openAt(at("2026-03-29T00:30:00Z")))
                .contains(stretch("2026-03-28T21:00:00Z", "2026-03-29T04:00:00Z"));
    }

    @Test
    public void isAnHourLongerInTheNightTheClockGoesBack() {
        assertThat(recurring("0 22 * * *", "0 6 * * *").openAt(at("2026-10-25T01:30:00Z")))
                .contains(stretch("2026-10-24T20:00:00Z", "2026-10-25T05:00:00Z"));
    }

    @Test
    public void beginsAtTheChangeWhenTheClockSkipsItsBegin() {
        assertThat(recurring("30 2 * * *", "0 4 * * *").openAt(at("2026-03-29T01:00:00Z")))
                .contains(stretch("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"));
    }

    @Test
    public void isOpenOverTheDoubledHourAndNotASecondTime() {
        Timetable quarterPast = recurring("15 2 * * *", "45 2 * * *");

        assertThat(quarterPast.openAt(at("2026-10-25T00:30:00Z")))
                .contains(stretch("2026-10-25T00:15:00Z", "2026-10-25T00:45:00Z"));
        assertThat(quarterPast.openAt(at("2026-10-25T01:30:00Z"))).isEmpty();
        assertThat(recurring("30 2 * * *", "30 3 * * *").openAt(at("2026-10-25T01:45:00Z")))
                .contains(stretch("2026-10-25T00:30:00Z", "2026-10-25T02:30:00Z"));
    }

    @Test
    public void isEmptyWhenTheClockSkipsAllOfIt() {
        Timetable skipped = recurring("15 2 * * *", "45 2 * * *");

        assertThat(skipped.openAt(at("2026-03-29T01:00:00Z"))).isEmpty();
        assertThat(skipped.openAt(at("2026-03-28T01:20:00Z")))
                .contains(stretch("2026-03-28T01:15:00Z", "2026-03-28T01:45:00Z"));
    }

    @Test
    public void lastsUntilTheNextEndWhenOneEndsAsItBegins() {
        Timetable always = recurring("0 0 * * *", "0 0 * * *");
        Timetable.Stretch today = stretch("2026-03-03T23:00:00Z", "2026-03-04T23:00:00Z");

        assertThat(always.openAt(at("2026-03-04T12:00:00Z"))).contains(today);
        assertThat(always.closedFrom(today)).isEmpty();
    }

    @Test
    public void isClosedOnlyAfterTheStretchThatFollowsWithoutABreak() {
        Timetable days = recurring("0 0 * * MON,TUE", "0 0 * * TUE,WED");

        assertThat(days.closedFrom(stretch("2026-03-01T23:00:00Z", "2026-03-02T23:00:00Z")))
                .contains(at("2026-03-03T23:00:00Z"));
    }

    @Test
    public void knowsWhenItBeginsNext() {
        assertThat(recurring("0 16 * * FRI", "0 8 * * MON").nextBegin(at("2026-03-06T15:00:00Z")))
                .contains(at("2026-03-13T15:00:00Z"));
    }

    @Test
    public void isOpenOnceWhenFixed() {
        Timetable fixed = Timetable.of(
                new Period.Fixed(at("2026-12-20T00:00:00Z"), at("2027-01-06T00:00:00Z"), ZoneId.of("UTC")));

        assertThat(fixed.openAt(at("2026-12-19T23:59:59Z"))).isEmpty();
        assertThat(fixed.nextBegin(at("2026-12-19T23:59:59Z"))).contains(at("2026-12-20T00:00:00Z"));
        assertThat(fixed.openAt(at("2026-12-20T00:00:00Z")))
                .contains(stretch("2026-12-20T00:00:00Z", "2027-01-06T00:00:00Z"));
        assertThat(fixed.openAt(at("2027-01-06T00:00:00Z"))).isEmpty();
        assertThat(fixed.nextBegin(at("2026-12-20T00:00:00Z"))).isEmpty();
        assertThat(fixed.text()).isEqualTo("2026-12-20T00:00:00Z to 2027-01-06T00:00:00Z");
    }

    @Test
    public void neverClosesWhenFixedWithoutAnEnd() {
        Timetable fixed = Timetable.of(new Period.Fixed(at("2026-12-20T00:00:00Z"), null, ZoneId.of("UTC")));
        Timetable.Stretch open = fixed.openAt(at("2030-01-01T00:00:00Z")).orElseThrow();

        assertThat(open).isEqualTo(new Timetable.Stretch(at("2026-12-20T00:00:00Z"), null));
        assertThat(fixed.closedFrom(open)).isEmpty();
        assertThat(fixed.text()).isEqualTo("2026-12-20T00:00:00Z without an end");
    }

    private static Timetable recurring(String start, String end) {
        return Timetable.of(new Period.Recurring(start, end, BERLIN));
    }

    private static Timetable.Stretch stretch(String begin, String end) {
        return new Timetable.Stretch(at(begin), at(end));
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
