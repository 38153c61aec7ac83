package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Recording and verifying, without a repository where Git plays no part. */
public class RecordingsTest {
    private static final String YAML =
            """
            applications:
              shop:
                artifacts: [com.acme:shop-api, com.acme:shop-web]
                combination: per-artifact
                verifications: [smoke]
                pipeline:
                  qa: {}
                  prod: {after: [qa]}
              tree:
                git: {repository: ORIGIN}
                pipeline:
                  qa: {}
            environments:
              prod: {recordedBy: ["deploy/**"]}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;

    @Before
    public void create() throws IOException {
        world = World.create(folder.newFolder().toPath(), YAML);
    }

    @After
    public void close() {
        world.close();
    }

    private RecordResult record(String environment, String version, DeploymentStatus status, String key) {
        return record(World.ANN, environment, version, world.artifacts(version), null, status, key);
    }

    private RecordResult record(
            Actor actor,
            String environment,
            String version,
            List<Artifact> artifacts,
            String commit,
            DeploymentStatus status,
            String key) {
        return world.engine()
                .recordings()
                .record(actor, new RecordRequest("shop", environment, version, artifacts, commit, status, "", key));
    }

    private static List<Artifact> combination(String api, String web) {
        return List.of(Artifact.parse("com.acme:shop-api:" + api), Artifact.parse("com.acme:shop-web:" + web));
    }

    @Test
    public void shouldFollowADeploymentFromItsStartToItsVerification() {
        record("qa", "1.0", DeploymentStatus.STARTED, null);
        record("qa", "1.0", DeploymentStatus.COMPLETED, null);
        RecordResult verified = world.check("qa", "smoke", true);

        assertThat(verified.deployment().status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(verified.deployment().id()).isEqualTo(1);
        assertThat(world.types(0))
                .containsExactly(
                        "configuration.used",
                        "release.recorded",
                        "deployment.created",
                        "deployment.started",
                        "deployment.completed",
                        "verification.passed",
                        "deployment.verified");
    }

    @Test
    public void shouldRecordTheSameOnce() {
        RecordResult first = record("qa", "1.0", DeploymentStatus.STARTED, "build-7");
        long head = world.head();

        RecordResult second = record("qa", "1.0", DeploymentStatus.STARTED, "build-7");
        RecordResult withoutKey = record("qa", "1.0", DeploymentStatus.STARTED, null);

        assertThat(first.changed()).isTrue();
        assertThat(second.changed()).isFalse();
        assertThat(withoutKey.changed()).isFalse();
        assertThat(second.deployment()).isEqualTo(first.deployment());
        assertThat(world.head()).isEqualTo(head);
    }

    @Test
    public void shouldRefuseAKeyThatWasUsedForSomethingElse() {
        record("qa", "1.0", DeploymentStatus.STARTED, "build-7");
        long head = world.head();

        assertThatThrownBy(() -> record("qa", "1.1", DeploymentStatus.STARTED, "build-7"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the idempotency key 'build-7' was used for something else: deployment.started in event 4;"
                        + " use a new key for something new");
        assertThatThrownBy(() -> record("qa", "1.0", DeploymentStatus.COMPLETED, "build-7"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the idempotency key 'build-7' was used for something else: deployment.started in event 4;"
                        + " use a new key for something new");
        assertThatThrownBy(() -> world.engine()
                        .recordings()
                        .verify(World.ANN, new VerifyRequest("shop", "qa", "smoke", true, null, "build-7")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the idempotency key 'build-7' was used for something else: deployment.started in event 4;"
                        + " use a new key for something new");
        assertThat(world.head()).isEqualTo(head);
    }

    @Test
    public void shouldVerifyAndPromoteOnceForOneKey() {
        record("qa", "1.0", DeploymentStatus.COMPLETED, null);
        VerifyRequest verify = new VerifyRequest("shop", "qa", "smoke", true, "https://ci.example.com/7", "check-7");
        PromoteRequest promote = new PromoteRequest("shop", "prod", null, null, List.of(), false, null, "promote-7");

        world.engine().recordings().verify(World.ANN, verify);
        PromotionResult first = world.engine().promotions().promote(World.ANN, promote);
        long head = world.head();
        RecordResult again = world.engine().recordings().verify(World.ANN, verify);
        PromotionResult second = world.engine().promotions().promote(World.ANN, promote);

        assertThat(again.changed()).isFalse();
        assertThat(first.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(second.promotion()).isEqualTo(first.promotion());
        assertThat(world.head()).isEqualTo(head);
        assertThatThrownBy(() -> world.engine()
                        .promotions()
                        .promote(
                                World.ANN,
                                new PromoteRequest("shop", "qa", null, "2.0", List.of(), false, null, "promote-7")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("the idempotency key 'promote-7' was used for something else:"
                        + " promotion.requested in event ");
    }

    @Test
    public void shouldPromoteWithoutGitAndRecordOnly() {
        record("qa", "1.0", DeploymentStatus.COMPLETED, null);
        world.check("qa", "smoke", true);

        PromotionResult result = world.promote("prod");

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(result.deployment().status()).isEqualTo(DeploymentStatus.CREATED);
        assertThat(result.deployment().commit()).isNull();
    }

    @Test
    public void shouldMatchEvidenceByArtifactWhereThePolicySaysSo() {
        record(World.ANN, "qa", "1.0", combination("1.0", "1.0"), null, DeploymentStatus.COMPLETED, null);
        world.check("qa", "smoke", true);
        record(World.ANN, "qa", "1.1", combination("1.1", "1.1"), null, DeploymentStatus.COMPLETED, null);
        world.check("qa", "smoke", true);

        RecordResult mixed =
                record(World.ANN, "prod", "1.0+1.1", combination("1.0", "1.1"), null, DeploymentStatus.COMPLETED, null);
        RecordResult unknown =
                record(World.ANN, "prod", "1.2", combination("1.1", "1.2"), null, DeploymentStatus.COMPLETED, null);

        assertThat(mixed.deployment().outOfBand()).isNull();
        assertThat(unknown.deployment().outOfBand())
                .startsWith("verified: shop 1.2 = shop-api 1.1 + shop-web 1.2 is not verified in qa: ");
    }

    @Test
    public void shouldRecordAsOutOfBandWhatTheRulesWouldNotHaveLetIn() {
        RecordResult result = record("prod", "1.0", DeploymentStatus.COMPLETED, null);

        assertThat(result.deployment().outOfBand())
                .isEqualTo("verified: shop 1.0 = shop-api 1.0 + shop-web 1.0 is not verified in qa: qa"
                        + " (com.acme:shop-api:1.0): never deployed there; nothing was ever deployed there | qa"
                        + " (com.acme:shop-web:1.0): never deployed there; nothing was ever deployed there");
        assertThat(result.deployment().cause()).isEqualTo(Deployment.Cause.RECORD);
    }

    @Test
    public void shouldBindAJobToWhereItMayRecord() {
        Actor allowed = new Actor("jenkins", Set.of(), new Build("deploy/eu/shop", 7, null));
        Actor denied = new Actor("jenkins", Set.of(), new Build("build/shop", 7, null));

        record(allowed, "prod", "1.0", List.of(), null, DeploymentStatus.STARTED, null);

        assertThatThrownBy(() -> record(denied, "prod", "1.0", List.of(), null, DeploymentStatus.STARTED, null))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("job build/shop may not record at prod: environments.prod.recordedBy allows deploy/**");
        assertThatThrownBy(() -> world.engine()
                        .recordings()
                        .verify(denied, new VerifyRequest("shop", "prod", "smoke", true, null, null)))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("job build/shop may not record at prod: environments.prod.recordedBy allows deploy/**");
    }

    @Test
    public void shouldFailADeploymentWithItsCheckAndKeepItFailed() {
        record("qa", "1.0", DeploymentStatus.COMPLETED, null);
        assertThat(world.check("qa", "smoke", false).deployment().status()).isEqualTo(DeploymentStatus.FAILED);

        assertThatThrownBy(() -> world.check("qa", "smoke", true))
                .isInstanceOf(RefusedException.class)
                .hasMessage("deployment 1 (shop 1.0 at qa) is FAILED, and a failed deployment stays so;"
                        + " record a new deployment and verify that");
        assertThat(record("qa", "1.0", DeploymentStatus.COMPLETED, null)
                        .deployment()
                        .id())
                .isEqualTo(2);
    }

    @Test
    public void shouldRefuseWhatIsNotKnownOrNotValid() {
        assertThatThrownBy(() -> record("moon", "1.0", DeploymentStatus.STARTED, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("application shop has no environment 'moon'; its pipeline has qa, prod");
        assertThatThrownBy(() -> record(World.ANN, "qa", "1 0", List.of(), null, DeploymentStatus.STARTED, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "version '1 0' is no valid Git tag name: it has ' ' at position 2; valid is for example 1.4.2"
                                + " or 2026-03-03.1");
        assertThatThrownBy(() -> record(
                        World.ANN,
                        "qa",
                        "1.0",
                        List.of(Artifact.parse("com.acme:till:1.0")),
                        null,
                        DeploymentStatus.STARTED,
                        null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("artifact com.acme:till:1.0 does not belong to application shop; its artifacts are"
                        + " com.acme:shop-api, com.acme:shop-web");
        assertThatThrownBy(() -> record(World.ANN, "qa", "1.0", List.of(), "main", DeploymentStatus.STARTED, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("commit 'main' cannot be looked up: shop has no Git repository; give the full 40-digit id");
        assertThatThrownBy(() -> world.check("qa", "smoke", true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "nothing of shop is deployed at qa, so there is nothing to verify; record a deployment there"
                                + " first");
        assertThatThrownBy(() -> world.check("qa", "smok", true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("shop has no check 'smok' at qa; configured are smoke");
        assertThatThrownBy(() -> world.engine()
                        .recordings()
                        .verify(World.ANN, new VerifyRequest("tree", "qa", "smoke", true, null, null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("tree has no check 'smoke' at qa; none is configured");
        assertThatThrownBy(() -> world.promote("qa"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("shop has no repository to take the newest version from; say which one with --version");
        assertThatThrownBy(() -> world.promote("prod"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("nothing of shop is deployed at qa yet, so there is nothing to promote to prod;"
                        + " deploy and record it there first");
        assertThatThrownBy(() -> world.engine().hotfixes().start(World.ANN, "shop", "fix", "prod"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("hotfixes need a Git repository with the fast-forward mechanic; application shop has none");
        assertThat(world.head()).isZero();
    }

    @Test
    public void shouldRefuseToCherryPickWithoutARepository() {
        record("qa", "1.0", DeploymentStatus.COMPLETED, null);
        assertThatThrownBy(() -> world.engine()
                        .promotions()
                        .promote(
                                World.ANN, new PromoteRequest("shop", "prod", null, null, List.of(), true, null, null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "cherry-picking needs a Git repository with the fast-forward mechanic; application shop has none");
    }
}
