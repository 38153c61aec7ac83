package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Copied files whose container images must be in the target's registry. */
public class FolderImagesTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private OtherServer registry;
    private World world;
    private Origin prod;

    @Before
    public void create() throws IOException {
        registry = new OtherServer();
        Path place = folder.newFolder().toPath();
        String gate = "prod: {gates: [{artifactsAvailable: {registry: \"" + registry.base()
                + "\", images: [\"apps/**/*.yaml\"]}}], tier: production}";
        world = World.create(place, FoldersPromotionTest.FOLDERS.replace("prod: {tier: production}", gate));
        Origin.create(place.resolve("deploy.git-dev"));
        prod = Origin.create(place.resolve("deploy.git-prod"));
    }

    @After
    public void close() {
        world.close();
        registry.close();
    }

    private String host() {
        return registry.base().substring("http://".length());
    }

    private void toDev(Map<String, String> files) {
        world.origin().commit("main", "Images", Map.of("infra/base/net.yaml", "image: not/asked:1\n"));
        world.origin().commit("main", "Images", files);
        world.enter("dev", "1.0");
        world.deliver("dev");
        world.verify("dev");
    }

    private GateOutcome gate() {
        return world
                .engine()
                .promotions()
                .preview(World.ANN, PromoteRequest.of("shop", "prod"))
                .explanation()
                .outcomes()
                .stream()
                .filter(outcome -> outcome.gate().equals("artifactsAvailable"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void shouldLetInWhatIsInTheRegistry() {
        registry.on("/v2/shop/web/manifests/1.0", 200);
        registry.on("/v2/job/manifests/sha256:ab", 200);
        toDev(Map.of(
                "apps/web.yaml", "spec:\n  image: " + host() + "/shop/web:1.0\n",
                "apps/job/values.yaml", "image: {repository: " + host() + "/job, digest: \"sha256:ab\"}\n",
                "apps/chart.yaml", "a: 1\n{{ template }}\n"));
        assertThat(gate().verdict()).isEqualTo(Verdict.PASSED);
        assertThat(gate().reason())
                .isEqualTo("everything is there; not looked for: apps/chart.yaml:2: is no valid YAML, as templates are"
                        + " not");
        assertThat(gate().lookedAt()).isEqualTo("2 images");
        assertThat(world.promote("prod").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(prod.file("live", "apps/web.yaml")).contains("/shop/web:1.0");
    }

    @Test
    public void shouldHoldBackWhatIsNotThereWithFileLineAndImage() {
        toDev(Map.of("apps/web.yaml", "spec:\n  image: " + host() + "/shop/web:1.0\n---\nimage: nginx:1.25\n"));
        PromotionResult result = world.promote("prod");
        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.REFUSED);
        assertThat(gate().reason())
                .isEqualTo("apps/web.yaml:2: " + host() + "/shop/web:1.0 is not at " + registry.base()
                        + "/v2/shop/web/manifests/1.0; apps/web.yaml:4: nginx:1.25 is not of " + registry.base());
        assertThat(prod.subjects("main")).containsExactly("Begin");
        assertThat(prod.heads().keySet()).isEqualTo(Set.of("main"));
    }

    @Test
    public void shouldSayWhenNoFileNamesAnImage() {
        toDev(Map.of("apps/web.yaml", "spec: {}\n"));
        assertThat(gate().reason()).isEqualTo("the files name no image");
        assertThat(gate().verdict()).isEqualTo(Verdict.PASSED);
    }
}
