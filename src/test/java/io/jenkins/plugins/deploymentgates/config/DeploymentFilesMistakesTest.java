package io.jenkins.plugins.deploymentgates.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.Test;

/** The settings of the mechanic deployment-files. */
public class DeploymentFilesMistakesTest {
    @Test
    public void shouldNeedNoSettingsAtAll() {
        DeploymentFileSettings settings = settings("");

        assertThat(settings).isEqualTo(new DeploymentFileSettings("deployments.yaml", Map.of(), null, null, true));
        assertThat(settings.nameOf("prod")).isEqualTo("prod");
    }

    @Test
    public void shouldReadEachSetting() {
        DeploymentFileSettings settings = settings(
                """
                      deploymentFiles:
                        file: setup/shop.yaml
                        deployments: {prod: shop-prod}
                        author: Shop <shop@example.com>
                        committer: Deployments <deployments@example.com>
                        resolve: false
                """);

        assertThat(settings.file()).isEqualTo("setup/shop.yaml");
        assertThat(settings.nameOf("dev")).isEqualTo("dev");
        assertThat(settings.nameOf("prod")).isEqualTo("shop-prod");
        assertThat(settings.author()).isEqualTo("Shop <shop@example.com>");
        assertThat(settings.committer()).isEqualTo("Deployments <deployments@example.com>");
        assertThat(settings.resolve()).isFalse();
    }

    private static DeploymentFileSettings settings(String yaml) {
        Configuration configuration = new ConfigurationReader().parse("test.yaml", file(yaml));
        Configuration again = new ConfigurationReader().parse("again.yaml", configuration.text());
        assertThat(again.application("shop").git())
                .isEqualTo(configuration.application("shop").git());
        return Objects.requireNonNull(
                Objects.requireNonNull(configuration.application("shop").git()).deploymentFiles());
    }

    private static String file(String settings) {
        return """
                applications:
                  shop:
                    git:
                      repository: deployments.git
                      mechanic: deployment-files
                %s    pipeline: {dev: {}, prod: {after: [dev]}}
                """
                .formatted(settings);
    }

    @Test
    public void shouldRefuseThemWithAnotherMechanic() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git: {repository: shop.git, deploymentFiles: {}}
                    pipeline: {dev: {}}
                """)
                .are(
                        "test.yaml:3:50: applications.shop.git.deploymentFiles: these settings are for the mechanic deployment-files; set mechanic: deployment-files or remove them");
    }

    @Test
    public void shouldRefusePathsThatAreLeftOut() {
        Mistakes.in(file("      environmentPaths: [\"x/**\"]\n"))
                .are(
                        "test.yaml:6:25: applications.shop.git.environmentPaths: with the mechanic deployment-files a release is what an environment's deployment file says, so no paths can be left out of it; remove them");
    }

    @Test
    public void shouldRefuseDeploymentsOfNoEnvironmentOrOfTwo() {
        Mistakes.in(file("      deploymentFiles: {deployments: {prdo: x, prod: dev}}\n"))
                .are(
                        "test.yaml:6:45: applications.shop.git.deploymentFiles.deployments: 'prdo' is no environment of the pipeline; did you mean 'prod'? It has dev, prod",
                        "test.yaml:6:54: applications.shop.git.deploymentFiles.deployments.prod: 'dev' is the deployment of dev already; each environment needs its own");
    }

    @Test
    public void shouldRefuseNamesThatDifferInCaseOnly() {
        Mistakes.in(file("      deploymentFiles: {deployments: {prod: DEV}}\n"))
                .are(
                        "test.yaml:6:45: applications.shop.git.deploymentFiles.deployments: 'DEV', the deployment of prod, differs from 'dev', that of dev, in case only; name one of them otherwise");
    }

    @Test
    public void shouldRefuseNamesThatNoDeploymentCanHave() {
        Mistakes.in(file("      deploymentFiles: {deployments: {prod: a/b}}\n"))
                .are(
                        "test.yaml:6:45: applications.shop.git.deploymentFiles.deployments.prod: 'a/b' is no name of a deployment; it has at most 200 letters, digits, '.', '-' and '_', and begins with a letter or digit");
    }

    @Test
    public void shouldRefuseAFileOutsideOfTheRepository() {
        Mistakes.in(file("      deploymentFiles: {file: ../deployments.yaml}\n"))
                .are(
                        "test.yaml:6:31: applications.shop.git.deploymentFiles.file: '../deployments.yaml' is no file inside the repository; write it with '/', without one at the start or end, and without '.', '..' and '.git'");
        Mistakes.in(file("      deploymentFiles: {files: deployments.yaml}\n"))
                .are(
                        "test.yaml:6:25: applications.shop.git.deploymentFiles: unknown key 'files'; did you mean 'file'? Valid keys are file, deployments, author, committer, resolve");
    }

    @Test
    public void shouldWantANameForAnEnvironmentWhoseNameNoDeploymentCanHave() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git: {repository: shop.git, mechanic: deployment-files}
                    pipeline: {prod eu: {}}
                """)
                .are(
                        "test.yaml:3:10: applications.shop.git: the environment 'prod eu' cannot be the name of a deployment, which has letters, digits, '.', '-' and '_'; give it one in deploymentFiles.deployments");
    }

    @Test
    public void shouldRefusePeopleWithoutMailAndSwitchesThatAreNone() {
        Mistakes.in(file("      deploymentFiles: {author: Ann, committer: Bob, resolve: maybe}\n"))
                .are(
                        "test.yaml:6:33: applications.shop.git.deploymentFiles.author: 'Ann' is no name and mail address; write it as Deployments <deployments@example.com>",
                        "test.yaml:6:49: applications.shop.git.deploymentFiles.committer: 'Bob' is no name and mail address; write it as Deployments <deployments@example.com>",
                        "test.yaml:6:63: applications.shop.git.deploymentFiles.resolve: must be true or false, but is the text 'maybe'");
    }
}
