package io.jenkins.plugins.deploymentgates.promotion;

import static io.jenkins.plugins.deploymentgates.promotion.DeploymentFilesWorld.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What a push to the branch with the deployment files deploys. */
public class DeploymentFilesPushTest extends DeploymentFilesFixture {
    @Test
    public void shouldTellWhichDeploymentsAPushDeploysAndWhatInThem() {
        String base = files.write("Base", Map.of("deployments/old.yaml", file("test", "1")));
        String head = files.write(
                "Several",
                Map.of(
                        "deployments/old.yaml",
                        "",
                        "deployments/canary.yaml",
                        file("test", "7", "api", "8"),
                        "deployments/shop-prod.yaml",
                        file("production", "0.8", "api", "1.9", "extra", "1"),
                        "deployments/qa.yaml",
                        "# only a comment\n" + files.read("qa"),
                        "README.md",
                        "more\n"));

        Pushed pushed = world().engine().pushes().changed("shop", new Push(null, base, head), null);

        assertThat(pushed.branch()).isEqualTo("main");
        assertThat(pushed.changes())
                .extracting(change -> change.kind() + " " + change.name() + " " + change.environment() + " "
                        + change.before() + " " + change.after() + " " + change.details())
                .containsExactly(
                        "CREATED canary null null 7 [tier test, core 7, api 8]",
                        "REMOVED old null 1 null []",
                        "CHANGED shop-prod prod 0.8 0.8 []");
        assertThat(pushed.changes().get(2).parts())
                .containsExactly(
                        new Change.Part("api", "1.8", "1.9"),
                        new Change.Part("extra", null, "1"),
                        new Change.Part("web", "2.8", null));
        assertThat(pushed.changes())
                .extracting(Change::files)
                .containsExactly(
                        List.of("A deployments/canary.yaml"),
                        List.of("D deployments/old.yaml"),
                        List.of("M deployments/shop-prod.yaml"));
        assertThat(pushed.changes().get(2).commits())
                .extracting(commit -> commit.subject())
                .containsExactly("Several");
    }

    @Test
    public void shouldDeployNothingByAPushToAnotherBranch() {
        String head = world().origin().head("main");
        world().origin().set("feature", head);
        String next =
                world().origin().commit("feature", "Try", Map.of("deployments/dev.yaml", file("development", "9")));

        assertThat(world().engine()
                        .pushes()
                        .changed("shop", new Push("feature", head, next), null)
                        .changes())
                .isEmpty();
    }
}
