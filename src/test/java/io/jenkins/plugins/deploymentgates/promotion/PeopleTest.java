package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.IllegalMoveException;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Approvals, refusals, holds, freezes and permissions. */
public class PeopleTest {
    private static final String YAML =
            """
            applications:
              shop:
                artifacts: [com.acme:shop-api]
                git: {repository: ORIGIN}
                verifications: [smoke]
                pipeline:
                  qa: {}
                  prod: {after: [qa]}
                  late: {after: [qa]}
            environments:
              prod:
                gates:
                  - approvals: {count: 2, from: [release-managers]}
              late:
                gates:
                  - freeze: {start: 2026-03-03T00:00:00Z, end: 2026-03-04T00:00:00Z}
            permissions:
              record: [developers]
              promote: [developers]
              approve: [release-managers, developers]
              hold: [release-managers]
            """;

    private static final Actor EVE = Actor.person("eve", Set.of());

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;
    private long waiting;

    @Before
    public void create() throws IOException {
        world = World.create(folder.newFolder().toPath(), YAML);
        world.carry("1.0", "qa");
        waiting = world.promote("prod").promotion().id();
    }

    @After
    public void close() {
        world.close();
    }

    private Promotions promotions() {
        return world.engine().promotions();
    }

    private boolean arrived() {
        return world.origin().head("prod").equals(world.origin().head("main"));
    }

    @Test
    public void shouldPromoteWithTheLastApproval() {
        assertThat(world.standing(waiting)).isEqualTo("WAITING: approvals: 0 of 2 approvals");

        PromotionResult first = promotions().approve(World.BOB, waiting, "");

        assertThat(first.promotion().reason()).isEqualTo("approvals: 1 of 2 approvals");
        assertThat(arrived()).isFalse();

        PromotionResult second = promotions().approve(World.CAT, waiting, "");

        assertThat(second.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(arrived()).isTrue();
    }

    @Test
    public void shouldCountTwoApprovalsGivenAtTheSameInstant() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<PromotionResult>> votes = List.of(
                    () -> {
                        together.await();
                        return promotions().approve(World.BOB, waiting, "");
                    },
                    () -> {
                        together.await();
                        return promotions().approve(World.CAT, waiting, "");
                    });
            for (Future<PromotionResult> vote : threads.invokeAll(votes)) {
                vote.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(world.standing(waiting)).isEqualTo("PROMOTED: promoted");
        assertThat(world.list(view -> view.approvals(waiting)))
                .extracting(Approval::by)
                .containsExactlyInAnyOrder("bob", "cat");
        assertThat(world.origin().moves("prod")).hasSize(2);
        assertThat(world.types(0)).containsOnlyOnce("deployment.verified");
    }

    @Test
    public void shouldCountOnePersonOnce() {
        promotions().approve(World.BOB, waiting, "");
        long head = world.head();

        promotions().approve(World.BOB, waiting, "");

        assertThat(world.head()).isEqualTo(head);
        assertThat(world.standing(waiting)).isEqualTo("WAITING: approvals: 1 of 2 approvals");
    }

    @Test
    public void shouldNotCountTheTriggerNorWhoIsNotAskedFor() {
        promotions().approve(World.ANN, waiting, "");
        promotions().approve(Actor.person("dev", Set.of("developers")), waiting, "");

        assertThat(world.standing(waiting)).isEqualTo("WAITING: approvals: 0 of 2 approvals");
        assertThat(arrived()).isFalse();
    }

    @Test
    public void shouldEndWithARefusal() {
        promotions().approve(World.BOB, waiting, "");

        PromotionResult refused = promotions().refuse(World.CAT, waiting, "the tills are open");

        assertThat(refused.promotion().status()).isEqualTo(PromotionStatus.REFUSED);
        assertThat(refused.promotion().reason()).isEqualTo("refused by cat: the tills are open");
        assertThatThrownBy(() -> promotions().approve(World.BOB, waiting, ""))
                .isInstanceOf(RefusedException.class)
                .hasMessage("promotion 2 (shop 1.0 to prod) is REFUSED and cannot be approved any more");
        assertThatThrownBy(() -> promotions().refuse(World.BOB, waiting, "no"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("promotion 2 (shop 1.0 to prod) is REFUSED and cannot be refused any more");
        assertThat(arrived()).isFalse();
    }

    @Test
    public void shouldDemandAReasonForARefusal() {
        assertThatThrownBy(() -> promotions().refuse(World.BOB, waiting, " "))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("refusing needs a reason; say why with --reason");
    }

    @Test
    public void shouldCallAPromotionOff() {
        PromotionResult cancelled = promotions().cancel(World.ANN, waiting);

        assertThat(cancelled.promotion().reason()).isEqualTo("cancelled by ann");
        assertThatThrownBy(() -> promotions().cancel(World.ANN, waiting))
                .isInstanceOf(IllegalMoveException.class)
                .hasMessageStartingWith("promotion 2 (shop 1.0 to prod)");
    }

    @Test
    public void shouldNameThePromotionsThereAreWhenThereIsNoneOfThatNumber() {
        assertThatThrownBy(() -> promotions().approve(World.BOB, 99, ""))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is no promotion 99; waiting are 2");
        promotions().cancel(World.ANN, waiting);
        assertThatThrownBy(() -> promotions().cancel(World.ANN, 99))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is no promotion 99; none is waiting");
    }

    @Test
    public void shouldAskWaitingPromotionsAgainWhenAHoldIsReleased() {
        world.engine().holds().hold(World.BOB, "prod", "stocktaking");
        promotions().approve(World.BOB, waiting, "");
        promotions().approve(World.CAT, waiting, "");
        assertThat(world.standing(waiting)).isEqualTo("WAITING: hold: bob holds prod: stocktaking");

        List<PromotionResult> moved = world.engine().holds().release(World.CAT, "prod");

        assertThat(moved).extracting(result -> result.promotion().id()).containsExactly(waiting);
        assertThat(world.standing(waiting)).isEqualTo("PROMOTED: promoted");
        assertThat(arrived()).isTrue();
    }

    @Test
    public void shouldHoldOnceAndReleaseOnce() {
        world.engine().holds().hold(World.BOB, "prod", "stocktaking");
        assertThatThrownBy(() -> world.engine().holds().hold(World.CAT, "prod", "too"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("prod is held already by bob since 2026-03-03T09:03:00Z: stocktaking");
        world.engine().holds().release(World.BOB, "prod");
        assertThatThrownBy(() -> world.engine().holds().release(World.BOB, "prod"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("prod is not held");
        assertThatThrownBy(() -> world.engine().holds().hold(World.BOB, "prod", ""))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a hold needs a reason; say why with --reason");
        assertThatThrownBy(() -> world.engine().holds().hold(World.BOB, "moon", "why"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is no environment 'moon'; configured are prod, late, qa");
    }

    @Test
    public void shouldWaitUntilAFreezeEnds() {
        PromotionResult frozen = world.promote("late");
        Instant end = Instant.parse("2026-03-04T00:00:00Z");

        assertThat(frozen.promotion().status()).isEqualTo(PromotionStatus.WAITING);
        assertThat(frozen.promotion().reason()).isEqualTo("freeze: late is frozen until 2026-03-04T00:00:00Z");
        assertThat(frozen.promotion().earliest()).isEqualTo(end);

        world.clock().set(end.minusSeconds(1));
        assertThat(promotions().reconsider("shop")).isEmpty();
        world.clock().set(end);
        assertThat(promotions().reconsider("shop"))
                .extracting(result -> result.promotion().id())
                .containsExactly(frozen.promotion().id());
        assertThat(world.origin().head("late")).isEqualTo(world.origin().head("main"));
    }

    @Test
    public void shouldWriteNoEventForWaitingOnForTheSame() {
        long head = world.head();
        promotions().reconsider("shop");
        world.promote("prod");
        assertThat(world.head()).isEqualTo(head);
    }

    @Test
    public void shouldSayWhoMayWhenSomebodyMayNot() {
        assertThatThrownBy(() -> promotions().promote(EVE, PromoteRequest.of("shop", "qa")))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("eve may not promote: permissions.promote allows developers");
        assertThatThrownBy(() -> promotions().approve(EVE, waiting, ""))
                .hasMessage("eve may not approve: permissions.approve allows release-managers, developers");
        assertThatThrownBy(() -> promotions().refuse(EVE, waiting, "no"))
                .hasMessage("eve may not approve: permissions.approve allows release-managers, developers");
        assertThatThrownBy(() -> promotions().cancel(EVE, waiting))
                .hasMessage("eve may not promote: permissions.promote allows developers");
        assertThatThrownBy(() -> world.engine().holds().hold(World.ANN, "prod", "why"))
                .hasMessage("ann may not hold: permissions.hold allows release-managers");
        assertThatThrownBy(() -> world.engine().holds().release(World.ANN, "prod"))
                .hasMessage("ann may not hold: permissions.hold allows release-managers");
        assertThatThrownBy(() -> world.engine().rollbacks().rollback(EVE, "shop", List.of("prod"), null))
                .hasMessage("eve may not promote: permissions.promote allows developers");
        assertThatThrownBy(() -> world.engine().hotfixes().start(EVE, "shop", "fix", "prod"))
                .hasMessage("eve may not promote: permissions.promote allows developers");
        assertThatThrownBy(() -> world.engine()
                        .recordings()
                        .verify(EVE, new VerifyRequest("shop", "qa", "smoke", true, null, null)))
                .hasMessage("eve may not record: permissions.record allows developers");
        assertThatThrownBy(() -> promotions()
                        .promote(
                                World.ANN,
                                new PromoteRequest("shop", "prod", null, null, List.of(), false, "because", null)))
                .hasMessage("ann may not override gates: the configuration names nobody under permissions.override");
        assertThat(world.standing(waiting)).isEqualTo("WAITING: approvals: 0 of 2 approvals");
    }

    @Test
    public void shouldNameWhatThereIsWhenANameIsNotKnown() {
        assertThatThrownBy(() -> promotions().promote(World.ANN, PromoteRequest.of("shap", "qa")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is no application 'shap'; configured are shop");
        assertThatThrownBy(() -> promotions().promote(World.ANN, PromoteRequest.of("shop", "moon")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("application shop has no environment 'moon'; its pipeline has qa, prod, late");
        assertThatThrownBy(() -> promotions()
                        .promote(
                                World.ANN, new PromoteRequest("shop", "prod", null, "7", List.of(), false, null, null)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("shop '7' was never deployed at qa, so there is nothing to promote to prod;"
                        + " deploy and record it there first");
        assertThatThrownBy(() -> promotions()
                        .promote(
                                World.ANN,
                                new PromoteRequest(
                                        "shop", "prod", null, null, world.artifacts("1.0"), false, null, null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("artifacts can only be given for an environment at the start of the pipeline; what enters"
                        + " prod is what was deployed at qa");
        assertThatThrownBy(() -> promotions()
                        .promote(World.ANN, new PromoteRequest("shop", "qa", null, null, List.of(), true, null, null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("qa is at the start of the pipeline of shop: there is no environment to cherry-pick from;"
                        + " name one with --from");
    }
}
