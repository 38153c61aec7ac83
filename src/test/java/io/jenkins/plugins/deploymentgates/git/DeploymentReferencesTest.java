package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.deploymentgates.git.DeploymentReferences.Moved;
import io.jenkins.plugins.deploymentgates.git.DeploymentReferences.Reference;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DeploymentReferencesTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path root;
    private GitProject core;
    private GitProject shop;
    private String coreCommit;
    private String shopCommit;

    @Before
    public void makeSources() {
        root = folder.getRoot().toPath();
        core = GitProject.bare(root.resolve("core.git"));
        coreCommit = core.commit("Core", Map.of("a", "1"));
        core.branch("main", coreCommit);
        core.annotatedTag("v1", coreCommit);
        shop = GitProject.bare(root.resolve("shop.git"));
        shopCommit = shop.commit("Shop", Map.of("b", "1"));
        shop.branch("release/2", shopCommit);
    }

    private DeploymentReferences references(String application) {
        return new DeploymentReferences(
                new GitRepositories(root.resolve("cache")), GitProject.settings(application), null);
    }

    private DeploymentReferences references() {
        return references(root.resolve("deploy.git").toString());
    }

    private DeploymentFile file(String name, String coreVersion, String shopVersion) {
        Map<String, DeploymentComponent> modules = new LinkedHashMap<>();
        modules.put(
                "shop",
                new DeploymentComponent(shopVersion, "git", shop.folder().toString(), 7, 14));
        modules.put("ntp", new DeploymentComponent("main", "forge", "puppetlabs/ntp"));
        return new DeploymentFile(
                "deployments/" + name + ".yaml",
                name,
                "production",
                new DeploymentComponent(coreVersion, "git", core.folder().toString(), 3, 12),
                modules);
    }

    @Test
    public void shouldResolveBranchesTagsAndCommits() {
        Map<String, Map<String, Reference>> resolved = references()
                .resolve(List.of(file("qa", "main", "release/2"), file("prod", "v1", shopCommit.substring(0, 12))));
        String coreAt = core.folder().toString();
        String shopAt = shop.folder().toString();
        assertThat(resolved)
                .isEqualTo(Map.of(
                        "qa",
                        Map.of(
                                "core", new Reference(coreAt, "main", coreCommit, true),
                                "shop", new Reference(shopAt, "release/2", shopCommit, true)),
                        "prod",
                        Map.of(
                                "core", new Reference(coreAt, "v1", coreCommit, false),
                                "shop", new Reference(shopAt, shopCommit.substring(0, 12), shopCommit, false))));
    }

    @Test
    public void shouldSayWhichDeploymentsHaveReferencesThatMoved() {
        DeploymentFile qa = file("qa", "main", "release/2");
        DeploymentFile prod = file("prod", "v1", "release/2");
        DeploymentFile never = file("never", "main", "main-is-missing");
        Map<String, Map<String, Reference>> recorded = references().resolve(List.of(qa, prod));
        assertThat(references().refresh(List.of(qa, prod, never), recorded)).isEmpty();
        String later = core.commit("Later", Map.of("a", "2"), coreCommit);
        core.branch("main", later);
        assertThat(references().refresh(List.of(qa, prod, never), recorded))
                .containsExactly(new Moved(
                        "qa", "core", coreCommit, new Reference(core.folder().toString(), "main", later, true)));
        core.tag("v1", later); // moved by somebody
        assertThat(references().refresh(List.of(prod), recorded))
                .extracting(Moved::deployment, moved -> moved.to().branch())
                .containsExactly(tuple("prod", false));
        // Another version is a change of the file, not of what its references stand for.
        assertThat(references().refresh(List.of(file("qa", "v1", "release/2")), recorded))
                .isEmpty();
    }

    @Test
    public void shouldReportEveryReferenceThatStandsForNothing() {
        DeploymentFile wrong = file("qa", "v2", "release/3");
        assertThatThrownBy(() -> references().resolve(List.of(wrong)))
                .isInstanceOf(DeploymentFilesException.class)
                .hasMessage("deployments/qa.yaml:3:12: core: repository '" + core.folder()
                        + "' has no branch, tag or commit 'v2'; its branches are main\n"
                        + "deployments/qa.yaml:7:14: shop: repository '" + shop.folder()
                        + "' has no branch, tag or commit 'release/3'; its branches are release/2");
    }

    @Test
    public void shouldNotReadFoldersOfThisMachineForARepositoryOnAnother() {
        assertThatThrownBy(() -> references("https://git.example.com/deploy.git")
                        .resolve(List.of(file("qa", "main", "release/2"))))
                .hasMessage("deployments/qa.yaml:3:12: core: the source '" + core.folder()
                        + "' is a folder of this machine; give a URL such as https://git.example.com/shop/core.git\n"
                        + "deployments/qa.yaml:7:14: shop: the source '" + shop.folder()
                        + "' is a folder of this machine; give a URL such as https://git.example.com/shop/core.git");
    }

    @Test
    public void shouldReportSourcesThatAreNotThere() {
        DeploymentFile file = new DeploymentFile(
                "deployments/qa.yaml",
                "qa",
                "production",
                new DeploymentComponent("main", "git", root.resolve("none").toString(), 3, 12),
                Map.of("x", new DeploymentComponent("main", "git", "ftp://[", 4, 1)));
        assertThatThrownBy(() -> references().resolve(List.of(file)))
                .isInstanceOf(UnreachableException.class)
                .hasMessage(
                        "deployments/qa.yaml:3:12: core: repository '" + root.resolve("none")
                                + "' does not exist; check git.repository of the application, or create it\n"
                                + "deployments/qa.yaml:4:1: x: repository 'ftp://[' cannot be reached: URI not supported: ftp://[");
    }

    @Test
    public void shouldSignInAtTheApplicationsOwnHostOnly() throws Exception {
        Map<String, String> environment = Map.of(
                "HOME",
                root.toString(),
                "GIT_CONFIG_NOSYSTEM",
                "1",
                "DEPLOYMENT_GATES_GIT_USERNAME",
                "ann",
                "DEPLOYMENT_GATES_GIT_PASSWORD",
                "s3cret");
        try (GitHttpServer own = new GitHttpServer(root, "ann:s3cret");
                GitHttpServer other = new GitHttpServer(root, "ann:s3cret")) {
            DeploymentReferences references = new DeploymentReferences(
                    new GitRepositories(
                            root.resolve("cache"),
                            Clock.systemUTC(),
                            environment::get,
                            new CredentialHelper(environment),
                            null),
                    GitProject.settings(own.url("deploy.git")),
                    null);
            DeploymentFile file = new DeploymentFile(
                    "deployments/qa.yaml",
                    "qa",
                    "production",
                    new DeploymentComponent("main", "git", own.url("core.git"), 3, 12),
                    Map.of("shop", new DeploymentComponent("release/2", "git", other.url("shop.git"), 7, 14)));
            assertThatThrownBy(() -> references.resolve(List.of(file)))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageStartingWith("deployments/qa.yaml:7:14: shop: repository '" + other.url("shop.git")
                            + "' needs other credentials: ")
                    .hasMessageNotContaining("\n");
            DeploymentFile coreOnly =
                    new DeploymentFile("deployments/qa.yaml", "qa", "production", file.core(), Map.of());
            assertThat(references
                            .resolve(List.of(coreOnly))
                            .get("qa")
                            .get("core")
                            .commit())
                    .isEqualTo(coreCommit);
        }
    }
}
