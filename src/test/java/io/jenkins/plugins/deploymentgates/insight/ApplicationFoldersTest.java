package io.jenkins.plugins.deploymentgates.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class ApplicationFoldersTest {
    private static final Configuration CONFIGURATION = new ConfigurationReader()
            .parse(
                    "gates.yaml",
                    "applications: {shop: {pipeline: {qa: {}}}, vault: {folder: finance/secret, pipeline: {qa: {}}}}");

    private static String folder(String application, String... jobs) {
        return ApplicationFolders.of(CONFIGURATION.application(application), Map.of(application, Set.of(jobs)));
    }

    @Test
    public void shouldBeTheOneThatIsConfigured() {
        assertThat(folder("vault")).isEqualTo("finance/secret");
        assertThat(folder("vault", "elsewhere/vault")).isEqualTo("finance/secret");
    }

    @Test
    public void shouldBeTheOneOfTheJob() {
        assertThat(folder("shop")).isEmpty();
        assertThat(folder("shop", "shop")).isEmpty();
        assertThat(folder("shop", "deploy-everything")).isEmpty();
        assertThat(folder("shop", "retail/web/shop")).isEqualTo("retail/web");
        assertThat(folder("shop", "retail/web/deploy")).isEqualTo("retail/web");
    }

    @Test
    public void shouldBeTheOneAroundAMultibranchProjectThatIsCalledLikeTheApplication() {
        assertThat(folder("shop", "retail/shop/main", "retail/shop/hotfix%2F1")).isEqualTo("retail");
    }

    @Test
    public void shouldBeWhatJobsHaveInCommon() {
        assertThat(folder("shop", "retail/web/build", "retail/eu/deploy")).isEqualTo("retail");
        assertThat(folder("shop", "retail/build", "ops/deploy")).isEmpty();
    }

    @Test
    public void shouldNotBeThatOfAJobForAll() {
        assertThat(folder("shop", "ops/promote-all", "retail/shop/main")).isEqualTo("retail");
    }
}
