package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.promotion.Drift.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What Git says, against what was deployed, on real repositories. */
public class DriftsTest {
    private static final Actor WATCH = Actor.person("watch", Set.of());

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path place;
    private World world;
    private String deployed;

    @Before
    public void create() throws IOException {
        place = folder.newFolder().toPath();
        world = World.create(place, World.SHOP);
    }

    @After
    public void close() {
        world.close();
    }

    private void deliverToQa() {
        world.carry("1.0", "dev", "qa");
        deployed = world.current("qa").commit();
    }

    private List<Drift> look(String environment) {
        return world.engine().drifts().look(List.of("shop"), environment, null);
    }

    private Drift qa() {
        return look("qa").get(0);
    }

    private String commit(String branch, String message, String file) {
        return world.origin().commit(branch, message, Map.of(file, message + "\n"));
    }

    private static String shortId(String commit) {
        return commit.substring(0, 10);
    }

    @Test
    public void shouldFindNothingAfterPromotions() {
        assertThat(look(null)).isEmpty();
        deliverToQa();
        assertThat(look(null))
                .extracting(Drift::environment, Drift::state)
                .containsExactly(tuple("dev", State.ALIGNED), tuple("qa", State.ALIGNED));
        assertThat(qa().actual()).isEqualTo(deployed);
        world.promote("integration");
        world.deliver("integration");
        assertThat(look(null)).extracting(Drift::state).containsOnly(State.ALIGNED);
    }

    @Test
    public void shouldTellWhoseCommitsAreOnTheBranchAndWhen() {
        deliverToQa();
        String first = commit("qa", "By hand", "app.yaml");
        String second = commit("qa", "Again", "app.yaml");
        Drift drift = qa();
        assertThat(drift.state()).isEqualTo(State.DRIFTED);
        assertThat(drift.version()).isEqualTo("1.0");
        assertThat(drift.deployed()).isEqualTo(deployed);
        assertThat(drift.actual()).isEqualTo(second);
        assertThat(drift.commits()).extracting(Line.Commit::id).containsExactly(second, first);
        assertThat(drift.details())
                .containsExactly(
                        "branch 'qa' is 2 commits ahead of 1.0 (" + shortId(deployed) + " -> " + shortId(second) + ")",
                        "newest commit: " + shortId(second)
                                + " by Ann <ann@example.com> at 2026-03-02T08:03:00Z: Again");
        assertThat(look("dev")).extracting(Drift::state).containsExactly(State.ALIGNED);
    }

    @Test
    public void shouldTellOfBranchesThatMovedBackOrAsideOrAreGone() throws IOException {
        String begin = world.origin().head("main");
        deliverToQa();
        world.origin().set("qa", begin);
        assertThat(qa().details())
                .containsExactly(
                        "branch 'qa' is 1 commit behind 1.0 (" + shortId(deployed) + " -> " + shortId(begin) + ")");
        String aside = commit("qa", "Aside", "aside.txt");
        assertThat(qa().details().get(0))
                .isEqualTo("branch 'qa' has 1 commit that 1.0 has not, and lacks 1 that it has (" + shortId(deployed)
                        + " -> " + shortId(aside) + ")");
        Files.delete(world.origin().folder().resolve("refs/heads/qa"));
        Drift gone = qa();
        assertThat(gone.state()).isEqualTo(State.DRIFTED);
        assertThat(gone.actual()).isNull();
        assertThat(gone.details())
                .containsExactly("branch 'qa' is gone; 1.0 was deployed from it at " + shortId(deployed));
    }

    @Test
    public void shouldTellOfFilesThatBelongToNoRelease() {
        deliverToQa();
        commit("qa", "Hosts", "variants/qa/hosts");
        assertThat(qa().details()).last().isEqualTo("only files that belong to no release differ");
    }

    @Test
    public void shouldTellWhatCannotBeTold() throws IOException {
        deliverToQa();
        Files.move(world.origin().folder(), place.resolve("elsewhere"));
        assertThat(qa().state()).isEqualTo(State.UNKNOWN);
        assertThat(qa().details()).hasSize(1);
        assertThat(world.engine().drifts().record(WATCH))
                .extracting(Drift::state)
                .containsOnly(State.UNKNOWN);
        assertThatThrownBy(() -> look("nowhere"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("there is no environment 'nowhere'; configured are ");
    }

    @Test
    public void shouldRecordOnlyWhatChanged() {
        deliverToQa();
        long head = world.head();
        world.engine().drifts().record(WATCH);
        assertThat(world.head()).isEqualTo(head);
        String first = commit("qa", "By hand", "app.yaml");
        world.engine().drifts().record(WATCH);
        world.engine().drifts().record(WATCH);
        assertThat(world.types(head)).containsExactly("environment.drifted");
        assertThat(world.read(view -> view.drift("shop", "qa")).orElseThrow().actual())
                .isEqualTo(first);
        assertThat(world.list((LedgerView view) -> view.cells("shop")).stream()
                        .filter(cell -> cell.drift() != null)
                        .map(cell -> cell.deployment().environment()))
                .containsExactly("qa");
        commit("qa", "Again", "app.yaml");
        world.engine().drifts().record(WATCH);
        world.origin().set("qa", deployed);
        world.engine().drifts().record(WATCH);
        world.engine().drifts().record(WATCH);
        assertThat(world.types(head))
                .containsExactly("environment.drifted", "environment.drifted", "environment.aligned");
        assertThat(world.list(view -> view.drift("shop", "qa").stream().toList()))
                .isEmpty();
    }

    @Test
    public void shouldNotTakeAPushUnderWayForDrift() {
        deliverToQa();
        world.close();
        world = World.reopen(place, World.SHOP, step -> {
            if (step == Progress.Step.PUSHED) {
                throw new IllegalStateException("killed");
            }
        });
        assertThatThrownBy(() -> world.promote("integration")).hasMessage("killed");
        commit("qa", "By hand", "app.yaml");
        assertThat(qa().state()).isEqualTo(State.UNKNOWN);
        assertThat(qa().details())
                .containsExactly("something is being promoted at the moment; ask again when that has ended");
    }

    @Test
    public void shouldFindDriftElsewhereWhileAPullRequestIsOpen() {
        deliverToQa();
        world.enter("dev", "1.1");
        long waiting = world.promote("qa").promotion().id();
        assertThat(world.standing(waiting)).startsWith("WAITING");
        PushIntent open = new PushIntent(
                99,
                "shop",
                PushIntent.Kind.PULL_REQUEST,
                List.of(waiting),
                List.of(),
                Map.of(),
                world.clock().instant(),
                "ann",
                null,
                null);
        world.ledger().write(tx -> tx.append(world.clock().instant(), "ann", null, new Event.PushIntended(open)));
        commit("dev", "By hand", "app.yaml");
        commit("qa", "By hand", "app.yaml");
        assertThat(look("dev")).extracting(Drift::state).containsExactly(State.DRIFTED);
        assertThat(qa().state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    public void shouldFindNothingAfterAHotfixSetBranchesBack() {
        world.carry("1.0", "dev", "qa", "integration", "load", "staging-eu", "prod-eu");
        world.carry("1.1", "dev", "qa");
        world.engine().hotfixes().start(World.ANN, "shop", "login", "prod-eu");
        assertThat(look(null)).extracting(Drift::state).containsOnly(State.ALIGNED);
    }

    @Test
    public void shouldCompareCopiedFoldersFileByFile() throws IOException {
        world.close();
        place = folder.newFolder().toPath();
        world = World.create(place, FoldersPromotionTest.FOLDERS);
        Origin dev = Origin.create(place.resolve("deploy.git-dev"));
        Origin.create(place.resolve("deploy.git-prod"));
        String source =
                world.origin().commit("main", "One", Map.of("apps/web.yaml", "1\n", "infra/base/net.yaml", "1\n"));
        world.enter("dev", "1.0");
        world.deliver("dev");
        assertThat(look(null)).extracting(Drift::state).containsExactly(State.ALIGNED);
        dev.commit("main", "Nodes", Map.of("cluster/nodes.yaml", "3\n"));
        assertThat(look(null)).extracting(Drift::state).containsExactly(State.ALIGNED);

        String hand = dev.commit("main", "By hand", Map.of("apps/web.yaml", "2\n", "apps/new.yaml", "2\n"));
        Drift drift = look("dev").get(0);
        assertThat(drift.actual()).isEqualTo(source);
        assertThat(drift.details())
                .containsExactly(
                        "2 files on branch 'main' of repository '" + dev.folder() + "' differ from 1.0 at "
                                + shortId(source),
                        drift.details().get(1),
                        "A apps/new.yaml",
                        "M apps/web.yaml");
        assertThat(drift.details().get(1))
                .startsWith("newest commit: " + shortId(hand) + " by Ann <ann@example.com> at ");
        assertThat(drift.commits()).extracting(Line.Commit::subject).containsExactly("By hand", "Nodes");
    }
}
