package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Several at once into one target of folders, and a target that does not stand still or does not want to. */
public class FoldersRacesTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;
    private Origin prod;
    private String commit;

    @Before
    public void create() throws IOException {
        world = FoldersWorld.create(folder.newFolder().toPath());
        prod = FoldersWorld.target(world, "prod-eu");
        commit = FoldersWorld.commit(world, "1.0");
        FoldersWorld.carry(world, "dev", "qa");
    }

    @After
    public void close() {
        world.close();
    }

    private String title() {
        return "Promote shop " + commit.substring(0, 12) + " to prod-eu";
    }

    private List<PromotionStatus> statuses(String environment) {
        return world.list(view -> view.promotions("shop", environment, 10)).stream()
                .map(promotion -> promotion.status())
                .toList();
    }

    private List<PromotionResult> eightTimes(String environment) throws Exception {
        CyclicBarrier start = new CyclicBarrier(8);
        List<Callable<PromotionResult>> work = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            work.add(() -> {
                start.await();
                return world.promote(environment);
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<PromotionResult> results = new ArrayList<>();
            for (Future<PromotionResult> one : threads.invokeAll(work)) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    public void shouldCommitOnceWhenEightThreadsAskAtOnce() throws Exception {
        assertThat(eightTimes("prod-eu"))
                .extracting(result -> result.promotion().status())
                .containsOnly(PromotionStatus.PROMOTED);
        assertThat(statuses("prod-eu")).containsExactly(PromotionStatus.PROMOTED);
        assertThat(prod.subjects("main")).containsExactly(title(), "Begin");
    }

    @Test
    public void shouldWriteOneFileWhenEightThreadsAskAtOnce() throws Exception {
        assertThat(eightTimes("archive"))
                .extracting(result -> result.promotion().status())
                .containsOnly(PromotionStatus.PROMOTED);
        assertThat(statuses("archive")).containsExactly(PromotionStatus.PROMOTED);
        assertThat(FoldersWorld.archived(world)).containsExactly("shop-" + commit.substring(0, 12) + ".zip");
    }

    @Test
    public void shouldCommitOnceWhenTwoProcessesAskAtOnce() {
        for (int round = 0; round < 2; round++) {
            try (Child one = Child.start(world.folder(), "folders-race");
                    Child other = Child.start(world.folder(), "folders-race")) {
                one.readUntil(line -> line.equals("ready"));
                other.readUntil(line -> line.equals("ready"));
                one.go();
                other.go();
                assertThat(one.end()).contains("ack 3 promoted").endsWith("end");
                assertThat(other.end()).contains("ack 3 promoted").endsWith("end");
            }
            assertThat(prod.subjects("main")).containsExactly(title(), "Begin");
        }
    }

    @Test
    public void shouldPromoteIntoTwoTargetsAtOnce() throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<PromotionResult>> results = new ArrayList<>();
            for (String environment : List.of("prod-eu", "prod-us")) {
                results.add(threads.submit(() -> {
                    start.await();
                    return world.promote(environment);
                }));
            }
            for (Future<PromotionResult> result : results) {
                assertThat(result.get().promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(prod.subjects("main")).containsExactly(title(), "Begin");
        assertThat(FoldersWorld.target(world, "prod-us").subjects("main")).hasSize(2);
    }

    @Test
    public void shouldCommitOnTopOfWhatSomebodyPushedAfterTheExplanation() {
        Draft explained = world.engine()
                .promotions()
                .preview(World.ANN, PromoteRequest.of("shop", "prod-eu"))
                .draft();
        String byHand = prod.commit("main", "By hand", Map.of("cluster/nodes.yaml", "nodes: 4\n"));
        PromotionResult result = world.promote("prod-eu");
        assertThat(explained.moves().get(0).expected()).isNotEqualTo(byHand);
        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(prod.subjects("main")).containsExactly(title(), "By hand", "Begin");
        assertThat(prod.file("main", "cluster/nodes.yaml")).isEqualTo("nodes: 4\n");
        assertThat(prod.moves("main")).last().isEqualTo(byHand + " " + prod.head("main"));
    }

    @Test
    public void shouldFailWhenSomebodyPushesBetweenTheDecisionAndThePush() {
        String begin = prod.head("main");
        Engine disturbed = world.engine(step -> {
            if (step == Step.INTENDED) {
                prod.commit("main", "By hand", Map.of("cluster/nodes.yaml", "nodes: 4\n"));
            }
        });
        PromotionResult result = disturbed.promotions().promote(World.ANN, PromoteRequest.of("shop", "prod-eu"));
        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(result.promotion().reason())
                .isEqualTo("main of repository '" + prod.folder() + "' moved under the promotion: expected "
                        + begin.substring(0, 10) + ", found "
                        + prod.head("main").substring(0, 10) + "; nothing was changed");
        assertThat(result.deployment()).isNull();
        assertThat(prod.subjects("main")).containsExactly("By hand", "Begin");
        assertThat(world.matrix()).doesNotContainKey("prod-eu");
    }

    @Test
    public void shouldFailWhenTheTargetsBranchWasForcedToAnotherHistory() {
        String other = prod.commit("other", "Another history", Map.of("cluster/nodes.yaml", "nodes: 1\n"));
        Engine disturbed = world.engine(step -> {
            if (step == Step.INTENDED) {
                prod.set("main", other);
            }
        });
        assertThat(disturbed
                        .promotions()
                        .promote(World.ANN, PromoteRequest.of("shop", "prod-eu"))
                        .promotion()
                        .status())
                .isEqualTo(PromotionStatus.FAILED);
        assertThat(prod.head("main")).isEqualTo(other);
        assertThat(world.promote("prod-eu").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(prod.subjects("main")).containsExactly(title(), "Another history");
    }

    @Test
    public void shouldFailWithTheWordsOfTheHook() {
        prod.hook("pre-receive", "echo 'change freeze until Monday' >&2; exit 1");
        PromotionResult result = world.promote("prod-eu");
        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(result.promotion().reason())
                .isEqualTo("repository '" + prod.folder()
                        + "' refused to move main (pre-receive hook declined); nothing was changed. It says: change"
                        + " freeze until Monday");
        assertThat(prod.subjects("main")).containsExactly("Begin");
        assertThat(world.matrix()).doesNotContainKey("prod-eu");
    }

    @Test
    public void shouldSettleAPushWhoseAnswerGotLostWhenAskedAgain() {
        Engine broken = world.engine(step -> {
            if (step == Step.PUSHED) {
                throw new IllegalStateException("the answer got lost");
            }
        });
        assertThatThrownBy(() -> broken.promotions().promote(World.ANN, PromoteRequest.of("shop", "prod-eu")))
                .hasMessage("the answer got lost");
        assertThat(statuses("prod-eu")).containsExactly(PromotionStatus.EXECUTING);
        assertThat(world.promote("prod-eu").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(statuses("prod-eu")).containsExactly(PromotionStatus.PROMOTED);
        assertThat(prod.subjects("main")).containsExactly(title(), "Begin");
    }

    @Test
    public void shouldSettleAPushOnTopOfWhichSomebodyPushed() {
        Engine broken = world.engine(step -> {
            if (step == Step.PUSHED) {
                throw new IllegalStateException("the process ends");
            }
        });
        assertThatThrownBy(() -> broken.promotions().promote(World.ANN, PromoteRequest.of("shop", "prod-eu")))
                .hasMessage("the process ends");
        prod.commit("main", "By hand", Map.of("cluster/nodes.yaml", "nodes: 4\n"));
        world.engine().reconciliation().run();
        assertThat(statuses("prod-eu")).containsExactly(PromotionStatus.PROMOTED);
        assertThat(prod.subjects("main")).containsExactly("By hand", title(), "Begin");
    }
}
