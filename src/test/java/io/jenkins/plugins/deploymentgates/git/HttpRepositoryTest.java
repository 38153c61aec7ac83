package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class HttpRepositoryTest {
    private static final String ADVICE = "; set DEPLOYMENT_GATES_GIT_USERNAME and DEPLOYMENT_GATES_GIT_PASSWORD, or"
            + " DEPLOYMENT_GATES_GIT_TOKEN, or store them with Git's credential helper";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Map<String, String> environment = new HashMap<>();
    private Path root;
    private Path cache;
    private Path helperLog;
    private GitProject project;
    private GitHttpServer server;
    private String first;
    private String second;

    @Before
    public void serve() throws Exception {
        root = folder.getRoot().toPath();
        cache = root.resolve("ledger/git");
        helperLog = root.resolve("helper.log");
        project = GitProject.bare(root.resolve("deploy.git"));
        first = project.commit("First", Map.of("a", "1\n"));
        second = project.commit("Second", Map.of("a", "2\n"), first);
        project.branch("main", second);
        project.branch("prod", first);
        server = new GitHttpServer(root, "ann:s3cret");
        environment.put("DEPLOYMENT_GATES_GIT_USERNAME", "ann");
        environment.put("DEPLOYMENT_GATES_GIT_PASSWORD", "s3cret");
        environment.put("HOME", root.toString());
    }

    @After
    public void stop() {
        server.close();
    }

    private LineRepository open(String url, Access access) {
        CredentialHelper helper = new CredentialHelper(
                Map.of("GIT_CONFIG_GLOBAL", root.resolve("gitconfig").toString(), "GIT_CONFIG_NOSYSTEM", "1"));
        return new GitRepositories(cache, Clock.systemUTC(), environment::get, helper, null)
                .open(GitProject.settings(url), access);
    }

    private LineRepository open(Access access) {
        return open(server.url("deploy.git"), access);
    }

    /** A helper as people install them: it answers {@code get} and is told what worked and what did not. */
    private void installHelper(String username, String password) throws IOException {
        environment.remove("DEPLOYMENT_GATES_GIT_USERNAME");
        environment.remove("DEPLOYMENT_GATES_GIT_PASSWORD");
        Path script = root.resolve("helper.sh");
        Files.writeString(
                script,
                "#!/bin/sh\necho \"$1\" >> '" + helperLog + "'\nsed -n 's/^password=/told /p' >> '" + helperLog
                        + "'\nif [ \"$1\" = get ]; then echo username=" + username + "; echo password=" + password
                        + "; fi\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Files.writeString(root.resolve("gitconfig"), "[credential]\n\thelper = " + script + "\n");
    }

    @Test
    public void shouldFetchAndPushWithCredentialsOfTheEnvironment() {
        try (LineRepository repository = open(Access.WRITE)) {
            assertThat(repository.heads()).isEqualTo(Map.of("main", second, "prod", first));
            assertThat(repository.isAncestor(first, second)).isTrue();
            PushResult result = repository.push(List.of(RefMove.branch("prod", first, second)));
            assertThat(result.done()).as(result.detail()).isTrue();
            assertThat(repository.refs(List.of("refs/heads/prod"))).isEqualTo(Map.of("refs/heads/prod", second));
        }
        assertThat(project.heads()).containsEntry("prod", second);
        assertThat(cache).isDirectoryContaining("glob:**/127.0.0.1-*");
    }

    @Test
    public void shouldKnowWhereHeadIs() throws IOException {
        Files.writeString(Path.of(project.settings().repository()).resolve("HEAD"), "ref: refs/heads/main\n");
        try (LineRepository repository = open(Access.READ)) {
            assertThat(repository.branch("HEAD")).contains("main");
            assertThat(repository.revision("HEAD^")).isEqualTo(first);
        }
    }

    @Test
    public void shouldPushPickedCommitsAndSeveralBranchesAtOnce() {
        String other = project.commit("Other", Map.of("b", "b\n"), second);
        project.branch("main", other);
        try (LineRepository repository = open(Access.WRITE)) {
            String picked = repository.picks().cherryPick(null, other, first, "carol");
            PushResult result = repository.push(
                    List.of(RefMove.branch("prod", first, picked), RefMove.branch("main", other, first)));
            assertThat(result.done()).as(result.detail()).isTrue();
            assertThat(project.heads()).isEqualTo(Map.of("main", first, "prod", picked));
        }
    }

    @Test
    public void shouldLeaveNothingBehindAfterReading() {
        try (LineRepository repository = open(Access.READ)) {
            assertThat(repository.line("prod", null, "main", second).incoming()).hasSize(1);
        }
        assertThat(cache).doesNotExist();
    }

    @Test
    public void shouldReadThroughTheCacheWithoutChangingIt() throws IOException {
        try (LineRepository repository = open(Access.WRITE)) {
            repository.fetch();
        }
        List<String> before = listCache();
        String third = project.commit("Third", Map.of("a", "3\n"), second);
        project.branch("main", third);
        try (LineRepository repository = open(Access.READ)) {
            assertThat(repository.resolve("main")).isEqualTo(third);
            assertThat(repository.isAncestor(first, third)).isTrue();
            assertThat(repository.resolve(third.substring(0, 8))).isEqualTo(third);
        }
        assertThat(listCache()).isEqualTo(before);
    }

    private List<String> listCache() throws IOException {
        try (var files = Files.walk(cache)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    @Test
    public void shouldFetchAgainAfterAKilledProcessLeftLocks() throws IOException {
        try (LineRepository repository = open(Access.WRITE)) {
            repository.fetch();
        }
        try (var caches = Files.newDirectoryStream(cache, "*[!k]")) {
            for (Path each : caches) {
                Files.writeString(each.resolve("refs/heads/main.lock"), "");
                Files.writeString(each.resolve("packed-refs.lock"), "");
            }
        }
        String third = project.commit("Third", Map.of("a", "3\n"), second);
        project.branch("main", third);
        try (LineRepository repository = open(Access.WRITE)) {
            repository.fetch();
            assertThat(repository.isAncestor(second, third)).isTrue();
        }
    }

    @Test
    public void shouldLetSeveralFillTheCacheAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<String> fetch = () -> {
                try (LineRepository repository = open(Access.WRITE)) {
                    repository.fetch();
                    return repository.commits(first, second, 9).get(0).id();
                }
            };
            for (Future<String> found : threads.invokeAll(Collections.nCopies(8, fetch))) {
                assertThat(found.get()).isEqualTo(second);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    public void shouldNoticeThatABranchMoved() {
        try (LineRepository repository = open(Access.WRITE)) {
            repository.heads();
            project.branch("prod", second);
            PushResult result = repository.push(List.of(RefMove.branch("prod", first, second)));
            assertThat(result.done()).as("already where it should be").isTrue();
            result = repository.push(
                    List.of(RefMove.branch("main", first, second), RefMove.branch("prod", first, second)));
            assertThat(result.done()).as("already where they should be").isTrue();
            result = repository.push(
                    List.of(RefMove.branch("main", second, first), RefMove.branch("prod", first, null)));
            assertThat(result)
                    .isEqualTo(new PushResult(
                            Outcome.OVERTAKEN,
                            "prod of repository '" + server.url("deploy.git")
                                    + "' moved under the promotion: expected " + first.substring(0, 10) + ", found "
                                    + second.substring(0, 10) + "; nothing was changed"));
        }
        assertThat(project.heads()).isEqualTo(Map.of("main", second, "prod", second));
    }

    @Test
    public void shouldSayThatTheEnvironmentsCredentialsWereRefused() {
        environment.put("DEPLOYMENT_GATES_GIT_PASSWORD", "wrong");
        try (LineRepository repository = open(Access.READ)) {
            assertThatThrownBy(repository::heads)
                    .isInstanceOf(GitException.class)
                    .hasMessage("repository '" + server.url("deploy.git")
                            + "' needs other credentials: those of the environment (DEPLOYMENT_GATES_GIT_USERNAME,"
                            + " DEPLOYMENT_GATES_GIT_PASSWORD or DEPLOYMENT_GATES_GIT_TOKEN) were refused" + ADVICE);
        }
    }

    @Test
    public void shouldSayThatNoCredentialsWereFound() {
        environment.clear();
        try (LineRepository repository = open(Access.READ)) {
            assertThatThrownBy(repository::heads)
                    .isInstanceOf(GitException.class)
                    .hasMessage("repository '" + server.url("deploy.git") + "' needs other credentials: none were found"
                            + ADVICE);
        }
    }

    @Test
    public void shouldTakeTheTokenWithTheUserNameThatIsSet() {
        environment.remove("DEPLOYMENT_GATES_GIT_PASSWORD");
        environment.put("DEPLOYMENT_GATES_GIT_TOKEN", "s3cret");
        try (LineRepository repository = open(Access.READ)) {
            assertThat(repository.head("prod")).isEqualTo(first);
        }
    }

    @Test
    public void shouldTakeCredentialsOfTheUrlAndNeverShowThem() {
        environment.clear();
        String url = server.url("deploy.git").replace("//", "//ann:s3cret@");
        try (LineRepository repository = open(url, Access.READ)) {
            assertThat(repository.head("prod")).isEqualTo(first);
            assertThat(repository.address()).isEqualTo(server.url("deploy.git"));
        }
        try (LineRepository repository = open(url.replace("deploy", "none"), Access.READ)) {
            assertThatThrownBy(repository::heads)
                    .isInstanceOf(GitException.class)
                    .hasMessage("repository '" + server.url("none.git")
                            + "' does not exist; check git.repository of the application, or create it");
        }
    }

    @Test
    public void shouldAskTheCredentialHelperAndTellItThatTheyWorked() throws IOException {
        installHelper("ann", "s3cret");
        try (LineRepository repository = open(Access.WRITE)) {
            assertThat(repository
                            .push(List.of(RefMove.branch("prod", first, second)))
                            .done())
                    .isTrue();
        }
        assertThat(Files.readAllLines(helperLog)).containsExactly("get", "store", "told s3cret");
    }

    @Test
    public void shouldTellTheCredentialHelperThatTheyWereRefused() throws IOException {
        installHelper("ann", "old");
        try (LineRepository repository = open(Access.READ)) {
            assertThatThrownBy(repository::heads)
                    .isInstanceOf(GitException.class)
                    .hasMessage("repository '" + server.url("deploy.git")
                            + "' needs other credentials: those of Git's credential helper were refused" + ADVICE);
        }
        assertThat(Files.readAllLines(helperLog)).containsExactly("get", "erase", "told old");
    }

    @Test
    public void shouldSayThatAServerCannotBeReached() {
        String url = server.url("deploy.git");
        server.close();
        try (LineRepository repository = open(url, Access.READ)) {
            assertThatThrownBy(repository::heads)
                    .isInstanceOf(GitException.class)
                    .hasMessageStartingWith("repository '" + url + "' cannot be reached: host '127.0.0.1' cannot be"
                            + " connected to: Connection refused");
        }
    }

    @Test
    public void shouldRefuseAPushThatTheServerDoesNotPermit() throws IOException {
        Files.writeString(
                root.resolve("deploy.git/config"), "[http]\n\treceivepack = false\n", StandardOpenOption.APPEND);
        try (LineRepository repository = open(Access.WRITE)) {
            PushResult result = repository.push(List.of(new RefMove("refs/heads/prod", first, second)));

            assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(result.detail())
                    .isEqualTo("repository '" + server.url("deploy.git")
                            + "' cannot be reached: git-receive-pack not permitted on '" + server.url("deploy.git")
                            + "/'; nothing was changed");
            assertThat(repository.heads()).containsEntry("prod", first);
        }
    }
}
