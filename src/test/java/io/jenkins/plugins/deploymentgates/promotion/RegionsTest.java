package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Two production regions: from one to the other, forced to be equal, rolled back, cherry-picked. */
public class RegionsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;
    private String first;
    private String second;

    @Before
    public void create() throws IOException {
        world = World.create(folder.newFolder().toPath(), World.REGIONS);
        first = world.carry("1.0", "qa", "prod-eu", "prod-us");
        second = world.carry("1.1", "qa", "prod-eu");
    }

    @After
    public void close() {
        world.close();
    }

    private PromoteRequest from(String source, String target, String override) {
        return new PromoteRequest("shop", target, source, null, List.of(), false, override, null);
    }

    @Test
    public void shouldPromoteFromOneRegionToTheOther() {
        PromotionResult result = world.engine().promotions().promote(World.ANN, from("prod-eu", "prod-us", null));

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(result.promotion().from()).containsExactly("prod-eu", "qa");
        assertThat(world.origin().head("prod-us")).isEqualTo(second);
    }

    @Test
    public void shouldRefuseARegionThatIsBehind() {
        PromotionResult result = world.engine().promotions().promote(World.ANN, from("prod-us", "prod-eu", null));

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.REFUSED);
        assertThat(result.promotion().reason()).startsWith("order: shop 1.0 is older than what is in prod-eu");
        assertThat(world.origin().head("prod-eu")).isEqualTo(second);
    }

    @Test
    public void shouldForceARegionToEqualOneThatIsBehindWithPermissionAndReason() {
        long before = world.head();
        world.carry("1.2", "qa");
        long head = world.head();

        PromotionResult result =
                world.engine().promotions().promote(World.BOB, from("prod-us", "prod-eu", "1.1 breaks the tills"));

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(result.promotion().kind()).isEqualTo(PromotionKind.ALIGN);
        assertThat(result.promotion().overrideReason()).isEqualTo("1.1 breaks the tills");
        assertThat(world.origin().head("prod-eu")).isEqualTo(first);
        assertThat(world.current("prod-eu").version()).isEqualTo("1.0");
        assertThat(before).isLessThan(head);
        assertThat(world.types(head))
                .containsExactly(
                        "promotion.requested",
                        "push.intended",
                        "promotion.executing",
                        "push.done",
                        "promotion.promoted",
                        "deployment.created");
    }

    @Test
    public void shouldRecordWhichGatesAnOverrideSetAside() {
        world.carry("1.2", "qa");
        world.enter("qa", "1.3");
        world.engine().holds().hold(World.ANN, "prod-us", "stocktaking");
        long before = world.head();

        world.engine().promotions().promote(World.BOB, from("qa", "prod-us", "the tills are down"));

        assertThat(world.read(view -> view.events(before, 100)).stream()
                        .map(event -> event.event())
                        .filter(Event.OverrideUsed.class::isInstance))
                .containsExactly(new Event.OverrideUsed(
                        world.current("prod-us").promotion(),
                        "shop",
                        "prod-us",
                        List.of("hold", "verified"),
                        "the tills are down"));
    }

    @Test
    public void shouldDenyAnOverrideWithoutPermission() {
        long head = world.head();

        assertThatThrownBy(() -> world.engine().promotions().promote(World.ANN, from("prod-us", "prod-eu", "please")))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("ann may not override: permissions.override allows release-managers");
        assertThat(world.head()).isEqualTo(head);
        assertThat(world.origin().head("prod-eu")).isEqualTo(second);
    }

    @Test
    public void shouldDemandAReasonForAnOverride() {
        assertThatThrownBy(() -> world.engine().promotions().promote(World.BOB, from("prod-us", "prod-eu", " ")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("an override needs a reason; say why with --reason");
    }

    @Test
    public void shouldRefuseToPromoteFromAnEnvironmentToItself() {
        assertThatThrownBy(() -> world.engine().promotions().promote(World.ANN, from("prod-us", "prod-us", null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("from and to are both prod-us; name two different environments");
    }

    @Test
    public void shouldRollBackToTheLastGoodRelease() {
        PromotionResult result = rollback(null, "prod-eu").get(0);

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(result.promotion().kind()).isEqualTo(PromotionKind.ROLLBACK);
        assertThat(world.origin().head("prod-eu")).isEqualTo(first);
        assertThat(world.origin().head("prod-us")).isEqualTo(first);
        assertThat(world.origin().moves("prod-eu")).last().isEqualTo(second + " " + first);
        assertThat(world.matrix()).containsEntry("prod-eu", "1.0 CREATED");
        assertThat(world.read(view -> view.deployments("shop", "prod-eu", Long.MAX_VALUE, 2))
                        .get(1)
                        .status())
                .isEqualTo(DeploymentStatus.FAILED);
    }

    @Test
    public void shouldRollBackToAVersion() {
        world.carry("1.2", "qa", "prod-eu");

        rollback("1.0", "prod-eu");

        assertThat(world.origin().head("prod-eu")).isEqualTo(first);
        assertThat(world.current("prod-eu").version()).isEqualTo("1.0");
    }

    @Test
    public void shouldRollBackAllEnvironmentsOfATier() {
        world.promote("prod-us");
        world.deliver("prod-us");
        world.verify("prod-us");
        List<String> production = world.engine().rollbacks().environmentsOfTier("shop", "production");
        assertThat(production).containsExactly("prod-eu", "prod-us");

        List<PromotionResult> results = rollback(null, production.toArray(String[]::new));

        assertThat(results)
                .extracting(result -> result.promotion().status())
                .containsExactly(PromotionStatus.PROMOTED, PromotionStatus.PROMOTED);
        assertThat(world.origin().head("prod-eu")).isEqualTo(first);
        assertThat(world.origin().head("prod-us")).isEqualTo(first);
    }

    @Test
    public void shouldMoveNoneOfATierWhenOneMovedUnderTheRollback() {
        String third = world.carry("1.2", "qa", "prod-eu", "prod-us");
        String stranger = world.commit("stranger");
        Engine disturbed = world.engine(step -> {
            if (step == Progress.Step.INTENDED) {
                world.origin().set("prod-us", stranger);
            }
        });

        List<PromotionResult> results =
                disturbed.rollbacks().rollback(World.ANN, "shop", List.of("prod-eu", "prod-us"), null);

        assertThat(results)
                .extracting(result -> result.promotion().status())
                .containsExactly(PromotionStatus.FAILED, PromotionStatus.FAILED);
        assertThat(results.get(0).promotion().reason())
                .isEqualTo("prod-us of repository '" + world.origin().folder()
                        + "' moved under the promotion: expected " + third.substring(0, 10) + ", found "
                        + stranger.substring(0, 10) + "; nothing was changed");
        assertThat(world.origin().head("prod-eu")).isEqualTo(third);
        assertThat(world.origin().head("prod-us")).isEqualTo(stranger);
        assertThat(world.matrix()).containsEntry("prod-eu", "1.2 VERIFIED").containsEntry("prod-us", "1.2 VERIFIED");
    }

    @Test
    public void shouldSayWhenThereIsNothingToRollBackTo() {
        assertThatThrownBy(() -> rollback(null, "prod-us"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("shop at prod-us cannot be rolled back: no other release was ever verified there");
        assertThatThrownBy(() -> rollback("0.9", "prod-eu"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("shop at prod-eu cannot be rolled back to '0.9': verified there before were 1.0");
        assertThatThrownBy(() -> rollback(null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("name at least one environment to roll back");
        assertThatThrownBy(() -> world.engine().rollbacks().environmentsOfTier("shop", "moon"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("shop has no environment of tier 'moon'; its tiers are test, production");
    }

    @Test
    public void shouldRequestNoneOfATierWhenOneHasNothingToGoBackTo() {
        long head = world.head();
        assertThatThrownBy(() -> rollback(null, "prod-eu", "prod-us")).isInstanceOf(RefusedException.class);
        assertThat(world.head()).isEqualTo(head);
        assertThat(world.origin().head("prod-eu")).isEqualTo(second);
    }

    @Test
    public void shouldCopyOneVersionAloneAndComeBackToTheLineLater() {
        world.origin().commit("main", "Leave this out", Map.of("other.yaml", "not yet\n"));
        world.carry("1.2", "qa");
        String wanted = world.origin().commit("main", "Only this", Map.of("fix.yaml", "fixed\n"));
        world.enter("qa", "1.3");
        world.deliver("qa");
        world.verify("qa");

        PromotionResult picked = world.engine()
                .promotions()
                .promote(
                        World.BOB,
                        new PromoteRequest(
                                "shop", "prod-eu", null, "1.3", List.of(), true, "the fix cannot wait", null));

        assertThat(picked.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(picked.promotion().kind()).isEqualTo(PromotionKind.CHERRY_PICK);
        assertThat(world.origin().subjects("prod-eu")).containsExactly("Only this", "Shop 1.1", "Shop 1.0", "Begin");
        assertThat(world.origin().file("prod-eu", "fix.yaml")).isEqualTo("fixed\n");
        assertThat(world.current("prod-eu").commit()).isEqualTo(world.origin().head("prod-eu"));
        assertThat(world.lineBase("prod-eu")).contains(second);

        PromotionResult back = world.promote("prod-eu");

        assertThat(back.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(world.origin().head("prod-eu")).isEqualTo(wanted);
        assertThat(world.lineBase("prod-eu")).isEmpty();
    }

    @Test
    public void shouldHoldACherryPickToTheRuleOfTheExactCombination() {
        world.origin().commit("main", "Leave this out", Map.of("other.yaml", "not yet\n"));
        world.carry("1.2", "qa");
        world.origin().commit("main", "Only this", Map.of("fix.yaml", "fixed\n"));
        world.enter("qa", "1.3");
        world.deliver("qa");
        world.verify("qa");

        PromotionResult picked = world.engine()
                .promotions()
                .promote(World.ANN, new PromoteRequest("shop", "prod-eu", null, "1.3", List.of(), true, null, null));

        assertThat(picked.promotion().status()).isEqualTo(PromotionStatus.REFUSED);
        assertThat(picked.promotion().reason()).startsWith("verified: shop 1.3 = shop-api 1.3 is not verified in qa");
        assertThat(world.origin().head("prod-eu")).isEqualTo(second);
    }

    private List<PromotionResult> rollback(String version, String... environments) {
        return world.engine().rollbacks().rollback(World.ANN, "shop", List.of(environments), version);
    }
}
