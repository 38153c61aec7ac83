package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.deploymentgates.gate.Line;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class EnvironmentRepositoryTest {
    private static final EnvironmentRepository.Layout LAYOUT = new EnvironmentRepository.Layout(
            "environment/{environment}", "environment.yaml", "types/{type}.yaml", "main");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private GitProject project;
    private LineRepository repository;
    private EnvironmentRepository environments;
    private String main;
    private String qa;

    @Before
    public void open() {
        Path root = folder.getRoot().toPath();
        project = GitProject.bare(root.resolve("environments.git"));
        main = project.commit("Types", Map.of("types/small.yaml", "application: /srv/shop.git\nsize: 1\n"));
        qa = project.commit(
                "qa", Map.of("environment.yaml", "version: WIP # now\r\ntype: small\r\nsize: 2", "readme", "r\n"));
        project.branch("main", main);
        project.branch("environment/qa", qa);
        repository = new GitRepositories(root.resolve("git")).open(project.settings(), Access.WRITE);
        environments = new EnvironmentRepository(repository, LAYOUT);
    }

    @After
    public void close() {
        repository.close();
    }

    @Test
    public void shouldReadAnEnvironmentWithItsType() {
        EnvironmentRepository.Content content = environments.read("qa", qa);
        assertThat(content.file().version()).isEqualTo("WIP");
        assertThat(content.settings().application()).isEqualTo("/srv/shop.git");
        assertThat(content.settings().others()).isEqualTo(Map.of("size", "2"));
        assertThat(content.typesCommit()).isEqualTo(main);
    }

    @Test
    public void shouldCommitTheVersionAndNothingElse() {
        EnvironmentRepository.Signatures ann =
                new EnvironmentRepository.Signatures(Signature.of("ann"), Signature.of("bot"));
        String made = environments.commitVersion("qa", qa, "1.10", false, "Promote 1.10 to qa", ann);
        assertThat(repository.changedFiles(qa, made)).containsExactly("M environment.yaml");
        assertThat(new String(repository.file(made, "environment.yaml").orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo("version: '1.10' # now\r\ntype: small\r\nsize: 2");
        assertThat(environments.commitVersion("qa", made, "1.10", false, "again", ann))
                .isEqualTo(made);
        String again = environments.commitVersion("qa", made, "1.10", true, "Again", ann);
        assertThat(repository.changedFiles(made, again)).isEmpty();
        assertThat(repository.commits(made, again, 5))
                .extracting(Line.Commit::author, Line.Commit::message)
                .containsExactly(tuple("ann <ann@deployment-gates.invalid>", "Again"));
    }

    @Test
    public void shouldTellWhichEnvironmentAPushDeploys() {
        String next = project.commit("next", Map.of("environment.yaml", "version: 1.10\ntype: small\n"), qa);
        assertThat(environments.changed("environment/qa", qa, next))
                .contains(new EnvironmentRepository.Change("qa", "WIP", "1.10"));
        assertThat(environments.changed("environment/qa", null, qa))
                .contains(new EnvironmentRepository.Change("qa", null, "WIP"));
        assertThat(environments.changed("environment/qa", main, qa))
                .contains(new EnvironmentRepository.Change("qa", null, "WIP"));
        assertThat(environments.changed("main", null, main)).isEmpty();
        assertThat(environments.head("qa")).isEqualTo(qa);
    }

    @Test
    public void shouldFindWhatWasDeployedLongAgo() {
        String record = "Version: 1.4.2\nDeploys: " + main + " v1.4.2 /srv/shop.git\n";
        String head = project.commit("Promote\n\n" + record, Map.of("environment.yaml", "version: 1.4.2\n"), qa);
        for (int i = 0; i < 60; i++) {
            head = project.commit("By hand", Map.of("readme", i + "\n"), head);
        }
        ReleaseRecord expected = ReleaseRecord.of(record).orElseThrow();
        assertThat(environments.record(head)).contains(expected);
        assertThat(environments.record(head, "1.4.2", main)).contains(expected);
        assertThat(environments.record(head, "1.4.2", qa)).isEmpty();
    }

    @Test
    public void shouldNameAFileThatIsMissing() {
        assertThatThrownBy(() -> environments.read("qa", main))
                .isInstanceOf(GitException.class)
                .hasMessage("branch environment/qa of repository '" + project.folder()
                        + "' has no file environment.yaml at " + main.substring(0, 10) + "; add it");
        String other = project.commit("other", Map.of("environment.yaml", "version: 1\ntype: big\n"));
        assertThatThrownBy(() -> environments.read("qa", other))
                .isInstanceOf(GitException.class)
                .hasMessage("branch main of repository '" + project.folder() + "' has no file types/big.yaml at "
                        + main.substring(0, 10) + "; add it");
    }

    @Test
    public void shouldTellWhichEnvironmentABranchBelongsTo() {
        assertThat(LAYOUT.branch("prod-eu")).isEqualTo("environment/prod-eu");
        assertThat(LAYOUT.environment("environment/prod-eu")).isEqualTo("prod-eu");
        assertThat(LAYOUT.environment("environment/")).isNull();
        assertThat(LAYOUT.environment("environment/a/b")).isNull();
        assertThat(LAYOUT.environment("main")).isNull();
    }
}
