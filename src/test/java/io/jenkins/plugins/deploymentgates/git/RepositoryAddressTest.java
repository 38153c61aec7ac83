package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RepositoryAddressTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldReadAndPushWhereARelativePathLeads() {
        Path root = folder.getRoot().toPath();
        GitProject project = GitProject.bare(root.resolve("the \"shop\" \u00fc.git"));
        String commit = project.commit("First", Map.of("a", "1\n"));
        project.branch("main", commit);
        Path relative = Path.of("").toAbsolutePath().relativize(project.folder());
        assertThat(relative).isRelative();

        try (LineRepository repository =
                new GitRepositories(root.resolve("git")).open(GitProject.settings(relative.toString()), Access.WRITE)) {
            assertThat(repository
                            .push(List.of(new RefMove("refs/heads/qa", null, commit)))
                            .done())
                    .isTrue();
            assertThat(repository.heads()).containsEntry("qa", commit);
        }
    }

    @Test
    public void shouldTellPathsFromHosts() {
        assertThat(RepositoryAddress.parse("/srv/git/a.git").path()).isEqualTo(Path.of("/srv/git/a.git"));
        assertThat(RepositoryAddress.parse("file:///srv/git/a.git").path()).isEqualTo(Path.of("/srv/git/a.git"));
        assertThat(RepositoryAddress.parse("some/a.git").path()).isAbsolute().endsWithRaw(Path.of("some/a.git"));
        assertThat(RepositoryAddress.parse("git@example.com:shop/a.git").path()).isNull();
        assertThat(RepositoryAddress.parse("ssh://git@example.com/a.git").path())
                .isNull();
    }

    @Test
    public void shouldNeverShowSecrets() {
        RepositoryAddress address = RepositoryAddress.parse("https://ann:s3cret@example.com/a.git");
        assertThat(address.quoted()).isEqualTo("'https://example.com/a.git'");
        assertThat(address.redact("https://ann:s3cret@example.com/a.git: no, not with s3cret"))
                .isEqualTo("https://example.com/a.git: no, not with …");
        assertThat(RepositoryAddress.parse("https://t0ken@example.com/a.git").shown())
                .isEqualTo("https://example.com/a.git");
        assertThat(RepositoryAddress.parse("ssh://git@example.com/a.git").shown())
                .isEqualTo("ssh://git@example.com/a.git");
    }

    @Test
    public void shouldNameFoldersSoThatPeopleRecognizeThem() {
        assertThat(RepositoryAddress.parse("https://example.com:8443/shop/deploy.git")
                        .folderName())
                .matches("example\\.com-8443-shop-deploy\\.git-[0-9a-f]{12}");
        assertThat(RepositoryAddress.parse("https://example.com/a-b").folderName())
                .isNotEqualTo(RepositoryAddress.parse("https://example.com/a/b").folderName());
    }
}
