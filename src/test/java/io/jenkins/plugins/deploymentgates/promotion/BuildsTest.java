package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.BuildLink.Role;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What builds did is kept by build, and outlives builds and jobs. */
public class BuildsTest {
    private static final String YAML =
            """
            applications:
              shop:
                verifications: [smoke]
                pipeline:
                  qa: {}
                  prod: {after: [qa]}
            environments:
              prod: {gates: [{approvals: {count: 1}}]}
            """;

    private static final Build FIRST = new Build("deploy/shop", 7, "https://ci.example.com/job/deploy/job/shop/7/");
    private static final Actor CI = new Actor("ann", Set.of(), FIRST);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;

    @Before
    public void deploy() throws IOException {
        world = World.create(folder.newFolder().toPath(), YAML);
        for (DeploymentStatus status : List.of(DeploymentStatus.STARTED, DeploymentStatus.COMPLETED)) {
            world.engine()
                    .recordings()
                    .record(CI, new RecordRequest("shop", "qa", "1.0", List.of(), null, status, "", null));
        }
        world.engine().recordings().verify(CI, new VerifyRequest("shop", "qa", "smoke", true, null, null));
        long promotion = world.engine()
                .promotions()
                .promote(CI, PromoteRequest.of("shop", "prod"))
                .promotion()
                .id();
        world.engine().promotions().approve(new Actor("bob", Set.of(), FIRST), promotion, "");
    }

    @After
    public void close() {
        world.close();
    }

    private <T> T read(Function<LedgerView, T> question) {
        return world.ledger().read(question);
    }

    private List<BuildLink> links(Function<LedgerView, List<BuildLink>> question) {
        return read(question);
    }

    private Set<String> jobs() {
        return read(LedgerView::jobsByApplication).getOrDefault("shop", Set.of());
    }

    private List<BuildLink> ofJob(String job) {
        return read(view -> view.buildsOfJob(job, LedgerView.NEWEST, 10));
    }

    @Test
    public void shouldLinkABuildOnceToEachThingItDid() {
        assertThat(links(view -> view.build("deploy/shop", 7)))
                .extracting(BuildLink::role, BuildLink::deployment, BuildLink::promotion, BuildLink::by)
                .containsExactly(
                        tuple(Role.RECORDED, 1L, null, "ann"),
                        tuple(Role.VERIFIED, 1L, null, "ann"),
                        tuple(Role.PROMOTED, null, 1L, "ann"),
                        tuple(Role.APPROVED, null, 1L, "bob"));
        assertThat(links(view -> view.buildsOfDeployment(1)))
                .extracting(BuildLink::build)
                .containsOnly(FIRST);
        assertThat(links(view -> view.buildsOfPromotion(1)))
                .extracting(BuildLink::role)
                .containsExactly(Role.PROMOTED, Role.APPROVED);
    }

    @Test
    public void shouldPageTheHistoryOfAJob() {
        List<BuildLink> first = read(view -> view.buildsOfJob("deploy/shop", LedgerView.NEWEST, 3));

        assertThat(first).extracting(BuildLink::role).containsExactly(Role.APPROVED, Role.PROMOTED, Role.VERIFIED);
        assertThat(links(view -> view.buildsOfJob("deploy/shop", first.get(2).sequence(), 3)))
                .extracting(BuildLink::role)
                .containsExactly(Role.RECORDED);
    }

    @Test
    public void shouldKeepWhatADeletedBuildDidAndSayThatItIsGone() {
        world.engine().builds().deleted(World.ANN, "deploy/shop", 7);

        assertThat(ofJob("deploy/shop")).hasSize(4).allMatch(BuildLink::gone);
        assertThat((Object) read(view -> view.deployment(1).orElseThrow().version()))
                .isEqualTo("1.0");
    }

    @Test
    public void shouldFollowAJobThatMoves() {
        world.engine().builds().moved(World.ANN, "deploy/shop", "teams/web/shop");

        assertThat(ofJob("deploy/shop")).isEmpty();
        assertThat(ofJob("teams/web/shop"))
                .hasSize(4)
                .extracting(link -> link.build().label())
                .containsOnly("teams/web/shop #7");
        assertThat(jobs()).containsExactly("teams/web/shop");
    }

    @Test
    public void shouldTellALaterJobOfTheSameNameFromADeletedOne() {
        world.engine().builds().jobDeleted(World.ANN, "deploy/shop");
        assertThat(jobs()).isEmpty();
        world.engine()
                .recordings()
                .record(
                        CI,
                        new RecordRequest("shop", "qa", "1.1", List.of(), null, DeploymentStatus.COMPLETED, "", null));

        assertThat(links(view -> view.build("deploy/shop", 7)))
                .extracting(BuildLink::role)
                .containsExactly(Role.RECORDED);
        assertThat(ofJob("deploy/shop")).hasSize(5).filteredOn(BuildLink::gone).hasSize(4);
    }

    @Test
    public void shouldNotRecordAnythingOfBuildsThatDidNothing() {
        Long before = read(LedgerView::head);

        world.engine().builds().deleted(World.ANN, "deploy/shop", 8);
        world.engine().builds().moved(World.ANN, "other", "another");
        world.engine().builds().jobDeleted(World.ANN, "other");

        assertThat((Object) read(LedgerView::head)).isEqualTo(before);
    }
}
