package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.git.GitConflictException;
import io.jenkins.plugins.deploymentgates.model.Deployment.Cause;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A hotfix from start to finish, and what it overtook afterwards. */
public class HotfixTest {
    private static final String YAML =
            """
            applications:
              shop:
                git: {repository: ORIGIN}
                verifications: [smoke]
                pipeline:
                  dev: {}
                  qa: {after: [dev]}
                  prod: {after: [qa]}
                  other: {after: [qa]}
            environments:
              other: {gates: [{approvals: {count: 1}}]}
              prod:
                tier: production
                gates:
                  - approvals: {count: 1}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;
    private String production;
    private long overtaken;

    @Before
    public void create() throws IOException {
        world = World.create(folder.newFolder().toPath(), YAML);
        production = release("1.0", "app.yaml");
        release("1.1", "feature.yaml");
        overtaken = world.promote("prod").promotion().id();
    }

    @After
    public void close() {
        world.close();
    }

    /** Commits to a file of its own and brings it up to {@code qa}; the first one up to production. */
    private String release(String version, String file) {
        String commit = world.origin().commit("main", "Shop " + version, Map.of(file, version + "\n"));
        world.enter("dev", version);
        settle("dev");
        world.promote("qa");
        settle("qa");
        if (version.equals("1.0")) {
            world.engine()
                    .promotions()
                    .approve(World.BOB, world.promote("prod").promotion().id(), "");
            settle("prod");
        }
        return commit;
    }

    private void settle(String environment) {
        world.deliver(environment);
        world.verify(environment);
    }

    private Hotfixes hotfixes() {
        return world.engine().hotfixes();
    }

    private void bringFixToProduction() {
        world.enter("dev", "1.0.1");
        settle("dev");
        world.promote("qa");
        settle("qa");
        world.engine()
                .promotions()
                .approve(World.BOB, world.promote("prod").promotion().id(), "");
    }

    @Test
    public void shouldSetTheWayToProductionBackAndOvertakeWhatIsUnderWay() {
        String before = world.origin().head("qa");
        String begin = world.origin().head("other");
        assertThat(world.standing(overtaken)).isEqualTo("WAITING: approvals: 0 of 1 approval");

        HotfixResult started = hotfixes().start(World.ANN, "shop", "till", "prod");

        assertThat(started.hotfix().status()).isEqualTo(Hotfix.Status.STARTED);
        assertThat(started.hotfix().branch()).isEqualTo("hotfix/till");
        assertThat(started.hotfix().base()).isEqualTo(production);
        assertThat(started.hotfix().cancelled()).containsExactly(overtaken);
        assertThat(started.hotfix().previousHeads()).isEqualTo(Map.of("dev", before, "qa", before));
        assertThat(world.origin().heads())
                .isEqualTo(Map.of(
                        "main", before,
                        "dev", production,
                        "qa", production,
                        "prod", production,
                        "other", begin,
                        "hotfix/till", production));
        assertThat(world.standing(overtaken)).isEqualTo("CANCELLED: overtaken by hotfix till");
        assertThat(world.matrix()).isEqualTo(Map.of("dev", "1.0 CREATED", "qa", "1.0 CREATED", "prod", "1.0 VERIFIED"));
        assertThat(world.current("qa").cause()).isEqualTo(Cause.HOTFIX);
    }

    @Test
    public void shouldCountNoEvidenceFromBeforeTheHotfix() {
        hotfixes().start(World.ANN, "shop", "till", "prod");

        PromotionResult refused = world.engine()
                .promotions()
                .promote(World.ANN, new PromoteRequest("shop", "prod", null, "1.1", List.of(), false, null, null));

        assertThat(refused.promotion().status()).isEqualTo(PromotionStatus.REFUSED);
        assertThat(refused.promotion().reason())
                .startsWith("verified: shop 1.1 is not verified in qa: qa: deployment 5 is no evidence any more: hotfix"
                        + " till overtook it");
    }

    @Test
    public void shouldGoTheNormalWayToProductionAndPutTheMainBranchOnTop() {
        hotfixes().start(World.ANN, "shop", "till", "prod");
        String fix = world.origin().commit("hotfix/till", "Fix the till", Map.of("till.yaml", "fixed\n"));
        bringFixToProduction();
        assertThat(world.origin().head("prod")).isEqualTo(fix);

        HotfixResult finished = hotfixes().finish(World.ANN, "shop", "till");

        assertThat(finished.hotfix().status()).isEqualTo(Hotfix.Status.FINISHED);
        assertThat(finished.notes()).containsExactly("main has 1 commit on top of the hotfix");
        assertThat(world.origin().subjects("main")).containsExactly("Shop 1.1", "Fix the till", "Shop 1.0", "Begin");
        assertThat(world.origin().heads()).doesNotContainKey("hotfix/till");
        assertThat(world.origin().file("main", "till.yaml")).isEqualTo("fixed\n");
        assertThat(world.origin().file("main", "feature.yaml")).isEqualTo("1.1\n");
    }

    @Test
    public void shouldResumeWhatItCancelledByThePatchItMakes() {
        shouldGoTheNormalWayToProductionAndPutTheMainBranchOnTop();

        HotfixResult resumed = hotfixes().resume(World.ANN, "shop");

        assertThat(resumed.hotfix().status()).isEqualTo(Hotfix.Status.RESUMED);
        assertThat(resumed.notes()).isEmpty();
        assertThat(resumed.resumed()).hasSize(1);
        PromotionResult again = resumed.resumed().get(0);
        assertThat(again.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(again.promotion().label()).isEqualTo("promotion 10 (shop 1.1 to dev)");
        assertThat(world.origin().head("dev")).isEqualTo(world.origin().head("main"));
        assertThatThrownBy(() -> hotfixes().resume(World.ANN, "shop"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("hotfix till of shop is RESUMED; there is nothing left to resume");
    }

    @Test
    public void shouldResumeAChangeOnceHoweverManyPromotionsOfItWereCancelled() {
        long alike = world.engine()
                .promotions()
                .promote(World.ANN, new PromoteRequest("shop", "other", null, "1.1", List.of(), false, null, null))
                .promotion()
                .id();
        world.engine().holds().hold(World.ANN, "qa", "stocktaking");
        world.origin().commit("main", "Shop 1.2", Map.of("more.yaml", "1.2\n"));
        world.enter("dev", "1.2");
        settle("dev");
        long other = world.promote("qa").promotion().id();
        world.engine().holds().hold(World.ANN, "dev", "stocktaking");
        long third = world.enter("dev", "1.2b").promotion().id();
        HotfixResult started = hotfixes().start(World.ANN, "shop", "till", "prod");
        assertThat(started.hotfix().cancelled()).containsExactly(overtaken, alike, other, third);
        world.engine().holds().release(World.ANN, "dev");
        world.engine().holds().release(World.ANN, "qa");
        world.origin().commit("hotfix/till", "Fix the till", Map.of("till.yaml", "fixed\n"));
        bringFixToProduction();
        settle("prod");
        hotfixes().finish(World.ANN, "shop", "till");

        HotfixResult resumed = hotfixes().resume(World.ANN, "shop");

        assertThat(resumed.resumed())
                .extracting(result ->
                        result.promotion().version() + " " + result.promotion().status())
                .containsExactly("1.1 PROMOTED", "1.2 PROMOTED", "1.2b PROMOTED");
    }

    @Test
    public void shouldNotResumeAChangeThatIsGone() {
        hotfixes().start(World.ANN, "shop", "till", "prod");
        world.origin().commit("hotfix/till", "Fix the till", Map.of("till.yaml", "fixed\n"));
        bringFixToProduction();
        world.origin().set("main", production);
        hotfixes().finish(World.ANN, "shop", "till");

        HotfixResult resumed = hotfixes().resume(World.ANN, "shop");

        assertThat(resumed.resumed()).isEmpty();
        assertThat(resumed.notes())
                .containsExactly(
                        "promotion 6 (shop 1.1 to prod): its change is not on main any more; not" + " resumed");
    }

    @Test
    public void shouldListConflictsByFileAndPushNothing() {
        hotfixes().start(World.ANN, "shop", "till", "prod");
        String fix = world.origin().commit("hotfix/till", "Fix the till", Map.of("feature.yaml", "other\n"));
        bringFixToProduction();
        Map<String, String> heads = world.origin().heads();
        long head = world.head();

        assertThatThrownBy(() -> hotfixes().finish(World.ANN, "shop", "till"))
                .isInstanceOfSatisfying(GitConflictException.class, conflict -> {
                    assertThat(conflict.files()).containsExactly("feature.yaml");
                    assertThat(conflict.subject()).isEqualTo("Shop 1.1");
                })
                .hasMessageContaining(
                        "conflicts with " + fix.substring(0, 10) + " in feature.yaml; nothing was changed");

        assertThat(world.origin().heads()).isEqualTo(heads);
        assertThat(world.head()).isEqualTo(head);
    }

    @Test
    public void shouldRefuseToFinishWhatIsNotInProductionYet() {
        hotfixes().start(World.ANN, "shop", "till", "prod");
        String fix = world.origin().commit("hotfix/till", "Fix the till", Map.of("till.yaml", "fixed\n"));

        assertThatThrownBy(() -> hotfixes().finish(World.ANN, "shop", "till"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("hotfix till is at " + fix.substring(0, 10) + ", but prod has "
                        + production.substring(0, 10) + "; promote the fix to prod before you finish it");
        assertThatThrownBy(() -> hotfixes().resume(World.ANN, "shop"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("hotfix till of shop is STARTED; finish it before you resume what it cancelled");
    }

    @Test
    public void shouldRefuseASecondHotfixAndUnknownOnes() {
        assertThatThrownBy(() -> hotfixes().resume(World.ANN, "shop"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("shop has had no hotfix; there is nothing to resume");
        assertThatThrownBy(() -> hotfixes().finish(World.ANN, "shop", "till"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("shop has no hotfix 'till'; none was started");
        hotfixes().start(World.ANN, "shop", "till", "prod");
        assertThatThrownBy(() -> hotfixes().start(World.ANN, "shop", "other", "prod"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("hotfix till of shop is under way; finish it before you start another");
        assertThatThrownBy(() -> hotfixes().finish(World.ANN, "shop", "other"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("shop has no hotfix 'other'; there are till");
        assertThatThrownBy(() -> hotfixes().start(World.ANN, "shop", "a b", "prod"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "hotfix 'a b' is no valid Git tag name: it has ' ' at position 2; valid is for example 1.4.2"
                                + " or 2026-03-03.1");
    }

    @Test
    public void shouldRefuseToFixWhatTheLedgerAndTheBranchDisagreeAbout() {
        String main = world.origin().head("main");
        world.origin().set("prod", main);

        assertThatThrownBy(() -> hotfixes().start(World.ANN, "shop", "till", "prod"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("branch prod is at " + main.substring(0, 10) + ", but deployment 3 (shop 1.0 at prod) was"
                        + " deployed from " + production.substring(0, 10)
                        + "; record what is deployed at prod first");
    }

    @Test
    public void shouldChangeNothingWhenABranchMovesUnderTheStart() {
        String stranger = world.origin().commit("main", "Stranger", Map.of("s.yaml", "s\n"));
        Engine disturbed = world.engine(step -> {
            if (step == Progress.Step.INTENDED) {
                world.origin().set("qa", stranger);
            }
        });

        assertThatThrownBy(() -> disturbed.hotfixes().start(World.ANN, "shop", "till", "prod"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("hotfix till changed nothing: the push was OVERTAKEN; look at the branches and try again");
        assertThat(world.origin().heads()).doesNotContainKey("hotfix/till");
        assertThat(world.standing(overtaken)).isEqualTo("WAITING: approvals: 0 of 1 approval");
        assertThat(world.list(view -> view.hotfixes("shop"))).isEmpty();
    }
}
