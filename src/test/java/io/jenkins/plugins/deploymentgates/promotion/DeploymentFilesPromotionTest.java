package io.jenkins.plugins.deploymentgates.promotion;

import static io.jenkins.plugins.deploymentgates.promotion.DeploymentFilesWorld.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Promoting by writing into the file of the target's deployment, through the engine, on real repositories. */
public class DeploymentFilesPromotionTest extends DeploymentFilesFixture {
    @Test
    public void shouldTakeWhatTheFileSaysForTheRelease() {
        files.dev("1.0", "api", "2.0", "web", "3.0");
        Release release = world().read(view ->
                view.release(world().current("dev").fingerprint()).orElseThrow());

        assertThat(release.version()).isEqualTo("1.0");
        assertThat(release.artifacts())
                .extracting(Object::toString)
                .containsExactly("forge:api:2.0", "forge:core:1.0", "forge:web:3.0");
        assertThat(world().current("dev").commit()).isEqualTo(world().origin().head("main"));
    }

    @Test
    public void shouldWriteIntoTheFileOfTheNextEnvironmentAndTouchNothingElse() {
        files.dev("1.1", "api", "2.1", "web", "3.1");
        String before = world().origin().head("main");

        PromotionResult result = files.on("qa");

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        String after = world().origin().head("main");
        assertThat(world().origin().moves("main")).last().isEqualTo(before + " " + after);
        assertThat(files.read("qa")).isEqualTo(file("test", "1.1", "api", "2.1", "web", "3.1"));
        assertThat(files.read("shop-prod")).isEqualTo(file("production", "0.8", "api", "1.8", "web", "2.8"));
        assertThat(world().current("qa").commit()).isEqualTo(after);
        assertThat(world().current("qa").fingerprint())
                .isEqualTo(world().current("dev").fingerprint());
        assertThat(world().origin().subjects("main")).startsWith("Promote shop 1.1 to qa", "Build 1.1");
        assertThat(files.on("prod").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(files.read("shop-prod")).isEqualTo(file("production", "1.1", "api", "2.1", "web", "3.1"));
        assertThat(world().matrix())
                .isEqualTo(Map.of("dev", "1.1 VERIFIED", "qa", "1.1 VERIFIED", "prod", "1.1 VERIFIED"));
    }

    @Test
    public void shouldShowTheCommitAndChangeNothing() {
        files.dev("1.1", "api", "2.1", "web", "3.1");
        Map<String, String> before = world().everyByte();
        String head = world().origin().head("main");

        Preview preview = world().engine().promotions().preview(World.ANN, PromoteRequest.of("shop", "qa"));

        assertThat(world().everyByte()).isEqualTo(before);
        assertThat(preview.explanation().passed()).isTrue();
        Draft draft = preview.draft();
        assertThat(draft.environment()).isNull();
        assertThat(draft.files()).containsExactly("M deployments/qa.yaml");
        assertThat(draft.moves()).extracting(RefMove::ref).containsExactly("refs/heads/main");
        assertThat(draft.moves()).extracting(RefMove::expected).containsExactly(head);
        assertThat(draft.message())
                .isEqualTo("Promote shop 1.1 to qa\n\ncore 0.9 -> 1.1\napi 1.9 -> 2.1\nweb 2.9 -> 3.1\n\n"
                        + "Environment: qa\nFrom: dev\nRelease: "
                        + world().current("dev").fingerprint() + "\nAsked for by: ann\n");
        assertThat(preview.incoming()).extracting(commit -> commit.subject()).containsExactly("Build 1.1", "Set up");
    }

    @Test
    public void shouldLetNothingInThatWasNotVerifiedUpstream() {
        files.write("Build", Map.of("deployments/dev.yaml", file("development", "1.1", "api", "2.1")));
        world().promote("dev");
        String before = world().origin().head("main");

        assertThat(files.promote("qa").promotion().status()).isEqualTo(PromotionStatus.WAITING);

        assertThat(world().origin().head("main")).isEqualTo(before);
        world().deliver("dev");
        world().verify("dev");
        assertThat(world().current("qa").version()).isEqualTo("1.1");
    }

    @Test
    public void shouldRefuseModulesInACombinationThatWasNeverVerified() {
        files.dev("1.0", "api", "2.0", "web", "3.0");
        files.on("qa");
        files.dev("1.0", "api", "2.1", "web", "3.1");

        PromotionResult result = files.promote("qa", "api");

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.REFUSED);
        assertThat(result.promotion().reason()).contains("shop 1.0");
        assertThat(files.read("qa")).isEqualTo(file("test", "1.0", "api", "2.0", "web", "3.0"));
    }

    @Test
    public void shouldPromoteModulesWhoseCombinationWasVerifiedBefore() {
        files.dev("1.0", "api", "2.0", "web", "3.0");
        files.on("qa");
        files.dev("1.0", "api", "2.1", "web", "3.0");
        files.dev("1.0", "api", "2.1", "web", "3.1");

        assertThat(files.promote("qa", "api").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);

        assertThat(files.read("qa")).isEqualTo(file("test", "1.0", "api", "2.1", "web", "3.0"));
    }

    @Test
    public void shouldPromoteWithoutAPushWhatTheFileSaysAlready() {
        files.dev("1.1", "api", "2.1", "web", "3.1");
        files.write("By hand", Map.of("deployments/qa.yaml", file("test", "1.1", "api", "2.1", "web", "3.1")));
        String head = world().origin().head("main");

        assertThat(files.promote("qa").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);

        assertThat(world().origin().head("main")).isEqualTo(head);
        assertThat(world().current("qa").commit()).isEqualTo(head);
    }

    @Test
    public void shouldReturnThePromotionThatBroughtIt() {
        files.dev("1.1", "api", "2.1", "web", "3.1");
        PromotionResult first = files.promote("qa");
        files.write("Else", Map.of("README.md", "more\n"));

        PromotionResult second = files.promote("qa");

        assertThat(second.promotion().id()).isEqualTo(first.promotion().id());
        assertThat(world().origin().subjects("main")).startsWith("Else", "Promote shop 1.1 to qa");
    }

    @Test
    public void shouldMakeTheFileOfAnEnvironmentThatHasNone() {
        files.write("Remove qa", Map.of("deployments/qa.yaml", ""));
        files.dev("1.1", "api", "2.1");

        assertThat(files.promote("qa").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);

        assertThat(files.read("qa"))
                .isEqualTo(
                        """
                        tier: test
                        core:
                          version: '1.1'
                          type: forge
                          source: forge.example.com/shop
                        modules:
                          - api:
                              version: '2.1'
                              type: forge
                        """);
    }

    @Test
    public void shouldKeepTheCommitOfADeploymentWhoseFileDidNotChange() {
        files.dev("1.1", "api", "2.1");
        files.promote("qa");
        long deployment = world().current("qa").id();
        files.write("Else", Map.of("deployments/other.yaml", file("test", "5")));

        assertThat(files.record("qa", null, DeploymentStatus.STARTED)
                        .deployment()
                        .id())
                .isEqualTo(deployment);
        assertThat(files.record("qa", null, DeploymentStatus.COMPLETED)
                        .deployment()
                        .id())
                .isEqualTo(deployment);
    }

    @Test
    public void shouldRecordWhatTheFileSaysAsOutOfBandWhenNoPromotionLedToIt() {
        files.dev("1.1", "api", "2.1");
        files.write("By hand", Map.of("deployments/qa.yaml", file("test", "9.9", "api", "9")));

        RecordResult result = files.record("qa", null, DeploymentStatus.COMPLETED);

        assertThat(result.deployment().version()).isEqualTo("9.9");
        assertThat(result.deployment().outOfBand()).contains("is not verified in dev: dev: never deployed there");
    }

    @Test
    public void shouldTakeALabelThatIsGiven() {
        files.write("Build", Map.of("deployments/dev.yaml", file("development", "1.1", "api", "2.1")));
        files.record("dev", "march", DeploymentStatus.COMPLETED);
        world().verify("dev");

        assertThat(files.promote("qa").promotion().version()).isEqualTo("march");
        assertThat(files.record("qa", null, DeploymentStatus.COMPLETED)
                        .deployment()
                        .version())
                .isEqualTo("march");
    }

    @Test
    public void shouldRollBackWithACommitOfItsOwn() {
        files.dev("1.0", "api", "2.0", "web", "3.0");
        files.on("qa");
        files.dev("1.1", "api", "2.1", "extra", "1");
        files.on("qa");

        List<PromotionResult> results = world().engine().rollbacks().rollback(World.ANN, "shop", List.of("qa"), null);

        assertThat(results.get(0).promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(world().current("qa").version()).isEqualTo("1.0");
        assertThat(files.read("qa")).contains("version: 1.0", "api: {version: 2.0", "web: {version: '3.0'");
        assertThat(files.read("qa")).doesNotContain("extra");
        assertThat(world().origin().subjects("main")).startsWith("Roll qa back to shop 1.0");
    }

    @Test
    public void shouldRollBackSeveralEnvironmentsInOnePush() {
        files.dev("1.0", "api", "2.0");
        files.on("qa");
        files.on("prod");
        files.dev("1.1", "api", "2.1");
        files.on("qa");
        files.on("prod");
        int moves = world().origin().moves("main").size();

        world().engine().rollbacks().rollback(World.ANN, "shop", List.of("qa", "prod"), null);

        assertThat(world().origin().moves("main")).hasSize(moves + 1);
        assertThat(world().origin().subjects("main"))
                .startsWith("Roll prod back to shop 1.0", "Roll qa back to shop 1.0");
        assertThat(world().current("prod").commit()).isEqualTo(world().origin().head("main"));
        assertThat(world().current("qa").commit()).isNotEqualTo(world().origin().head("main"));
    }

    @Test
    public void shouldNameWhatIsWrongWithPartsArtifactsAndFiles() {
        assertThatThrownBy(() -> files.promote("dev", "api"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("dev is at the start of the pipeline of shop: there is no environment to promote single"
                        + " modules from; name one with --from, or promote what its deployment file says as a whole");
        files.dev("1.1", "api", "2.1");
        assertThatThrownBy(() -> files.promote("qa", "apo"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("deployment 'dev' has no module 'apo'; did you mean 'api'? It has core, api");
        List<Artifact> artifacts = List.of(Artifact.parse("forge:api:2.1"));
        assertThatThrownBy(() -> world().engine()
                        .promotions()
                        .promote(
                                World.ANN,
                                new PromoteRequest("shop", "dev", null, "1.1", artifacts, false, null, null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("what a release of shop consists of is in its deployment files; leave the artifacts out");
        files.write(
                "Break", Map.of("deployments/qa.yaml", "tier: test\ncore: {version: 1, type: forge}\nmoduls: []\n"));
        assertThatThrownBy(() -> files.promote("qa"))
                .isInstanceOf(GitException.class)
                .hasMessage(
                        "deployments/qa.yaml:3:1: the key 'moduls' is unknown; did you mean 'modules'? Valid are tier,"
                                + " core, modules");
    }

    @Test
    public void shouldNameWhatHindersTheFileOfATarget() {
        files.dev("1.1", "api", "2.1");
        files.write(
                "Other tiers",
                Map.of(
                        "deployments.yaml",
                        "tiers: [development, staging]\nsearchPaths: [deployments]\n",
                        "deployments/qa.yaml",
                        "",
                        "deployments/shop-prod.yaml",
                        ""));
        assertThatThrownBy(() -> files.promote("qa"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "there is no deployment 'qa' yet, and the tier of qa, 'test', is none of deployments.yaml, so"
                                + " it cannot be made; its tiers are development, staging; create it with the tier it shall"
                                + " have");
        assertThatThrownBy(() -> files.promote("qa", "api"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is no deployment 'qa' yet, so single modules cannot be promoted into it; promote"
                        + " everything first");
    }

    @Test
    public void shouldRefuseANameThatIsInTwoSearchPaths() {
        files.dev("1.1", "api", "2.1");
        files.write(
                "Twice",
                Map.of(
                        "deployments.yaml",
                        "tiers: [development, test, production]\nsearchPaths: [deployments, more]\n",
                        "more/qa.yaml",
                        file("test", "1")));
        assertThatThrownBy(() -> files.promote("qa"))
                .isInstanceOf(GitException.class)
                .hasMessage(
                        "more/qa.yaml: the deployment 'qa' is also in deployments/qa.yaml; names are unique over all"
                                + " search paths, so rename or remove one");
    }
}
