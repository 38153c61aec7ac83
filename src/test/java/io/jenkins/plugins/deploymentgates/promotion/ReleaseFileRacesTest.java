package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Before;
import org.junit.Test;

/** Promotions with tags while somebody else tags, pushes or promotes, or a server refuses. */
public class ReleaseFileRacesTest extends ReleaseFileFixture {
    private String commit;

    @Before
    public void commit() {
        commit = world().commit("1.4.2");
    }

    private void create(String yaml) throws IOException {
        createFiles(yaml);
        commit();
    }

    private PromotionStatus status(PromotionResult result) {
        return result.promotion().status();
    }

    @Test
    public void shouldPromoteOnceWhenSeveralAskAtTheSameTime() throws Exception {
        int many = 4;
        List<Future<PromotionResult>> asked = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(many);
        try {
            for (int i = 0; i < many; i++) {
                asked.add(pool.submit(() -> world().enter("qa", "1.4.2")));
            }
            for (Future<PromotionResult> one : asked) {
                assertThat(one.get().promotion().id()).isEqualTo(1);
                assertThat(status(one.get())).isEqualTo(PromotionStatus.PROMOTED);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(ReleaseFileWorld.tags(files.shop())).isEqualTo(Map.of("v1.4.2-rc.1", commit));
        assertThat(files.environments().subjects("environment/qa"))
                .containsExactly("Promote shop 1.4.2 to qa", "By hand");
    }

    @Test
    public void shouldReleaseOnceIntoTwoEnvironmentsAtTheSameTime() throws Exception {
        files.toQa("1.4.2");
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<PromotionResult> one = pool.submit(() -> world().promote("prod"));
            Future<PromotionResult> other = pool.submit(() -> world().promote("prod-us"));
            assertThat(status(one.get())).isEqualTo(PromotionStatus.PROMOTED);
            assertThat(status(other.get())).isEqualTo(PromotionStatus.PROMOTED);
        } finally {
            pool.shutdownNow();
        }
        assertThat(ReleaseFileWorld.tags(files.shop())).isEqualTo(Map.of("v1.4.2-rc.1", commit, "v1.4.2", commit));
    }

    @Test
    public void shouldTakeTheNextNumberWhenSomebodyElseTookThisOne() {
        String other = files.api().commit("other", "Other", Map.of("o.yaml", "o\n"));
        files.open(step -> {
            if (step == Step.INTENDED && ReleaseFileWorld.tags(files.api()).isEmpty()) {
                ReleaseFileWorld.tag(files.api(), "v1.4.2-rc.1", other);
            }
        });
        PromotionResult result = world().enter("qa", "1.4.2");
        assertThat(status(result)).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(ReleaseFileWorld.tags(files.shop())).isEqualTo(Map.of("v1.4.2-rc.1", commit));
        assertThat(ReleaseFileWorld.tags(files.api()))
                .isEqualTo(
                        Map.of("v1.4.2-rc.1", other, "v1.4.2-rc.2", files.api().head("main")));
        assertThat(world().types(0)).contains("push.abandoned").doesNotContain("push.overtaken");
    }

    @Test
    public void shouldGiveUpWhenSomebodyElseIsAlwaysFaster() {
        String other = files.api().commit("other", "Other", Map.of("o.yaml", "o\n"));
        int[] number = {0};
        files.open(step -> {
            if (step == Step.INTENDED) {
                ReleaseFileWorld.tag(files.api(), "v1.4.2-rc." + ++number[0], other);
            }
        });
        PromotionResult result = world().enter("qa", "1.4.2");
        assertThat(status(result)).isEqualTo(PromotionStatus.FAILED);
        assertThat(result.promotion().reason())
                .isEqualTo("v1.4.2-rc." + number[0] + " of repository '"
                        + files.api().folder()
                        + "' moved under the promotion: expected (none), found " + brief(other)
                        + "; nothing was changed");
        assertThat(files.file("qa")).isEqualTo(files.content("WIP", "qa"));
    }

    @Test
    public void shouldFailWhenSomebodyElsePushedToTheEnvironmentsBranchAndKeepTheTagForTheNextTry() {
        files.open(step -> {
            if (step == Step.PREPARED) {
                files.write("qa", files.content("WIP", "qa").replace("replicas: 3", "replicas: 4"));
            }
        });
        PromotionResult result = world().enter("qa", "1.4.2");
        assertThat(status(result)).isEqualTo(PromotionStatus.FAILED);
        files.open(Progress.NONE);
        assertThat(status(world().enter("qa", "1.4.2"))).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(files.file("qa")).isEqualTo(files.content("1.4.2", "qa").replace("replicas: 3", "replicas: 4"));
        assertThat(ReleaseFileWorld.tags(files.shop())).isEqualTo(Map.of("v1.4.2-rc.1", commit));
    }

    @Test
    public void shouldFailWithTheWordsOfAHookThatRefusesATagAndPushNothing() throws IOException {
        files.api().hook("update", "echo 'tags are made by releases only' >&2; exit 1");
        PromotionResult result = world().enter("qa", "1.4.2");
        assertThat(status(result)).isEqualTo(PromotionStatus.FAILED);
        assertThat(result.promotion().reason())
                .isEqualTo("repository '" + files.api().folder()
                        + "' refused to move v1.4.2-rc.1 (hook declined); nothing was changed. It says: tags are made by"
                        + " releases only\nerror: hook declined to update refs/tags/v1.4.2-rc.1");
        assertThat(files.file("qa")).isEqualTo(files.content("WIP", "qa"));
        assertThat(world().matrix()).isEmpty();
        Files.delete(files.api().folder().resolve("hooks/update"));
        assertThat(status(world().enter("qa", "1.4.2"))).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(ReleaseFileWorld.tags(files.shop())).isEqualTo(Map.of("v1.4.2-rc.1", commit));
    }

    @Test
    public void shouldFailWithTheWordsOfAHookOfTheEnvironmentRepository() {
        files.environments().hook("update", "echo 'change freeze until Monday' >&2; exit 1");
        PromotionResult result = world().enter("qa", "1.4.2");
        assertThat(status(result)).isEqualTo(PromotionStatus.FAILED);
        assertThat(result.promotion().reason())
                .isEqualTo("repository '" + files.environments().folder()
                        + "' refused to move environment/qa (hook declined); nothing was changed. It says: change freeze"
                        + " until Monday\nerror: hook declined to update refs/heads/environment/qa");
    }

    @Test
    public void shouldTagWhatWasAskedForAlsoWhenTheBranchMovesOnWhileItWaits() throws IOException {
        create(ReleaseFileWorld.YAML.replace(
                "environments:\n", "environments:\n  qa: {gates: [{approvals: {count: 1}}]}\n"));
        PromotionResult waiting = world().enter("qa", "1.4.2");
        assertThat(status(waiting)).isEqualTo(PromotionStatus.WAITING);
        assertThat(ReleaseFileWorld.tags(files.shop())).isEmpty();
        world().commit("later");
        PromotionResult done = world().engine()
                .promotions()
                .approve(World.BOB, waiting.promotion().id(), "");
        assertThat(status(done)).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(ReleaseFileWorld.tags(files.shop())).isEqualTo(Map.of("v1.4.2-rc.1", commit));
    }

    @Test
    public void shouldEndAPromotionWhoseSubRepositoryMovedOnWhileItWaited() throws IOException {
        create(ReleaseFileWorld.YAML.replace(
                "environments:\n", "environments:\n  qa: {gates: [{approvals: {count: 1}}]}\n"));
        long first = world().enter("qa", "1.4.2").promotion().id();
        String later = files.api().commit("main", "Later", Map.of("api.yaml", "2\n"));
        PromotionResult ended = world().engine().promotions().approve(World.BOB, first, "");
        assertThat(status(ended)).isEqualTo(PromotionStatus.FAILED);
        assertThat(ended.promotion().reason())
                .isEqualTo("shop 1.4.2 is not made of what environment/qa:release.yaml names now: "
                        + files.shop().folder() + " at " + brief(commit) + ", "
                        + files.api().folder() + " at " + brief(later)
                        + "; something was pushed since it was asked for: ask again");
        assertThat(ReleaseFileWorld.tags(files.shop())).isEmpty();
        assertThat(world().list(view -> view.openPromotions("shop"))).isEmpty();

        long second = world().enter("qa", "1.4.2").promotion().id();
        assertThat(second).isNotEqualTo(first);
        PromotionResult done = world().engine().promotions().approve(World.BOB, second, "");
        assertThat(status(done)).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(ReleaseFileWorld.tags(files.api())).isEqualTo(Map.of("v1.4.2-rc.1", later));
    }

    @Test
    public void shouldPutTheLastGoodReleaseBackWhenAPolicySaysSo() throws IOException {
        create(ReleaseFileWorld.YAML.replace(
                "prod: {tier: production}", "prod: {tier: production, onFailure: redeploy-last-good}"));
        files.toProd("1.4.2");
        world().commit("1.4.3");
        files.toQa("1.4.3");
        world().promote("prod");
        RecordResult failed = world().engine()
                .recordings()
                .record(
                        World.ANN,
                        new RecordRequest("shop", "prod", "1.4.3", List.of(), null, DeploymentStatus.FAILED, "", null));
        assertThat(status(failed.failure().redeployment())).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(world().current("prod").cause()).isEqualTo(Deployment.Cause.ROLLBACK);
        assertThat(world().current("prod").commit()).isEqualTo(commit);
        assertThat(files.file("prod")).isEqualTo(files.content("1.4.2", "prod"));
    }

    @Test
    public void shouldShareSettingsOfAType() {
        files.environments()
                .commit(
                        "main",
                        "Types",
                        Map.of(
                                "types/large.yaml",
                                "application: " + files.shop().folder() + "\nsubRepositories: ["
                                        + files.api().folder() + "]\n"));
        files.write("qa", "version: WIP\ntype: large\n");
        files.write("prod", "version: WIP\ntype: large\nreplicas: 7\n");
        files.toProd("1.4.2");
        assertThat(files.file("prod")).isEqualTo("version: 1.4.2\ntype: large\nreplicas: 7\n");
        assertThat(ReleaseFileWorld.tags(files.api())).containsOnlyKeys("v1.4.2", "v1.4.2-rc.1");
    }
}
