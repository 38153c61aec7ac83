package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Which tags promotions make, take again and refuse, through the engine, on real repositories. */
public class ReleaseFileTagsTest extends ReleaseFileFixture {
    @Test
    public void shouldRefuseACandidateThatIsNotTheHighest() {
        world().commit("1.4.2");
        files.toQa("1.4.2");
        String later = world().commit("1.4.2 again");
        ReleaseFileWorld.tag(files.shop(), "v1.4.2-rc.7", later);
        String verified = world().current("qa").commit();
        assertThatThrownBy(() -> world().promote("prod"))
                .isInstanceOf(GitException.class)
                .hasMessage(
                        "repository '" + files.shop().folder() + "': the highest release candidate is v1.4.2-rc.7 at "
                                + brief(later) + ", and " + brief(verified)
                                + " was verified upstream; verify v1.4.2-rc.7 there first");
        assertThat(ReleaseFileWorld.tags(files.shop())).doesNotContainKey("v1.4.2");
    }

    @Test
    public void shouldRefuseATagThatSomebodyMoved() {
        String commit = world().commit("1.4.2");
        files.toQa("1.4.2");
        String later = world().commit("later");
        ReleaseFileWorld.tag(files.shop(), "v1.4.2-rc.1", later);
        assertThatThrownBy(() -> world().promote("prod"))
                .isInstanceOf(GitException.class)
                .hasMessage("repository '" + files.shop().folder() + "': tag v1.4.2-rc.1 was at " + brief(commit)
                        + " when it was recorded, and somebody moved it to " + brief(later)
                        + "; put it back with git push --force origin " + commit
                        + ":refs/tags/v1.4.2-rc.1, or go on with the next version");
    }

    @Test
    public void shouldRepeatAFailedProductionDeploymentWithItsTag() {
        String commit = world().commit("1.4.2");
        files.toQa("1.4.2");
        world().promote("prod");
        record("prod", "1.4.2", DeploymentStatus.FAILED);
        PromotionResult again = world().promote("prod");
        assertThat(again.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(world().current("prod").status()).isEqualTo(DeploymentStatus.CREATED);
        assertThat(ReleaseFileWorld.tags(files.shop())).isEqualTo(Map.of("v1.4.2", commit, "v1.4.2-rc.1", commit));
        assertThat(files.environments().subjects("environment/prod"))
                .containsExactly("Promote shop 1.4.2 to prod", "Promote shop 1.4.2 to prod", "By hand");
        assertThat(files.file("prod")).isEqualTo(files.content("1.4.2", "prod"));
    }

    private static PromoteRequest sameVersion(String to, String version) {
        return new PromoteRequest("shop", to, null, version, List.of(), false, true, null, List.of(), null, null, null);
    }

    @Test
    public void shouldReleaseAFixedCandidateUnderTheSameVersionOnlyByChoice() {
        String first = world().commit("1.4.2");
        files.toProd("1.4.2");
        String fixed = files.shop().commit("release/1.4.2", "Fix", Map.of("fix.yaml", "1\n"));
        assertThatThrownBy(() -> world().enter("qa", "1.4.2"))
                .isInstanceOf(GitException.class)
                .hasMessage("repository '" + files.shop().folder() + "': version 1.4.2 is final: v1.4.2 is at "
                        + brief(first) + ", and branch release/1.4.2 is at " + brief(fixed)
                        + "; go on with the next version, or release this one again with --same-version");
        PromotionResult tested = world().engine().promotions().promote(World.ANN, sameVersion("qa", "1.4.2"));
        assertThat(ReleaseFileWorld.promoted(tested)).isTrue();
        files.deliver("qa");
        assertThatThrownBy(() -> world().promote("prod"))
                .isInstanceOf(GitException.class)
                .hasMessage("repository '" + files.shop().folder() + "': tag v1.4.2 is at " + brief(first)
                        + " already, and tag v1.4.2-rc.2 is at " + brief(fixed)
                        + "; go on with the next version, or release this one again with --same-version");
        PromotionResult released = world().engine().promotions().promote(World.ANN, sameVersion("prod", null));
        assertThat(released.promotion().kind()).isEqualTo(PromotionKind.SAME_VERSION);
        assertThat(world().current("prod").commit()).isEqualTo(fixed);
        assertThat(ReleaseFileWorld.tags(files.shop()))
                .isEqualTo(Map.of("v1.4.2", fixed, "v1.4.2-rc.1", first, "v1.4.2-rc.2", fixed));
        files.deliver("prod");
        world().engine().rollbacks().rollback(World.ANN, "shop", List.of("prod"), "1.4.2");
        assertThat(world().current("prod").commit()).isEqualTo(first);
        assertThat(ReleaseFileWorld.tags(files.shop())).containsEntry("v1.4.2", fixed);
    }

    @Test
    public void shouldReleaseAFixedCandidateUnderTheNextVersion() {
        String first = world().commit("1.4.2");
        files.toProd("1.4.2");
        String fixed = world().commit("Fix");
        files.toProd("1.4.3");
        assertThat(ReleaseFileWorld.tags(files.shop()))
                .isEqualTo(Map.of("v1.4.2", first, "v1.4.2-rc.1", first, "v1.4.3", fixed, "v1.4.3-rc.1", fixed));
    }

    @Test
    public void shouldRefuseTheSameVersionWhereVersionsHaveNoTags() throws IOException {
        try (World line = World.create(folder.newFolder().toPath(), World.REGIONS)) {
            assertThatThrownBy(() -> line.engine().promotions().promote(World.ANN, sameVersion("qa", "1")))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("releasing the same version once more is for versions with tags, which the mechanic"
                            + " release-file makes; application shop has the mechanic fast-forward");
        }
    }

    @Test
    public void shouldTakeAnyVersionThatIsValidInATag() {
        for (String version : List.of("2026.11-α", "1.0/hotfix", "1e3", "true")) {
            String commit = world().commit(version);
            files.toProd(version);
            assertThat(world().current("prod").version()).isEqualTo(version);
            assertThat(ReleaseFileWorld.tags(files.shop()))
                    .containsEntry("v" + version + "-rc.1", commit)
                    .containsEntry("v" + version, commit);
        }
        assertThat(files.file("prod")).isEqualTo(files.content("'true'", "prod"));
        String commit = files.shop().commit("release/1.0/hotfix-2", "Fix", Map.of("fix.yaml", "1\n"));
        files.toQa("1.0/hotfix-2");
        assertThat(world().current("qa").commit()).isEqualTo(commit);
    }

    @Test
    public void shouldRefuseAFinalTagThatSomebodyMovedOrRemovedAfterADeploymentThatFailed() {
        String commit = world().commit("1.4.2");
        files.toQa("1.4.2");
        world().promote("prod");
        record("prod", "1.4.2", DeploymentStatus.FAILED);
        String later = world().commit("later");
        ReleaseFileWorld.tag(files.shop(), "v1.4.2", later);
        assertThatThrownBy(() -> world().promote("prod"))
                .isInstanceOf(GitException.class)
                .hasMessage("repository '" + files.shop().folder() + "': tag v1.4.2 was at " + brief(commit)
                        + " when it was recorded, and somebody moved it to " + brief(later)
                        + "; put it back with git push --force origin " + commit
                        + ":refs/tags/v1.4.2, or go on with the next version");
        ReleaseFileWorld.tag(files.shop(), "v1.4.2", commit);
        assertThat(ReleaseFileWorld.promoted(world().promote("prod"))).isTrue();
    }

    @Test
    public void shouldBringTheFixedSameVersionToAnEnvironmentThatHasTheFirst() {
        world().commit("1.4.2");
        files.toProd("1.4.2");
        world().promote("prod-us");
        files.deliver("prod-us");
        String fixed = files.shop().commit("release/1.4.2", "Fix", Map.of("fix.yaml", "1\n"));
        world().engine().promotions().promote(World.ANN, sameVersion("qa", "1.4.2"));
        files.deliver("qa");
        world().engine().promotions().promote(World.ANN, sameVersion("prod", null));
        files.deliver("prod");
        assertThat(ReleaseFileWorld.promoted(world().promote("prod-us"))).isTrue();
        assertThat(world().current("prod-us").commit()).isEqualTo(fixed);
    }

    private RecordResult record(String environment, String version, DeploymentStatus status) {
        return world().engine()
                .recordings()
                .record(World.ANN, new RecordRequest("shop", environment, version, List.of(), null, status, "", null));
    }
}
