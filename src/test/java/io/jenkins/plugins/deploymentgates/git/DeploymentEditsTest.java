package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.config.DeploymentFileSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.Test;

public class DeploymentEditsTest extends DeploymentEditsFixture {
    @Test
    public void shouldCommitOnTopOfTheHeadAndPushNothing() throws IOException {
        DeploymentEdit edit = edits().update("prod", DeploymentUpdate.NOTHING.withVersion("core", "4.2.0"));
        String commit = commit(edit);
        try (Repository git = project.open();
                RevWalk walk = new RevWalk(git)) {
            assertThat(git.getObjectDatabase().has(ObjectId.fromString(commit))).isFalse();
            RevCommit parent = walk.parseCommit(ObjectId.fromString(head));
            assertThat(parent.getParentCount()).isZero();
        }
        assertThat(project.heads()).isEqualTo(Map.of("main", head));
        assertThat(repository.commits(head, commit, 5))
                .extracting(one -> one.message())
                .containsExactly("Update prod: core 4.1.0 -> 4.2.0\n\ncore 4.1.0 -> 4.2.0\n");
        assertThat(edit.head()).isEqualTo(head);
        assertThat(edit.changes()).hasSize(1);
    }

    @Test
    public void shouldUpdateVersionsAddAndRemoveModulesInOneCommit() {
        DeploymentEdit edit = edits().update(
                        "prod",
                        DeploymentUpdate.NOTHING
                                .withTier("development")
                                .withVersion("core", "4.2.0")
                                .withVersion("ntp", "1.10")
                                .with("web", new DeploymentComponent("yes", "git", "https://git.example.com/web.git"))
                                .without("old"));
        assertProd(
                edit,
                """
                Update prod: 5 changes

                tier production -> development
                core 4.1.0 -> 4.2.0
                ntp 1.9 -> 1.10
                web added at yes
                old removed, was at 3
                """,
                """
                tier: development   # careful
                core: {version: '4.2.0', source: https://git.example.com/acme/core.git}
                modules:
                # the clock
                - ntp: {type: forge, version: "1.10"} # checked
                # to be replaced
                - web: {version: 'yes', type: git, source: 'https://git.example.com/web.git'}
                # the end
                """);
    }

    @Test
    public void shouldPromoteOneModule() {
        assertProd(
                edits().promote("qa", "prod", DeploymentSelection.of(List.of("ntp"))),
                "Promote ntp 1.10 from qa to prod\n\nntp 1.9 -> 1.10\n",
                PROD.replace("\"1.9\"", "\"1.10\""));
    }

    @Test
    public void shouldPromoteTheCore() {
        assertProd(
                edits().promote("qa", "prod", DeploymentSelection.of(List.of("core"))),
                "Promote core 4.2.0 from qa to prod\n\ncore 4.1.0 -> 4.2.0\n",
                PROD.replace("'4.1.0'", "'4.2.0'"));
    }

    @Test
    public void shouldPromoteSeveralModulesInOneCommit() {
        DeploymentEdit edit = edits().promote("qa", "prod", DeploymentSelection.of(List.of("ntp", "acme/shop")));
        assertThat(edit.message())
                .isEqualTo(
                        """
                        Promote ntp 1.10, acme/shop release/2 from qa to prod

                        ntp 1.9 -> 1.10
                        acme/shop added at release/2
                        """);
        DeploymentFile prod = DeploymentFiles.at(repository, commit(edit), DeploymentFileSettings.FILE)
                .get("prod");
        assertThat(prod.modules()).containsOnlyKeys("ntp", "old", "acme/shop");
        assertThat(prod.core().version()).isEqualTo("4.1.0");
    }

    @Test
    public void shouldPromoteEverythingAndRemoveWhatTheSourceDoesNotHave() {
        DeploymentEdit edit = edits().promote("qa", "prod", DeploymentSelection.all());
        assertProd(
                edit,
                """
                Promote everything from qa to prod

                core 4.1.0 -> 4.2.0
                ntp 1.9 -> 1.10
                acme/shop added at release/2
                old removed, was at 3
                """,
                """
                tier: production   # careful
                core: {version: '4.2.0', source: https://git.example.com/acme/core.git}
                modules:
                # the clock
                - ntp: {type: forge, version: "1.10"} # checked
                # to be replaced
                - acme/shop: {version: release/2, type: git, source: 'https://git.example.com/acme/shop.git'}
                # the end
                """);
        DeploymentFiles after = DeploymentFiles.at(repository, commit(edit), DeploymentFileSettings.FILE);
        assertThat(DeploymentTable.of(List.of(after.get("qa"), after.get("prod")))
                        .differences()
                        .rows())
                .isEmpty();
    }

    @Test
    public void shouldTakeTypeAndSourceWithTheVersion() {
        DeploymentEdit first = edits().update(
                        "qa",
                        DeploymentUpdate.NOTHING
                                .with("old", new DeploymentComponent("4", "git", "https://git.example.com/old.git"))
                                .with("ntp", new DeploymentComponent("2", "rpm", null)));
        head = commit(first);
        DeploymentEdit second = edits().promote("qa", "prod", DeploymentSelection.of(List.of("old", "ntp")));
        assertThat(second.message())
                .contains("old 3 -> 4, old type rpm -> git, old source (none) -> https://git.example.com/old.git");
        assertThat(text(commit(second), "deployments/prod.yaml"))
                .isEqualTo(PROD.replace("type: forge, version: \"1.9\"", "type: rpm, version: \"2\"")
                        .replace(
                                "version: 3, type: rpm",
                                "version: 4, type: git, source: https://git.example.com/old.git"));
        head = commit(second);
        DeploymentEdit back =
                edits().update("prod", DeploymentUpdate.NOTHING.with("old", new DeploymentComponent("3", "rpm", null)));
        assertThat(text(commit(back), "deployments/prod.yaml"))
                .isEqualTo(PROD.replace("type: forge, version: \"1.9\"", "type: rpm, version: \"2\""));
    }

    @Test
    public void shouldHaveNothingToCommitWhenAllOfItIsThere() {
        DeploymentEdit edit = edits().update("prod", DeploymentUpdate.NOTHING.withVersion("ntp", "1.9"));
        assertThat(edit.isEmpty()).isTrue();
        assertThat(edit.files()).isEmpty();
        assertThat(edit.changes()).isEmpty();
        assertThat(commit(edit)).isEqualTo(head);
    }

    @Test
    public void shouldCreateADeployment() {
        DeploymentEdit edit = edits().create(
                        "canary",
                        null,
                        "production",
                        new DeploymentComponent("1.10", "git", "https://git.example.com/core.git"),
                        Map.of("ntp", new DeploymentComponent("2.0.1", "forge", null)));
        assertThat(edit.message()).isEqualTo("Create canary\n\ntier production\ncore 1.10\nntp 2.0.1\n");
        assertThat(edit.files()).containsExactly("A deployments/canary.yaml");
        assertThat(text(commit(edit), "deployments/canary.yaml"))
                .isEqualTo(
                        """
                        tier: production
                        core:
                          version: '1.10'
                          source: https://git.example.com/core.git
                        modules:
                          - ntp:
                              version: 2.0.1
                              type: forge
                        """);
        DeploymentEdit elsewhere = edits().create(
                        "b",
                        "more/places/x",
                        "production",
                        new DeploymentComponent("1", "container", "registry/x"),
                        Map.of());
        assertThat(text(commit(elsewhere), "more/places/x/b.yaml"))
                .isEqualTo("tier: production\ncore:\n  version: '1'\n  type: container\n  source: registry/x\n");
    }

    @Test
    public void shouldDuplicateADeploymentWithChangedVersions() {
        DeploymentEdit edit =
                edits().duplicate("qa", "canary", null, DeploymentUpdate.NOTHING.withVersion("acme/shop", "feature/x"));
        assertThat(edit.message())
                .isEqualTo(
                        """
                        Duplicate qa as canary

                        tier development
                        core 4.2.0
                        ntp 1.10
                        acme/shop feature/x
                        """);
        assertThat(edit.files()).containsExactly("A deployments/eu/canary.yml");
        assertThat(text(commit(edit), "deployments/eu/canary.yml")).isEqualTo(QA.replace("release/2", "feature/x"));
        assertThat(edits().duplicate("qa", "canary", "more/places", DeploymentUpdate.NOTHING)
                        .files())
                .containsExactly("A more/places/canary.yml");
    }

    @Test
    public void shouldDeleteADeployment() {
        DeploymentEdit edit = edits().delete("prod");
        assertThat(edit.message()).isEqualTo("Delete prod\n");
        assertThat(edit.files()).containsExactly("D deployments/prod.yaml");
        assertThat(DeploymentFiles.at(repository, commit(edit), DeploymentFileSettings.FILE)
                        .names())
                .containsExactly("broken", "qa");
        assertThat(DeploymentChanges.between(repository, head, commit(edit), DeploymentFileSettings.FILE))
                .isEqualTo(edit.changes());
    }

    @Test
    public void shouldReportTheSameChangesAsThePushWill() {
        for (DeploymentEdit edit : List.of(
                edits().promote("qa", "prod", DeploymentSelection.all()),
                edits().duplicate("qa", "canary", null, DeploymentUpdate.NOTHING.withTier("production")),
                edits().update("qa", DeploymentUpdate.NOTHING.without("ntp")))) {
            List<DeploymentChange> pushed =
                    DeploymentChanges.between(repository, head, commit(edit), DeploymentFileSettings.FILE);
            assertThat(pushed).hasSize(1);
            assertThat(pushed.get(0).details()).isEqualTo(edit.changes().get(0).details());
        }
    }

    @Test
    public void shouldRefuseWhatIsNotThere() {
        DeploymentEdits edits = edits();
        assertRefused(
                () -> edits.update("prod", DeploymentUpdate.NOTHING.withVersion("nttp", "1")),
                "deployment 'prod' has no module 'nttp'; did you mean 'ntp'? It has core, ntp, old");
        assertRefused(
                () -> edits.update("prod", DeploymentUpdate.NOTHING.without("web")),
                "deployment 'prod' has no module 'web'; it has core, ntp, old");
        assertRefused(
                () -> edits.promote("qa", "prod", DeploymentSelection.of(List.of("old"))),
                "deployment 'qa' has no module 'old'; it has core, ntp, acme/shop");
        assertRefused(
                () -> edits.promote("qa", "prd", DeploymentSelection.all()),
                "there is no deployment 'prd' at commit " + Ids.abbreviate(head)
                        + "; did you mean 'prod'? There are broken, prod, qa");
        assertRefused(
                () -> edits.promote("qa", "qa", DeploymentSelection.all()),
                "deployment 'qa' cannot be promoted into itself; name another one");
        assertRefused(
                () -> DeploymentSelection.of(List.of()),
                "nothing is named to be promoted; name modules, core for the core, or take everything");
        assertThatThrownBy(() -> edits.update("broken", DeploymentUpdate.NOTHING))
                .isInstanceOf(DeploymentFilesException.class)
                .hasMessageStartingWith("deployments/broken.yaml:");
    }

    @Test
    public void shouldRefuseValuesThatCouldNotBeReadBack() {
        DeploymentEdits edits = edits();
        assertRefused(
                () -> edits.update("prod", DeploymentUpdate.NOTHING.withVersion("ntp", "1 0")),
                "'ntp': the version '1 0' is empty or has white space or a control character; valid is for example"
                        + " 1.4.2");
        assertRefused(
                () -> edits.update(
                        "prod", DeploymentUpdate.NOTHING.with("a b", new DeploymentComponent("1", "git", null))),
                "'a b': 'a b' is no valid name of a module; use letters, digits, '.', '-', '_' and '/', such as"
                        + " shop-api; what is of type git has a source; write for example source:"
                        + " https://git.example.com/shop/api.git");
        assertRefused(
                () -> edits.update("prod", DeploymentUpdate.NOTHING.withTier("prod")),
                "'prod' is no tier of deployments.yaml; its tiers are development, production");
        assertRefused(
                () -> edits.update("prod", DeploymentUpdate.NOTHING.without("core")),
                "the core of deployment 'prod' cannot be removed; give it another version, or delete the deployment");
        assertRefused(
                () -> edits.update(
                        "prod", DeploymentUpdate.NOTHING.withVersion("ntp", "2").without("ntp")),
                "'ntp' is to be changed in two ways at once; name it once");
        assertRefused(
                () -> edits.duplicate("qa", "prod", null, DeploymentUpdate.NOTHING),
                "there is a deployment 'prod' already, in deployments/prod.yaml; choose another name, or update it");
        assertRefused(
                () -> edits.duplicate("qa", "-x", null, DeploymentUpdate.NOTHING),
                "the name of the deployment '-x' is not valid; it has at most 200 letters, digits, '.', '-' and '_', and"
                        + " begins with a letter or digit");
        assertRefused(
                () -> edits.duplicate("qa", "x", "elsewhere", DeploymentUpdate.NOTHING),
                "the folder 'elsewhere' is below none of the search paths; they are deployments, more/places");
        assertRefused(
                () -> edits.duplicate("qa", "x", "../up", DeploymentUpdate.NOTHING),
                "'../up' is no folder inside the repository; write it with '/', without one at the start and without"
                        + " '..', such as deployments");
    }
}
