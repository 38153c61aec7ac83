package io.jenkins.plugins.deploymentgates.promotion;

import static io.jenkins.plugins.deploymentgates.promotion.DeploymentFilesWorld.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.git.UnreachableException;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

/** Modules that move at their own rates, and versions that stand for commits. */
public class DeploymentFilesReferencesTest extends DeploymentFilesFixture {
    private Origin core;

    public DeploymentFilesReferencesTest() {
        super("per-artifact");
    }

    @Before
    public void createCore() {
        core = Origin.create(world().folder().resolve("core.git"));
    }

    private String withBranch(String tier, String api) {
        return "tier: " + tier + "\ncore: {version: main, source: " + core.folder() + "}\nmodules:\n  - api: {version: "
                + api + ", type: forge}\n";
    }

    private void dev(String content) {
        files.write("Change dev", Map.of("deployments/dev.yaml", content));
        world().promote("dev");
        world().deliver("dev");
        world().verify("dev");
    }

    @Test
    public void shouldPromoteAModuleThatIsVerifiedInAnotherCombination() {
        files.dev("1.0", "api", "2.0", "web", "3.0");
        files.on("qa");
        files.dev("1.0", "api", "2.1", "web", "3.1");

        assertThat(files.promote("qa", "api").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);

        assertThat(files.read("qa")).isEqualTo(file("test", "1.0", "api", "2.1", "web", "3.0"));
    }

    @Test
    public void shouldPromoteTheCoreAndModulesInOneCommit() {
        files.dev("1.0", "api", "2.0", "web", "3.0");
        files.on("qa");
        files.dev("1.1", "api", "2.1", "web", "3.1");
        int moves = world().origin().moves("main").size();

        files.promote("qa", "core", "web");

        assertThat(world().origin().moves("main")).hasSize(moves + 1);
        assertThat(files.read("qa")).isEqualTo(file("test", "1.1", "api", "2.0", "web", "3.1"));
    }

    @Test
    public void shouldNotAskForEvidenceOfModulesThatTheTargetHasAlready() {
        files.record("qa", null, DeploymentStatus.COMPLETED);
        files.dev("1.0", "api", "2.0", "web", "3.0");

        assertThat(files.promote("qa", "api").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);

        assertThat(files.read("qa")).isEqualTo(file("test", "0.9", "api", "2.0", "web", "2.9"));
    }

    @Test
    public void shouldRefuseAModuleThatWasNotVerifiedUpstream() {
        files.record("qa", null, DeploymentStatus.COMPLETED);
        files.dev("1.0", "api", "2.0", "web", "3.0");
        files.write("Build", Map.of("deployments/dev.yaml", file("development", "1.0", "api", "2.1", "web", "3.0")));
        world().promote("dev");

        PromotionResult result = files.promote("qa", "api");

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.WAITING);
        assertThat(files.read("qa")).isEqualTo(file("test", "0.9", "api", "1.9", "web", "2.9"));
    }

    @Test
    public void shouldRecordWhichCommitABranchStoodFor() {
        dev(withBranch("development", "2.0"));

        Release release = world().read(view ->
                view.release(world().current("dev").fingerprint()).orElseThrow());

        assertThat(release.artifacts())
                .extracting(artifact -> artifact.reference())
                .containsExactly("forge:api:2.0", "git:core:main@git:" + core.head("main"));
    }

    @Test
    public void shouldRefuseWhatABranchStandsForNowInsteadOfWhatWasVerified() {
        String then = core.head("main");
        dev(withBranch("development", "2.0"));
        String now = core.commit("main", "More", Map.of("more.txt", "more\n"));

        assertThatThrownBy(() -> files.promote("qa"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("shop main is not what it was when it was recorded: core main stood for "
                        + then.substring(0, 10) + " and stands for " + now.substring(0, 10)
                        + " now; deploy and verify it again upstream, or give it a version that does not move");
    }

    @Test
    public void shouldDeployAgainWhatABranchHasMovedOnFor() {
        String then = core.head("main");
        dev(withBranch("development", "2.0"));
        long before = world().current("dev").id();
        assertThat(refresh().moved()).isEmpty();
        String now = core.commit("main", "More", Map.of("more.txt", "more\n"));

        FileRefresh refreshed = refresh();

        assertThat(refreshed.moved())
                .containsExactly(new FileRefresh.Moved(
                        "dev", "dev", "core", "main", core.folder().toString(), then, now, true));
        assertThat(refreshed.results())
                .extracting(result -> result.promotion().status())
                .containsExactly(PromotionStatus.PROMOTED);
        assertThat(world().current("dev").id()).isGreaterThan(before);
        world().deliver("dev");
        world().verify("dev");
        assertThat(files.promote("qa").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(refresh().moved()).isEmpty();
    }

    @Test
    public void shouldRefuseAKeyThatWasUsedForSomethingElseAlsoWhenNothingMoved() {
        dev(withBranch("development", "2.0"));
        String key = "refresh-1";
        assertThat(refresh(key).moved()).isEmpty();
        core.commit("main", "More", Map.of("more.txt", "more\n"));
        FileRefresh first = refresh(key);
        long head = world().head();
        assertThat(refresh(key).results())
                .extracting(result -> result.promotion().id())
                .containsExactly(first.results().get(0).promotion().id());
        assertThat(world().head()).isEqualTo(head);

        world().engine().holds().hold(World.BOB, "qa", "audit", "hold-1");
        assertThatThrownBy(() -> refresh("hold-1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "the idempotency key 'hold-1' was used for something else: hold.placed in event");
    }

    private FileRefresh refresh(String key) {
        return world().engine().refreshes().refresh(World.ANN, "shop", List.of(), key);
    }

    @Test
    public void shouldDecideNothingWhileASourceDoesNotAnswer() throws IOException {
        dev(withBranch("development", "2.0"));
        Path away = core.folder().resolveSibling("away.git");
        Files.move(core.folder(), away);
        assertThatThrownBy(() -> files.promote("qa"))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("core: repository '" + core.folder() + "' does not exist");
        assertThat(world().current("dev").status()).isEqualTo(DeploymentStatus.VERIFIED);
        Files.move(away, core.folder());
        assertThat(files.promote("qa").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
    }

    private FileRefresh refresh() {
        return world().engine().refreshes().refresh(World.ANN, "shop", List.of());
    }

    @Test
    public void shouldCarryOnWithADeploymentWhoseBranchMovedMeanwhile() {
        files.write("Change dev", Map.of("deployments/dev.yaml", withBranch("development", "2.0")));
        world().promote("dev");
        long deployment = world().current("dev").id();
        core.commit("main", "More", Map.of("more.txt", "more\n"));

        files.record("dev", null, DeploymentStatus.COMPLETED);

        assertThat(world().current("dev").id()).isEqualTo(deployment);
    }

    @Test
    public void shouldNameVersionsThatStandForNothing() {
        files.write(
                "Change dev",
                Map.of("deployments/dev.yaml", withBranch("development", "2.0").replace("main", "mian")));

        assertThatThrownBy(() -> world().promote("dev"))
                .hasMessage("deployments/dev.yaml:2:17: core: repository '" + core.folder()
                        + "' has no branch, tag or commit 'mian'; its branches are main");
    }

    @Test
    public void shouldRefusePartsThatSomebodyElseChangedMeanwhile() {
        files.dev("1.0", "api", "2.0", "web", "3.0");
        files.on("qa");
        files.write("Build", Map.of("deployments/dev.yaml", file("development", "1.0", "api", "2.1", "web", "3.1")));
        world().promote("dev");
        long waiting = files.promote("qa", "api").promotion().id();
        files.write("By hand", Map.of("deployments/qa.yaml", file("test", "1.0", "api", "2.0", "web", "9")));

        assertThatThrownBy(() -> world().engine().promotions().decide(waiting))
                .isInstanceOf(RefusedException.class)
                .hasMessage("the deployment of qa has changed since this promotion was asked for, so it would make"
                        + " another combination; cancel it and ask again");
    }

    @Test
    public void shouldNotAskForARollbackThatCannotBeMade() {
        String first = core.commit("main", "First", Map.of("core.txt", "1\n"));
        dev(withBranch("development", "2.0"));
        String second = core.commit("main", "Second", Map.of("core.txt", "2\n"));
        dev(withBranch("development", "2.1"));

        assertThatThrownBy(() -> world().engine().rollbacks().rollback(World.ANN, "shop", List.of("dev"), null))
                .isInstanceOf(RefusedException.class)
                .hasMessage("shop main is not what it was when it was recorded: core main stood for "
                        + first.substring(0, 10) + " and stands for " + second.substring(0, 10)
                        + " now; deploy and verify it again upstream, or give it a version that does not move");

        assertThat(world().<Boolean>read(view -> view.openPromotions("shop").isEmpty()))
                .as("nothing is left that would be tried again later")
                .isTrue();
    }
}
