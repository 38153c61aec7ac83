package io.jenkins.plugins.deploymentgates.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.GateSettings.Approvals;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Freeze;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Period;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Soak;
import io.jenkins.plugins.deploymentgates.config.GateSettings.VerifiedWithin;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Window;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class ExplanationTest {
    private static final GateOutcome FREE = GateOutcome.passed("hold", "nobody holds load", "no hold");
    private static final GateOutcome ALONE = GateOutcome.passed(
            "exclusive", "nothing else is entering load", "no promotion EXECUTING, no deployment STARTED");
    private static final GateOutcome VERIFIED = GateOutcome.passed(
            "verified", "shop 1.4.2 is verified in qa", "qa: VERIFIED since 2026-03-03T09:00:00Z (deployment 1)");
    private static final GateOutcome NEW =
            GateOutcome.passed("order", "nothing was ever deployed to load", "nothing was ever deployed to load");

    @Rule
    public final Scene scene = new Scene();

    private Release release;

    /** Verified in qa on a Tuesday at 09:00. */
    @Before
    public void verify() {
        release = scene.release("1.4.2");
        scene.verify("qa", release);
    }

    @Test
    public void passesNowWhenAllGatesPass() {
        assertThat(scene.explain("load", release))
                .isEqualTo(new Explanation(
                        new Explanation.Subject(
                                "shop",
                                "1.4.2",
                                "1.4.2",
                                release.fingerprint(),
                                null,
                                List.of("qa"),
                                "load",
                                PromotionKind.FORWARD,
                                null,
                                "ann",
                                scene.now),
                        List.of(FREE, ALONE, VERIFIED, NEW),
                        List.of(),
                        Verdict.PASSED,
                        scene.now,
                        "it can pass now"));
        assertThat(scene.explain("load", release).reason()).isEqualTo("all gates passed");
        assertThat(scene.explain("load", release).subject().label()).isEqualTo("shop 1.4.2 to load");
    }

    @Test
    public void isRefusedAsSoonAsOneGateRefusesAndKnowsNoInstant() {
        scene.gates = List.of(new Soak(Duration.ofHours(2)), new VerifiedWithin(Duration.ofMinutes(30)));
        scene.at("2026-03-03T10:00:00Z");
        Explanation explanation = scene.explain("load", release);

        assertThat(explanation.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(explanation.earliest()).isNull();
        assertThat(explanation.outlook()).isEqualTo("it cannot pass this way: refused by verifiedWithin");
        assertThat(explanation.reason())
                .isEqualTo("verifiedWithin: shop 1.4.2 was last verified in qa 1h ago, more than 30m");
        assertThat(explanation.outcomes())
                .extracting(GateOutcome::verdict)
                .containsExactly(
                        Verdict.PASSED,
                        Verdict.PASSED,
                        Verdict.PASSED,
                        Verdict.PASSED,
                        Verdict.WAITING,
                        Verdict.REFUSED);
    }

    @Test
    public void waitsForSomebodyWhenTimeAloneDoesNotHelp() {
        scene.gates = List.of(new Soak(Duration.ofHours(2)), new Approvals(1, List.of(), true));
        Explanation explanation = scene.explain("load", release);

        assertThat(explanation.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(explanation.earliest()).isNull();
        assertThat(explanation.outlook()).isEqualTo("it waits for somebody to act: approvals");
        assertThat(explanation.reason())
                .isEqualTo(
                        "soak: shop 1.4.2 has been verified in qa for 0s of 2h; it is enough at 2026-03-03T11:00:00Z;"
                                + " approvals: 0 of 1 approval; they can be given once the promotion is requested");
    }

    @Test
    public void findsTheInstantAtWhichASoakEnds() {
        scene.gates = List.of(new Soak(Duration.ofHours(2)));

        assertPassesFrom("2026-03-03T11:00:00Z");
    }

    @Test
    public void goesOnToTheEndOfAFreezeThatBeginsMeanwhile() {
        // The soak ends on Friday at 16:30 in Berlin, half an hour into the freeze.
        scene.gates = List.of(
                new Soak(Duration.ofHours(78).plusMinutes(30)),
                new Freeze(recurring("0 16 * * FRI", "0 8 * * MON"), ""));

        assertPassesFrom("2026-03-09T07:00:00Z");
    }

    @Test
    public void takesAllFreezesAndWindowsIntoAccount() {
        // Closed now, opens at 18:00; frozen daily 17:30 to 18:30; frozen on Tuesdays 18:15 to 19:15: left 19:15 to
        // 20:00.
        scene.gates = List.of(
                new Window(recurring("0 18 * * *", "0 20 * * *")),
                new Freeze(recurring("30 17 * * *", "30 18 * * *"), ""),
                new Freeze(recurring("15 18 * * TUE", "15 19 * * TUE"), ""));

        assertPassesFrom("2026-03-03T18:15:00Z");
    }

    @Test
    public void goesOnToTheNextDayWhenAFreezeCoversTheWindowOfToday() {
        scene.gates = List.of(
                new Window(recurring("0 18 * * *", "0 20 * * *")),
                new Freeze(recurring("0 12 * * TUE", "0 19 * * WED"), ""));
        scene.at("2026-03-03T11:30:00Z");

        assertPassesFrom("2026-03-04T18:00:00Z");
    }

    @Test
    public void opensWithTheFirstOfSeveralWindows() {
        scene.gates = List.of(
                new Window(recurring("0 18 * * *", "0 20 * * *")), new Window(recurring("0 14 * * *", "0 15 * * *")));

        assertPassesFrom("2026-03-03T13:00:00Z");
    }

    @Test
    public void saysThatWaitingIsInVainWhenEvidenceExpiresMeanwhile() {
        scene.gates = List.of(
                new Freeze(recurring("0 9 * * TUE", "0 8 * * MON"), ""), new VerifiedWithin(Duration.ofDays(2)));
        Explanation explanation = scene.explain("load", release);

        assertThat(explanation.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(explanation.earliest()).isNull();
        assertThat(explanation.outlook())
                .isEqualTo("waiting is in vain: at 2026-03-09T07:00:00Z verifiedWithin would say: shop 1.4.2 was last"
                        + " verified in qa 5d 22h ago, more than 2d");
    }

    @Test
    public void saysThatWaitingIsInVainWhenNoCommonInstantIsFound() {
        scene.gates = List.of(
                new Window(recurring("0 18 * * *", "0 20 * * *")),
                new Freeze(recurring("0 17 * * *", "0 21 * * *"), ""));
        Explanation explanation = scene.explain("load", release);

        assertThat(explanation.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(explanation.earliest()).isNull();
        assertThat(explanation.outlook())
                .startsWith("waiting is in vain: up to 2027-")
                .endsWith("Z there is no instant at which window and freeze pass together");
    }

    @Test
    public void setsAsideWhatDoesNotPassWhenOverridden() {
        scene.gates = List.of(new Soak(Duration.ofHours(2)), new Approvals(1, List.of(), true));
        scene.append("rita", new Event.HoldPlaced("load", "data migration"));
        Explanation asked = scene.explain("load", release);
        Explanation overridden = scene.override("load", release);

        assertThat(overridden.outcomes()).isEqualTo(asked.outcomes());
        assertThat(overridden.overridden())
                .isEqualTo(List.of(
                        asked.outcomes().get(0),
                        asked.outcomes().get(4),
                        asked.outcomes().get(5)));
        assertThat(overridden.overriddenGates()).containsExactly("hold", "soak", "approvals");
        assertThat(overridden.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(overridden.earliest()).isEqualTo(scene.now);
        assertThat(overridden.reason())
                .isEqualTo("all gates passed but hold, soak and approvals, which were overridden");
    }

    @Test
    public void overridesARefusal() {
        Release other = scene.release("1.4.3");

        assertThat(scene.override("load", other).passed()).isTrue();
        assertThat(scene.override("load", other).overriddenGates()).containsExactly("verified");
    }

    @Test
    public void neverOverridesThatAnotherIsOnItsWay() {
        scene.move(scene.create("load", scene.release("1.4.1")), DeploymentStatus.STARTED);
        Explanation explanation = scene.override("load", release);

        assertThat(explanation.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(explanation.overriddenGates()).containsExactly("order");
        assertThat(explanation.reason()).isEqualTo("exclusive: deployment 2 (shop 1.4.1 at load) is being delivered");
        assertThat(explanation.outlook()).isEqualTo("it waits for somebody to act: exclusive");
    }

    private void assertPassesFrom(String instant) {
        Explanation explanation = scene.explain("load", release);

        assertThat(explanation.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(explanation.earliest()).isEqualTo(Instant.parse(instant));
        assertThat(explanation.outlook()).isEqualTo("it can pass from " + instant + " on if nothing else changes");
        scene.at(instant);
        assertThat(scene.explain("load", release).passed()).isTrue();
        scene.now = Instant.parse(instant).minusMillis(1);
        assertThat(scene.explain("load", release).passed()).isFalse();
    }

    private static Period recurring(String start, String end) {
        return new Period.Recurring(start, end, ZoneId.of("Europe/Berlin"));
    }
}
