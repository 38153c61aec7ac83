package io.jenkins.plugins.deploymentgates.promotion;

import static io.jenkins.plugins.deploymentgates.promotion.DeploymentFilesWorld.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Tiers and search paths in a file of another name. */
public class DeploymentFilesPlaceTest {
    private static final String USUAL = DeploymentFilesWorld.YAML.replace("COMBINATION", "exact");
    private static final String YAML = USUAL.replace(
            "deployments: {prod: shop-prod}", "file: deployments/shop.yaml\n        deployments: {prod: shop-prod}");

    /** When the files had been set up, and nothing else was pushed yet. */
    private static final Instant SET_UP = Instant.parse("2026-03-02T08:01:30Z");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldReadTiersAndFoldersFromTheConfiguredFile() throws IOException {
        DeploymentFilesWorld files =
                DeploymentFilesWorld.create(folder.newFolder().toPath(), YAML, "deployments/shop.yaml");
        try (World world = files.world()) {
            files.dev("1.1", "api", "2.1", "web", "3.1");
            files.on("qa");

            assertThat(files.read("qa")).isEqualTo(file("test", "1.1", "api", "2.1", "web", "3.1"));
            FileTable table = world.engine().files().compare(World.ANN, "shop", List.of(), null);
            assertThat(table.deployments())
                    .extracting(FileTable.Column::name)
                    .as("the file itself is no deployment")
                    .containsExactly("dev", "qa", "shop-prod");
            assertThatThrownBy(() -> world.engine().files().compare(World.ANN, "shop", List.of(), "prod"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("'prod' is no tier of deployments/shop.yaml; its tiers are development, test,"
                            + " production");
        }
    }

    @Test
    public void shouldGoOnWhereTheFileHadAnotherPathBefore() throws IOException {
        DeploymentFilesWorld files =
                DeploymentFilesWorld.create(folder.newFolder().toPath(), USUAL, "deployments.yaml");
        for (String version : List.of("1.1", "1.2")) {
            files.dev(version, "api", version, "web", version);
            files.on("qa");
        }
        files.configure(YAML);
        files.write(
                "Move",
                Map.of(
                        "deployments.yaml",
                        "",
                        "deployments/shop.yaml",
                        "tiers: [development, test, production]\nsearchPaths: [deployments]\n"));
        try (World world = files.world()) {
            assertThat(world.engine().drifts().look(List.of("shop"), "qa", null))
                    .extracting(Drift::state)
                    .containsExactly(Drift.State.ALIGNED);
            assertThat(world.engine()
                            .comparisons()
                            .compare("shop", world.current("dev"), world.current("qa"))
                            .own()
                            .onlyLeft())
                    .isEmpty();
            assertThat(files.promote("prod").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
            world.engine().rollbacks().rollback(World.ANN, "shop", List.of("qa"), null);
            assertThat(files.read("qa")).isEqualTo(file("test", "1.1", "api", "1.1", "web", "1.1"));
            assertThat(files.record("qa", null, DeploymentStatus.COMPLETED)
                            .deployment()
                            .version())
                    .isEqualTo("1.1");
            world.engine()
                    .files()
                    .edit(
                            World.ANN,
                            new FileRequest(
                                    "shop",
                                    FileRequest.Action.RESTORE,
                                    null,
                                    null,
                                    null,
                                    null,
                                    Map.of(),
                                    List.of(),
                                    List.of(),
                                    SET_UP,
                                    null,
                                    null));
            assertThat(files.read("qa")).isEqualTo(file("test", "0.9", "api", "1.9", "web", "2.9"));
            assertThat(files.read("shop")).startsWith("tiers:");
        }
    }

    @Test
    public void shouldSayWhenItIsNotThere() throws IOException {
        DeploymentFilesWorld files =
                DeploymentFilesWorld.create(folder.newFolder().toPath(), YAML, "deployments.yaml");
        try (World world = files.world()) {
            assertThatThrownBy(() -> world.engine().files().compare(World.ANN, "shop", List.of(), null))
                    .isInstanceOf(GitException.class)
                    .hasMessage("commit " + world.origin().head("main").substring(0, 10) + " of repository '"
                            + world.origin().folder()
                            + "' has no file deployments/shop.yaml; add one with the keys tiers and searchPaths");
            files.write("Add it", Map.of("deployments/shop.yaml", "tiers: []\nsearchPaths: [deployments]\n"));
            assertThatThrownBy(() -> world.engine().files().compare(World.ANN, "shop", List.of(), null))
                    .hasMessage("deployments/shop.yaml:1:1: has no tiers; write for example tiers: [development,"
                            + " production]");
        }
    }
}
