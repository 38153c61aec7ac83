package io.jenkins.plugins.deploymentgates.promotion;

import static io.jenkins.plugins.deploymentgates.promotion.DeploymentFilesWorld.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Real processes are killed with SIGKILL at every step of changes of deployment files and of rollbacks. After a restart, and
 * when they are asked for once more under the same key, there is exactly one commit for each, and the ledger says so.
 */
public class FileEditsKillTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** A world whose configuration its children find. */
    private DeploymentFilesWorld world() {
        try {
            Path place = folder.newFolder().toPath();
            DeploymentFilesWorld files = DeploymentFilesWorld.create(place, "exact");
            Files.writeString(place.resolve("gates.yaml"), DeploymentFilesWorld.YAML.replace("COMBINATION", "exact"));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void killAt(DeploymentFilesWorld files, String act, Step step) {
        files.world().close();
        Child.killedAt(files.world().folder(), act, step);
        files.reopen(Progress.NONE);
        files.world().engine().reconciliation().run();
        assertThat(files.world().list(LedgerView::openIntents))
                .as("%s at %s", act, step)
                .isEmpty();
    }

    private static void checkLedger(DeploymentFilesWorld files) {
        World world = files.world();
        assertThat(world.findings()).isEmpty();
    }

    private static long pushes(World world) {
        return world.types(0).stream().filter("push.done"::equals).count();
    }

    @Test
    public void shouldChangeFilesOnceWhereverTheProcessIsKilled() {
        Arrays.stream(Step.values()).parallel().forEach(this::changeFiles);
    }

    private void changeFiles(Step step) {
        DeploymentFilesWorld files = world();
        files.write("Change qa", Map.of("deployments/qa.yaml", file("test", "0.95")));
        List<String> subjects = new ArrayList<>(files.world().origin().subjects("main"));
        for (FileActs act : FileActs.values()) {
            killAt(files, "files-" + act, step);
            World world = files.world();

            FileResult result = act.run(world);

            List<String> now = world.origin().subjects("main");
            assertThat(now.get(0)).as("%s at %s", act, step).startsWith(act.subject);
            assertThat(now.subList(1, now.size())).as("%s at %s", act, step).isEqualTo(subjects);
            assertThat(result.commit()).isEqualTo(world.origin().head("main"));
            assertThat(act.run(world)).isEqualTo(result);
            assertThat(pushes(world)).as("%s at %s", act, step).isEqualTo(act.ordinal() + 1L);
            subjects = now;
        }
        assertThat(files.read("qa")).isEqualTo(file("test", "0.9", "api", "1.9", "web", "2.9"));
        checkLedger(files);
        files.world().close();
    }

    @Test
    public void shouldRollBackOnceWhereverTheProcessIsKilled() {
        Arrays.stream(Step.values()).parallel().forEach(this::rollBack);
    }

    private void rollBack(Step step) {
        DeploymentFilesWorld files = world();
        for (String version : List.of("1.1", "1.2")) {
            files.dev(version, "api", version, "web", version);
            files.on("qa");
        }
        killAt(files, "files-back", step);
        World world = files.world();
        assertThat(files.read("qa")).isEqualTo(file("test", "1.1", "api", "1.1", "web", "1.1"));
        assertThat(world.origin().subjects("main"))
                .as("killed at %s", step)
                .startsWith("Roll qa back to shop 1.1", "Promote shop 1.2 to qa")
                .doesNotHaveDuplicates();
        assertThat(world.current("qa").version()).isEqualTo("1.1");
        assertThat(world.current("qa").commit()).isEqualTo(world.origin().head("main"));
        assertThat(world.list(view -> view.promotions("shop", "qa", 100)))
                .hasSize(3)
                .extracting(promotion -> promotion.status())
                .containsOnly(PromotionStatus.PROMOTED);
        checkLedger(files);
        files.world().close();
    }
}
