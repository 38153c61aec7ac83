package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment.Cause;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The normal way of a release along the pipeline of the design. */
public class FlowTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;

    @Before
    public void create() throws IOException {
        world = World.create(folder.newFolder().toPath(), World.SHOP);
    }

    @After
    public void close() {
        world.close();
    }

    @Test
    public void shouldCarryAReleaseAlongThePipelineToProduction() {
        String first = world.origin().head("main");
        String commit = world.carry("1.0", "dev", "qa", "integration", "load", "staging-eu", "prod-eu");

        assertThat(world.matrix())
                .isEqualTo(Map.of(
                        "dev", "1.0 VERIFIED",
                        "qa", "1.0 VERIFIED",
                        "integration", "1.0 VERIFIED",
                        "load", "1.0 VERIFIED",
                        "staging-eu", "1.0 VERIFIED",
                        "prod-eu", "1.0 VERIFIED"));
        assertThat(world.origin().heads())
                .isEqualTo(Map.of(
                        "main", commit,
                        "dev", commit,
                        "qa", commit,
                        "integration", commit,
                        "load", commit,
                        "staging-eu", commit,
                        "prod-eu", commit));
        assertThat(world.origin().moves("prod-eu"))
                .endsWith(first + " " + commit)
                .hasSize(2);
    }

    @Test
    public void shouldKeepEveryStepInTheLedger() {
        world.commit("1.0");
        world.enter("dev", "1.0");
        assertThat(world.types(0))
                .containsExactly(
                        "configuration.used",
                        "release.recorded",
                        "promotion.requested",
                        "push.intended",
                        "promotion.executing",
                        "push.done",
                        "promotion.promoted",
                        "deployment.created");
        long before = world.head();
        world.deliver("dev");
        world.verify("dev");
        assertThat(world.types(before))
                .containsExactly("deployment.completed", "verification.passed", "deployment.verified");
    }

    @Test
    public void shouldReturnWhatWasPromotedAndWhatItCreated() {
        String commit = world.commit("1.0");
        PromotionResult result = world.enter("dev", "1.0");

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(result.promotion().label()).isEqualTo("promotion 1 (shop 1.0 to dev)");
        assertThat(result.promotion().trigger()).isEqualTo("ann");
        assertThat(result.promotion().from()).isEmpty();
        assertThat(result.deployment()).isEqualTo(world.current("dev"));
        assertThat(result.deployment().status()).isEqualTo(DeploymentStatus.CREATED);
        assertThat(result.deployment().cause()).isEqualTo(Cause.PROMOTION);
        assertThat(result.deployment().commit()).isEqualTo(commit);
        assertThat(result.deployment().promotion()).isEqualTo(1L);
        assertThat(result.explanation().verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    public void shouldLetParallelBranchesGoTheirOwnWay() {
        world.carry("1.0", "dev", "qa", "integration");

        assertThat(world.origin().head("integration")).isEqualTo(world.origin().head("main"));
        assertThat(world.origin().head("load")).isNotEqualTo(world.origin().head("main"));
        assertThat(world.matrix()).doesNotContainKeys("load", "staging-eu", "prod-eu");
    }

    @Test
    public void shouldRefuseWhatOneOfTwoUpstreamEnvironmentsHasNotVerified() {
        world.carry("1.0", "dev", "qa", "integration");
        Map<String, String> heads = world.origin().heads();

        PromotionResult result = world.promote("staging-eu");

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.REFUSED);
        assertThat(result.promotion().reason())
                .isEqualTo("verified: shop 1.0 = shop-api 1.0 + shop-web 1.0 is not verified in load: load: never"
                        + " deployed there; nothing was ever deployed there");
        assertThat(result.deployment()).isNull();
        assertThat(world.origin().heads()).isEqualTo(heads);
        assertThat(world.matrix()).doesNotContainKey("staging-eu");
    }

    @Test
    public void shouldRefuseACombinationOfWhichEachPartWasVerifiedButNotTogether() {
        world.carry("1.0", "dev", "qa", "integration", "load", "staging-eu");
        String mixed = world.commit("1.1");
        List<Artifact> combination =
                List.of(Artifact.parse("com.acme:shop-api:1.0"), Artifact.parse("com.acme:shop-web:1.1"));
        world.engine()
                .promotions()
                .promote(World.ANN, new PromoteRequest("shop", "dev", null, "1.1", combination, false, null, null));
        world.deliver("dev");
        world.verify("dev");
        world.promote("qa");
        world.deliver("qa");

        PromotionResult result = world.promote("integration");

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.WAITING);
        assertThat(result.promotion().reason())
                .isEqualTo(
                        "verified: shop 1.1 = shop-api 1.0 + shop-web 1.1 is not verified in qa yet: qa: deployment 7"
                                + " is COMPLETED there, not VERIFIED yet; outstanding: smoke");
        assertThat(world.origin().head("integration")).isNotEqualTo(mixed);

        RecordResult failed = world.check("qa", "smoke", false);

        assertThat(failed.deployment().status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(world.standing(result.promotion().id()))
                .isEqualTo("REFUSED: verified: shop 1.1 = shop-api 1.0 + shop-web 1.1 is not verified in qa: qa:"
                        + " deployment 7 FAILED there at 2026-03-03T09:17:00Z: smoke did not pass");
    }

    @Test
    public void shouldPromoteByItselfOnceWhatItWaitedForHappened() {
        world.carry("1.0", "dev");
        world.promote("qa");
        PromotionResult waiting = world.promote("load");
        assertThat(waiting.promotion().status()).isEqualTo(PromotionStatus.WAITING);
        world.deliver("qa");

        RecordResult verified = world.verify("qa");

        assertThat(verified.followUps()).hasSize(1);
        assertThat(verified.followUps().get(0).promotion().id())
                .isEqualTo(waiting.promotion().id());
        assertThat(world.standing(waiting.promotion().id())).isEqualTo("PROMOTED: promoted");
        assertThat(world.origin().head("load")).isEqualTo(world.origin().head("main"));
    }

    @Test
    public void shouldKeepFingerprintAndEvidenceOverAnEnvironmentSpecificChange() {
        world.carry("1.0", "dev", "qa", "integration", "load", "staging-eu", "prod-eu");
        String fingerprint = world.current("prod-eu").fingerprint();
        String commit = world.origin()
                .commit("main", "More memory in production", Map.of("variants/prod-eu/memory", "2 GiB\n"));

        for (String environment : List.of("dev", "qa", "integration", "load", "staging-eu", "prod-eu")) {
            PromotionResult result = environment.equals("dev") ? world.enter("dev", "1.0") : world.promote(environment);
            assertThat(result.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
            assertThat(result.promotion().fingerprint()).isEqualTo(fingerprint);
        }

        assertThat(world.origin().head("prod-eu")).isEqualTo(commit);
        assertThat(world.origin().file("prod-eu", "variants/prod-eu/memory")).isEqualTo("2 GiB\n");
        assertThat(world.current("prod-eu").commit()).isEqualTo(commit);
    }

    @Test
    public void shouldMakeAnotherReleaseOfAChangeToTheSharedPart() {
        world.carry("1.0", "dev");
        String before = world.current("dev").fingerprint();
        world.origin().commit("main", "Shared", Map.of("app.yaml", "replicas: 2\n"));

        assertThat(world.enter("dev", "1.0").promotion().fingerprint()).isNotEqualTo(before);
    }

    @Test
    public void shouldReturnThePromotionThatBroughtItWhenAskedForWhatIsThere() {
        world.carry("1.0", "dev");
        long head = world.head();

        PromotionResult again = world.enter("dev", "1.0");

        assertThat(again.promotion().id()).isEqualTo(1);
        assertThat(again.deployment()).isEqualTo(world.current("dev"));
        assertThat(world.head()).isEqualTo(head);
    }

    @Test
    public void shouldSayThatWhatWasRecordedByHandIsThereAlready() {
        world.commit("1.0");
        world.origin().set("dev", world.origin().head("main"));
        world.engine()
                .recordings()
                .record(
                        World.ANN,
                        new RecordRequest(
                                "shop",
                                "dev",
                                "1.0",
                                world.artifacts("1.0"),
                                null,
                                DeploymentStatus.COMPLETED,
                                "",
                                null));

        assertThatThrownBy(() -> world.enter("dev", "1.0"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("shop 1.0 is at dev already: deployment 1, COMPLETED; there is nothing to promote");
    }

    @Test
    public void shouldTakeTheVersionFromTheTagOrTheCommit() {
        String commit = world.commit("1.0");

        assertThat(world.promote("dev").promotion().version()).isEqualTo(commit.substring(0, 12));
    }

    @Test
    public void shouldPromoteAnOlderVersionUpstreamOfANewerOne() {
        String first = world.carry("1.0", "dev", "qa");
        world.carry("1.1", "dev", "qa");

        PromotionResult result = world.engine()
                .promotions()
                .promote(
                        World.ANN,
                        new PromoteRequest("shop", "integration", null, "1.0", List.of(), false, null, null));

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(world.origin().head("integration")).isEqualTo(first);
    }

    @Test
    public void shouldRefuseWhatIsOlderThanWhatIsThere() {
        String first = world.carry("1.0", "dev", "qa");
        String second = world.carry("1.1", "dev", "qa", "integration");

        PromotionResult result = world.engine()
                .promotions()
                .promote(
                        World.ANN,
                        new PromoteRequest("shop", "integration", null, "1.0", List.of(), false, null, null));

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.REFUSED);
        assertThat(result.promotion().reason())
                .isEqualTo("order: shop 1.0 is older than what is in integration: commit " + first.substring(0, 10)
                        + " is an ancestor of integration at " + second.substring(0, 10) + "; fastForward: integration"
                        + " has " + first.substring(0, 10) + " already and is ahead of it");
        assertThat(world.origin().head("integration")).isEqualTo(second);
    }

    @Test
    public void shouldSayTheSameWhenExplainingAndWhenPromoting() {
        world.carry("1.0", "dev", "qa", "integration");

        Explanation explained = world.engine().promotions().explain(World.ANN, PromoteRequest.of("shop", "staging-eu"));
        PromotionResult promoted = world.promote("staging-eu");

        assertThat(promoted.explanation().outcomes()).isEqualTo(explained.outcomes());
        assertThat(promoted.explanation().verdict()).isEqualTo(explained.verdict());
        assertThat(promoted.promotion().reason()).isEqualTo(explained.reason());
    }
}
