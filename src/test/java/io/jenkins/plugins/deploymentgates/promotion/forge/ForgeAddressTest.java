package io.jenkins.plugins.deploymentgates.promotion.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.config.ForgeSettings.Type;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import java.net.URI;
import java.time.Clock;
import org.junit.Test;

/** Where a repository's pull requests are, from its URL and from what is configured. */
public class ForgeAddressTest {
    private static ForgeAddress derived(String repository) {
        return ForgeAddress.of(null, null, null, repository);
    }

    private static ForgeAddress address(Type type, String api, String project) {
        return new ForgeAddress(type, URI.create(api), project);
    }

    @Test
    public void shouldKnowGitHub() {
        ForgeAddress expected = address(Type.GITHUB, "https://api.github.com", "shop/deploy");
        assertThat(derived("https://github.com/shop/deploy.git")).isEqualTo(expected);
        assertThat(derived("https://x-access-token:secret@github.com/shop/deploy"))
                .isEqualTo(expected);
        assertThat(derived("git@github.com:shop/deploy.git")).isEqualTo(expected);
        assertThat(derived("ssh://git@github.com/shop/deploy.git/")).isEqualTo(expected);
        assertThat(derived("ssh://git@ssh.github.com:443/shop/deploy.git")).isEqualTo(expected);
    }

    @Test
    public void shouldKnowGitHubOnOtherServers() {
        assertThat(derived("git@github.example.com:shop/deploy.git"))
                .isEqualTo(address(Type.GITHUB, "https://github.example.com/api/v3", "shop/deploy"));
        assertThat(derived("https://octocorp.ghe.com/shop/deploy.git"))
                .isEqualTo(address(Type.GITHUB, "https://api.octocorp.ghe.com", "shop/deploy"));
    }

    @Test
    public void shouldKnowGitLabAndItsGroups() {
        ForgeAddress expected = address(Type.GITLAB, "https://gitlab.com/api/v4", "shop/platform/deploy");
        assertThat(derived("https://gitlab.com/shop/platform/deploy.git")).isEqualTo(expected);
        assertThat(derived("ssh://git@altssh.gitlab.com:443/shop/platform/deploy.git"))
                .isEqualTo(expected);
        assertThat(derived("http://GitLab.example.com:8080/shop/deploy.git"))
                .isEqualTo(address(Type.GITLAB, "http://gitlab.example.com:8080/api/v4", "shop/deploy"));
    }

    @Test
    public void shouldKnowBitbucketDataCenter() {
        assertThat(derived("ssh://git@bitbucket.example.com:7999/SHOP/deploy.git"))
                .isEqualTo(address(Type.BITBUCKET, "https://bitbucket.example.com/rest", "SHOP/deploy"));
        assertThat(derived("https://git.example.com/scm/shop/deploy.git"))
                .isEqualTo(address(Type.BITBUCKET, "https://git.example.com/rest", "shop/deploy"));
        assertThat(derived("https://git.example.com/bitbucket/scm/~alice/deploy.git"))
                .isEqualTo(address(Type.BITBUCKET, "https://git.example.com/bitbucket/rest", "~alice/deploy"));
    }

    @Test
    public void shouldKnowGiteaAndForgejo() {
        assertThat(derived("git@gitea.example.com:shop/deploy.git"))
                .isEqualTo(address(Type.GITEA, "https://gitea.example.com/api/v1", "shop/deploy"));
        assertThat(derived("https://forgejo.example.com:3000/git/shop/deploy.git"))
                .isEqualTo(address(Type.GITEA, "https://forgejo.example.com:3000/git/api/v1", "shop/deploy"));
        assertThat(derived("https://codeberg.org/shop/deploy"))
                .isEqualTo(address(Type.GITEA, "https://codeberg.org/api/v1", "shop/deploy"));
    }

    @Test
    public void shouldTakeWhatIsConfigured() {
        assertThat(ForgeAddress.of(Type.GITEA, null, null, "https://git.example.com/shop/deploy.git"))
                .isEqualTo(address(Type.GITEA, "https://git.example.com/api/v1", "shop/deploy"));
        assertThat(ForgeAddress.of(
                        Type.GITLAB, "https://git.example.com/gitlab/api/v4/", "shop/deploy", "/srv/git/mirror.git"))
                .isEqualTo(address(Type.GITLAB, "https://git.example.com/gitlab/api/v4", "shop/deploy"));
    }

    private static void assertRefused(Type type, String url, String project, String repository, String message) {
        assertThatThrownBy(() -> ForgeAddress.of(type, url, project, repository))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    @Test
    public void shouldAskForWhatDoesNotFollow() {
        assertRefused(
                null,
                null,
                null,
                "https://git.example.com/shop/deploy.git",
                "whose API git.example.com speaks does not follow from its name; set git.forge.type to github, gitlab,"
                        + " bitbucket or gitea");
        assertRefused(
                null,
                null,
                null,
                "/srv/git/deploy.git",
                "the repository's URL names no server with pull requests; set git.forge.type, git.forge.url and"
                        + " git.forge.project");
        assertRefused(
                null,
                null,
                null,
                "C:\\git\\deploy",
                "the repository's URL names no server with pull requests; set git.forge.type, git.forge.url and"
                        + " git.forge.project");
        assertRefused(
                Type.BITBUCKET,
                null,
                null,
                "file:///srv/git/deploy.git",
                "where the API is does not follow from the repository's URL; set git.forge.url, for example to"
                        + " https://bitbucket.example.com/rest");
        assertRefused(
                Type.GITEA,
                "https://git.example.com/api/v1",
                null,
                "/srv/git/deploy.git",
                "set git.forge.project to the owner's and the repository's name, for example shop/deploy");
    }

    @Test
    public void shouldRefuseHostsThatAreNone() {
        assertRefused(
                Type.GITEA,
                null,
                null,
                "git@git_server:shop/deploy.git",
                "the host in the repository's URL is none an API can be reached at; set git.forge.url, for example to"
                        + " https://gitea.example.com/api/v1");
    }

    @Test
    public void shouldRefuseBitbucketCloud() {
        assertRefused(
                null,
                null,
                null,
                "git@bitbucket.org:shop/deploy.git",
                "bitbucket.org is Bitbucket Cloud, whose API is another one; pull requests go through GitHub, GitLab,"
                        + " Bitbucket Data Center, Gitea or Forgejo");
    }

    @Test
    public void shouldRefuseNamesThatAreNone() {
        assertRefused(
                Type.GITHUB,
                null,
                "shop",
                "https://github.com/shop/deploy.git",
                "'shop' is no repository's name on GitHub: set git.forge.project to the owner's and the repository's"
                        + " name, for example shop/deploy");
        assertRefused(
                Type.BITBUCKET,
                null,
                "a/b/c",
                "https://bitbucket.example.com/scm/a/b.git",
                "'a/b/c' is no repository's name on Bitbucket: set git.forge.project to the owner's and the"
                        + " repository's name, for example shop/deploy");
        assertRefused(
                Type.GITHUB,
                null,
                "shop/..",
                "https://github.com/shop/deploy.git",
                "'shop/..' is no repository's name on GitHub: set git.forge.project to the owner's and the repository's"
                        + " name, for example shop/deploy");
        assertRefused(
                null,
                null,
                null,
                "https://gitlab.com/deploy.git",
                "'deploy' is no repository's name on GitLab: set git.forge.project to the owner's and the"
                        + " repository's name, for example shop/deploy");
    }

    @Test
    public void shouldRefuseUrlsThatAreNone() {
        for (String url : new String[] {
            "git.example.com/api/v1",
            "https://bot:secret@git.example.com/api/v1",
            "https://git.example.com/api?x=1",
            "",
            "https://git_server/api/v1",
            "https://git.example.com/a b"
        }) {
            assertRefused(
                    Type.GITEA,
                    url,
                    null,
                    "https://git.example.com/shop/deploy.git",
                    "git.forge.url is no URL of a REST API; valid is for example https://gitea.example.com/api/v1, with"
                            + " no user, password or query");
        }
    }

    @Test
    public void shouldRefuseATokenThatCannotBeSent() {
        Forges forges = new Forges(HttpProxy.ofJava(), Clock.systemUTC());
        for (String token : new String[] {" ", "two words", "line\nline", "bot:line\nline"}) {
            assertThatThrownBy(() -> forges.of(null, null, null, "git@github.com:shop/deploy.git", token))
                    .isExactlyInstanceOf(InvalidInputException.class)
                    .hasMessage("the token for GitHub is empty or has characters no token has; store it anew");
        }
    }
}
