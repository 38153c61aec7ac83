package io.jenkins.plugins.deploymentgates.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.GateSettings.Freeze;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Period;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Window;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class FreezeAndWindowGateTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Period WEEKEND = new Period.Recurring("0 16 * * FRI", "0 8 * * MON", BERLIN);
    private static final Period MORNINGS = new Period.Recurring("0 8 * * *", "0 12 * * *", BERLIN);
    private static final Period EVENINGS = new Period.Recurring("0 18 * * *", "0 20 * * *", BERLIN);

    @Rule
    public final Scene scene = new Scene();

    private Release release;

    @Before
    public void record() {
        release = scene.release("1.4.2");
    }

    @Test
    public void waitsUntilTheFreezeEnds() {
        scene.at("2026-03-07T12:00:00Z");

        assertThat(scene.ask(new FreezeGate(new Freeze(WEEKEND, "no weekend work")), "prod", release))
                .isEqualTo(GateOutcome.waitingUntil(
                        "freeze",
                        "prod is frozen until 2026-03-09T07:00:00Z: no weekend work",
                        "'0 16 * * FRI' to '0 8 * * MON' (Europe/Berlin); frozen 2026-03-06T15:00:00Z to"
                                + " 2026-03-09T07:00:00Z",
                        Instant.parse("2026-03-09T07:00:00Z")));
    }

    @Test
    public void endsAFreezeAtTheLocalTimeOfTheDayTheClockGoesForward() {
        scene.at("2026-03-28T12:00:00Z");

        assertThat(scene.ask(new FreezeGate(new Freeze(WEEKEND, "")), "prod", release))
                .isEqualTo(GateOutcome.waitingUntil(
                        "freeze",
                        "prod is frozen until 2026-03-30T06:00:00Z",
                        "'0 16 * * FRI' to '0 8 * * MON' (Europe/Berlin); frozen 2026-03-27T15:00:00Z to"
                                + " 2026-03-30T06:00:00Z",
                        Instant.parse("2026-03-30T06:00:00Z")));
    }

    @Test
    public void passesOutsideTheFreezeAndSaysWhenTheNextBegins() {
        assertThat(scene.ask(new FreezeGate(new Freeze(WEEKEND, "")), "prod", release))
                .isEqualTo(GateOutcome.passed(
                        "freeze",
                        "prod is not frozen",
                        "'0 16 * * FRI' to '0 8 * * MON' (Europe/Berlin); next from 2026-03-06T15:00:00Z"));
    }

    @Test
    public void passesAfterAFixedFreeze() {
        Period past = fixed("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z");

        assertThat(scene.ask(new FreezeGate(new Freeze(past, "")), "prod", release))
                .isEqualTo(GateOutcome.passed(
                        "freeze", "prod is not frozen", "2026-01-01T00:00:00Z to 2026-01-02T00:00:00Z; none to come"));
    }

    @Test
    public void waitsForSomebodyWhenTheFreezeHasNoEnd() {
        Freeze freeze = new Freeze(new Period.Fixed(Instant.parse("2026-03-01T00:00:00Z"), null, BERLIN), "audit");

        assertThat(scene.ask(new FreezeGate(freeze), "prod", release))
                .isEqualTo(GateOutcome.waitingFor(
                        "freeze",
                        "prod is frozen without an end: audit",
                        "2026-03-01T00:00:00Z without an end; frozen 2026-03-01T00:00:00Z without an end",
                        "give the freeze of prod an end, or remove it from the configuration"));
    }

    @Test
    public void passesWhileOneOfTheWindowsIsOpen() {
        scene.at("2026-03-03T17:30:00Z");

        assertThat(scene.ask(windows(MORNINGS, EVENINGS), "prod", release))
                .isEqualTo(GateOutcome.passed(
                        "window",
                        "a window of prod is open",
                        "'0 18 * * *' to '0 20 * * *' (Europe/Berlin); open 2026-03-03T17:00:00Z to"
                                + " 2026-03-03T19:00:00Z"));
    }

    @Test
    public void waitsUntilTheNextWindowOpens() {
        scene.at("2026-03-03T11:00:00Z");

        assertThat(scene.ask(windows(MORNINGS, EVENINGS), "prod", release))
                .isEqualTo(GateOutcome.waitingUntil(
                        "window",
                        "no window of prod is open; the next opens at 2026-03-03T17:00:00Z",
                        "'0 8 * * *' to '0 12 * * *' (Europe/Berlin) | '0 18 * * *' to '0 20 * * *' (Europe/Berlin)",
                        Instant.parse("2026-03-03T17:00:00Z")));
    }

    @Test
    public void refusesWhenNoWindowOpensAnyMore() {
        assertThat(scene.ask(windows(fixed("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")), "prod", release))
                .isEqualTo(GateOutcome.refused(
                        "window",
                        "no window of prod is open, and none opens any more",
                        "2026-01-01T00:00:00Z to 2026-01-02T00:00:00Z",
                        "add a window to prod in the configuration"));
    }

    private static Gate windows(Period... periods) {
        return new WindowGate(List.of(periods).stream().map(Window::new).toList());
    }

    private static Period fixed(String start, String end) {
        return new Period.Fixed(Instant.parse(start), Instant.parse(end), ZoneId.of("UTC"));
    }
}
