package io.jenkins.plugins.deploymentgates.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** The settings of servers with pull requests. */
public class ForgeConfigurationTest {
    private static final String SHOP =
            """
            applications:
              shop:
                git:
                  repository: https://git.example.com/acme/shop.git
                  forge: %s
                pipeline: {dev: {}, prod-eu: {after: [dev]}}
            """;

    private static ForgeSettings read(String forge) {
        Configuration configuration = new ConfigurationReader().parse("test.yaml", SHOP.formatted(forge));
        assertThat(new ConfigurationReader().parse("again.yaml", configuration.text()))
                .isEqualTo(configuration);
        return configuration.application("shop").git().forge();
    }

    @Test
    public void shouldHaveDefaultsForAllButTheType() {
        assertThat(read("{type: gitlab, pullRequests: {}}"))
                .isEqualTo(new ForgeSettings(
                        ForgeSettings.Type.GITLAB,
                        null,
                        null,
                        null,
                        false,
                        new PullRequestSettings(
                                List.of(),
                                "deployment-gates/{environment}/{promotion}",
                                "Promote {application} {version} to {environment}",
                                List.of(),
                                0,
                                PullRequestSettings.Merge.FORGE,
                                Duration.ofMinutes(1))));
        assertThat(read("{type: github, commitStatus: true}").asksFor("prod-eu"))
                .isFalse();
    }

    @Test
    public void shouldReadEverySetting() {
        ForgeSettings forge =
                read("{type: bitbucket, url: \"https://git.example.com/rest\", project: \"OPS/{environment}\","
                        + " credentials: bot, commitStatus: true, pullRequests: {environments: [prod-eu], branch:"
                        + " \"p/{promotion}\", title: \"{version} ({promotion})\", checks: [build, e2e], reviews: 2, merge: push,"
                        + " poll: 30s}}");
        assertThat(forge)
                .isEqualTo(new ForgeSettings(
                        ForgeSettings.Type.BITBUCKET,
                        "https://git.example.com/rest",
                        "OPS/{environment}",
                        "bot",
                        true,
                        new PullRequestSettings(
                                List.of("prod-eu"),
                                "p/{promotion}",
                                "{version} ({promotion})",
                                List.of("build", "e2e"),
                                2,
                                PullRequestSettings.Merge.PUSH,
                                Duration.ofSeconds(30))));
        assertThat(forge.asksFor("prod-eu")).isTrue();
        assertThat(forge.asksFor("dev")).isFalse();
    }

    @Test
    public void shouldSayWhatIsWrong() {
        Mistakes.in(SHOP.formatted(
                        "{type: svn, url: git.example.com, project: \"a/{env}\", pullRequests: {branch: \"p/{n}\","
                                + " title: \"{commit}\", reviews: 101, environments: [prod]}}"))
                .are(
                        "test.yaml:5:21: applications.shop.git.forge.type: 'svn' is not valid; valid are github, gitlab, bitbucket, gitea",
                        "test.yaml:5:31: applications.shop.git.forge.url: 'git.example.com' is no http or https URL; valid is for example https://registry.example.com",
                        "test.yaml:5:57: applications.shop.git.forge.project: 'a/{env}' has '{env}'; the only placeholder is {environment}",
                        "test.yaml:5:91: applications.shop.git.forge.pullRequests.branch: 'p/{n}' has '{n}'; placeholders are {application}, {environment}, {promotion}",
                        "test.yaml:5:107: applications.shop.git.forge.pullRequests.title: '{commit}' has '{commit}'; placeholders are {application}, {environment}, {promotion}, {version}",
                        "test.yaml:5:128: applications.shop.git.forge.pullRequests.reviews: must be a whole number from 0 to 100, but is the number 101",
                        "test.yaml:5:148: applications.shop.git.forge.pullRequests.environments: 'prod' is no environment of the pipeline; it has dev, prod-eu");
    }

    @Test
    public void shouldRefuseBranchesThatAreNone() {
        Mistakes.in(SHOP.formatted("{type: github, pullRequests: {branch: promote}}"))
                .are(
                        "test.yaml:5:52: applications.shop.git.forge.pullRequests.branch: 'promote' would be the same branch for every pull request; write {promotion} where the promotion's number goes, such as promote/{environment}/{promotion}");
        Mistakes.in(SHOP.formatted("{type: github, pullRequests: {branch: \"a..{promotion}\"}}"))
                .are(
                        "test.yaml:5:52: applications.shop.git.forge.pullRequests.branch: 'a..{promotion}' makes no valid name of a Git branch; valid is for example promote/{environment}/{promotion}");
    }

    private static final String ZIPPED =
            """
            applications:
              shop:
                git:
                  repository: shop.git
                  mechanic: folders
                  folders: {paths: [apps], targets: {dev: {repository: dev.git}, site: {zip: /releases}}}
                  forge: {type: github, pullRequests: %s}
                pipeline: {dev: {}, site: {after: [dev]}}
            """;

    @Test
    public void shouldRefusePullRequestsThatWouldBringZipFiles() {
        Mistakes.in(ZIPPED.formatted("{}"))
                .are(
                        "test.yaml:7:43: applications.shop.git.forge.pullRequests: site gets zip files, which no pull request can bring; name those that are to have pull requests, such as environments: [dev]");
        Mistakes.in(ZIPPED.formatted("{environments: [dev, site]}"))
                .are(
                        "test.yaml:7:64: applications.shop.git.forge.pullRequests.environments: 'site' gets zip files, which no pull request can bring; take it out, or give its target a repository instead of zip");
        Mistakes.in(ZIPPED.replace("dev: {repository: dev.git}", "dev: {zip: /other}")
                        .formatted("{}"))
                .are(
                        "test.yaml:7:43: applications.shop.git.forge.pullRequests: dev, site get zip files, which no pull request can bring; leave pullRequests out");
        assertThat(new ConfigurationReader()
                        .parse("test.yaml", ZIPPED.formatted("{environments: [dev]}"))
                        .application("shop")
                        .git()
                        .forge()
                        .asksFor("site"))
                .isFalse();
    }

    @Test
    public void shouldRefusePullRequestsOfWhatIsOnlyRecorded() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git: {repository: shop.git, mechanic: none, forge: {type: github, pullRequests: {}}}
                    pipeline: {dev: {}}
                """)
                .are(
                        "test.yaml:3:85: applications.shop.git.forge.pullRequests: the mechanic none makes no pull requests; these do: fast-forward, release-file, folders");
    }
}
