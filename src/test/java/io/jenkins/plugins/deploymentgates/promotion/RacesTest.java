package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.model.IllegalMoveException;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Several at once into one environment, and a remote that does not stand still or does not want to. */
public class RacesTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;
    private String commit;

    @Before
    public void create() throws IOException {
        world = World.create(folder.newFolder().toPath(), ChildMain.LINE);
        commit = world.commit("1.0");
        world.promote("dev");
        world.deliver("dev");
    }

    @After
    public void close() {
        world.close();
    }

    private void checkPromotedOnce() {
        assertThat(world.list(view -> view.promotions("shop", "qa", 10)))
                .extracting(promotion -> promotion.status() + " " + promotion.commit())
                .containsExactly("PROMOTED " + commit);
        assertThat(world.list(view -> view.deployments("shop", "qa", Long.MAX_VALUE, 10)))
                .hasSize(1);
        assertThat(world.origin().moves("qa")).hasSize(2).last().asString().endsWith(commit);
    }

    @Test
    public void shouldPromoteOnceWhenEightThreadsAskAtOnce() throws Exception {
        CyclicBarrier start = new CyclicBarrier(8);
        List<Callable<PromotionResult>> work = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            work.add(() -> {
                start.await();
                return world.promote("qa");
            });
        }

        assertThat(Together.run(work))
                .extracting(result -> result.promotion().id(), result -> result.promotion()
                        .status())
                .containsOnly(org.assertj.core.groups.Tuple.tuple(2L, PromotionStatus.PROMOTED));
        checkPromotedOnce();
    }

    @Test
    public void shouldPromoteOnceWhenTwoProcessesAskAtOnce() {
        Path place = world.folder();
        for (int round = 0; round < 3; round++) {
            try (Child one = Child.start(place, "race");
                    Child other = Child.start(place, "race")) {
                one.readUntil(line -> line.equals("ready"));
                other.readUntil(line -> line.equals("ready"));
                one.go();
                other.go();
                assertThat(one.end()).contains("ack 2 promoted").endsWith("end");
                assertThat(other.end()).contains("ack 2 promoted").endsWith("end");
            }
            checkPromotedOnce();
        }
    }

    @Test
    public void shouldRollBackOnceWhenTwoPeopleAskAtOnce() throws Exception {
        world.promote("qa");
        world.deliver("qa");
        String second = world.commit("1.1");
        world.promote("dev");
        world.deliver("dev");
        world.promote("qa");
        world.deliver("qa");
        String third = world.commit("1.2");
        world.promote("dev");
        world.deliver("dev");
        world.promote("qa");
        world.deliver("qa");
        CyclicBarrier start = new CyclicBarrier(2);
        List<Callable<List<PromotionResult>>> work = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            work.add(() -> {
                start.await();
                return world.engine().rollbacks().rollback(World.ANN, "shop", List.of("qa"), second.substring(0, 12));
            });
        }

        try {
            Together.run(work);
        } catch (java.util.concurrent.ExecutionException e) {
            // The later one may come when there is nothing to go back from any more.
            assertThat(e).hasCauseInstanceOf(RefusedException.class);
        }

        assertThat(world.origin().head("qa")).isEqualTo(second);
        assertThat(world.origin().moves("qa")).last().isEqualTo(third + " " + second);
        assertThat(world.types(0).stream().filter("deployment.failed"::equals)).hasSize(1);
    }

    @Test
    public void shouldFailWhenSomebodyPushesBetweenTheDecisionAndThePush() {
        String begin = world.origin().head("qa");
        String stranger = world.origin().commit("elsewhere", "Stranger", Map.of("s.yaml", "s\n"));
        Engine disturbed = world.engine(step -> {
            if (step == Step.INTENDED) {
                world.origin().set("qa", stranger);
            }
        });

        PromotionResult result = disturbed.promotions().promote(World.ANN, PromoteRequest.of("shop", "qa"));

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(result.promotion().reason())
                .isEqualTo("qa of repository '" + world.origin().folder() + "' moved under the promotion: expected "
                        + begin.substring(0, 10) + ", found " + stranger.substring(0, 10)
                        + "; nothing was changed");
        assertThat(result.deployment()).isNull();
        assertThat(world.origin().head("qa")).isEqualTo(stranger);
        assertThat(world.matrix()).doesNotContainKey("qa");
        assertThat(world.types(0)).contains("push.overtaken");
    }

    @Test
    public void shouldBeAskedAnewWhenTheBranchMovedBeforeTheDecision() {
        String stranger = world.origin().commit("elsewhere", "Stranger", Map.of("s.yaml", "s\n"));
        int[] looked = {0};
        Engine disturbed = world.engine(step -> {
            if (step == Step.LOOKING && ++looked[0] == 2) {
                world.origin().set("qa", stranger);
            }
        });

        PromotionResult result = disturbed.promotions().promote(World.ANN, PromoteRequest.of("shop", "qa"));

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.REFUSED);
        assertThat(result.promotion().reason()).startsWith("fastForward: qa and dev have diverged");
        assertThat(world.origin().head("qa")).isEqualTo(stranger);
    }

    @Test
    public void shouldFailWithTheWordsOfTheHookThatProtectsABranch() {
        String begin = world.origin().head("qa");
        world.origin().hook("update", "echo 'qa is protected: ask the platform team' >&2; exit 1");

        PromotionResult result = world.promote("qa");

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(result.promotion().reason())
                .isEqualTo("repository '" + world.origin().folder()
                        + "' refused to move qa (hook declined); nothing was changed. It says: qa is protected: ask the"
                        + " platform team\nerror: hook declined to update refs/heads/qa");
        assertThat(world.origin().head("qa")).isEqualTo(begin);
        assertThat(world.matrix()).doesNotContainKey("qa");
    }

    @Test
    public void shouldPromoteAgainAfterTheProtectionIsGone() throws IOException {
        world.origin().hook("update", "exit 1");
        world.promote("qa");
        Files.delete(world.origin().folder().resolve("hooks/update"));

        assertThat(world.promote("qa").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(world.origin().head("qa")).isEqualTo(commit);
    }

    @Test
    public void shouldSettleAPushWhoseAnswerGotLostWhenAskedAgain() {
        Engine broken = world.engine(step -> {
            if (step == Step.PUSHED) {
                throw new IllegalStateException("the answer got lost");
            }
        });
        assertThatThrownBy(() -> broken.promotions().promote(World.ANN, PromoteRequest.of("shop", "qa")))
                .hasMessage("the answer got lost");
        assertThat(world.standing(2)).isEqualTo("EXECUTING: all gates passed");

        PromotionResult again = world.promote("qa");

        assertThat(again.promotion().id()).isEqualTo(2);
        assertThat(again.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        checkPromotedOnce();
    }

    @Test
    public void shouldNotCallOffAPushOfWhichNobodyKnowsWhetherItArrived() throws IOException {
        Engine broken = world.engine(step -> {
            if (step == Step.INTENDED) {
                throw new IllegalStateException("the network is dead");
            }
        });
        assertThatThrownBy(() -> broken.promotions().promote(World.ANN, PromoteRequest.of("shop", "qa")))
                .hasMessage("the network is dead");
        Path away = world.folder().resolve("away.git");
        Files.move(world.origin().folder(), away);
        long head = world.head();

        world.engine().reconciliation().run();
        assertThatThrownBy(() -> world.engine().promotions().cancel(World.ANN, 2))
                .isInstanceOf(IllegalMoveException.class)
                .hasMessage(world.read(view -> view.promotion(2).orElseThrow()).label()
                        + " is EXECUTING and cannot be cancelled: its push is under way, and"
                        + " where the repository does not answer, it is not known whether the push arrived; it ends by"
                        + " itself with the next command, or in the background of Jenkins and serve, once the repository"
                        + " answers; roll back then what is not wanted");
        assertThat(world.head()).isEqualTo(head);

        Files.move(away, world.origin().folder());
        world.engine().reconciliation().run();
        assertThat(world.standing(2)).startsWith("PROMOTED");
        checkPromotedOnce();
    }

    @Test
    public void shouldFailAnInterruptedPushThatWasOvertaken() {
        String stranger = world.origin().commit("elsewhere", "Stranger", Map.of("s.yaml", "s\n"));
        Engine broken = world.engine(step -> {
            if (step == Step.INTENDED) {
                throw new IllegalStateException("gone");
            }
        });
        assertThatThrownBy(() -> broken.promotions().promote(World.ANN, PromoteRequest.of("shop", "qa")))
                .hasMessage("gone");
        String begin = world.origin().head("qa");
        world.origin().set("qa", stranger);

        world.engine().reconciliation().run();

        assertThat(world.standing(2))
                .isEqualTo("FAILED: overtaken: refs/heads/qa is at " + stranger + ", expected was " + begin);
        assertThat(world.origin().head("qa")).isEqualTo(stranger);
    }

    @Test
    public void shouldSayWhenTheRepositoryIsGone() throws IOException {
        Files.move(world.origin().folder(), world.folder().resolve("moved.git"));

        assertThatThrownBy(() -> world.promote("qa"))
                .isInstanceOf(GitException.class)
                .hasMessage("repository '" + world.origin().folder()
                        + "' does not exist; check git.repository of the application, or create it");
    }

    @Test
    public void shouldRollBackTogetherAlsoAfterWaitingForAHold() {
        for (String version : List.of("1.0", "1.1")) {
            commit = version.equals("1.0") ? commit : world.commit(version);
            for (String environment : ChildMain.ENVIRONMENTS) {
                world.promote(environment);
                world.deliver(environment);
            }
        }
        world.engine().holds().hold(World.ANN, "prod-eu", "stocktaking");
        Map<String, String> heads = world.origin().heads();

        List<PromotionResult> waiting =
                world.engine().rollbacks().rollback(World.ANN, "shop", List.of("prod-eu", "prod-us"), null);
        world.engine().promotions().reconsider("shop");

        assertThat(waiting).extracting(result -> result.promotion().status()).containsOnly(PromotionStatus.WAITING);
        assertThat(world.origin().heads()).isEqualTo(heads);

        world.engine().holds().release(World.ANN, "prod-eu");

        assertThat(world.origin().head("prod-eu"))
                .isEqualTo(world.origin().head("prod-us"))
                .isNotEqualTo(commit);
    }
}
