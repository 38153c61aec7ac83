package io.jenkins.plugins.deploymentgates.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.gate.Line.Relation;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** The gates that look at what Git says: fastForward, branches, ticket, artifactsAvailable, http, and order where there is a repository. */
public class LineGatesTest {
    private static final String HEAD = "1".repeat(40);
    private static final String COMMIT = "2".repeat(40);
    private static final String BASE = "3".repeat(40);
    private static final List<Line.Commit> TWO =
            List.of(commit("a", "SHOP-7 and SHOP-8: pay later\n\nCloses OPS-1"), commit("b", "SHOP-7: basket"));

    @Rule
    public final Scene scene = new Scene();

    private Release release;

    @Before
    public void record() {
        release = scene.release("1.4.2");
    }

    @Test
    public void fastForwardPassesForwardAndCountsTheCommits() {
        assertThat(fastForward(line(Relation.AHEAD, HEAD, TWO)))
                .isEqualTo(GateOutcome.passed(
                        "fastForward",
                        "prod moves forward by 2 commits to 2222222222",
                        "prod at 1111111111, 2222222222 from staging: AHEAD"));
    }

    @Test
    public void fastForwardPassesWhatIsThereAndWhatDoesNotExistYet() {
        assertThat(fastForward(line(Relation.SAME, HEAD, List.of())))
                .isEqualTo(GateOutcome.passed(
                        "fastForward",
                        "prod is at 2222222222 already",
                        "prod at 1111111111, 2222222222 from staging: SAME"));
        assertThat(fastForward(new Line("prod", null, "staging", COMMIT, Relation.NEW, null, TWO, List.of())))
                .isEqualTo(GateOutcome.passed(
                        "fastForward",
                        "prod does not exist yet and would begin at 2222222222",
                        "prod at nothing, 2222222222 from staging: NEW"));
    }

    @Test
    public void fastForwardRefusesWhatTheTargetHasAlready() {
        assertThat(fastForward(line(Relation.BEHIND, HEAD, List.of())))
                .isEqualTo(GateOutcome.refused(
                        "fastForward",
                        "prod has 2222222222 already and is ahead of it",
                        "prod at 1111111111, 2222222222 from staging: BEHIND",
                        "promote a commit that contains prod, or roll prod back"));
    }

    @Test
    public void fastForwardRefusesWhatHasDivergedAndSaysHowToJoinThem() {
        assertThat(fastForward(line(Relation.DIVERGED, HEAD, TWO)))
                .isEqualTo(GateOutcome.refused(
                        "fastForward",
                        "prod and staging have diverged: 2 commits of staging are not in prod, and prod has commits that"
                                + " staging does not have",
                        "prod at 1111111111, 2222222222 from staging: DIVERGED",
                        "bring what is only in prod into staging (rebase or merge) and promote the result, or align prod"
                                + " with staging"));
    }

    @Test
    public void fastForwardLetsRollbacksAndAlignmentsMoveTheBranchAnywhere() {
        scene.kind = PromotionKind.ROLLBACK;
        assertThat(fastForward(line(Relation.BEHIND, HEAD, List.of())))
                .isEqualTo(GateOutcome.passed(
                        "fastForward",
                        "a rollback sets prod back to 2222222222",
                        "prod at 1111111111, 2222222222 from staging: BEHIND"));
        scene.kind = PromotionKind.ALIGN;
        assertThat(fastForward(line(Relation.DIVERGED, HEAD, TWO)))
                .isEqualTo(GateOutcome.passed(
                        "fastForward",
                        "prod is made equal to staging at 2222222222",
                        "prod at 1111111111, 2222222222 from staging: DIVERGED"));
    }

    @Test
    public void fastForwardSaysThatACherryPickLeavesTheLine() {
        scene.kind = PromotionKind.CHERRY_PICK;
        assertThat(fastForward(line(Relation.AHEAD, HEAD, TWO)))
                .isEqualTo(GateOutcome.passed(
                        "fastForward",
                        "2222222222 is copied onto prod, which leaves the line of history until a later promotion brings"
                                + " it back",
                        "prod at 1111111111, 2222222222 from staging: AHEAD"));
    }

    @Test
    public void fastForwardMeasuresABranchOffTheLineFromWhereItLeft() {
        assertThat(fastForward(line(Relation.AHEAD, BASE, TWO)))
                .isEqualTo(GateOutcome.passed(
                        "fastForward",
                        "prod comes back to the line of history at 2222222222, 2 commits ahead of where it left",
                        "prod at 1111111111, 2222222222 from staging: AHEAD, measured from 3333333333 where prod left"
                                + " the line"));
    }

    @Test
    public void fastForwardPassesWithoutABranchToMove() {
        assertThat(fastForward(null))
                .isEqualTo(GateOutcome.passed("fastForward", "no branch would be moved", "no repository"));
    }

    @Test
    public void fastForwardDoesNotPretendToKnowHowManyCommitsThereAre() {
        assertThat(fastForward(line(Relation.AHEAD, HEAD, many(Line.MAX_INCOMING)))
                        .reason())
                .isEqualTo("prod moves forward by 1000 commits or more to 2222222222");
    }

    @Test
    public void orderBelievesGitRatherThanTheOrderOfRecording() {
        scene.verify("prod", scene.release("1.4.3"));
        String there = "deployment 1 (shop 1.4.3 at prod) VERIFIED";

        assertThat(ask(new OrderGate(), line(Relation.AHEAD, HEAD, TWO)))
                .isEqualTo(GateOutcome.passed("order", "shop 1.4.2 is not older than what is in prod", there));
        assertThat(ask(new OrderGate(), line(Relation.BEHIND, HEAD, List.of())))
                .isEqualTo(GateOutcome.refused(
                        "order",
                        "shop 1.4.2 is older than what is in prod: commit 2222222222 is an ancestor of prod at"
                                + " 1111111111",
                        there,
                        "promote a newer release, or roll prod back to it"));
    }

    @Test
    public void branchesPassesOnAnAllowedBranch() {
        Gate gate = new BranchesGate(List.of("main", "hotfix/*"));

        assertThat(ask(gate, onBranches("dev", "hotfix/login", "main")))
                .isEqualTo(GateOutcome.passed(
                        "branches",
                        "2222222222 is on hotfix/login, main, which is allowed",
                        "2222222222 is on dev, hotfix/login, main"));
    }

    @Test
    public void branchesRefusesWhatIsOnNoAllowedBranch() {
        Gate gate = new BranchesGate(List.of("main", "hotfix/*"));

        assertThat(ask(gate, onBranches("dev", "feature/hotfix/a", "hotfix/a/b")))
                .isEqualTo(GateOutcome.refused(
                        "branches",
                        "2222222222 is on no branch that prod allows: main or hotfix/*",
                        "2222222222 is on dev, feature/hotfix/a, hotfix/a/b",
                        "promote a commit that is on main or hotfix/*"));
        assertThat(ask(gate, onBranches()).lookedAt()).isEqualTo("2222222222 is on no branch");
    }

    @Test
    public void branchesCountsABranchOfAnEnvironmentOnlyWhenItIsNamed() {
        assertThat(ask(new BranchesGate(List.of("staging")), onBranches("dev", "staging")))
                .isEqualTo(GateOutcome.passed(
                        "branches", "2222222222 is on staging, which is allowed", "2222222222 is on dev, staging"));
    }

    @Test
    public void branchesRefusesWithoutARepository() {
        assertThat(ask(new BranchesGate(List.of("main")), null))
                .isEqualTo(GateOutcome.refused(
                        "branches",
                        "the branch cannot be checked: shop has no repository",
                        "no repository",
                        "give shop a repository, or remove the branches gate from prod"));
    }

    @Test
    public void ticketPassesAndListsAllTicketsOnce() {
        assertThat(ask(new TicketGate(new GateSettings.Ticket("[A-Z]+-[0-9]+")), line(Relation.AHEAD, HEAD, TWO)))
                .isEqualTo(GateOutcome.passed(
                        "ticket",
                        "every incoming commit names a ticket: SHOP-7, SHOP-8, OPS-1",
                        "2 incoming commits; tickets: SHOP-7, SHOP-8, OPS-1"));
    }

    @Test
    public void ticketRefusesAndListsTheCommitsThatNameNone() {
        List<Line.Commit> commits = List.of(TWO.get(0), commit("b", "fix typo\n\nno ticket"), commit("c", "wip"));

        assertThat(ask(new TicketGate(new GateSettings.Ticket("[A-Z]+-[0-9]+")), line(Relation.AHEAD, HEAD, commits)))
                .isEqualTo(GateOutcome.refused(
                        "ticket",
                        "2 incoming commits of 3 name no ticket ([A-Z]+-[0-9]+): bbbbbbbbbb fix typo (ann), cccccccccc"
                                + " wip (ann)",
                        "3 incoming commits; tickets: SHOP-7, SHOP-8, OPS-1",
                        "name a ticket in the message of each of these commits, or promote with an override and its"
                                + " reason"));
    }

    @Test
    public void ticketPassesWhenNothingComesIn() {
        assertThat(ask(new TicketGate(new GateSettings.Ticket("[A-Z]+-[0-9]+")), line(Relation.SAME, HEAD, List.of())))
                .isEqualTo(GateOutcome.passed("ticket", "no commit comes in", "no incoming commit"));
    }

    @Test
    public void ticketDoesNotTakeAnEmptyMatchForATicket() {
        assertThat(ask(
                                new TicketGate(new GateSettings.Ticket("[0-9]*")),
                                line(Relation.AHEAD, HEAD, List.of(commit("c", "wip"))))
                        .reason())
                .isEqualTo("1 incoming commit of 1 names no ticket ([0-9]*): cccccccccc wip (ann)");
    }

    @Test
    public void ticketRefusesMoreCommitsThanItCouldRead() {
        assertThat(ask(
                        new TicketGate(new GateSettings.Ticket("[A-Z]+-[0-9]+")),
                        line(Relation.AHEAD, HEAD, many(Line.MAX_INCOMING))))
                .isEqualTo(GateOutcome.refused(
                        "ticket",
                        "too many commits come in to read them all; the newest 1000 name a ticket each",
                        "1000 incoming commits; tickets: SHOP-1",
                        "promote fewer commits at a time, or promote with an override and its reason"));
    }

    @Test
    public void ticketShortensALongList() {
        List<Line.Commit> commits =
                IntStream.range(0, 25).mapToObj(i -> commit("c", "SHOP-" + i)).toList();

        assertThat(ask(new TicketGate(new GateSettings.Ticket("[A-Z]+-[0-9]+")), line(Relation.AHEAD, HEAD, commits))
                        .reason())
                .startsWith("every incoming commit names a ticket: SHOP-0, SHOP-1, ")
                .endsWith(", SHOP-18, SHOP-19 and 5 more");
    }

    @Test
    public void ticketRefusesWithoutARepository() {
        assertThat(ask(new TicketGate(new GateSettings.Ticket("[A-Z]+-[0-9]+")), null))
                .isEqualTo(GateOutcome.refused(
                        "ticket",
                        "the commits cannot be read: shop has no repository",
                        "no repository",
                        "give shop a repository, or remove the ticket gate from prod"));
    }

    private GateOutcome fastForward(Line line) {
        return ask(new FastForwardGate(), line);
    }

    private GateOutcome ask(Gate gate, Line line) {
        scene.line = line;
        return scene.ask(gate, "prod", release);
    }

    private static Line line(Relation relation, String base, List<Line.Commit> incoming) {
        return new Line("prod", HEAD, "staging", COMMIT, relation, base, incoming, List.of());
    }

    private static Line onBranches(String... branches) {
        return new Line("prod", HEAD, "staging", COMMIT, Relation.AHEAD, HEAD, TWO, List.of(branches));
    }

    private static List<Line.Commit> many(int count) {
        return Collections.nCopies(count, commit("d", "SHOP-1"));
    }

    private static Line.Commit commit(String digit, String message) {
        return new Line.Commit(digit.repeat(40), "ann", Instant.parse("2026-03-01T12:00:00Z"), message);
    }
}
