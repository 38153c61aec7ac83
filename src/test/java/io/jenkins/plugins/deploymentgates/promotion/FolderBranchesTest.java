package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which branches of the source may go into which environment. */
public class FolderBranchesTest {
    private static final String FILTERS =
            """
            applications:
              shop:
                git:
                  repository: ORIGIN
                  mechanic: folders
                  folders:
                    paths: [apps]
                    targets: {dev: {repository: ORIGIN-dev}, prod: {repository: ORIGIN-prod}}
                pipeline: {dev: {}, prod: {after: [dev]}}
            environments:
              dev: {gates: [{branches: {allow: [main, "feature/*", "hotfix/*"]}}]}
              prod: {gates: [{branches: {allow: [main, "hotfix/*"]}}]}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;
    private Origin dev;
    private Origin prod;
    private String main;

    @Before
    public void create() throws IOException {
        Path place = folder.newFolder().toPath();
        world = World.create(place, FILTERS);
        dev = Origin.create(place.resolve("deploy.git-dev"));
        prod = Origin.create(place.resolve("deploy.git-prod"));
        main = world.origin().commit("main", "Shop 1.0", Map.of("apps/web.yaml", "version: 1.0\n"));
        assertThat(promote("dev", null).promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        world.deliver("dev");
        assertThat(promote("prod", null).promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        world.deliver("prod");
    }

    @After
    public void close() {
        world.close();
    }

    private PromotionResult promote(String environment, String branch) {
        return world.engine()
                .promotions()
                .promote(
                        World.ANN,
                        new PromoteRequest(
                                "shop",
                                environment,
                                null,
                                null,
                                List.of(),
                                false,
                                false,
                                null,
                                List.of(),
                                branch,
                                null,
                                null));
    }

    private String branch(String name) {
        world.origin().set(name, main);
        return world.origin().commit(name, "On " + name, Map.of("apps/web.yaml", "from: " + name + "\n"));
    }

    @Test
    public void shouldLetAFeatureIntoTheFirstEnvironmentOnly() {
        String commit = branch("feature/pay-later");
        assertThat(promote("dev", "feature/pay-later").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(dev.file("main", "apps/web.yaml")).isEqualTo("from: feature/pay-later\n");
        assertThat(world.current("dev").commit()).isEqualTo(commit);
        world.deliver("dev");
        PromotionResult refused = promote("prod", null);
        assertThat(refused.promotion().status()).isEqualTo(PromotionStatus.REFUSED);
        assertThat(refused.promotion().reason())
                .isEqualTo(
                        "branches: " + commit.substring(0, 10) + " is on no branch that prod allows: main or hotfix/*");
        assertThat(prod.file("main", "apps/web.yaml")).isEqualTo("version: 1.0\n");
    }

    @Test
    public void shouldLetAHotfixIntoAll() {
        branch("hotfix/price");
        assertThat(promote("dev", "hotfix/price").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        world.deliver("dev");
        assertThat(promote("prod", null).promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(prod.file("main", "apps/web.yaml")).isEqualTo("from: hotfix/price\n");
    }

    @Test
    public void shouldRefuseABranchThatIsAllowedNowhere() {
        branch("private/lena");
        assertThat(promote("dev", "private/lena").promotion().status()).isEqualTo(PromotionStatus.REFUSED);
        assertThat(dev.file("main", "apps/web.yaml")).isEqualTo("version: 1.0\n");
    }

    @Test
    public void shouldGoOnWithTheSourceBranchAfterAFeature() {
        branch("feature/pay-later");
        promote("dev", "feature/pay-later");
        world.deliver("dev");
        world.origin().commit("main", "Shop 1.1", Map.of("apps/web.yaml", "version: 1.1\n"));
        assertThat(promote("dev", null).promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(dev.file("main", "apps/web.yaml")).isEqualTo("version: 1.1\n");
    }

    @Test
    public void shouldRefuseBranchesThatCannotBeMeant() {
        assertThatThrownBy(() -> promote("prod", "main"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a branch can only be given for an environment at the start of the pipeline; what enters"
                        + " prod is what was deployed at dev");
        assertThatThrownBy(() -> promote("dev", "feature/none"))
                .isInstanceOf(GitException.class)
                .hasMessageStartingWith("repository '" + world.origin().folder() + "' has no branch 'feature/none'");
    }
}
