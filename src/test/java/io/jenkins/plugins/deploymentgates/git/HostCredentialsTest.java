package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Repositories with the credentials a host such as Jenkins keeps, over http and over ssh. */
public class HostCredentialsTest {
    private static final Build BUILD = new Build("deploy", 7, null);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path root;
    private GitProject project;
    private GitHttpServer http;
    private GitSshServer ssh;
    private String first;
    private String second;

    @Before
    public void serve() throws Exception {
        root = folder.getRoot().toPath();
        project = GitProject.bare(root.resolve("deploy.git"));
        first = project.commit("First", Map.of("a", "1\n"));
        second = project.commit("Second", Map.of("a", "2\n"), first);
        project.branch("main", second);
        project.branch("prod", first);
        http = new GitHttpServer(root, "ann:s3cret");
        ssh = new GitSshServer();
    }

    @After
    public void stop() {
        http.close();
        ssh.close();
    }

    private static GitSettings settings(String url, @CheckForNull String id) {
        return new GitSettings(url, id, List.of(), GitSettings.Mechanic.FAST_FORWARD, "main");
    }

    /** The environment holds other credentials, which must not be used. */
    private LineRepository open(String url, @CheckForNull String id, HostCredentials host) {
        Map<String, String> environment =
                Map.of("HOME", root.toString(), "DEPLOYMENT_GATES_GIT_TOKEN", "of-the-environment");
        return new GitRepositories(root.resolve("git"), Clock.systemUTC(), environment::get, host)
                .open(settings(url, id), Access.WRITE, BUILD);
    }

    private void promote(String url, HostCredentials host) {
        try (LineRepository repository = open(url, "shop-git", host)) {
            assertThat(repository.isAncestor(repository.head("prod"), repository.head("main")))
                    .isTrue();
            PushResult result = repository.push(List.of(RefMove.branch("prod", first, second)));
            assertThat(result.done()).as(result.detail()).isTrue();
        }
        assertThat(project.heads()).containsEntry("prod", second);
    }

    private String sshUrl() {
        return ssh.url(project.folder());
    }

    private StoredHost keys(String key, @CheckForNull String passphrase) {
        return new StoredHost(StoredLogin.keys("shop-git", "git", List.of(key), passphrase), ssh.hostKey());
    }

    @Test
    public void shouldPromoteWithAUserNameAndPasswordOnBehalfOfTheBuild() {
        StoredHost host = new StoredHost(StoredLogin.password("shop-git", "ann", "s3cret"), null);
        promote(http.url("deploy.git"), host);
        assertThat(host.asked).containsExactly("shop-git for " + http.url("deploy.git") + " by deploy #7");
    }

    @Test
    public void shouldPromoteWithAnSshKey() {
        promote(sshUrl(), keys(ssh.userKey(null), null));
    }

    @Test
    public void shouldTakeTheUserNameStoredWithTheKeyWhereTheUrlHasNone() {
        promote(sshUrl().replace("git@", ""), keys(ssh.userKey(null), null));
    }

    @Test
    public void shouldOpenAKeyWithItsPassphraseAndForgiveWhatFormsMakeOfLines() {
        promote(sshUrl(), keys(ssh.userKey("open sesame").strip().replace("\n", "\r\n"), "open sesame"));
    }

    @Test
    public void shouldRefuseAPasswordForSsh() {
        StoredHost host = new StoredHost(StoredLogin.password("shop-git", "ann", "s3cret"), ssh.hostKey());
        assertThatThrownBy(() -> open(sshUrl(), "shop-git", host))
                .isInstanceOf(GitException.class)
                .hasMessage("credentials 'shop-git' hold a user name and password, and repository '" + sshUrl()
                        + "' is reached by ssh; name ones with an ssh key as git.credentials, or give git.repository"
                        + " as an https URL");
    }

    @Test
    public void shouldSayThatTheUserNameAndPasswordWereNotAccepted() {
        String url = http.url("deploy.git");
        StoredHost host = new StoredHost(StoredLogin.password("shop-git", "ann", "wrong"), null);
        try (LineRepository repository = open(url, "shop-git", host)) {
            assertThatThrownBy(repository::heads)
                    .isInstanceOf(GitException.class)
                    .hasMessage("repository '" + url + "' needs other credentials: the user name and password of"
                            + " credentials 'shop-git' were not accepted; correct them where they are stored, or name"
                            + " others as git.credentials");
        }
    }

    @Test
    public void shouldSayThatTheKeyWasNotAccepted() {
        try (LineRepository repository = open(sshUrl(), "shop-git", keys(GitSshServer.otherKey(), null))) {
            assertThatThrownBy(repository::heads)
                    .isInstanceOf(GitException.class)
                    .hasMessage("repository '" + sshUrl() + "' needs other credentials: the ssh key of credentials"
                            + " 'shop-git' was not accepted; correct them where they are stored, or name others as"
                            + " git.credentials");
        }
    }

    @Test
    public void shouldNotTryTheKeysOfTheHome() throws Exception {
        ssh.writeUserKey(root.resolve(".ssh/id_ecdsa"));
        try (LineRepository repository = open(sshUrl(), "shop-git", keys(GitSshServer.otherKey(), null))) {
            assertThatThrownBy(repository::heads)
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("the ssh key of credentials 'shop-git' was not accepted");
        }
    }

    @Test
    public void shouldSayThatThePassphraseIsWrongOrMissing() {
        try (LineRepository repository = open(sshUrl(), "shop-git", keys(ssh.userKey("right"), "wrong"))) {
            assertThatThrownBy(repository::heads)
                    .isInstanceOf(GitException.class)
                    .hasMessage("the ssh key of credentials 'shop-git' cannot be opened with the passphrase stored with"
                            + " it; correct that, or store another key");
        }
        try (LineRepository repository = open(sshUrl(), "shop-git", keys(ssh.userKey("right"), null))) {
            assertThatThrownBy(repository::heads)
                    .isInstanceOf(GitException.class)
                    .hasMessage("the ssh key of credentials 'shop-git' cannot be opened without a passphrase; store its"
                            + " passphrase with it, or another key");
        }
    }

    @Test
    public void shouldSayThatThereIsNoKey() {
        try (LineRepository repository = open(sshUrl(), "shop-git", keys("s3cret", null))) {
            assertThatThrownBy(repository::heads)
                    .isInstanceOf(GitException.class)
                    .hasMessage("credentials 'shop-git' hold no ssh key that can be read; store a private key in"
                            + " OpenSSH or PEM form there");
        }
    }

    @Test
    public void shouldNotTrustAHostThatTheHostDoesNotKnow() {
        StoredHost host = new StoredHost(StoredLogin.keys("shop-git", "git", List.of(ssh.userKey(null)), null), null);
        try (LineRepository repository = open(sshUrl(), "shop-git", host)) {
            assertThatThrownBy(repository::heads)
                    .isInstanceOf(GitException.class)
                    .hasMessage("the key of host 127.0.0.1 is not trusted, so repository '" + sshUrl()
                            + "' was not asked; compare the key with what the host's owner says, then add it under the"
                            + " page of host keys");
        }
    }

    @Test
    public void shouldRefuseAnSshKeyForHttp() {
        String url = http.url("deploy.git");
        assertThatThrownBy(() -> open(url, "shop-git", keys(ssh.userKey(null), null)))
                .isInstanceOf(GitException.class)
                .hasMessage("credentials 'shop-git' hold an ssh key, and repository '" + url + "' is not reached by"
                        + " ssh; name ones with a user name and password as git.credentials, or give git.repository as"
                        + " an ssh URL");
    }

    @Test
    public void shouldSayWhereToNameCredentialsWhenNoneAreNamed() {
        StoredHost host = new StoredHost(StoredLogin.password("shop-git", "ann", "s3cret"), ssh.hostKey());
        try (LineRepository repository = open(http.url("deploy.git"), null, host)) {
            assertThatThrownBy(repository::heads)
                    .isInstanceOf(GitException.class)
                    .hasMessage("repository '" + http.url("deploy.git") + "' needs other credentials: those of the"
                            + " environment (DEPLOYMENT_GATES_GIT_USERNAME, DEPLOYMENT_GATES_GIT_PASSWORD or"
                            + " DEPLOYMENT_GATES_GIT_TOKEN) were refused; name stored ones as git.credentials");
        }
        try (LineRepository repository = open(sshUrl(), null, host)) {
            assertThatThrownBy(repository::heads)
                    .isInstanceOf(GitException.class)
                    .hasMessage("repository '" + sshUrl() + "' needs other credentials: no key of ~/.ssh was accepted;"
                            + " name stored ones as git.credentials");
        }
        assertThat(host.asked).isEmpty();
    }

    @Test
    public void shouldAskForNoCredentialsOnThisMachine() {
        StoredHost host = new StoredHost(StoredLogin.password("shop-git", "ann", "s3cret"), null);
        try (LineRepository repository = open(project.folder().toString(), "shop-git", host)) {
            assertThat(repository.head("prod")).isEqualTo(first);
        }
        assertThat(host.asked).isEmpty();
    }
}
