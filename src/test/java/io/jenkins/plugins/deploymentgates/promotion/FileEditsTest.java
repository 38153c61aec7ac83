package io.jenkins.plugins.deploymentgates.promotion;

import static io.jenkins.plugins.deploymentgates.promotion.DeploymentFilesWorld.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.promotion.FileRequest.Action;
import io.jenkins.plugins.deploymentgates.promotion.FileRequest.Component;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Changing deployment files through the engine, on real repositories. */
public class FileEditsTest extends DeploymentFilesFixture {
    private FileResult edit(FileRequest request) {
        return world().engine().files().edit(World.ANN, request);
    }

    private static Component version(String version) {
        return new Component(version, null, null);
    }

    private static FileRequest update(String name, Map<String, Component> set, String key) {
        return new FileRequest(
                "shop", Action.UPDATE, name, null, null, null, set, List.of(), List.of(), null, null, key);
    }

    private static FileRequest duplicate(String from, String name, Map<String, Component> set) {
        return new FileRequest(
                "shop", Action.DUPLICATE, name, from, null, null, set, List.of(), List.of(), null, null, null);
    }

    private static FileRequest delete(String name, String confirm) {
        return new FileRequest(
                "shop", Action.DELETE, name, null, null, null, Map.of(), List.of(), List.of(), null, confirm, null);
    }

    private static FileRequest restore(Instant at, String... names) {
        return new FileRequest(
                "shop", Action.RESTORE, null, null, null, null, Map.of(), List.of(), List.of(names), at, null, null);
    }

    @Test
    public void shouldUpdateAFileAndKeepItsCommentsAndLayout() {
        FileResult result = edit(update("dev", Map.of("api", version("2.1")), null));

        assertThat(files.read("dev")).isEqualTo(file("development", "1.0", "api", "2.1", "web", "3.0"));
        assertThat(result.commit()).isEqualTo(world().origin().head("main"));
        assertThat(result.files()).containsExactly("M deployments/dev.yaml");
        assertThat(result.changes().get(0).parts()).containsExactly(new Change.Part("api", "2.0", "2.1"));
        assertThat(world().origin().subjects("main")).startsWith("Update dev: api 2.0 -> 2.1", "Set up");
        assertThat(world().types(0)).containsSubsequence("push.intended", "push.done");
    }

    @Test
    public void shouldPushNothingThatTheFileSaysAlready() {
        String head = world().origin().head("main");

        FileResult result = edit(update("dev", Map.of("api", version("2.0")), null));

        assertThat(result.commit()).isNull();
        assertThat(world().origin().head("main")).isEqualTo(head);
        assertThat(world().types(0)).doesNotContain("push.intended");
    }

    @Test
    public void shouldDuplicateCreatePromoteAndDeleteACanary() {
        edit(duplicate("qa", "canary", Map.of("api", version("2.0-rc.1"))));
        assertThat(files.read("canary")).isEqualTo(file("test", "0.9", "api", "2.0-rc.1", "web", "2.9"));

        edit(new FileRequest(
                "shop",
                Action.CREATE,
                "feature",
                null,
                null,
                "test",
                Map.of("core", new Component("1", "forge", null), "api", new Component("1", "forge", null)),
                List.of(),
                List.of(),
                null,
                null,
                null));
        FileResult promoted = edit(new FileRequest(
                "shop",
                Action.PROMOTE,
                "feature",
                "canary",
                null,
                null,
                Map.of(),
                List.of(),
                List.of("api", "core"),
                null,
                null,
                null));
        assertThat(promoted.changes().get(0).parts())
                .extracting(Change.Part::name, Change.Part::to)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("core", "0.9"),
                        org.assertj.core.groups.Tuple.tuple("api", "2.0-rc.1"));

        FileResult deleted = edit(delete("canary", "canary"));
        assertThat(deleted.files()).containsExactly("D deployments/canary.yaml");
        assertThat(world().origin().subjects("main")).startsWith("Delete canary");
    }

    @Test
    public void shouldRestoreWhatAFileSaidAtAnInstant() {
        edit(update("dev", Map.of("api", version("2.1")), null));
        String before = files.read("dev");
        files.write("Later", Map.of("deployments/dev.yaml", file("development", "9"), "README.md", "x\n"));
        Instant at = Instant.parse("2026-03-03T09:00:00Z");

        FileResult result = edit(restore(at, "dev"));

        assertThat(files.read("dev")).isEqualTo(before);
        assertThat(result.files()).containsExactly("M deployments/dev.yaml");
        assertThat(world().origin().file("main", "README.md")).isEqualTo("x\n");
    }

    @Test
    public void shouldExplainAndChangeNothing() {
        Map<String, String> before = world().everyByte();

        FileResult result =
                world().engine().files().explain(World.ANN, update("dev", Map.of("api", version("2.1")), null));

        assertThat(world().everyByte()).isEqualTo(before);
        assertThat(result.commit()).isNull();
        assertThat(result.message()).isEqualTo("Update dev: api 2.0 -> 2.1\n\napi 2.0 -> 2.1\n");
    }

    @Test
    public void shouldDoOnceWhatIsAskedForTwiceUnderOneKey() {
        FileRequest request = update("dev", Map.of("api", version("2.1")), "key-1");
        FileResult first = edit(request);
        files.write("By hand", Map.of("deployments/dev.yaml", file("development", "1.0", "api", "5")));

        FileResult second = edit(request);

        assertThat(second).isEqualTo(first);
        assertThat(files.read("dev")).contains("version: 5");
        assertThatThrownBy(() -> edit(update("dev", Map.of("api", version("2.2")), "key-1")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("the idempotency key 'key-1' was used for something else: push.done in event");
    }

    @Test
    public void shouldBeDoneOnceWhereverItIsInterrupted() throws IOException {
        for (Step interrupted : Step.values()) {
            close();
            createFiles();
            FileRequest request = update("dev", Map.of("api", version("2.1")), "key-1");
            files.reopen(step -> {
                if (step == interrupted) {
                    throw new IllegalStateException("the process ends");
                }
            });
            assertThatThrownBy(() -> edit(request)).hasMessage("the process ends");
            files.reopen(Progress.NONE);
            world().engine().reconciliation().run();
            edit(request);
            assertThat(world().origin().subjects("main"))
                    .as("interrupted at %s", interrupted)
                    .containsExactly("Update dev: api 2.0 -> 2.1", "Set up", "Begin");
            assertThat(world().list(view -> view.openIntents())).isEmpty();
        }
    }

    @Test
    public void shouldBeMadeAgainOnTopOfWhatSomebodyElsePushedFirst() {
        boolean[] pushed = {false};
        files.reopen(step -> {
            if (step == Step.INTENDED && !pushed[0]) {
                pushed[0] = true;
                files.write(
                        "Else", Map.of("deployments/dev.yaml", file("development", "1.0", "api", "2.0", "web", "4")));
            }
        });

        edit(update("dev", Map.of("api", version("2.1")), null));

        assertThat(files.read("dev")).isEqualTo(file("development", "1.0", "api", "2.1", "web", "4"));
    }

    @Test
    public void shouldTellWhatAHookSays() {
        world().origin().hook("pre-receive", "echo 'change freeze until Monday' >&2; exit 1");

        assertThatThrownBy(() -> edit(update("dev", Map.of("api", version("2.1")), null)))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("the deployment files of shop are as they were: ")
                .hasMessageContaining("change freeze until Monday");
    }

    @Test
    public void shouldLetNothingPastTheGatesOfAnEnvironment() {
        assertThatThrownBy(() -> edit(update("shop-prod", Map.of("api", version("2.1")), null)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("the deployment 'shop-prod' is that of the environment prod, which takes what was verified"
                        + " upstream only; promote into it, or roll it back");
        world().engine().holds().hold(World.BOB, "dev", "data migration");
        assertThatThrownBy(() -> edit(update("dev", Map.of("api", version("2.1")), null)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("dev is held by bob: data migration; release it to change its deployment 'dev'");
    }

    @Test
    public void shouldNameWhatIsMissing() {
        assertThatThrownBy(() -> edit(delete("qa", null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("deleting the deployment 'qa' has to be confirmed by its name; name it once more to confirm"
                        + " it");
        assertThatThrownBy(() -> edit(delete("qa", "prod")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("deleting the deployment 'qa' has to be confirmed by its name, which is not 'prod'; name it"
                        + " once more to confirm it");
        assertThatThrownBy(() -> edit(update("dev", Map.of(), null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "nothing is named that shall be different in deployment 'dev'; set a version or the tier, or"
                                + " remove a module");
        assertThatThrownBy(() -> edit(restore(null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("it is not known to which instant to restore; name one, such as 2026-03-03T09:00:00Z");
        assertThatThrownBy(() -> edit(FileRequest.of("shop", Action.CREATE, "x")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a new deployment has a core; set its version and source");
        assertThatThrownBy(() -> edit(duplicate(null, "x", Map.of())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the deployment to duplicate is missing; name it");
        assertThatThrownBy(() -> edit(update("dev", Map.of("api", new Component(null, null, null)), null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the version of 'api' is missing; name it");
        assertThatThrownBy(() -> edit(duplicate("dev", "qa", Map.of())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is a deployment 'qa' already, in deployments/qa.yaml; choose another name, or update"
                        + " it");
    }

    @Test
    public void shouldCompareDeploymentsAsATable() {
        FileTable table = world().engine().files().compare(World.ANN, "shop", List.of("dev", "qa"), null);

        assertThat(table.deployments()).extracting(FileTable.Column::name).containsExactly("dev", "qa");
        assertThat(table.components()).extracting(FileTable.Row::name).containsExactly("core", "api", "web");
        assertThat(table.components().get(1).in().get("qa").version()).isEqualTo("1.9");
        assertThat(world().engine()
                        .files()
                        .compare(World.ANN, "shop", List.of(), "production")
                        .deployments())
                .extracting(FileTable.Column::name)
                .containsExactly("shop-prod");
        assertThatThrownBy(() -> world().engine().files().compare(World.ANN, "shop", List.of(), "staging"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("'staging' is no tier of deployments.yaml; its tiers are development, test, production");
    }

    @Test
    public void shouldShowThePipelineFirstAndThenOtherDeploymentsByTierAndName() {
        edit(duplicate("shop-prod", "a-copy", Map.of("api", version("2.0"))));
        edit(duplicate("dev", "z-feature", Map.of("api", version("2.1"))));
        edit(duplicate("dev", "b-feature", Map.of("api", version("2.1"))));

        assertThat(world().engine()
                        .files()
                        .compare(World.ANN, "shop", List.of(), null)
                        .deployments())
                .extracting(FileTable.Column::name)
                .containsExactly("dev", "qa", "shop-prod", "b-feature", "z-feature", "a-copy");
    }
}
