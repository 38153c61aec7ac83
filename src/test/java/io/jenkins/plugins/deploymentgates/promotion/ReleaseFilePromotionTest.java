package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Promoting by release files and tags, through the engine, on real repositories. */
public class ReleaseFilePromotionTest extends ReleaseFileFixture {
    private String apiHead() {
        return files.api().head("main");
    }

    @Test
    public void shouldBringAVersionFromTestToProduction() {
        String commit = world().commit("1.4.2");
        assertThat(ReleaseFileWorld.promoted(files.toQa("1.4.2"))).isTrue();
        assertThat(files.file("qa")).isEqualTo(files.content("1.4.2", "qa"));
        assertThat(files.file("prod")).isEqualTo(files.content("WIP", "prod"));
        assertThat(ReleaseFileWorld.tags(files.shop())).isEqualTo(Map.of("v1.4.2-rc.1", commit));
        assertThat(ReleaseFileWorld.tags(files.api())).isEqualTo(Map.of("v1.4.2-rc.1", apiHead()));

        world().commit("1.4.3");
        PromotionResult result = world().promote("prod");
        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(world().current("prod").commit()).isEqualTo(commit);
        assertThat(files.file("prod")).isEqualTo(files.content("1.4.2", "prod"));
        assertThat(files.file("prod-us")).isEqualTo(files.content("WIP", "prod-us"));
        assertThat(ReleaseFileWorld.tags(files.shop())).isEqualTo(Map.of("v1.4.2", commit, "v1.4.2-rc.1", commit));
        assertThat(ReleaseFileWorld.tags(files.api())).isEqualTo(Map.of("v1.4.2", apiHead(), "v1.4.2-rc.1", apiHead()));
        assertThat(files.environments().subjects("environment/prod"))
                .containsExactly("Promote shop 1.4.2 to prod", "By hand");
    }

    @Test
    public void shouldReuseTheFinalTagForAnotherEnvironment() {
        String commit = world().commit("1.4.2");
        files.toProd("1.4.2");
        assertThat(ReleaseFileWorld.promoted(world().promote("prod-us"))).isTrue();
        assertThat(ReleaseFileWorld.tags(files.shop())).isEqualTo(Map.of("v1.4.2", commit, "v1.4.2-rc.1", commit));
        assertThat(files.file("prod-us")).isEqualTo(files.content("1.4.2", "prod-us"));
    }

    @Test
    public void shouldShowCommitFilesAndTagsAndChangeNothing() {
        String first = world().commit("1.4.1");
        files.toProd("1.4.1");
        String second = files.shop().commit("main", "SHOP-7 More", Map.of("app.yaml", "version: 1.4.2\n"));
        files.toQa("1.4.2");
        Map<String, String> before = world().everyByte();
        Preview preview = world().engine().promotions().preview(World.ANN, PromoteRequest.of("shop", "prod"));
        assertThat(world().everyByte()).isEqualTo(before);
        assertThat(preview.explanation().passed()).isTrue();
        assertThat(preview.incoming()).extracting(commit -> commit.id()).containsExactly(second);
        Draft draft = preview.draft();
        assertThat(draft.environment()).isEqualTo("prod");
        assertThat(draft.files()).containsExactly("M release.yaml");
        assertThat(draft.moves()).extracting(RefMove::ref).containsExactly("refs/heads/environment/prod");
        assertThat(draft.moves())
                .extracting(RefMove::expected)
                .containsExactly(files.environments().head("environment/prod"));
        assertThat(draft.tags())
                .extracting(Draft.Tag::explain)
                .containsExactly(
                        files.shop().folder() + ": " + brief(second) + " of tag v1.4.2-rc.1, tag v1.4.2 is made",
                        files.api().folder() + ": " + brief(apiHead()) + " of tag v1.4.2-rc.1, tag v1.4.2 is made");
        assertThat(draft.message())
                .isEqualTo("Promote shop 1.4.2 to prod\n\nEnvironment: prod\nFrom: qa\nRelease: "
                        + world().current("qa").fingerprint() + "\nAsked for by: ann\nSource: "
                        + files.shop().folder() + " at " + brief(second) + "\n\nCommits since " + brief(first) + ":\n- "
                        + brief(second) + " SHOP-7 More (Ann)\n  https://git.example.com/shop/commit/" + second
                        + "\n\nWork items: SHOP-7\n\nVersion: 1.4.2\nDeploys: " + second + " v1.4.2 "
                        + files.shop().folder() + "\nDeploys: " + apiHead() + " v1.4.2 "
                        + files.api().folder() + "\n");
    }

    @Test
    public void shouldMakeNoTagForWorkInProgress() {
        String commit = world().commit("x");
        assertThat(ReleaseFileWorld.promoted(world().enter("dev", null))).isTrue();
        assertThat(world().current("dev").version()).isEqualTo("WIP");
        assertThat(world().current("dev").commit()).isEqualTo(commit);
        assertThat(ReleaseFileWorld.tags(files.shop())).isEmpty();
        assertThat(files.file("dev")).isEqualTo(files.content("WIP", "dev"));
        assertThat(files.environments().subjects("environment/dev"))
                .containsExactly("Promote shop WIP to dev", "By hand");
    }

    @Test
    public void shouldRefuseWorkInProgressWhereVersionsAreTested() {
        assertThatThrownBy(() -> world().enter("qa", "WIP"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("version WIP is for the tier development only, and this is the tier test; give the version"
                        + " that is to be released, such as 1.4.2");
        assertThatThrownBy(() -> world().enter("qa", null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("environment/qa:release.yaml says WIP, and that is no version for qa of the tier test; say"
                        + " which version of shop with --version");
        assertThat(world().list(view -> view.promotions("shop", "qa", 10))).isEmpty();
    }

    @Test
    public void shouldTagTheNextCandidateOfTheVersionThatIsThere() {
        String first = world().commit("1.4.2");
        files.toQa("1.4.2");
        String second = files.shop().commit("release/1.4.2", "Fix", Map.of("fix.yaml", "1\n"));
        world().enter("qa", null);
        assertThat(world().current("qa").version()).isEqualTo("1.4.2");
        assertThat(ReleaseFileWorld.tags(files.shop())).isEqualTo(Map.of("v1.4.2-rc.1", first, "v1.4.2-rc.2", second));
        assertThat(ReleaseFileWorld.tags(files.api())).isEqualTo(Map.of("v1.4.2-rc.1", apiHead()));
    }

    @Test
    public void shouldTakeAnotherCommitOfASubRepositoryForAnotherRelease() {
        String commit = world().commit("1.4.2");
        files.toQa("1.4.2");
        String fingerprint = world().current("qa").fingerprint();
        String apiFirst = apiHead();
        String apiSecond = files.api().commit("main", "Api", Map.of("api.yaml", "2\n"));
        PromotionResult again = world().enter("qa", "1.4.2");
        assertThat(ReleaseFileWorld.promoted(again)).isTrue();
        assertThat(world().current("qa").fingerprint()).isNotEqualTo(fingerprint);
        assertThat(world().current("qa").commit()).isEqualTo(commit);
        assertThat(ReleaseFileWorld.tags(files.shop())).isEqualTo(Map.of("v1.4.2-rc.1", commit));
        assertThat(ReleaseFileWorld.tags(files.api()))
                .isEqualTo(Map.of("v1.4.2-rc.1", apiFirst, "v1.4.2-rc.2", apiSecond));
        assertThat(world().promote("prod").promotion().status()).isEqualTo(PromotionStatus.WAITING);
        assertThat(ReleaseFileWorld.tags(files.shop())).isEqualTo(Map.of("v1.4.2-rc.1", commit));
    }

    @Test
    public void shouldRollBackSeveralEnvironmentsAtOnce() {
        String first = world().commit("1.4.1");
        files.toProd("1.4.1");
        world().promote("prod-us");
        files.deliver("prod-us");
        world().commit("1.4.2");
        files.toProd("1.4.2");
        world().promote("prod-us");
        files.deliver("prod-us");
        Map<String, String> tags = ReleaseFileWorld.tags(files.shop());
        List<PromotionResult> results =
                world().engine().rollbacks().rollback(World.ANN, "shop", List.of("prod", "prod-us"), null);
        assertThat(results).allMatch(ReleaseFileWorld::promoted);
        assertThat(world().current("prod").commit()).isEqualTo(first);
        assertThat(files.file("prod")).isEqualTo(files.content("1.4.1", "prod"));
        assertThat(files.file("prod-us")).isEqualTo(files.content("1.4.1", "prod-us"));
        assertThat(files.environments().subjects("environment/prod").get(0)).isEqualTo("Roll prod back to shop 1.4.1");
        assertThat(ReleaseFileWorld.tags(files.shop())).isEqualTo(tags);
    }

    @Test
    public void shouldKnowWithoutBeingToldWhichCommitIsThere() {
        String branch =
                "branch 'environment/qa' of repository '" + files.environments().folder() + "' ";
        assertThatThrownBy(() -> record("qa", "1.4.2", DeploymentStatus.STARTED))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(branch + "does not say which commit of shop it has: no promotion was made into it yet; name"
                        + " the commit with --commit");
        String commit = world().commit("1.4.2");
        world().enter("qa", "1.4.2");
        String fingerprint = world().current("qa").fingerprint();
        world().commit("later");
        RecordResult recorded = record("qa", "1.4.2", DeploymentStatus.COMPLETED);
        assertThat(recorded.deployment().commit()).isEqualTo(commit);
        assertThat(recorded.deployment().fingerprint()).isEqualTo(fingerprint);
        assertThat(recorded.deployment().outOfBand()).isNull();
        assertThatThrownBy(() -> record("qa", "1.4.3", DeploymentStatus.STARTED))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(branch + "says version 1.4.2, not 1.4.3; record what is there, or name the commit with"
                        + " --commit");
        files.write("qa", files.content("1.4.3", "qa"));
        assertThatThrownBy(() -> record("qa", "1.4.3", DeploymentStatus.STARTED))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(branch + "says version 1.4.3 and was promoted 1.4.2, not 1.4.3; record what is there, or"
                        + " name the commit with --commit");
    }

    @Test
    public void shouldKnowWhichVersionIsThereWithoutBeingTold() {
        world().commit("1.4.2");
        world().enter("qa", "1.4.2");
        assertThat(record("qa", null, DeploymentStatus.COMPLETED).deployment().version())
                .isEqualTo("1.4.2");
        assertThat(world().list(view -> view.deployments("shop", "qa", LedgerView.NEWEST, 10)))
                .hasSize(1);
        world().enter("dev", null);
        assertThat(record("dev", null, DeploymentStatus.COMPLETED).deployment().version())
                .isEqualTo("WIP");
        files.write("qa", files.content("1.4.3", "qa"));
        assertThatThrownBy(() -> record("qa", null, DeploymentStatus.STARTED))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("branch 'environment/qa' of repository '"
                        + files.environments().folder()
                        + "' says version 1.4.3 and was promoted 1.4.2; record what is there, or name the commit with"
                        + " --commit");
    }

    private RecordResult record(String environment, String version, DeploymentStatus status) {
        return world().engine()
                .recordings()
                .record(World.ANN, new RecordRequest("shop", environment, version, List.of(), null, status, "", null));
    }

    @Test
    public void shouldSayThatAPushDeploysTheEnvironmentOfItsBranchAndNoOther() {
        String before = files.environments().head("environment/prod");
        String commit = world().commit("1.4.2");
        files.toProd("1.4.2");
        String head = files.environments().head("environment/prod");
        Pushed pushed = changed(new Push("environment/prod", before, head));
        assertThat(pushed.changes()).hasSize(1);
        Change change = pushed.changes().get(0);
        assertThat(change.environment()).isEqualTo("prod");
        assertThat(change.kind()).isEqualTo(Change.Kind.CHANGED);
        assertThat(change.parts()).containsExactly(new Change.Part("version", "WIP", "1.4.2"));
        assertThat(change.releaseChanged()).isTrue();
        assertThat(change.details())
                .containsExactly(
                        "deploys " + brief(commit) + " of " + files.shop().folder() + ", tag v1.4.2",
                        "deploys " + brief(apiHead()) + " of " + files.api().folder() + ", tag v1.4.2");
        assertThat(change.files()).containsExactly("M release.yaml");
        assertThat(change.commits()).extracting(one -> one.subject()).containsExactly("Promote shop 1.4.2 to prod");
    }

    @Test
    public void shouldSayWhatAPushByHandDeploys() {
        String before = files.environments().head("environment/qa");
        String head = files.write("qa", files.content("WIP", "qa").replace("3", "4"));
        Change change =
                changed(new Push(null, before, "environment/qa")).changes().get(0);
        assertThat(change.environment()).isEqualTo("qa");
        assertThat(change.releaseChanged()).isFalse();
        assertThat(change.parts()).isEmpty();
        assertThat(change.before()).isEqualTo(change.after()).isEqualTo("WIP");
        assertThat(changed(new Push("environment/qa", null, head)).changes())
                .extracting(Change::kind)
                .containsExactly(Change.Kind.CREATED);
        assertThat(changed(new Push("environment/qa", head, head)).changes()).isEmpty();
        files.environments().commit("types", "Types", Map.of("types/small.yaml", "replicas: 1\n"));
        assertThat(changed(new Push("types", null, "types")).changes()).isEmpty();
        files.environments().commit("environment/lab", "Lab", Map.of("release.yaml", "version: 1\n"));
        assertThat(changed(new Push("environment/lab", null, "environment/lab")).changes())
                .isEmpty();
    }

    private Pushed changed(Push push) {
        return world().engine().pushes().changed("shop", push, null);
    }

    @Test
    public void shouldRefuseAFileOfAnotherApplication() {
        files.write("qa", files.content("WIP", "qa").replace("deploy.git\n", "cart.git\n"));
        assertThatThrownBy(() -> world().enter("qa", "1.4.2"))
                .isInstanceOf(GitException.class)
                .hasMessage("environment/qa:release.yaml: application: names repository '"
                        + files.shop().folder().resolveSibling("cart.git") + "', and that of shop is '"
                        + files.shop().folder()
                        + "'; correct the file, or applications.shop.git.repository");
    }

    @Test
    public void shouldRefuseToBringWhatIsMadeOfOtherRepositories() {
        String commit = world().commit("1.4.2");
        files.toQa("1.4.2");
        files.write("prod", "version: WIP\napplication: " + files.shop().folder() + "\n");
        assertThatThrownBy(() -> world().promote("prod"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("shop 1.4.2 is not made of what environment/prod:release.yaml names now: "
                        + files.shop().folder() + " at " + brief(commit)
                        + "; name the same repositories there as upstream, and deploy and verify it there again");
    }

    @Test
    public void shouldTellWhatADeploymentBroughtOfOtherRepositories() {
        world().commit("1.4.2");
        String first = apiHead();
        files.toProd("1.4.2");
        Deployment before = world().current("prod");
        String second = files.api().commit("main", "SHOP-8 Api", Map.of("api.yaml", "2\n"));
        files.toProd("1.4.3");
        Comparisons comparisons = world().engine().comparisons();
        String api = files.api().folder().toString();
        assertThat(comparisons.brought("shop", null, before).repositories())
                .containsExactly(new ComparedRepository(api, null, first, List.of(), List.of()));
        ComparedRepository brought = comparisons
                .brought("shop", before, world().current("prod"))
                .repositories()
                .get(0);
        assertThat(brought.left()).isEqualTo(first);
        assertThat(brought.right()).isEqualTo(second);
        assertThat(brought.onlyRight()).extracting(commit -> commit.subject()).containsExactly("SHOP-8 Api");
        assertThat(brought.onlyLeft()).isEmpty();
    }
}
