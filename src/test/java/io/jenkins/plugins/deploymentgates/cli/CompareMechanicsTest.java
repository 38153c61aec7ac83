package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.Test;

/**
 * {@code compare} of environments that folders are copied into and of deployment files, of two releases, a release and an
 * instant, on a ledger and by a server.
 */
public class CompareMechanicsTest extends ShopAnywhere {
    private static final String FOLDERS =
            """
            applications:
              shop:
                git:
                  repository: %1$s/shop.git
                  mechanic: folders
                  folders:
                    paths: [apps]
                    targets: {dev: {repository: %1$s/dev.git}, prod-eu: {repository: %1$s/prod.git}}
                pipeline: {dev: {}, prod-eu: {after: [dev]}}
            """;

    private static final String FILES =
            """
            applications:
              shop:
                git: {repository: %1$s/shop.git, mechanic: deployment-files}
                pipeline: {dev: {}, prod-eu: {after: [dev]}}
            """;

    private static final String FILE =
            """
            tier: test
            core: {version: %s, type: forge}
            modules:
              - api: {version: %s, type: forge}
            """;

    private void configure(String text) {
        Shop.write(shop.folder.resolve("deployment-gates.yaml"), text.formatted(shop.folder));
    }

    private void carry(String environment, String version) {
        given("promote", "shop", environment, "--version", version);
        given("record", "shop", environment, version);
    }

    private static String shortId(String commit) {
        return commit.substring(0, 10);
    }

    private JsonNode json(String left, String right) throws IOException {
        return new ObjectMapper()
                .readTree(shop.run("compare", "shop", left, right, "--json").out());
    }

    /** 1.0 is everywhere; 1.1, an hour later, brought a change of what is copied, and one of what is not, to dev. */
    private String copyTwoReleases() {
        configure(FOLDERS);
        for (String target : new String[] {"dev.git", "prod.git"}) {
            Path repository = shop.folder.resolve(target);
            shop.git(shop.folder, "init", "-q", "--bare", repository.toString());
            shop.git(shop.work, "push", "-q", repository.toString(), "main");
        }
        shop.commit("apps/web.yaml", "SHOP-1 web");
        carry("dev", "1.0");
        carry("prod-eu", "1.0");
        shop.later(Duration.ofHours(1));
        shop.commit("docs/readme.md", "SHOP-2 words");
        String second = shop.commit("apps/web.yaml", "SHOP-3 more web");
        carry("dev", "1.1");
        return second;
    }

    @Test
    public void shouldCompareTheCopiedFoldersOfTwoEnvironments() throws IOException {
        String second = copyTwoReleases();
        String words = shop.git(shop.work, "rev-parse", "HEAD~1");
        String first = shop.git(shop.work, "rev-parse", "HEAD~2");

        assertThat(shop.run("compare", "shop", "dev", "prod-eu"))
                .isEqualTo(done(
                        "dev: 1.1 VERIFIED, commit " + shortId(second),
                        "prod-eu: 1.0 VERIFIED, commit " + shortId(first),
                        "not the same release",
                        "",
                        "only in dev: 2 commits",
                        "  " + shortId(second) + " SHOP-3 more web (Anna)",
                        "  " + shortId(words) + " SHOP-2 words (Anna)",
                        "only in prod-eu: no commit",
                        "tickets: SHOP-2, SHOP-3",
                        "files changed: 1",
                        "  M apps/web.yaml"));
        JsonNode json = json("prod-eu", "dev");
        assertThat(json.path("sameRelease").asBoolean()).isFalse();
        assertThat(json.path("onlyLeft")).isEmpty();
        assertThat(json.path("onlyRight").findValuesAsText("id")).containsExactly(second, words);
        assertThat(json.path("files").toString()).isEqualTo("[\"M apps/web.yaml\"]");
    }

    @Test
    public void shouldCompareTheCopiedFoldersOfTwoReleasesAndInstants() throws IOException {
        String second = shortId(copyTwoReleases());
        String words = shortId(shop.git(shop.work, "rev-parse", "HEAD~1"));
        String first = shortId(shop.git(shop.work, "rev-parse", "HEAD~2"));

        assertThat(shop.run("compare", "shop", "dev@1.0", "dev"))
                .isEqualTo(done(
                        "dev@1.0: 1.0 VERIFIED, commit " + first,
                        "dev: 1.1 VERIFIED, commit " + second,
                        "not the same release",
                        "",
                        "only in dev@1.0: no commit",
                        "only in dev: 2 commits",
                        "  " + second + " SHOP-3 more web (Anna)",
                        "  " + words + " SHOP-2 words (Anna)",
                        "tickets: SHOP-2, SHOP-3",
                        "files changed: 1",
                        "  M apps/web.yaml"));
        String then = "dev@" + shop.now.minus(Duration.ofMinutes(30));
        assertThat(shop.run("compare", "shop", then, "prod-eu"))
                .isEqualTo(done(
                        then + ": 1.0 VERIFIED, commit " + first,
                        "prod-eu: 1.0 VERIFIED, commit " + first,
                        "the same release",
                        "",
                        "only in " + then + ": no commit",
                        "only in prod-eu: no commit",
                        "tickets: none",
                        "files changed: 0"));
        assertThat(json(then, "prod-eu").path("sameRelease").asBoolean()).isTrue();
        assertThat(shop.run("compare", "shop", "dev@2026-03-01", "dev@1.1"))
                .isEqualTo(done(
                        "dev@2026-03-01: nothing was recorded yet",
                        "dev@1.1: 1.1 VERIFIED, commit " + second,
                        "not the same release",
                        "",
                        "no commits to compare: nothing was recorded in dev@2026-03-01 yet"));
        assertThat(shop.run("compare", "shop", "dev@7", "dev"))
                .isEqualTo(failed(2, "deployment-gates: shop '7' was never deployed at dev; history shows what was"));
    }

    /** What dev had an hour ago is at prod-eu; dev has another api since. */
    private void promoteFiles() {
        configure(FILES);
        Shop.write(shop.work.resolve("deployments.yaml"), "tiers: [test]\nsearchPaths: [deployments]\n");
        Shop.write(shop.work.resolve("deployments/dev.yaml"), FILE.formatted("1.0.0", "2.0.0"));
        Shop.write(shop.work.resolve("deployments/prod-eu.yaml"), FILE.formatted("0.9.0", "1.9.0"));
        shop.commit("docs/readme.md", "SHOP-1 files");
        given("record", "shop", "dev");
        given("promote", "shop", "prod-eu");
        given("record", "shop", "prod-eu");
        shop.later(Duration.ofHours(1));
        given("files", "update", "shop", "dev", "--set", "core=1.1.0", "--set", "api=2.1.0");
        given("record", "shop", "dev");
    }

    @Test
    public void shouldCompareTheDeploymentFilesOfTwoEnvironments() throws IOException {
        promoteFiles();
        String update = shop.head("main");
        String promotion = shop.head("main~1");

        assertThat(shop.run("compare", "shop", "dev", "prod-eu"))
                .isEqualTo(done(
                        "dev: 1.1.0 VERIFIED, commit " + shortId(update),
                        "prod-eu: 1.0.0 VERIFIED, commit " + shortId(promotion),
                        "not the same release",
                        "",
                        "ARTIFACT    dev    prod-eu",
                        "forge:api   2.1.0  2.0.0    changed",
                        "forge:core  1.1.0  1.0.0    changed",
                        "",
                        "only in dev: 1 commit",
                        "  " + shortId(update) + " Update dev: core 1.0.0 -> 1.1.0, api 2.0.0 -> 2.1.0 (anna)",
                        "only in prod-eu: no commit",
                        "tickets: none",
                        "files changed: 1",
                        "  M deployments/dev.yaml"));
        JsonNode json = json("dev", "prod-eu");
        assertThat(json.path("artifacts").toString())
                .isEqualTo("[{\"module\":\"forge:api\",\"left\":\"2.1.0\",\"right\":\"2.0.0\",\"kind\":\"CHANGED\"},"
                        + "{\"module\":\"forge:core\",\"left\":\"1.1.0\",\"right\":\"1.0.0\",\"kind\":\"CHANGED\"}]");
        assertThat(json.path("onlyLeft").findValuesAsText("id")).containsExactly(update);
    }

    @Test
    public void shouldCompareTheDeploymentFilesOfTwoReleasesAndInstants() throws IOException {
        promoteFiles();
        String then = "dev@" + shop.now.minus(Duration.ofMinutes(30));

        assertThat(shop.run("compare", "shop", then, "prod-eu").out())
                .startsWith(then + ": 1.0.0 VERIFIED, commit ")
                .contains("\nthe same release\n", "forge:api   2.0.0", "forge:core  1.0.0", "tickets: none\n")
                .doesNotContain("changed\n");
        JsonNode json = json("dev@1.0.0", "dev@1.1.0");
        assertThat(json.at("/left/environment").asText()).isEqualTo("dev@1.0.0");
        assertThat(json.at("/left/deployment/id").asInt()).isEqualTo(1);
        assertThat(json.at("/right/deployment/id").asInt()).isEqualTo(3);
        assertThat(json.path("artifacts").findValuesAsText("left")).containsExactly("2.0.0", "1.0.0");
        assertThat(json.path("artifacts").findValuesAsText("right")).containsExactly("2.1.0", "1.1.0");
        assertThat(json.path("files").toString()).contains("M deployments/dev.yaml");
        assertThat(shop.run("compare", "shop", "dev@1.0.0", "prod-eu@1.1.0"))
                .isEqualTo(failed(
                        2, "deployment-gates: shop '1.1.0' was never deployed at prod-eu; history shows what was"));
    }

    @Test
    public void shouldCountOnlyCommitsOfTheFilesThatAnEnvironmentIsPromotedFrom() {
        promoteFiles();
        shop.git(shop.work, "pull", "-q", "--rebase", shop.repository.toString(), "main");
        shop.commit("docs/more.md", "SHOP-2 words");
        given("files", "update", "shop", "dev", "--set", "core=1.2.0");
        given("record", "shop", "dev");

        assertThat(shop.run("matrix", "shop", "--git").out()).contains("2 commits behind");
    }
}
