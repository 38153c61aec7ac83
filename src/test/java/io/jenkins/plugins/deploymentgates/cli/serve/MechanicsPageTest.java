package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.promotion.FakeGitHub;
import io.jenkins.plugins.deploymentgates.promotion.Origin;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import io.jenkins.plugins.deploymentgates.promotion.RecordRequest;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Test;

/** The page of a promotion for each way of promoting but the usual one, on real repositories; one server for all of them. */
public class MechanicsPageTest extends BrowserTest {
    private static final String YAML =
            """
            applications:
              catalogue:
                git:
                  repository: ORIGIN
                  mechanic: release-file
                  releaseFile: {repository: ORIGIN-environments, commitLink: "https://git.example.com/shop/commit/{commit}", tickets: "[A-Z]+-[0-9]+"}
                pipeline: {qa: {}, prod: {after: [qa]}}
              billing:
                git:
                  repository: ORIGIN
                  mechanic: folders
                  folders: {paths: [apps], targets: {qa: {repository: ORIGIN-qa}, prod: {repository: ORIGIN-prod}}}
                pipeline: {qa: {}, prod: {after: [qa]}}
              search:
                combination: exact
                git: {repository: ORIGIN, mechanic: deployment-files}
                pipeline: {qa: {}, prod: {after: [qa]}}
              shop:
                git:
                  repository: ORIGIN
                  forge:
                    type: github
                    url: FORGE
                    project: shop/deploy
                    pullRequests: {environments: [prod], branch: "promote/{environment}/{promotion}"}
                pipeline: {qa: {}, prod: {after: [qa]}}
            """;

    private final FakeGitHub github = new FakeGitHub();
    private Origin environments;
    private Origin prod;

    @Override
    Site seed(Path empty) throws IOException {
        Site made = Site.empty(empty, YAML.replace("FORGE", github.url()));
        World world = made.world;
        github.shows(world.origin());
        Origin api = Origin.create(empty.resolve("api.git"));
        environments = Origin.create(empty.resolve("deploy.git-environments"));
        Origin.create(empty.resolve("deploy.git-qa"));
        prod = Origin.create(empty.resolve("deploy.git-prod"));
        for (String environment : List.of("qa", "prod")) {
            environments.commit(
                    "environment/" + environment,
                    "By hand",
                    Map.of(
                            "release.yaml",
                            "version: WIP\napplication: " + world.origin().folder() + "\nsubRepositories:\n- "
                                    + api.folder() + "\n"));
        }
        world.origin()
                .commit(
                        "main",
                        "SHOP-7 Everything of 1.0",
                        Map.of(
                                "apps/web.yaml",
                                "version: 1.0\n",
                                "deployments.yaml",
                                "tiers: [qa, prod]\nsearchPaths: [deployments]\n",
                                "deployments/qa.yaml",
                                deployment("qa", "1.0"),
                                "deployments/prod.yaml",
                                deployment("prod", "0.9")));
        for (String application : List.of("catalogue", "billing", "search", "shop")) {
            world.engine()
                    .promotions()
                    .promote(
                            World.ANN,
                            new PromoteRequest(
                                    application,
                                    "qa",
                                    null,
                                    application.equals("catalogue") ? "1.0" : null,
                                    List.of(),
                                    false,
                                    null,
                                    null));
            String version = world.read(
                    view -> view.current(application, "qa").orElseThrow().version());
            world.engine()
                    .recordings()
                    .record(
                            World.ANN,
                            new RecordRequest(
                                    application, "qa", version, List.of(), null, DeploymentStatus.COMPLETED, "", null));
        }
        world.clock().set(Site.NOW);
        return made.start();
    }

    private static String deployment(String tier, String version) {
        return "tier: " + tier + "\ncore: {source: forge.example.com/search, version: " + version + ", type: forge}\n"
                + "modules:\n  - api: {version: " + version + ", type: forge}\n";
    }

    @After
    public void closeForge() {
        github.close();
    }

    private Page of(String application) {
        return open("/promotion?application=" + application + "&environment=prod");
    }

    private static Locator columns(Page page) {
        return page.locator(".dg-promotion__columns");
    }

    /** Promotes by the page, and returns what its dialog said. */
    private static String promote(Page page) {
        page.locator("[data-deed=promote]").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.locator("button[type=submit]")).isEnabled();
        String said = dialog.innerText();
        dialog.locator("button[type=submit]").click();
        return said;
    }

    private static void isPromoted(Page page) {
        assertThat(page.locator(".dg-promotion__verdict")).containsText("Promoted");
    }

    @Test
    public void shouldShowAndDoWhatEachMechanicDoes() throws Exception {
        shouldWriteAReleaseFileAndTag();
        shouldCopyFolders();
        shouldWriteIntoADeploymentFile();
        shouldOpenAPullRequest();
    }

    private void shouldWriteAReleaseFileAndTag() throws Exception {
        Page page = of("catalogue");
        assertThat(columns(page)).containsText("v1.0");
        assertThat(columns(page).locator(".dg-promotion__tickets")).hasText("SHOP-7");
        assertThat(columns(page).locator(".dg-promotion__commits a").first())
                .hasAttribute(
                        "href",
                        "https://git.example.com/shop/commit/"
                                + site.world.origin().head("main"));
        page.getByText("Message of its commit").click();
        assertThat(columns(page).locator("pre")).containsText("Promote catalogue 1.0 to prod");
        assertAccessible(page);
        assertThat(promote(page)).contains("catalogue 1.0 goes to prod.");
        isPromoted(page);
        assertThat(environments.file("environment/prod", "release.yaml")).startsWith("version: '1.0'\n");
    }

    private void shouldCopyFolders() {
        Page page = of("billing");
        assertThat(columns(page).locator(".dg-promotion__files")).containsText("apps/web.yaml");
        assertThat(columns(page)).containsText("Message of its commit");
        promote(page);
        isPromoted(page);
        assertThat(prod.file("main", "apps/web.yaml")).isEqualTo("version: 1.0\n");
    }

    private void shouldWriteIntoADeploymentFile() {
        Page page = of("search");
        assertThat(columns(page).locator(".dg-promotion__files")).containsText("deployments/prod.yaml");
        promote(page);
        isPromoted(page);
        assertThat(site.world.origin().file("main", "deployments/prod.yaml")).contains("version: 1.0");
    }

    private void shouldOpenAPullRequest() throws Exception {
        Page page = of("shop");
        assertThat(columns(page)).containsText("It would be a pull request from promote/prod/{promotion} into prod.");
        assertThat(promote(page)).contains("as a pull request into prod");
        assertThat(page.locator("[data-gate=pullRequest]"))
                .containsText("waits for pull request 1 (https://github.example.com/shop/deploy/pull/1) to be merged");
        assertThat(columns(page)
                        .getByRole(AriaRole.LINK)
                        .filter(new Locator.FilterOptions().setHasText("Pull request 1")))
                .hasAttribute("href", "https://github.example.com/shop/deploy/pull/1");
        assertFits(page);
        long id = site.world.read(view -> view.openPromotions("shop")).get(0).id();
        github.fastForward(1, "octo");
        site.post("/v1/promotions/" + id + "/decide", Map.of());
        isPromoted(page);
    }
}
