package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.git.TagPlan.Action;
import io.jenkins.plugins.deploymentgates.git.TagPlan.Entry;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class VersionTagsTest extends VersionTagsFixture {
    @Test
    public void shouldMakeNoTagForWorkInProgress() throws Exception {
        TagPlan plan = plan("WIP", "development");
        assertThat(plan.repositories())
                .containsExactly(
                        entry(shop, second, "branch main", null, Action.NONE),
                        entry(api, apiHead, "branch main", null, Action.NONE));
        assertThat(plan.repositories().get(0).explain())
                .isEqualTo(name(shop) + ": " + brief(second) + " of branch main, no tag");
        assertThat(plan.tags()).isEmpty();
        make(plan);
        assertThat(tags(shop)).isEmpty();
    }

    @Test
    public void shouldTagTheNextCandidateInEachRepository() throws Exception {
        TagPlan plan = plan("1.4.2", "test");
        assertThat(plan.repositories())
                .containsExactly(
                        entry(shop, second, "branch main", "v1.4.2-rc.1", Action.NEW),
                        entry(api, apiHead, "branch main", "v1.4.2-rc.1", Action.NEW));
        assertThat(plan.repositories().get(0).explain())
                .isEqualTo(name(shop) + ": " + brief(second) + " of branch main, tag v1.4.2-rc.1 is made");
        assertThat(plan.commits()).isEqualTo(Map.of(name(shop), second, name(api), apiHead));
        assertThat(plan.tags())
                .isEqualTo(
                        Map.of(name(shop), Map.of("v1.4.2-rc.1", second), name(api), Map.of("v1.4.2-rc.1", apiHead)));
        assertThat(tags(shop)).isEmpty();
        make(plan);
        shop.branch("main", third);
        make(plan("1.4.2", "test"));
        assertThat(tags(shop)).containsExactly("v1.4.2-rc.1 " + second, "v1.4.2-rc.2 " + third);
        assertThat(tags(api)).containsExactly("v1.4.2-rc.1 " + apiHead);
        assertThat(InstalledGit.git(shop.folder(), "", "cat-file", "tag", "v1.4.2-rc.1")
                        .text())
                .isEqualTo("object " + second
                        + "\ntype commit\ntag v1.4.2-rc.1\ntagger Ann <ann@example.com> 1772532000 +0000\n\nFor qa\n");
    }

    @Test
    public void shouldMakeNoSecondTagAtTheSameCommit() throws Exception {
        make(plan("1.4.2", "test"));
        TagPlan again = plan("1.4.2", "test");
        assertThat(again.repositories())
                .containsExactly(
                        entry(shop, second, "branch main", "v1.4.2-rc.1", Action.REUSED),
                        entry(api, apiHead, "branch main", "v1.4.2-rc.1", Action.REUSED));
        make(again);
        assertThat(tags(shop)).hasSize(1);
    }

    @Test
    public void shouldPreferTheBranchOfTheVersion() {
        shop.branch("release/1.4.2", third);
        assertThat(plan("1.4.2", "test").repositories())
                .containsExactly(
                        entry(shop, third, "branch release/1.4.2", "v1.4.2-rc.1", Action.NEW),
                        entry(api, apiHead, "branch main", "v1.4.2-rc.1", Action.NEW));
        assertThat(plan("1.4.3", "test").repositories().get(0).from()).isEqualTo("branch main");
    }

    @Test
    public void shouldCountCandidatesAsNumbers() {
        shop.tag("v1-rc.9", first);
        shop.annotatedTag("v1-rc.10", first);
        shop.tag("v1-rc.2", first);
        shop.tag("v1-rc.011", first);
        shop.tag("v1-rc.12x", first);
        shop.tag("v1.1-rc.77", first);
        assertThat(plan("1", "test").repositories().get(0).tag()).isEqualTo("v1-rc.11");
        shop.tag("v2-rc.123456789012345678901", first);
        assertThat(plan("2", "test").repositories().get(0).tag()).isEqualTo("v2-rc.123456789012345678902");
    }

    @Test
    public void shouldTagTheHighestCandidateInProduction() throws Exception {
        make(plan("1.4.2", "test"));
        TagPlan plan = VersionTags.plan(group, production("1.4.2", second, false));
        assertThat(plan.repositories())
                .containsExactly(
                        entry(shop, second, "tag v1.4.2-rc.1", "v1.4.2", Action.NEW),
                        entry(api, apiHead, "tag v1.4.2-rc.1", "v1.4.2", Action.NEW));
        make(plan);
        assertThat(tags(shop)).containsExactly("v1.4.2 " + second, "v1.4.2-rc.1 " + second);
        TagPlan again = VersionTags.plan(group, production("1.4.2", second, false));
        assertThat(again.repositories()).extracting(Entry::action).containsExactly(Action.REUSED, Action.REUSED);
        assertThat(again.repositories().get(0).explain())
                .isEqualTo(name(shop) + ": " + brief(second) + " of tag v1.4.2-rc.1, tag v1.4.2 is there");
    }

    @Test
    public void shouldTakeTheHighestCandidateElsewhereWithoutATag() {
        make(plan("1.4.2", "test"));
        TagRequest staging = new TagRequest(
                "1.4.2", "staging", "main", Map.of(name(shop), second, name(api), apiHead), Map.of(), false);
        assertThat(VersionTags.plan(group, staging).repositories())
                .containsExactly(
                        entry(shop, second, "tag v1.4.2-rc.1", "v1.4.2-rc.1", Action.REUSED),
                        entry(api, apiHead, "tag v1.4.2-rc.1", "v1.4.2-rc.1", Action.REUSED));
    }

    @Test
    public void shouldReleaseAFixedCandidateAgainOnlyByChoice() throws Exception {
        make(plan("1.4.2", "test"));
        make(VersionTags.plan(group, production("1.4.2", second, false)));
        shop.branch("main", third);
        assertRefused(
                request("1.4.2", "test"),
                at(shop) + "version 1.4.2 is final: v1.4.2 is at " + brief(second) + ", and branch main is at "
                        + brief(third)
                        + "; go on with the next version, or release this one again with --same-version");
        make(VersionTags.plan(group, new TagRequest("1.4.2", "test", "main", Map.of(), Map.of(), true)));
        assertRefused(
                production("1.4.2", third, false),
                at(shop) + "tag v1.4.2 is at " + brief(second) + " already, and tag v1.4.2-rc.2 is at " + brief(third)
                        + "; go on with the next version, or release this one again with --same-version");
        TagPlan again = VersionTags.plan(group, production("1.4.2", third, true));
        assertThat(again.repositories()).extracting(Entry::action).containsExactly(Action.MOVED, Action.REUSED);
        assertThat(again.repositories().get(0).explain())
                .isEqualTo(name(shop) + ": " + brief(third) + " of tag v1.4.2-rc.2, tag v1.4.2 is moved here");
        make(again);
        assertThat(tags(shop)).containsExactly("v1.4.2 " + third, "v1.4.2-rc.1 " + second, "v1.4.2-rc.2 " + third);
    }

    @Test
    public void shouldTagWhatWasVerifiedBeforeTheTestAndNotWhatCameSince() {
        TagRequest request = new TagRequest("1.4.2", "test", "main", Map.of(name(shop), first), Map.of(), false);
        assertThat(VersionTags.plan(group, request).repositories())
                .containsExactly(
                        entry(shop, first, "what was verified upstream", "v1.4.2-rc.1", Action.NEW),
                        entry(api, apiHead, "branch main", "v1.4.2-rc.1", Action.NEW));
    }

    @Test
    public void shouldKeepToWhatWasAskedForAlsoWhenTheBranchHasMovedOn() {
        for (String tier : List.of("test", "development")) {
            Map<String, String> asked = Map.of(name(shop), first, name(api), apiHead);
            TagRequest request = new TagRequest("1.4.2", tier, "main", Map.of(), asked, Map.of(), false);
            assertThat(VersionTags.plan(group, request).repositories())
                    .extracting(entry -> entry.commit() + " of " + entry.from())
                    .containsExactly(first + " of what was asked for", apiHead + " of branch main");
        }
    }

    @Test
    public void shouldGoBackWithoutATag() {
        make(plan("1.4.2", "test"));
        make(VersionTags.plan(group, production("1.4.2", second, false)));
        shop.branch("main", third);
        make(VersionTags.plan(group, new TagRequest("1.4.2", "test", "main", Map.of(), Map.of(), true)));
        Map<String, String> deployed = Map.of(name(shop), second, name(api), apiHead);
        assertThat(VersionTags.back(group, "1.4.2", deployed, Map.of()).repositories())
                .containsExactly(
                        entry(shop, second, "what was deployed before", "v1.4.2", Action.REUSED),
                        entry(api, apiHead, "what was deployed before", "v1.4.2", Action.REUSED));
        assertThat(VersionTags.back(group, "1.4.2", Map.of(name(shop), third, name(api), apiHead), Map.of())
                        .repositories())
                .extracting(Entry::tag)
                .containsExactly("v1.4.2-rc.2", "v1.4.2");
        assertThat(VersionTags.back(group, "1.4.2", Map.of(name(shop), first, name(api), apiHead), Map.of())
                        .repositories())
                .extracting(Entry::action)
                .containsExactly(Action.NONE, Action.REUSED);
        assertThatThrownBy(() -> VersionTags.back(group, "1.4.2", Map.of(name(shop), second), Map.of()))
                .isInstanceOf(GitException.class)
                .hasMessage(at(api) + "it is not known which commit of it was deployed with version 1.4.2; deploy a"
                        + " version whose commits are known");
    }

    @Test
    public void shouldTagAnyVersionThatIsValidInATag() throws Exception {
        for (String version : List.of("1.10", "2026-03-03.1", "ü🚀", "a$(b)'c", "1.0-rc.1", "v7", "WIP2")) {
            make(plan(version, "test"));
            make(VersionTags.plan(group, production(version, second, false)));
            assertThat(tags(shop)).contains("v" + version + "-rc.1 " + second, "v" + version + " " + second);
        }
    }

    @Test
    public void shouldBeFineWithATagThatIsAtTheRightCommitByNow() throws Exception {
        TagPlan plan = plan("1.4.2", "test");
        Map<String, RefMove> moves = VersionTags.draft(group, plan, "For qa", ANN);
        assertThat(new ArrayList<>(moves.values()))
                .extracting(RefMove::ref)
                .containsExactly("refs/tags/v1.4.2-rc.1", "refs/tags/v1.4.2-rc.1");
        shop.annotatedTag("v1.4.2-rc.1", second);
        VersionTags.push(group, plan, moves);
        VersionTags.push(group, plan, moves);
        assertThat(tags(shop)).containsExactly("v1.4.2-rc.1 " + second);
        assertThat(tags(api)).containsExactly("v1.4.2-rc.1 " + apiHead);
    }
}
