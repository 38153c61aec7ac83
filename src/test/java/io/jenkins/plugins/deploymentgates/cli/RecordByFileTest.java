package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.Test;

/** {@code record} without a version where a file says which one it is, on a ledger and by a server. */
public class RecordByFileTest extends ShopAnywhere {
    private static final String CONFIGURATION =
            """
            applications:
              shop:
                git:
                  repository: %s
                  mechanic: release-file
                  releaseFile: {repository: %s}
                pipeline: {dev: {}}
            environments:
              dev: {tier: development}
            """;

    @Test
    public void shouldRecordTheVersionOfTheReleaseFile() {
        shop.commit("README.md", "Begin");
        Path environments = shop.folder.resolve("environments.git");
        Path work = shop.folder.resolve("environments");
        shop.git(shop.folder, "init", "-q", "--bare", environments.toString());
        shop.git(shop.folder, "init", "-q", "-b", "environment/dev", work.toString());
        Shop.write(work.resolve("release.yaml"), "version: WIP\napplication: " + shop.repository + "\n");
        shop.git(work, "add", "-A");
        shop.git(work, "commit", "-q", "-m", "What is at dev");
        shop.git(work, "push", "-q", environments.toString(), "environment/dev");
        Shop.write(
                shop.folder.resolve("deployment-gates.yaml"), CONFIGURATION.formatted(shop.repository, environments));

        given("promote", "shop", "dev");
        assertThat(shop.run("record", "shop", "dev")).isEqualTo(done("deployment 1 (shop WIP at dev): VERIFIED"));
    }
}
