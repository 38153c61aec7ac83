package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.Assume.assumeTrue;

import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SshRepositoryTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path home;
    private GitProject project;
    private GitSshServer server;
    private String first;
    private String second;

    @Before
    public void serve() throws IOException {
        home = folder.newFolder("home").toPath();
        project = GitProject.bare(folder.getRoot().toPath().resolve("deploy.git"));
        first = project.commit("First", Map.of("a", "1\n"));
        second = project.commit("Second", Map.of("a", "2\n"), first);
        project.branch("main", second);
        project.branch("prod", first);
        server = new GitSshServer();
    }

    @After
    public void stop() {
        server.close();
    }

    private LineRepository open(String url) {
        Map<String, String> environment = Map.of("HOME", home.toString());
        return new GitRepositories(folder.getRoot().toPath().resolve("git"), Clock.systemUTC(), environment::get)
                .open(GitProject.settings(url), Access.WRITE);
    }

    private void promote() {
        try (LineRepository repository = open(server.url(project.folder()))) {
            assertThat(repository.isAncestor(repository.head("prod"), repository.head("main")))
                    .isTrue();
            PushResult result = repository.push(List.of(RefMove.branch("prod", first, second)));
            assertThat(result.done()).as(result.detail()).isTrue();
        }
        assertThat(project.heads()).containsEntry("prod", second);
    }

    @Test
    public void shouldFetchAndPushWithAKeyOfTheHomeFolder() throws IOException {
        server.trust(home);
        server.writeUserKey(home.resolve(".ssh/id_ecdsa"));
        promote();
    }

    @Test
    public void shouldFollowTheSshConfiguration() throws IOException {
        server.trust(home);
        server.writeUserKey(home.resolve(".ssh/deploy-key"));
        Files.writeString(
                home.resolve(".ssh/config"),
                "Host deploy\n  HostName 127.0.0.1\n  Port " + server.port() + "\n  User git\n  IdentityFile "
                        + home.resolve(".ssh/deploy-key") + "\n  HostKeyAlias [127.0.0.1]:" + server.port() + "\n");
        try (LineRepository repository = open("deploy:" + project.folder())) {
            assertThat(repository.heads()).isEqualTo(Map.of("main", second, "prod", first));
        }
    }

    @Test
    public void shouldAskTheAgent() throws IOException, InterruptedException {
        assumeTrue("ssh-agent and ssh-add are not installed", installed("ssh-agent") && installed("ssh-add"));
        server.trust(home);
        Path key = home.resolve("key");
        server.writeUserKey(key);
        Path socket = home.resolve("agent");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
        try {
            // The agent prints its variables once it listens.
            new BufferedReader(new InputStreamReader(agent.getInputStream(), StandardCharsets.UTF_8)).readLine();
            ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
            add.environment().put("SSH_AUTH_SOCK", socket.toString());
            assertThat(add.inheritIO().start().waitFor()).isZero();
            Files.delete(key);
            Files.writeString(home.resolve(".ssh/config"), "Host *\n  IdentityAgent " + socket + "\n");
            promote();
        } finally {
            agent.destroy();
        }
    }

    private static boolean installed(String program) {
        for (String path : System.getenv("PATH").split(File.pathSeparator)) {
            if (new File(path, program).canExecute()) {
                return true;
            }
        }
        return false;
    }

    @Test
    public void shouldSayThatNoKeyWasAccepted() throws IOException {
        server.trust(home);
        GitSshServer.writeOtherKey(home.resolve(".ssh/id_ecdsa"));
        String url = server.url(project.folder());
        try (LineRepository repository = open(url)) {
            assertThatThrownBy(repository::heads)
                    .isInstanceOf(GitException.class)
                    .hasMessage("repository '" + url + "' needs other credentials: no key of the ssh agent or of ~/.ssh"
                            + " was accepted; add the right one with ssh-add or name it in ~/.ssh/config");
        }
    }

    @Test
    public void shouldNotTrustAnUnknownHost() throws IOException {
        server.writeUserKey(home.resolve(".ssh/id_ecdsa"));
        String url = server.url(project.folder());
        try (LineRepository repository = open(url)) {
            assertThatThrownBy(repository::heads)
                    .isInstanceOf(GitException.class)
                    .hasMessage("the key of host 127.0.0.1 is not the one in ~/.ssh/known_hosts or not there at all, so"
                            + " repository '" + url + "' was not asked; compare the key with what the host's owner"
                            + " says, then add it with ssh-keyscan -p " + server.port() + " 127.0.0.1");
        }
        assertThat(home.resolve(".ssh/known_hosts")).doesNotExist();
    }

    @Test
    public void shouldNameAMissingRepository() throws IOException {
        server.trust(home);
        server.writeUserKey(home.resolve(".ssh/id_ecdsa"));
        String url = server.url(folder.getRoot().toPath().resolve("none.git"));
        try (LineRepository repository = open(url)) {
            assertThatThrownBy(repository::heads)
                    .isInstanceOf(GitException.class)
                    .hasMessage("repository '" + url
                            + "' does not exist; check git.repository of the application, or create it");
        }
    }
}
