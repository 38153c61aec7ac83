package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.git.TagPlan.Action;
import io.jenkins.plugins.deploymentgates.git.TagPlan.Entry;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class VersionTagsTest {
    private static final Signature ANN = Signature.parse("Ann <ann@example.com>");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private GitProject shop;
    private GitProject api;
    private RepositoryGroup group;
    private String first;
    private String second;
    private String third;
    private String apiHead;

    @Before
    public void make() {
        Path root = folder.getRoot().toPath();
        shop = GitProject.bare(root.resolve("shop.git"));
        first = shop.commit("First", Map.of("a", "1\n"));
        second = shop.commit("Second", Map.of("a", "2\n"), first);
        third = shop.commit("Third", Map.of("a", "3\n"), second);
        shop.branch("main", second);
        api = GitProject.bare(root.resolve("api.git"));
        apiHead = api.commit("Api", Map.of("b", "1\n"));
        api.branch("main", apiHead);
        Clock clock = Clock.fixed(Instant.parse("2026-03-03T10:00:00Z"), ZoneOffset.UTC);
        GitRepositories repositories = new GitRepositories(root.resolve("git"), clock, System::getenv);
        group = RepositoryGroup.open(
                List.of(name(shop), name(api)),
                repository -> repositories.open(GitProject.settings(repository), Access.WRITE));
    }

    @After
    public void close() {
        group.close();
    }

    private static String name(GitProject project) {
        return project.folder().toString();
    }

    private static String brief(String id) {
        return id.substring(0, 10);
    }

    private static TagRequest request(String version, String tier) {
        return new TagRequest(version, tier, "main", Map.of(), Map.of(), false);
    }

    private TagRequest production(String version, String shopCommit, boolean again) {
        return new TagRequest(
                version, "production", "main", Map.of(name(shop), shopCommit, name(api), apiHead), Map.of(), again);
    }

    private TagPlan plan(String version, String tier) {
        return VersionTags.plan(group, request(version, tier));
    }

    private PushResult make(TagPlan plan) {
        return VersionTags.make(group, plan, "For qa", ANN);
    }

    private static Entry entry(GitProject project, String commit, String from, String tag, Action action) {
        return new Entry(name(project), name(project), commit, from, tag, action, null);
    }

    private List<String> tags(GitProject project) throws Exception {
        return InstalledGit.git(
                        project.folder(), "", "for-each-ref", "--format=%(refname:short) %(*objectname)", "refs/tags")
                .text()
                .lines()
                .toList();
    }

    private void assertRefused(TagRequest request, String message) {
        assertThatThrownBy(() -> VersionTags.plan(group, request))
                .isInstanceOf(GitException.class)
                .hasMessage(message);
    }

    private String at(GitProject project) {
        return "repository '" + name(project) + "': ";
    }

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
    public void shouldRefuseWorkInProgressElsewhere() {
        for (String tier : List.of("test", "staging", "production", "lab")) {
            assertThatThrownBy(() -> plan("WIP", tier))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("version WIP is for the tier development only, and this is the tier " + tier
                            + "; give the version that is to be released, such as 1.4.2");
        }
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
    public void shouldRefuseAFinalTagThatReadsAsACandidateOfAnotherVersion() {
        make(plan("3-rc.5", "test"));
        shop.tag("v3-rc.2", first);
        assertRefused(
                production("3-rc.5", second, false),
                at(shop) + "tag v3-rc.5 would be a release candidate of version 3, of which there is v3-rc.2; choose"
                        + " another version");
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
    public void shouldRefuseAVersionThatCannotBeATag() {
        assertThatThrownBy(() -> plan("a/b", "test"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "version 'a/b' is no valid Git tag name: it has '/' at position 2; valid is for example 1.4.2"
                                + " or 2026-03-03.1");
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
