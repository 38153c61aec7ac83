package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import org.junit.Before;
import org.junit.Test;

/** {@code files}, on a ledger and by a server. */
public class FilesCommandsTest extends ShopAnywhere {
    private static final String CONFIGURATION =
            """
            applications:
              shop:
                git: {repository: %s, mechanic: deployment-files}
                pipeline:
                  dev: {}
                  qa: {after: [dev]}
            """;
    private static final String FILE =
            "tier: test\ncore: {version: 1.0.0, type: forge}\nmodules:\n  - api: {version: %s,"
                    + " type: forge} # lena\n";

    @Before
    public void writeFiles() {
        Shop.write(shop.folder.resolve("deployment-gates.yaml"), CONFIGURATION.formatted(shop.repository));
        Shop.write(shop.work.resolve("deployments.yaml"), "tiers: [test, production]\nsearchPaths: [deployments]\n");
        Shop.write(shop.work.resolve("deployments/dev.yaml"), FILE.formatted("2.0.0"));
        Shop.write(shop.work.resolve("deployments/qa.yaml"), FILE.formatted("1.9.0"));
        shop.commit("README.md", "Deployments");
    }

    private String file(String name) {
        return shop.git(shop.repository, "show", "main:deployments/" + name + ".yaml") + "\n";
    }

    private JsonNode json(String... words) throws IOException {
        return new ObjectMapper().readTree(shop.run(words).out());
    }

    @Test
    public void shouldChangePromoteAndCompareFiles() throws IOException {
        JsonNode updated = json("files", "update", "shop", "dev", "--set", "api=2.1.0", "--key", "k1", "--json");
        assertThat(updated.path("commit").asText()).isEqualTo(shop.head("main"));
        assertThat(updated.at("/changes/0/parts/0/to").asText()).isEqualTo("2.1.0");
        assertThat(json("files", "update", "shop", "dev", "--set", "api=2.1.0", "--key", "k1", "--json"))
                .isEqualTo(updated);
        assertThat(shop.run("promote", "shop", "dev").exitCode()).isZero();
        assertThat(shop.run("record", "shop", "dev")).isEqualTo(done("deployment 1 (shop 1.0.0 at dev): VERIFIED"));
        assertThat(shop.run("promote", "shop", "qa", "--module", "api", "--core")
                        .exitCode())
                .isZero();
        assertThat(file("qa")).isEqualTo(FILE.formatted("2.1.0"));
        assertThat(shop.run("files", "compare", "shop", "--differences")).isEqualTo(done("all of them are the same"));
    }

    @Test
    public void shouldRestoreWhatAtSays() throws IOException {
        shop.run("record", "shop", "dev");
        String instant = shop.now.toString();
        shop.later(Duration.ofHours(1));
        shop.run("files", "update", "shop", "dev", "--set", "api=2.1.0");

        String command = json("at", instant, "shop", "--json")
                .at("/applications/0/restore/0")
                .asText();
        assertThat(command).isEqualTo("deployment-gates files restore shop --at " + instant);
        assertThat(shop.run("files", "restore", "shop", "dev", "--at", instant).exitCode())
                .isZero();
        assertThat(file("dev")).isEqualTo(FILE.formatted("2.0.0"));
    }

    @Test
    public void shouldReportTheCommitsOfTheEnvironmentsFilesAlone() throws IOException {
        given("record", "shop", "dev");
        given("files", "duplicate", "shop", "qa", "canary");
        given("files", "update", "shop", "dev", "--set", "api=2.1.0");
        given("promote", "shop", "dev");

        JsonNode commits = json("report", "shop", "dev", "1.0.0", "--json").at("/deliveries/0/changes/commits");
        assertThat(commits).hasSize(1);
        assertThat(commits.get(0).at("/commit/message").asText()).startsWith("Update dev: api 2.0.0 -> 2.1.0");
    }

    @Test
    public void shouldDuplicateAndDeleteACanary() throws IOException {
        assertThat(shop.run("files", "duplicate", "shop", "qa", "canary", "--set", "api=3.0.0-rc.1")
                        .exitCode())
                .isZero();
        assertThat(file("canary")).isEqualTo(FILE.formatted("3.0.0-rc.1"));
        assertThat(json("files", "compare", "shop", "qa", "canary", "--json")
                        .at("/components/1/in/canary/version")
                        .asText())
                .isEqualTo("3.0.0-rc.1");
        assertThat(shop.run("files", "delete", "shop", "canary"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: deleting the deployment 'canary' has to be confirmed by its name; name it once"
                                + " more to confirm it"));
        String head = shop.head("main");
        assertThat(json("files", "delete", "shop", "canary", "--confirm", "canary", "--explain", "--json")
                        .at("/files/0")
                        .asText())
                .isEqualTo("D deployments/canary.yaml");
        assertThat(shop.head("main")).isEqualTo(head);
        assertThat(shop.run("files", "delete", "shop", "canary", "--confirm", "canary")
                        .exitCode())
                .isZero();
        assertThat(shop.run("files", "refresh", "shop")).isEqualTo(done("every version stands for what was deployed"));
    }

    @Test
    public void shouldTellReleasesWithTheSameCoreApart() throws IOException {
        given("record", "shop", "dev");
        given("record", "shop", "qa");
        assertThat(shop.run("matrix", "shop").out()).contains("next: 1.0.0 with api 2.0.0 from dev");
        assertThat(json("matrix", "shop", "--json")
                        .at("/rows/0/places/1/newer/0/label")
                        .asText())
                .isEqualTo("1.0.0 with api 2.0.0");
        assertThat(shop.run("explain", "shop", "qa").out()).startsWith("shop 1.0.0 with api 2.0.0 to qa from dev");
        given("promote", "shop", "qa");
        given("record", "shop", "qa");
        String base = shop.git(shop.repository, "rev-parse", "main~1").strip();
        assertThat(shop.run("changed", "shop", base + "..main").out())
                .startsWith("qa: changed\n  api 1.9.0 -> 2.0.0\n");
        assertThat(shop.run("report", "shop", "qa", "1.0.0").out()).contains("1.0.0 with api 1.9.0");
        assertThat(shop.run("rollback", "shop", "qa").out())
                .contains(
                        "qa goes back from 1.0.0 with api 2.0.0 (deployment 3) to 1.0.0 with api 1.9.0 (deployment 4)");
    }

    @Test
    public void shouldNameATierThatIsNotTheEnvironments() {
        Shop.write(
                shop.work.resolve("deployments/dev.yaml"),
                FILE.formatted("1.9.0").replace("test", "production"));
        shop.commit("README.md", "Another tier");
        assertThat(shop.run("files", "compare", "shop", "--differences"))
                .isEqualTo(done(
                        "all of them are the same",
                        "note: deployments/dev.yaml is of tier production, and the environment dev is configured with"
                                + " tier test; give both the same"));
    }
}
