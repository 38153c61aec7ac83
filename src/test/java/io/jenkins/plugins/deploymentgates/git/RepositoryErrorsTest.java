package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.io.File;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.TransportException;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RepositoryErrorsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path root() {
        return folder.getRoot().toPath();
    }

    private LineRepository open(String repository) {
        return new GitRepositories(root().resolve("git")).open(GitProject.settings(repository), Access.WRITE);
    }

    @Test
    public void shouldNameAMissingRepository() {
        String path = root().resolve("none.git").toString();
        assertThatThrownBy(() -> open(path))
                .isInstanceOf(GitException.class)
                .hasMessage("repository '" + path
                        + "' does not exist; check git.repository of the application, or create it");
    }

    @Test
    public void shouldNameAFolderThatIsNoRepository() throws IOException {
        Path plain = Files.createDirectory(root().resolve("plain"));
        assertThatThrownBy(() -> open(plain.toUri().toString()))
                .isInstanceOf(GitException.class)
                .hasMessage("'" + plain + "' is not a Git repository; git.repository must name a folder with a"
                        + " repository in it, such as one made by git init");
    }

    @Test
    public void shouldNameAHostThatCannotBeFound() {
        for (Exception cause : List.of(new UnknownHostException("nowhere.invalid"), new UnresolvedAddressException())) {
            assertThat(GitErrors.unreachable(
                            RepositoryAddress.parse("ssh://git@nowhere.invalid/x.git"),
                            new GitCredentials(name -> null, new CredentialHelper(Map.of()), null, null),
                            new TransportException("cannot open git-upload-pack", cause)))
                    .hasMessage("repository 'ssh://git@nowhere.invalid/x.git' cannot be reached: there is no host"
                            + " 'nowhere.invalid', or its address cannot be found out now");
        }
    }

    @Test
    public void shouldRefuseAnEmptyAddress() {
        assertThatThrownBy(() -> open(" "))
                .isInstanceOf(GitException.class)
                .hasMessage("git.repository is empty; give a path or a URL such as"
                        + " https://git.example.com/shop/deploy.git");
    }

    @Test
    public void shouldNameAnEmptyRepository() {
        GitProject empty = GitProject.bare(root().resolve("empty.git"));
        String message =
                "repository '" + empty.folder() + "' is empty: it has no branch yet; push a first commit to it";
        try (LineRepository repository = open(empty.folder().toString())) {
            assertThat(repository.heads()).isEmpty();
            assertThatThrownBy(() -> repository.head("main"))
                    .isInstanceOf(GitException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> repository.resolve("main"))
                    .isInstanceOf(GitException.class)
                    .hasMessage(message);
        }
    }

    @Test
    public void shouldNameTheBranchesThereAre() {
        GitProject project = project();
        try (LineRepository repository = open(project.folder().toString())) {
            assertThatThrownBy(() -> repository.head("prod-eu"))
                    .isInstanceOf(GitException.class)
                    .hasMessage("repository '" + project.folder() + "' has no branch 'prod-eu'; it has dev, main");
            assertThatThrownBy(() -> repository.resolve("v9"))
                    .isInstanceOf(GitException.class)
                    .hasMessage("repository '" + project.folder()
                            + "' has no branch, tag or commit 'v9'; its branches are dev, main");
            assertThatThrownBy(() -> repository.resolve("dead00"))
                    .isInstanceOf(GitException.class)
                    .hasMessage("repository '" + project.folder()
                            + "' has no branch, tag or commit 'dead00'; its branches are dev, main");
        }
    }

    @Test
    public void shouldRefuseAnAbbreviatedIdWhereAFullOneIsNeeded() {
        GitProject project = project();
        try (LineRepository repository = open(project.folder().toString())) {
            assertThatThrownBy(() -> repository.sharedTree("dead00", List.of()))
                    .isInstanceOf(GitException.class)
                    .hasMessage("'dead00' is no full commit id; it has 40 hexadecimal digits");
        }
    }

    @Test
    public void shouldRefuseToRebaseOntoAnotherHistory() {
        GitProject project = project();
        String main = project.heads().get("main");
        String other = project.commit("Other root", Map.of("o", "o\n"));
        project.branch("other", other);
        try (LineRepository repository = open(project.folder().toString())) {
            assertThatThrownBy(() -> repository.picks().rebase(other, main, other, "carol"))
                    .isInstanceOf(GitException.class)
                    .hasMessage("commits " + main.substring(0, 10) + " and " + other.substring(0, 10)
                            + " of repository '" + project.folder()
                            + "' have no ancestor in common, so nothing can be put from one onto the other; name a"
                            + " commit of the same history");
        }
    }

    private GitProject project() {
        GitProject project = GitProject.bare(root().resolve("deploy.git"));
        String first = project.commit("First", Map.of("a", "1\n"));
        project.branch("main", first);
        project.branch("dev", first);
        return project;
    }

    @Test
    public void shouldNotMoveTheBranchSomebodyWorksOn() throws IOException, GitAPIException {
        File work = folder.newFolder("work");
        String first;
        String second;
        try (Git git = Git.init().setDirectory(work).setInitialBranch("main").call()) {
            Files.writeString(work.toPath().resolve("a"), "1");
            git.add().addFilepattern("a").call();
            first = git.commit().setMessage("First").setSign(false).call().name();
            git.branchCreate().setName("prod").call();
            Files.writeString(work.toPath().resolve("a"), "2");
            second = git.commit()
                    .setAll(true)
                    .setMessage("Second")
                    .setSign(false)
                    .call()
                    .name();
        }
        Files.writeString(work.toPath().resolve("a"), "not committed yet");
        byte[] index = Files.readAllBytes(work.toPath().resolve(".git/index"));
        String reflog = Files.readString(work.toPath().resolve(".git/logs/HEAD"));
        try (LineRepository repository = open(work.toString())) {
            assertThat(repository.push(List.of(RefMove.branch("main", second, first))))
                    .isEqualTo(new PushResult(
                            Outcome.REJECTED,
                            "branch main is checked out in '" + work + "', so it was not moved and nothing was"
                                    + " changed; check out another branch there, promote to a bare repository, or"
                                    + " set receive.denyCurrentBranch there"));
            assertThat(repository
                            .push(List.of(RefMove.branch("prod", first, second)))
                            .done())
                    .isTrue();
            assertThat(repository.heads()).isEqualTo(Map.of("main", second, "prod", second));
        }
        assertThat(Files.readAllBytes(work.toPath().resolve(".git/index"))).isEqualTo(index);
        assertThat(Files.readString(work.toPath().resolve(".git/logs/HEAD"))).isEqualTo(reflog);
        assertThat(work.toPath().resolve("a")).hasContent("not committed yet");
    }
}
