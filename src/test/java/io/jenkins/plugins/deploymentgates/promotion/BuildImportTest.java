package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.BuildLink.Role;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.model.Verification;
import io.jenkins.plugins.deploymentgates.promotion.BuildImport.Asked;
import io.jenkins.plugins.deploymentgates.promotion.BuildImport.Check;
import io.jenkins.plugins.deploymentgates.promotion.BuildImport.Entry;
import io.jenkins.plugins.deploymentgates.promotion.BuildImport.Reported;
import io.jenkins.plugins.deploymentgates.promotion.BuildImport.Result;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** An empty ledger knows what builds kept. */
public class BuildImportTest {
    private static final String YAML =
            """
            applications:
              shop:
                verifications: [smoke]
                pipeline:
                  qa: {}
                  prod: {after: [qa]}
            """;

    private static final Instant BEGIN = Instant.parse("2026-01-01T08:00:00Z");
    private static final Release RELEASE = Release.of("shop", "1.0", List.of(), null, null);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;

    @Before
    public void begin() throws IOException {
        world = World.create(folder.newFolder().toPath(), YAML);
    }

    @After
    public void close() {
        world.close();
    }

    private static Instant at(int minute) {
        return BEGIN.plusSeconds(60L * minute);
    }

    private static Build build(int number) {
        return new Build("deploy", number, null);
    }

    private static Event.DeploymentCreated created(long id, String environment, @CheckForNull Long promotion) {
        return new Event.DeploymentCreated(
                id,
                "shop",
                environment,
                RELEASE.fingerprint(),
                "1.0",
                null,
                promotion == null ? Deployment.Cause.RECORD : Deployment.Cause.PROMOTION,
                promotion,
                null);
    }

    private static Reported reported(
            int minute, long id, DeploymentStatus status, @CheckForNull Check check, String environment) {
        return new Reported(
                build(minute), at(minute), "ann", RELEASE, created(id, environment, null), status, "", check);
    }

    private static Asked asked(int minute, long id, PromotionStatus status, @CheckForNull Long deployment) {
        return new Asked(
                build(minute),
                at(minute),
                "ann",
                RELEASE,
                new Event.PromotionRequested(
                        id,
                        "shop",
                        List.of("qa"),
                        "prod",
                        RELEASE.fingerprint(),
                        "1.0",
                        null,
                        PromotionKind.FORWARD,
                        null),
                status,
                "as it stood",
                deployment == null ? null : created(deployment, "prod", id));
    }

    private Result run(Entry... entries) {
        return world.engine().imports().run(World.BOB, List.of(entries));
    }

    private <T> T read(Function<LedgerView, T> question) {
        return world.ledger().read(question);
    }

    private Deployment deployment(long id) {
        return read(view -> view.deployment(id).orElseThrow());
    }

    private Promotion promotion(long id) {
        return read(view -> view.promotion(id).orElseThrow());
    }

    @Test
    public void shouldRecordInTheOrderOfTimeWithTheTimesAndNumbersOfTheBuilds() {
        Result result = run(
                asked(5, 3, PromotionStatus.PROMOTED, 14L),
                reported(1, 12, DeploymentStatus.STARTED, null, "qa"),
                reported(2, 12, DeploymentStatus.COMPLETED, null, "qa"),
                reported(3, 12, DeploymentStatus.VERIFIED, new Check("smoke", true, "https://ci/1"), "qa"),
                asked(4, 3, PromotionStatus.WAITING, null));

        assertThat(result).isEqualTo(new Result(5, List.of()));
        assertThat(deployment(12))
                .extracting(
                        Deployment::status,
                        Deployment::by,
                        Deployment::createdAt,
                        Deployment::startedAt,
                        Deployment::completedAt,
                        Deployment::verifiedAt)
                .containsExactly(DeploymentStatus.VERIFIED, "ann", at(1), at(1), at(2), at(3));
        Deployment prod = read(view -> view.current("shop", "prod").orElseThrow());
        assertThat(prod)
                .extracting(Deployment::id, Deployment::promotion, Deployment::status, Deployment::createdAt)
                .containsExactly(14L, 3L, DeploymentStatus.CREATED, at(5));
        assertThat(promotion(3))
                .extracting(Promotion::status, Promotion::requestedAt, Promotion::endedAt, Promotion::reason)
                .containsExactly(PromotionStatus.PROMOTED, at(4), at(5), "as it stood");
        List<Verification> checks = read(view -> view.verifications(12));
        assertThat(checks).containsExactly(new Verification(1, 12, "smoke", true, "https://ci/1", "ann", at(3)));
        List<BuildLink> links = read(view -> view.buildsOfJob("deploy", LedgerView.NEWEST, 10));
        assertThat(links)
                .extracting(link -> link.build().number(), BuildLink::role)
                .containsExactly(
                        tuple(5, Role.PROMOTED),
                        tuple(4, Role.PROMOTED),
                        tuple(3, Role.VERIFIED),
                        tuple(2, Role.RECORDED),
                        tuple(1, Role.RECORDED));
        List<LedgerEvent> events = read(view -> view.events(0, 100));
        assertThat(events).extracting(LedgerEvent::at).isSorted();
        Optional<Release> release = read(view -> view.release(RELEASE.fingerprint()));
        assertThat(release).contains(RELEASE);
    }

    @Test
    public void shouldKnowWhatWasVerifiedAsEvidence() {
        run(
                reported(1, 12, DeploymentStatus.COMPLETED, null, "qa"),
                reported(2, 12, DeploymentStatus.VERIFIED, new Check("smoke", true, null), "qa"));

        PromotionResult promoted = world.engine().promotions().promote(World.ANN, PromoteRequest.of("shop", "prod"));

        assertThat(promoted.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(promoted.deployment().id()).isEqualTo(13);
    }

    @Test
    public void shouldFillInWhatDeletedBuildsDid() {
        run(
                reported(1, 12, DeploymentStatus.VERIFIED, new Check("smoke", true, null), "qa"),
                new Reported(
                        build(2),
                        at(2),
                        "ann",
                        RELEASE,
                        created(13, "prod", 7L),
                        DeploymentStatus.FAILED,
                        "disk full",
                        null));

        assertThat(deployment(12))
                .extracting(Deployment::status, Deployment::completedAt, Deployment::verifiedAt)
                .containsExactly(DeploymentStatus.VERIFIED, at(1), at(1));
        assertThat(deployment(13))
                .extracting(Deployment::status, Deployment::cause, Deployment::promotion)
                .containsExactly(DeploymentStatus.FAILED, Deployment.Cause.PROMOTION, null);
    }

    @Test
    public void shouldCloseWhatNoBuildSawTheEndOf() {
        run(
                asked(1, 3, PromotionStatus.WAITING, null),
                asked(2, 4, PromotionStatus.EXECUTING, null),
                asked(3, 5, PromotionStatus.REFUSED, null));

        assertThat(List.of(3L, 4L, 5L))
                .extracting(this::promotion)
                .extracting(Promotion::status, Promotion::reason, Promotion::endedAt)
                .containsExactly(
                        tuple(PromotionStatus.CANCELLED, "imported from builds, which do not tell how it ended", at(3)),
                        tuple(PromotionStatus.FAILED, "imported from builds, which do not tell how it ended", at(3)),
                        tuple(PromotionStatus.REFUSED, "as it stood", at(3)));
    }

    private static Reported came(int minute, long id, String environment, Deployment.Cause cause) {
        Event.DeploymentCreated told = new Event.DeploymentCreated(
                id, "shop", environment, RELEASE.fingerprint(), "1.0", null, cause, null, null);
        return new Reported(build(minute), at(minute), "ann", RELEASE, told, DeploymentStatus.COMPLETED, "", null);
    }

    @Test
    public void shouldKnowFromARollbacksDeploymentThatTheOneBeforeItIsNoEvidence() {
        run(
                reported(1, 12, DeploymentStatus.VERIFIED, new Check("smoke", true, null), "qa"),
                reported(2, 13, DeploymentStatus.VERIFIED, new Check("smoke", true, null), "qa"),
                reported(3, 15, DeploymentStatus.VERIFIED, new Check("smoke", true, null), "qa"),
                // Reported by a build after the next deployment was.
                came(4, 14, "qa", Deployment.Cause.ROLLBACK),
                reported(5, 13, DeploymentStatus.VERIFIED, new Check("load", true, null), "qa"));

        assertThat(List.of(12L, 13L, 14L, 15L))
                .extracting(this::deployment)
                .extracting(Deployment::status, Deployment::failedAt)
                .containsExactly(
                        tuple(DeploymentStatus.VERIFIED, null),
                        tuple(DeploymentStatus.FAILED, at(4)),
                        tuple(DeploymentStatus.COMPLETED, null),
                        tuple(DeploymentStatus.VERIFIED, null));
    }

    @Test
    public void shouldKnowFromAHotfixsDeploymentThatNothingBeforeItIsEvidence() {
        run(
                reported(1, 12, DeploymentStatus.VERIFIED, new Check("smoke", true, null), "qa"),
                reported(2, 13, DeploymentStatus.VERIFIED, new Check("smoke", true, null), "prod"),
                came(3, 14, "qa", Deployment.Cause.HOTFIX));

        assertThat(List.of(12L, 13L, 14L))
                .extracting(this::deployment)
                .extracting(Deployment::isEvidence, Deployment::voided)
                .containsExactly(tuple(false, "a hotfix overtook it"), tuple(true, null), tuple(false, null));
    }

    @Test
    public void shouldLeaveOutWhatContradictsAnEarlierBuild() {
        Result result = run(
                reported(1, 12, DeploymentStatus.COMPLETED, null, "qa"),
                reported(2, 12, DeploymentStatus.COMPLETED, null, "prod"),
                asked(3, 3, PromotionStatus.PROMOTED, 12L));

        assertThat(result)
                .isEqualTo(new Result(
                        1,
                        List.of(
                                "deploy #2: deployment 12 is shop 1.0 at prod here, but deployment 12 (shop 1.0 at qa) in an"
                                        + " earlier build",
                                "deploy #3: deployment 12 is shop 1.0 at prod here, but deployment 12 (shop 1.0 at qa) in an"
                                        + " earlier build")));
        Optional<Promotion> promotion = read(view -> view.promotion(3));
        assertThat(promotion).isEmpty();
    }

    @Test
    public void shouldRefuseALedgerThatHoldsAnything() {
        run(reported(1, 12, DeploymentStatus.COMPLETED, null, "qa"));
        long head = read(LedgerView::head);

        assertThatThrownBy(() -> run(reported(1, 12, DeploymentStatus.COMPLETED, null, "qa")))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "the ledger holds " + head + " events already; builds can only be imported into an empty one");
    }

    @Test
    public void shouldExplainARecordedPromotionWithoutDecidingIt() {
        run(reported(1, 12, DeploymentStatus.COMPLETED, null, "qa"));
        Promotion waiting = world.engine()
                .promotions()
                .promote(World.ANN, PromoteRequest.of("shop", "prod"))
                .promotion();
        Map<String, String> before = world.everyByte();

        Explanation explanation = world.engine().promotions().explain(waiting.id());

        assertThat(explanation.subject().promotion()).isEqualTo(waiting.id());
        assertThat(explanation.reason()).isEqualTo(waiting.reason());
        assertThat(world.everyByte()).isEqualTo(before);
    }
}
