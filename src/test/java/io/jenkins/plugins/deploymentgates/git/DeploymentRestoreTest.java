package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Giving files the content of an earlier commit. */
public class DeploymentRestoreTest extends DeploymentEditsFixture {
    @Test
    public void shouldRestoreADeploymentWhereverItsFileIsNow() {
        String before = head;
        head = project.commit(
                "Move and break",
                Map.of("deployments/eu/qa.yml", "", "more/places/qa.yaml", "tier: [\n", "README.md", "other\n"),
                head);
        project.branch("main", head);
        DeploymentEdit edit = edits().restore(before, List.of("qa", "README.md"));
        assertThat(edit.message())
                .startsWith("Restore README.md, qa to " + Ids.abbreviate(before) + "\n\ntier development\n");
        assertThat(edit.files()).containsExactly("M README.md", "M more/places/qa.yaml");
        assertRefused(
                () -> edits().restore(before, List.of("deployments/eu/qa.yml")),
                "the deployment 'qa' is in more/places/qa.yaml now, so a file 'deployments/eu/qa.yml' would be a second"
                        + " one; restore it by its name");
        String commit = commit(edit);
        assertThat(text(commit, "more/places/qa.yaml")).isEqualTo(QA);
        assertThat(text(commit, "README.md")).isEqualTo("read\n");
        assertThat(repository.isAncestor(head, commit)).isTrue();
    }

    @Test
    public void shouldRestoreADeletedDeploymentByNameAndByPath() {
        String before = head;
        head = project.commit("Delete", Map.of("deployments/prod.yaml", ""), head);
        project.branch("main", head);
        for (String what : List.of("prod", "deployments/prod.yaml")) {
            assertThat(edits().restore(before, List.of(what)).files()).containsExactly("A deployments/prod.yaml");
        }
    }

    @Test
    public void shouldRestoreAllDeploymentsAndNothingElse() {
        String before = head;
        head = project.commit(
                "Change",
                Map.of(
                        "deployments/eu/qa.yml",
                        "",
                        "deployments/prod.yaml",
                        PROD.replace("4.1.0", "5"),
                        "deployments/new.yaml",
                        QA,
                        "deployments.yaml",
                        DeploymentFilesTest.LAYOUT + "# more\n",
                        "README.md",
                        "other\n"),
                head);
        project.branch("main", head);
        DeploymentEdit edit = edits().restore(before, List.of());
        assertThat(edit.message())
                .isEqualTo("Restore all deployments to " + Ids.abbreviate(before) + "\n\n"
                        + "new: removed\n\n"
                        + "prod: changed\ncore 5 -> 4.1.0\n\n"
                        + "qa: created\ntier development\ncore 4.2.0\nntp 1.10\nacme/shop release/2\n");
        assertThat(edit.files())
                .containsExactly(
                        "M deployments.yaml",
                        "A deployments/eu/qa.yml",
                        "D deployments/new.yaml",
                        "M deployments/prod.yaml");
        assertThat(repository.changedFiles(before, commit(edit))).containsExactly("M README.md");
    }

    @Test
    public void shouldRefuseToRestoreWhatWasNotThereOrDoesNotFitAnyMore() {
        String before = head;
        head = project.commit(
                "Change",
                Map.of(
                        "deployments/new.yaml",
                        QA.replace("development", "test"),
                        "deployments.yaml",
                        "tiers: [test, production]\nsearchPaths: [deployments]\n"),
                head);
        project.branch("main", head);
        assertThatThrownBy(() -> edits().restore(before, List.of("new")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there was no deployment or file 'new' at commit " + Ids.abbreviate(before)
                        + "; it came later, so delete it instead");
        assertThatThrownBy(() -> edits().restore(before, List.of("a/b")))
                .hasMessage("there was no deployment or file 'a/b' at commit " + Ids.abbreviate(before)
                        + "; name one that was there, by name or path");
        assertThatThrownBy(() -> edits().restore(before, List.of("qa")))
                .isInstanceOf(DeploymentFilesException.class)
                .hasMessage(
                        "deployments/eu/qa.yml:2:7: tier: 'development' is no tier of deployments.yaml; its tiers are"
                                + " test, production");
    }
}
