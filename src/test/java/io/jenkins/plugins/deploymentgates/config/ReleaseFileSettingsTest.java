package io.jenkins.plugins.deploymentgates.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.config.GitSettings.Mechanic;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.util.List;
import org.junit.Test;

public class ReleaseFileSettingsTest {
    private static Configuration read(String settings) {
        return new ConfigurationReader()
                .parse(
                        "test.yaml",
                        """
                        applications:
                          shop:
                            git:
                              repository: shop.git
                              mechanic: release-file
                              releaseFile: SETTINGS
                            pipeline: {dev: {}}
                        """
                                .replace("SETTINGS", settings));
    }

    private static GitSettings git(Configuration configuration) {
        return configuration.application("shop").git();
    }

    @Test
    public void shouldHaveDefaults() {
        GitSettings git = git(read("{repository: environments.git}"));
        assertThat(git.mechanic()).isEqualTo(Mechanic.RELEASE_FILE);
        assertThat(git.releaseFile())
                .isEqualTo(new ReleaseFileSettings(
                        "environments.git",
                        null,
                        "environment/{environment}",
                        "release.yaml",
                        "types/{type}.yaml",
                        "main",
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    public void shouldKnowWhereAnEnvironmentIsPromoted() {
        GitSettings git = git(read("{repository: environments.git, credentials: bot, branches: 'live-{environment}'}"));
        GitSettings dev = git.of("dev");
        assertThat(dev.repository()).isEqualTo("environments.git");
        assertThat(dev.credentials()).isEqualTo("bot");
        assertThat(dev.sourceBranch()).isEqualTo("live-dev");
        assertThatThrownBy(() -> new GitSettings("shop.git", null, List.of(), Mechanic.NONE, "main").of("dev"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the environment 'dev' has no repository of its own; add it to git.folders.targets");
    }

    @Test
    public void shouldReadBackWhatIsPrinted() {
        Configuration configuration =
                read("{repository: environments.git, credentials: bot, branches: 'live-{environment}',"
                        + " file: a/version.yaml, types: 't/{type}.yml', typesBranch: shared, author: Ann <ann@example.com>,"
                        + " committer: Bot <bot@example.com>, commitLink: 'https://git.example.com/{commit}',"
                        + " tickets: '[A-Z]+-[0-9]+'}");
        assertThat(new ConfigurationReader().parse("printed.yaml", configuration.text()))
                .isEqualTo(configuration);
    }

    @Test
    public void shouldRefuseSettingsWithoutTheMechanicAndTheMechanicWithoutSettings() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git: {repository: shop.git, mechanic: release-file}
                    pipeline: {dev: {}}
                  cart:
                    git:
                      repository: cart.git
                      releaseFile: {repository: environments.git}
                    pipeline: {dev: {}}
                """)
                .are(
                        "test.yaml:3:10: applications.shop.git: the mechanic release-file needs to know where the environments' files are; add releaseFile, such as releaseFile: {repository: ...}",
                        "test.yaml:8:20: applications.cart.git.releaseFile: these settings are for the mechanic release-file; set mechanic: release-file or remove them");
    }

    @Test
    public void shouldNameUnknownKeysAndWhatIsMissing() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git:
                      repository: shop.git
                      mechanic: release-file
                      releaseFile: {files: x.yaml}
                    pipeline: {dev: {}}
                """)
                .are(
                        "test.yaml:6:7: applications.shop.git.releaseFile: the key 'repository' is missing: URL or path of the environment repository",
                        "test.yaml:6:21: applications.shop.git.releaseFile: unknown key 'files'; did you mean 'file'? Valid keys are repository, credentials, branches, file, types, typesBranch, author, committer, commitLink, tickets");
    }

    @Test
    public void shouldRefuseNamesThatCannotBe() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git:
                      repository: shop.git
                      mechanic: release-file
                      releaseFile:
                        repository: environments.git
                        branches: "env {environment}"
                        file: /release.yaml
                        types: types/small.yaml
                        typesBranch: a..b
                        author: Ann
                        committer: bot
                        commitLink: https://git.example.com/shop
                        tickets: "[A-Z"
                    pipeline: {dev: {}}
                """)
                .are(
                        "test.yaml:8:19: applications.shop.git.releaseFile.branches: 'env x' is no valid name of a Git branch; valid are for example main and release/1.4",
                        "test.yaml:9:15: applications.shop.git.releaseFile.file: '/release.yaml' is no file inside the repository; write it with '/', without one at the start or end, and without '.', '..' and '.git'",
                        "test.yaml:10:16: applications.shop.git.releaseFile.types: 'types/small.yaml' must have {type} once; valid is for example types/{type}.yaml",
                        "test.yaml:11:22: applications.shop.git.releaseFile.typesBranch: 'a..b' is no valid name of a Git branch; valid are for example main and release/1.4",
                        "test.yaml:12:17: applications.shop.git.releaseFile.author: 'Ann' is no name and mail address; write it as Deployments <deployments@example.com>",
                        "test.yaml:13:20: applications.shop.git.releaseFile.committer: 'bot' is no name and mail address; write it as Deployments <deployments@example.com>",
                        "test.yaml:14:21: applications.shop.git.releaseFile.commitLink: 'https://git.example.com/shop' does not say where the commit's id goes; write {commit} there, such as https://git.example.com/shop/commit/{commit}",
                        "test.yaml:15:18: applications.shop.git.releaseFile.tickets: the regular expression '[A-Z' is not valid: Unclosed character class at position 4; valid is for example \"[A-Z][A-Z0-9]+-[0-9]+\"");
    }

    @Test
    public void shouldRefuseBranchesThatAllEnvironmentsWouldShare() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git:
                      repository: shop.git
                      mechanic: release-file
                      releaseFile: {repository: envs.git, branches: live}
                    pipeline: {dev: {}}
                """)
                .are(
                        "test.yaml:6:53: applications.shop.git.releaseFile.branches: 'live' must have {environment} once; valid is for example environment/{environment}");
    }

    @Test
    public void shouldRefuseTheApplicationsOwnRepositoryAndBranchesThatGitDoesNotTake() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git:
                      repository: shop.git
                      mechanic: release-file
                      releaseFile: {repository: shop.git, branches: "{environment}"}
                    pipeline: {main: {}, my dev: {}}
                """)
                .are(
                        "test.yaml:6:33: applications.shop.git.releaseFile.repository: is the application's repository, git.repository; the environments' files need a repository of their own, since each change of them would be a version to release",
                        "test.yaml:6:53: applications.shop.git.releaseFile.branches: '{environment}' gives the environment 'main' the branch 'main', which is that of the types, typesBranch; each needs a branch of its own",
                        "test.yaml:6:53: applications.shop.git.releaseFile.branches: '{environment}' gives the environment 'my dev' the branch 'my dev', which is no valid name of a Git branch; rename the environment");
    }
}
