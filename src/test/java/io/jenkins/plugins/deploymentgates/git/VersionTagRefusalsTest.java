package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.git.TagPlan.Entry;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class VersionTagRefusalsTest extends VersionTagsFixture {
    @Test
    public void shouldRefuseWorkInProgressElsewhere() {
        for (String tier : List.of("test", "staging", "production", "lab")) {
            assertThatThrownBy(() -> plan("WIP", tier))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("version WIP is for the tier development only, and this is the tier " + tier
                            + "; give the version that is to be released, such as 1.4.2");
        }
    }

    @Test
    public void shouldRefuseProductionWithoutACandidateAndListWhatThereIs() {
        shop.tag("v1.4.1", first);
        shop.tag("v1.4.1-rc.1", first);
        assertRefused(
                production("1.4.2", second, false),
                "2 of 2 repositories failed:\n" + at(shop)
                        + "there is no release candidate of version 1.4.2; its tags are v1.4.1, v1.4.1-rc.1; deploy the"
                        + " version to an environment of the tier test first\n" + at(api)
                        + "there is no release candidate of version 1.4.2; it has no tags; deploy the version to an"
                        + " environment of the tier test first");
    }

    @Test
    public void shouldRefuseACandidateThatWasNotVerified() {
        make(plan("1.4.2", "test"));
        shop.branch("main", third);
        make(plan("1.4.2", "test"));
        assertRefused(
                production("1.4.2", second, false),
                at(shop) + "the highest release candidate is v1.4.2-rc.2 at " + brief(third) + ", and " + brief(second)
                        + " was verified upstream; verify v1.4.2-rc.2 there first");
        assertRefused(
                new TagRequest("1.4.2", "production", "main", Map.of(name(shop), third), Map.of(), false),
                at(api) + "it is not known which commit of it was verified upstream with version 1.4.2; its highest"
                        + " release candidate is v1.4.2-rc.1 at " + brief(apiHead) + "; verify that upstream first");
    }

    @Test
    public void shouldRefuseATagThatSomebodyMovedOrRemoved() {
        shop.tag("v1.4.2-rc.1", third);
        shop.tag("v1.4.1", third);
        TagRequest moved = new TagRequest(
                "1.4.2",
                "test",
                "main",
                Map.of(),
                Map.of(
                        name(shop),
                        Map.of("v1.4.2-rc.1", second, "v1.4.1", first),
                        name(api),
                        Map.of("v1.4.2", apiHead)),
                false);
        assertRefused(
                moved,
                "2 of 2 repositories failed:\n" + at(shop) + "tag v1.4.2-rc.1 was at " + brief(second)
                        + " when it was recorded, and somebody moved it to " + brief(third)
                        + "; put it back with git push --force origin " + second
                        + ":refs/tags/v1.4.2-rc.1, or go on with the next version\n" + at(api) + "tag v1.4.2 was at "
                        + brief(apiHead)
                        + " when it was recorded, and is gone; put it back with git push --force origin "
                        + apiHead + ":refs/tags/v1.4.2, or go on with the next version");
        api.annotatedTag("v1.4.2", apiHead);
        shop.annotatedTag("v1.4.2-rc.1", second);
        assertThat(VersionTags.plan(group, moved).repositories())
                .extracting(Entry::tag)
                .containsExactly("v1.4.2-rc.1", "v1.4.2-rc.1");
    }

    @Test
    public void shouldRefuseTagsThatClash() {
        shop.branch("v1-rc.1", first);
        api.tag("V1-RC.1", apiHead);
        assertRefused(
                request("1", "test"),
                "2 of 2 repositories failed:\n" + at(shop)
                        + "there is a branch v1-rc.1, so a tag of that name would be ambiguous; rename the branch\n"
                        + at(api)
                        + "there is a tag V1-RC.1, which only differs from v1-rc.1 in upper and lower case, so"
                        + " some file systems cannot hold both; remove it");
        shop.tag("v2-rc.1/old", first);
        assertRefused(
                request("2", "test"),
                at(shop) + "there is a tag v2-rc.1/old, so there can be no tag v2-rc.1; remove it");
    }

    @Test
    public void shouldRefuseATagBelowAnother() {
        shop.tag("v2", first);
        assertRefused(
                request("2/hotfix", "test"),
                at(shop) + "there is a tag v2, so there can be no tag v2/hotfix-rc.1; choose another version");
    }

    @Test
    public void shouldRefuseAFinalTagThatReadsAsACandidateOfAnotherVersion() {
        make(plan("3-rc.5", "test"));
        shop.tag("v3-rc.2", first);
        assertRefused(
                production("3-rc.5", second, false),
                at(shop) + "tag v3-rc.5 would be a release candidate of version 3, of which there is v3-rc.2; choose"
                        + " another version");
    }

    @Test
    public void shouldRefuseAVersionThatCannotBeATag() {
        Map<String, String> mistakes = Map.of(
                "a/", "it has '/' where nothing stands before or behind it",
                "/a", "it has '/' where nothing stands before or behind it",
                "a//b", "it has '/' where nothing stands before or behind it",
                "a/.b", "it has '/.'",
                "a.lock/b", "it has '.lock/'");
        mistakes.forEach((mistaken, why) -> assertThatThrownBy(() -> plan(mistaken, "test"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("version '" + mistaken + "' is no valid Git tag name: " + why
                        + "; valid is for example 1.4.2 or 2026-03-03.1"));
        String version = "1".repeat(245);
        assertThatThrownBy(() -> plan(version, "test"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "version '" + "1".repeat(60) + "…' is too long for the tag of a release candidate: that would"
                                + " have 254 bytes, at most 250 are allowed");
    }

    @Test
    public void shouldNameTheBranchesThereAre() {
        GitProject empty = GitProject.bare(folder.getRoot().toPath().resolve("empty.git"));
        TagRequest request = new TagRequest("1", "test", "develop", Map.of(), Map.of(), false);
        assertRefused(
                request,
                "2 of 2 repositories failed:\n" + at(shop)
                        + "it has no branch release/1 and no branch develop; it has main\n" + at(api)
                        + "it has no branch release/1 and no branch develop; it has main");
        GitRepositories repositories =
                new GitRepositories(folder.getRoot().toPath().resolve("git"));
        try (RepositoryGroup one = RepositoryGroup.open(
                List.of(name(empty)), name -> repositories.open(GitProject.settings(name), Access.READ))) {
            assertThatThrownBy(() -> VersionTags.plan(one, request))
                    .isInstanceOf(GitException.class)
                    .hasMessage(at(empty) + "it is empty: it has no branch yet; push a first commit to it");
        }
    }

    @Test
    public void shouldNotOverwriteATagThatSomebodyMadeMeanwhile() throws Exception {
        TagPlan plan = plan("1.4.2", "test");
        shop.tag("v1.4.2-rc.1", third);
        assertThat(make(plan))
                .isEqualTo(new PushResult(
                        Outcome.OVERTAKEN,
                        "v1.4.2-rc.1 of repository '" + name(shop) + "' moved under the promotion: expected (none),"
                                + " found " + brief(third) + "; nothing was changed"));
        assertThat(tags(shop)).containsExactly("v1.4.2-rc.1 ");
        assertThat(tags(api)).containsExactly("v1.4.2-rc.1 " + apiHead);
    }

    @Test
    public void shouldShowWhatAHookSays() {
        shop.hook("update", "echo 'tags are made by releases only'; exit 1");
        TagPlan plan = plan("1.4.2", "test");
        assertThat(make(plan))
                .isEqualTo(new PushResult(
                        Outcome.REJECTED,
                        "repository '" + name(shop) + "' refused to move v1.4.2-rc.1 (hook declined); nothing was"
                                + " changed. It says: tags are made by releases only\nerror: hook declined to update"
                                + " refs/tags/v1.4.2-rc.1"));
    }
}
