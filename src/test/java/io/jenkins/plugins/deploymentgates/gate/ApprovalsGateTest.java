package io.jenkins.plugins.deploymentgates.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.GateSettings.Approvals;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Ann asks for every promotion. */
public class ApprovalsGateTest {
    @Rule
    public final Scene scene = new Scene();

    private final Gate gate = gate(2, true, "release-managers", "max");
    private Release release;
    private Promotion promotion;

    @Before
    public void request() {
        release = scene.release("1.4.2");
        promotion = scene.promotion("prod", release);
    }

    @Test
    public void namesWhoCanApproveBeforeThePromotionIsRequested() {
        assertThat(scene.ask(gate, "prod", release))
                .isEqualTo(GateOutcome.waitingFor(
                        "approvals",
                        "0 of 2 approvals; they can be given once the promotion is requested",
                        "not requested yet",
                        "2 more of release-managers (rita, rob) or max must approve"));
    }

    @Test
    public void waitsForWhoHasNotVotedYet() {
        vote("rita", true, "release-managers");

        assertThat(ask(gate))
                .isEqualTo(GateOutcome.waitingFor(
                        "approvals",
                        "1 of 2 approvals",
                        "approved by rita",
                        "1 more of release-managers (rob) or max must approve promotion 1"));
    }

    @Test
    public void passesWithEnoughDifferentPeople() {
        vote("rita", true, "release-managers");
        vote("max", true);

        assertThat(ask(gate))
                .isEqualTo(GateOutcome.passed("approvals", "2 of 2 approvals", "approved by rita and max"));
    }

    @Test
    public void countsOnePersonOnceHoweverManyGroupsTheyAreIn() {
        vote("rita", true, "release-managers", "admins");

        assertThat(ask(gate(2, true, "release-managers", "admins")))
                .isEqualTo(GateOutcome.waitingFor(
                        "approvals",
                        "1 of 2 approvals",
                        "approved by rita",
                        "1 more of release-managers (rob) or admins must approve promotion 1"));
    }

    @Test
    public void takesTheGroupsRecordedWithTheVote() {
        vote("zoe", true, "release-managers");

        assertThat(ask(gate(1, true, "release-managers")))
                .isEqualTo(GateOutcome.passed("approvals", "1 of 1 approval", "approved by zoe"));
    }

    @Test
    public void doesNotCountWhoAskedForThePromotion() {
        vote("ann", true, "release-managers");

        assertThat(ask(gate(1, true, "release-managers")))
                .isEqualTo(GateOutcome.waitingFor(
                        "approvals",
                        "0 of 1 approval",
                        "nobody approved; not counted: ann (asked for the promotion)",
                        "1 more of release-managers (rita, rob) must approve promotion 1"));
    }

    @Test
    public void countsWhoAskedForThePromotionWhereThatIsAllowed() {
        vote("ann", true, "release-managers");

        assertThat(ask(gate(1, false, "release-managers")))
                .isEqualTo(GateOutcome.passed("approvals", "1 of 1 approval", "approved by ann"));
    }

    @Test
    public void doesNotCountVotesFromOutside() {
        vote("eve", true, "developers");
        vote("mallory", false);

        assertThat(ask(gate))
                .isEqualTo(GateOutcome.waitingFor(
                        "approvals",
                        "0 of 2 approvals",
                        "nobody approved; not counted: eve (not in release-managers or max), mallory (not in"
                                + " release-managers or max)",
                        "2 more of release-managers (rita, rob) or max must approve promotion 1"));
    }

    @Test
    public void letsAnyoneButTheTriggerApproveWhereNobodyIsNamed() {
        vote("eve", true);

        assertThat(ask(gate(2, true)))
                .isEqualTo(GateOutcome.waitingFor(
                        "approvals",
                        "1 of 2 approvals",
                        "approved by eve",
                        "1 more of anyone but eve and ann must approve promotion 1"));
    }

    @Test
    public void refusesWithTheReasonOfARefusal() {
        vote("max", true);
        scene.at("2026-03-03T10:00:00Z");
        scene.vote(promotion, "rita", false, "the load test was cut short", "release-managers");

        assertThat(ask(gate))
                .isEqualTo(GateOutcome.refused(
                        "approvals",
                        "rita refused: the load test was cut short",
                        "approved by max; refused by rita at 2026-03-03T10:00:00Z",
                        "settle it with rita, then ask for the promotion again"));
    }

    @Test
    public void saysWhenNobodyOfAGroupIsLeft() {
        vote("rita", true, "release-managers");
        vote("rob", true, "release-managers");

        assertThat(ask(gate(3, true, "release-managers")).remedy())
                .isEqualTo("1 more of release-managers (nobody left) must approve promotion 1");
    }

    private GateOutcome ask(Gate asked) {
        return scene.ask(asked, "prod", release, promotion);
    }

    private void vote(String by, boolean approved, String... groups) {
        scene.vote(promotion, by, approved, "", groups);
    }

    private static Gate gate(int count, boolean excludeTrigger, String... from) {
        return new ApprovalsGate(new Approvals(count, List.of(from), excludeTrigger));
    }
}
