package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.config.DeploymentFileSettings;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/** A repository with deployments that are edited. */
abstract class DeploymentEditsFixture {
    static final String QA = DeploymentFilesTest.QA;
    static final String PROD =
            """
            tier: production   # careful
            core: {version: '4.1.0', source: https://git.example.com/acme/core.git}
            modules:
            # the clock
            - ntp: {type: forge, version: "1.9"} # checked
            # to be replaced
            - old: {version: 3, type: rpm}
            # the end
            """;
    static final Signature ANN = new Signature("Ann", "ann@example.com");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    GitProject project;
    LineRepository repository;
    String head;

    @Before
    public void makeARepository() {
        project = GitProject.bare(folder.getRoot().toPath().resolve("deploy.git"));
        head = project.commit(
                "Files",
                Map.of(
                        "deployments.yaml",
                        DeploymentFilesTest.LAYOUT,
                        "deployments/eu/qa.yml",
                        QA,
                        "deployments/prod.yaml",
                        PROD,
                        "deployments/broken.yaml",
                        "tier: [\n",
                        "README.md",
                        "read\n"));
        project.branch("main", head);
        repository = new GitRepositories(
                        folder.getRoot().toPath().resolve("git"),
                        Clock.fixed(Instant.parse("2026-03-03T09:00:00Z"), ZoneOffset.UTC),
                        name -> null)
                .open(project.settings(), Access.WRITE);
    }

    @After
    public void close() {
        repository.close();
    }

    DeploymentEdits edits() {
        return new DeploymentEdits(repository, head, DeploymentFileSettings.FILE);
    }

    String commit(DeploymentEdit edit) {
        return edit.commit(repository, ANN, Signature.of("bob"));
    }

    String text(String commit, String path) {
        return new String(repository.file(commit, path).orElseThrow(), StandardCharsets.UTF_8);
    }

    void assertProd(DeploymentEdit edit, String message, String content) {
        String commit = commit(edit);
        assertThat(edit.message()).isEqualTo(message);
        assertThat(edit.files()).containsExactly("M deployments/prod.yaml");
        assertThat(repository.changedFiles(head, commit)).containsExactly("M deployments/prod.yaml");
        assertThat(text(commit, "deployments/prod.yaml")).isEqualTo(content);
    }

    static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InvalidInputException.class).hasMessage(message);
    }
}
