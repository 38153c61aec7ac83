package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import java.util.Optional;
import org.junit.Test;

public class CommitLinksTest {

    private static Optional<String> link(String repository) {
        return CommitLinks.of(repository).map(links -> links.link("4f2a"));
    }

    @Test
    public void shouldLinkToGitHubFromEveryFormOfUrl() {
        String expected = "https://github.com/acme/shop/commit/4f2a";

        assertThat(link("https://github.com/acme/shop.git")).contains(expected);
        assertThat(link("https://github.com/acme/shop/")).contains(expected);
        assertThat(link("git@github.com:acme/shop.git")).contains(expected);
        assertThat(link("ssh://git@github.com:22/acme/shop.git")).contains(expected);
        assertThat(link("git://github.com/acme/shop")).contains(expected);
    }

    @Test
    public void shouldNeverShowUserOrPassword() {
        assertThat(link("https://robot:geheim@github.com/acme/shop.git"))
                .contains("https://github.com/acme/shop/commit/4f2a");
    }

    @Test
    public void shouldLinkToGitLabWithGroupsAndPort() {
        assertThat(link("https://gitlab.example.com:8443/acme/web/shop.git"))
                .contains("https://gitlab.example.com:8443/acme/web/shop/-/commit/4f2a");
        assertThat(link("ssh://git@gitlab.com:2222/acme/shop.git"))
                .contains("https://gitlab.com/acme/shop/-/commit/4f2a");
    }

    @Test
    public void shouldLinkToBitbucketCloudOnly() {
        assertThat(link("git@bitbucket.org:acme/shop.git")).contains("https://bitbucket.org/acme/shop/commits/4f2a");
        assertThat(link("https://bitbucket.example.com/scm/acme/shop.git")).isEmpty();
    }

    @Test
    public void shouldLinkACommitOfAnApplicationWhereThatCanBe() {
        Configuration configuration = new ConfigurationReader()
                .parse(
                        "test.yaml",
                        """
                        applications:
                          shop: {git: {repository: "git@github.com:acme/shop.git"}, pipeline: {qa: {}}}
                          vault: {pipeline: {qa: {}}}
                          local: {git: {repository: /srv/git/local}, pipeline: {qa: {}}}
                        environments: {qa: {}}
                        """);

        assertThat(CommitLinks.of(configuration.application("shop"), "4f2a"))
                .isEqualTo("https://github.com/acme/shop/commit/4f2a");
        assertThat(CommitLinks.of(configuration.application("shop"), null)).isNull();
        assertThat(CommitLinks.of(configuration.application("vault"), "4f2a")).isNull();
        assertThat(CommitLinks.of(configuration.application("local"), "4f2a")).isNull();
    }

    @Test
    public void shouldLinkAsConfigured() {
        Configuration configuration = new ConfigurationReader()
                .parse(
                        "test.yaml",
                        """
                        applications:
                          shop:
                            git:
                              repository: https://github.com/acme/shop.git
                              mechanic: folders
                              folders:
                                paths: [apps]
                                commitLink: https://git.example.com/shop/{commit}?view
                                targets: {dev: {repository: dev.git}}
                            pipeline: {dev: {}}
                        """);
        assertThat(CommitLinks.of(configuration.application("shop").git()).map(links -> links.link("4f2a")))
                .contains("https://git.example.com/shop/4f2a?view");
    }

    @Test
    public void shouldNotGuessForOtherHostsAndPaths() {
        assertThat(link("https://git.example.com/github/shop.git")).isEmpty();
        assertThat(link("/srv/git/github.com/shop.git")).isEmpty();
        assertThat(link("file:///srv/git/shop.git")).isEmpty();
        assertThat(link("../shop.git")).isEmpty();
    }
}
