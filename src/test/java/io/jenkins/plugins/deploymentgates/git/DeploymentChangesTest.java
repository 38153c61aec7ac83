package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.deploymentgates.config.DeploymentFileSettings;
import io.jenkins.plugins.deploymentgates.git.DeploymentChange.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DeploymentChangesTest {
    private static final String LAYOUT = DeploymentFilesTest.LAYOUT;
    private static final String QA = DeploymentFilesTest.QA;
    private static final String BROKEN = "tier: [\n";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private GitProject project;
    private LineRepository repository;
    private String base;

    @Before
    public void makeARepository() {
        project = GitProject.bare(folder.getRoot().toPath().resolve("deploy.git"));
        base = project.commit(
                "Files",
                Map.of(
                        "deployments.yaml", LAYOUT,
                        "deployments/qa.yaml", QA,
                        "deployments/prod.yaml", QA,
                        "deployments/broken.yaml", BROKEN,
                        "elsewhere/stage.yaml", QA));
        project.branch("main", base);
        repository =
                new GitRepositories(folder.getRoot().toPath().resolve("git")).open(project.settings(), Access.READ);
    }

    @After
    public void close() {
        repository.close();
    }

    private List<DeploymentChange> changes(Map<String, String> push) {
        String head = project.commit("Push", push, base);
        project.branch("main", head);
        return DeploymentChanges.between(repository, base, head, DeploymentFileSettings.FILE);
    }

    private void assertChanges(Map<String, String> push, String... expected) {
        assertThat(changes(push).stream()
                        .map(change ->
                                change.kind() + " " + change.name() + ": " + String.join("; ", change.details())))
                .containsExactly(expected);
    }

    @Test
    public void shouldReportWhatAPushCreatedChangedAndRemoved() {
        assertChanges(
                Map.of(
                        "deployments/new.yaml", "tier: production\ncore: {source: a, version: 1}\n",
                        "deployments/qa.yaml", "",
                        "deployments/prod.yaml",
                                QA.replace("development", "production")
                                        .replace("4.2.0", "4.3.0")
                                        .replace("{version: 1.10, type: forge}", "{version: '1.1', type: x, source: y}")
                                        .replace("acme/shop:", "acme/web:"),
                        "README.md", "hello\n"),
                "CREATED new: tier production; core 1",
                "CHANGED prod: tier development -> production; core 4.2.0 -> 4.3.0; ntp 1.10 -> 1.1, ntp type forge ->"
                        + " x, ntp source (none) -> y; acme/web added at release/2; acme/shop removed, was at"
                        + " release/2",
                "REMOVED qa: ");
    }

    @Test
    public void shouldNotReportCommentsOrderLayoutAndOtherFiles() {
        assertChanges(Map.of(
                "deployments/qa.yaml",
                """
                modules:
                  - {acme/shop: {source: "https://git.example.com/acme/shop.git", type: git, version: release/2}}
                  - ntp:
                      type: forge # really
                      version: '1.10'
                core: {version: 4.2.0, source: https://git.example.com/acme/core.git}
                tier: development
                """,
                "deployments/prod.yaml",
                "\uFEFF" + QA.replace("\n", "\r\n"),
                "deployments/notes.txt",
                "no deployment\n",
                "elsewhere/stage.yaml",
                "no deployment\n"));
    }

    @Test
    public void shouldReportAMovedFileAsAChangeOfItsPathOnly() {
        assertChanges(
                Map.of("deployments/qa.yaml", "", "more/places/qa.yml", QA),
                "CHANGED qa: moved from deployments/qa.yaml to more/places/qa.yml");
        DeploymentChange change = changes(Map.of("deployments/qa.yaml", "", "more/places/qa.yml", QA))
                .get(0);
        assertThat(change.moved()).isTrue();
        assertThat(change.tierChanged()).isFalse();
        assertThat(change.components()).isEmpty();
    }

    @Test
    public void shouldReportARenamedFileAsAnotherDeployment() {
        assertThat(changes(Map.of("deployments/qa.yaml", "", "deployments/test.yaml", QA)))
                .extracting(DeploymentChange::kind, DeploymentChange::name)
                .containsExactly(tuple(Kind.REMOVED, "qa"), tuple(Kind.CREATED, "test"));
    }

    @Test
    public void shouldReadOnlyFilesThatDiffer() {
        // broken.yaml has been broken all the time, and nobody touched it.
        assertChanges(Map.of("deployments/qa.yaml", QA.replace("4.2.0", "4.2.1")), "CHANGED qa: core 4.2.0 -> 4.2.1");
    }

    @Test
    public void shouldReportEveryMistakeOfThePush() {
        assertThatThrownBy(() -> changes(Map.of(
                        "deployments/qa.yaml",
                        QA.replace("development", "dev"),
                        "deployments/prod.yaml",
                        "tier: production\n")))
                .isInstanceOf(DeploymentFilesException.class)
                .hasMessage(
                        """
                        deployments/prod.yaml:1:1: has no core; write for example core: {source: https://git.example.com/shop/core.git, version: 1.4.2}
                        deployments/qa.yaml:2:7: tier: 'dev' is no tier of deployments.yaml; its tiers are development, production"""
                                .stripIndent());
        assertThatThrownBy(() -> changes(Map.of("deployments/a/qa.yaml", QA)))
                .hasMessage(
                        "deployments/qa.yaml: the deployment 'qa' is also in deployments/a/qa.yaml; names are unique"
                                + " over all search paths, so rename or remove one");
    }

    @Test
    public void shouldReportMistakesThatWereCorrectedOrRemoved() {
        assertChanges(Map.of("deployments/broken.yaml", QA), "CHANGED broken: its file had mistakes before");
        assertChanges(Map.of("deployments/broken.yaml", ""), "REMOVED broken: ");
    }

    @Test
    public void shouldReportAllDeploymentsOfABranchsFirstPush() {
        String head = project.commit("Repaired", Map.of("deployments/broken.yaml", ""), base);
        project.branch("main", head);
        assertThat(DeploymentChanges.between(repository, null, head, DeploymentFileSettings.FILE))
                .extracting(DeploymentChange::name, DeploymentChange::kind)
                .containsExactly(tuple("prod", Kind.CREATED), tuple("qa", Kind.CREATED));
        String before = project.commit("Nothing yet", Map.of("deployments/qa.yaml", QA));
        String after = project.commit("Begin", Map.of("deployments.yaml", LAYOUT), before);
        project.branch("other", after);
        assertThat(DeploymentChanges.between(repository, before, after, DeploymentFileSettings.FILE))
                .extracting(DeploymentChange::name, DeploymentChange::kind)
                .containsExactly(tuple("qa", Kind.CREATED));
    }

    @Test
    public void shouldSeeFilesComeAndGoWithTheSearchPaths() {
        assertChanges(
                Map.of("deployments.yaml", "tiers: [development, production]\nsearchPaths: [elsewhere]\n"),
                "REMOVED broken: ",
                "REMOVED prod: ",
                "REMOVED qa: ",
                "CREATED stage: tier development; core 4.2.0; ntp 1.10; acme/shop release/2");
    }

    @Test
    public void shouldReportUntouchedFilesWhoseTierIsGone() {
        assertThatThrownBy(() -> changes(Map.of(
                        "deployments.yaml", LAYOUT.replace("development", "test"),
                        "deployments/broken.yaml", "",
                        "deployments/prod.yaml", "")))
                .hasMessage("deployments/qa.yaml:2:7: tier: 'development' is no tier of deployments.yaml; its tiers are"
                        + " test, production");
    }

    @Test
    public void shouldGoOnAfterAMistakeInTheLayoutIsCorrected() {
        String wrong = project.commit("Wrong", Map.of("deployments.yaml", "x\n"), base);
        String head = project.commit(
                "Right", Map.of("deployments.yaml", LAYOUT, "deployments/qa.yaml", QA.replace("4.2.0", "5")), wrong);
        project.branch("main", head);
        assertThat(DeploymentChanges.between(repository, wrong, head, DeploymentFileSettings.FILE))
                .extracting(DeploymentChange::toString)
                .hasSize(1);
    }

    @Test
    public void shouldPutDeploymentsNextToEachOther() {
        String head = project.commit(
                "More",
                Map.of(
                        "deployments/broken.yaml",
                        "",
                        "deployments/prod.yaml",
                        QA.replace("4.2.0", "4.1.0").replace("acme/shop:", "web:")),
                base);
        project.branch("main", head);
        DeploymentTable table = DeploymentTable.of(DeploymentFiles.at(repository, head, DeploymentFileSettings.FILE)
                .all()
                .values());
        assertThat(table.columns())
                .containsExactly(
                        new DeploymentTable.Column("prod", "development", "deployments/prod.yaml"),
                        new DeploymentTable.Column("qa", "development", "deployments/qa.yaml"));
        assertThat(table.rows().stream()
                        .map(row -> row.name() + " " + row.same() + " "
                                + row.cells().stream()
                                        .map(cell -> cell.map(DeploymentComponent::version)
                                                .orElse("-"))
                                        .toList()))
                .containsExactly(
                        "core false [4.1.0, 4.2.0]",
                        "acme/shop false [-, release/2]",
                        "ntp true [1.10, 1.10]",
                        "web false [release/2, -]");
        assertThat(table.differences().rows())
                .extracting(DeploymentTable.Row::name)
                .containsExactly("core", "acme/shop", "web");
        assertThat(table.rows().get(1).cells().get(0)).isEqualTo(Optional.empty());
    }
}
