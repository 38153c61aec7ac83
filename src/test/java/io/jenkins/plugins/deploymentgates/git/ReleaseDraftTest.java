package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.git.EnvironmentRepository.Signatures;
import io.jenkins.plugins.deploymentgates.git.ReleaseRecord.Part;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ReleaseDraftTest {
    private static final Signatures ANN = new Signatures(Signature.of("ann"), Signature.of("bot"));

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private GitProject shop;
    private GitProject api;
    private GitProject configuration;
    private GitRepositories repositories;
    private LineRepository repository;
    private EnvironmentRepository environments;
    private String first;
    private String second;
    private String apiHead;

    @Before
    public void make() {
        Path root = folder.getRoot().toPath();
        shop = GitProject.bare(root.resolve("the shop.git"));
        first = shop.commit("First", Map.of("a", "1\n"));
        second = shop.commit("Second", Map.of("a", "2\n"), first);
        shop.branch("main", first);
        api = GitProject.bare(root.resolve("api.git"));
        apiHead = api.commit("Api", Map.of("b", "1\n"));
        api.branch("main", apiHead);
        configuration = GitProject.bare(root.resolve("environments.git"));
        for (String environment : List.of("dev", "qa", "prod")) {
            String content = "version: WIP # of " + environment + "\napplication: '" + shop.folder()
                    + "'\nsubRepositories: ['" + api.folder() + "']\n";
            configuration.branch(
                    "environment/" + environment,
                    configuration.commit(environment, Map.of("environment.yaml", content)));
        }
        repositories = new GitRepositories(root.resolve("git"));
        repository = repositories.open(configuration.settings(), Access.WRITE);
        environments = new EnvironmentRepository(
                repository,
                new EnvironmentRepository.Layout(
                        "environment/{environment}", "environment.yaml", "types/{type}.yaml", "main"));
    }

    @After
    public void close() {
        repository.close();
    }

    private LineRepository open(String name) {
        return repositories.open(GitProject.settings(name), Access.WRITE);
    }

    private ReleaseDraft draft(String environment, String tier, String version, ReleaseRecord verified, boolean back) {
        return draft(environment, tier, version, verified, back, false);
    }

    private ReleaseDraft draft(
            String environment, String tier, String version, ReleaseRecord verified, boolean back, boolean repeated) {
        return ReleaseDraft.of(
                environments,
                new ReleaseDraft.Request(
                        environment,
                        tier,
                        version,
                        "main",
                        verified,
                        null,
                        false,
                        back,
                        repeated,
                        "Promote for ann\n",
                        ANN),
                this::open);
    }

    private ReleaseRecord promote(String environment, String tier, String version, ReleaseRecord verified) {
        return promote(environment, tier, version, verified, false);
    }

    private ReleaseRecord promote(
            String environment, String tier, String version, ReleaseRecord verified, boolean back) {
        ReleaseDraft draft = draft(environment, tier, version, verified, back);
        makeTags(draft);
        assertThat(draft.moves()).isNotEmpty();
        assertThat(repository.push(draft.moves()).done()).isTrue();
        return environments.record(environments.head(environment)).orElseThrow();
    }

    private void makeTags(ReleaseDraft draft) {
        assertThat(ReleaseDraft.makeTags(draft.tags(), draft.message(), ANN.committer(), this::open)
                        .done())
                .isTrue();
    }

    private String file(String environment) {
        return new String(
                repository
                        .file(environments.head(environment), "environment.yaml")
                        .orElseThrow(),
                StandardCharsets.UTF_8);
    }

    private Map<String, String> tags(GitProject project) {
        Map<String, String> tags = new LinkedHashMap<>();
        try (LineRepository opened = open(project.folder().toString())) {
            tags.putAll(opened.now().tags());
        }
        return tags;
    }

    private ReleaseRecord record(String version, String shopCommit, String tag) {
        return new ReleaseRecord(
                version,
                List.of(
                        new Part(shop.folder().toString(), shopCommit, tag),
                        new Part(api.folder().toString(), apiHead, tag)));
    }

    @Test
    public void shouldExplainTagsAndTheCommitAndChangeNothing() {
        ReleaseDraft draft = draft("qa", "test", "1.4.2", null, false);
        String commit = draft.moves().get(0).target();
        assertThat(draft.moves()).containsExactly(RefMove.branch("environment/qa", environments.head("qa"), commit));
        assertThat(draft.before()).isEqualTo("WIP");
        assertThat(draft.after()).isEqualTo("1.4.2");
        assertThat(draft.tags().repositories())
                .extracting(TagPlan.Entry::explain)
                .containsExactly(
                        shop.folder() + ": " + first.substring(0, 10) + " of branch main, tag v1.4.2-rc.1 is made",
                        api.folder() + ": " + apiHead.substring(0, 10) + " of branch main, tag v1.4.2-rc.1 is made");
        assertThat(draft.message())
                .isEqualTo("Promote for ann\n\nVersion: 1.4.2\nDeploys: " + first + " v1.4.2-rc.1 " + shop.folder()
                        + "\nDeploys: " + apiHead + " v1.4.2-rc.1 " + api.folder() + "\n");
        assertThat(tags(shop)).isEmpty();
        assertThat(file("qa")).startsWith("version: WIP # of qa\n");
    }

    @Test
    public void shouldBringAVersionFromTestToProduction() {
        ReleaseRecord tested = promote("qa", "test", "1.4.2", null);
        assertThat(tested).isEqualTo(record("1.4.2", first, "v1.4.2-rc.1"));
        assertThat(file("qa")).startsWith("version: 1.4.2 # of qa\n");
        assertThat(file("prod")).startsWith("version: WIP # of prod\n");
        shop.branch("main", second);
        assertThat(promote("prod", "production", "1.4.2", tested)).isEqualTo(record("1.4.2", first, "v1.4.2"));
        assertThat(tags(shop)).isEqualTo(Map.of("v1.4.2", first, "v1.4.2-rc.1", first));
        assertThat(tags(api)).isEqualTo(Map.of("v1.4.2", apiHead, "v1.4.2-rc.1", apiHead));
        String head = environments.head("qa");
        assertThat(environments.record(head, "1.4.2", first)).contains(tested);
        assertThat(environments.record(head, "1.4.2", second)).isEmpty();
        assertThat(environments.record(head, "1.4.1", first)).isEmpty();
    }

    @Test
    public void shouldPushNothingWhenAllIsThere() {
        ReleaseRecord tested = promote("qa", "test", "1.4.2", null);
        promote("prod", "production", "1.4.2", tested);
        for (ReleaseDraft again : List.of(
                draft("qa", "test", "1.4.2", null, false), draft("prod", "production", "1.4.2", tested, false))) {
            assertThat(again.moves()).isEmpty();
            assertThat(again.before()).isEqualTo(again.after());
            assertThat(again.tags().isPushed()).isFalse();
        }
    }

    @Test
    public void shouldCommitAgainWhatStartsAnotherCandidateOfTheSameVersion() {
        promote("qa", "test", "1.4.2", null);
        String before = environments.head("qa");
        shop.branch("main", second);
        ReleaseRecord tested = promote("qa", "test", "1.4.2", null);
        assertThat(tested.parts())
                .containsExactly(
                        new Part(shop.folder().toString(), second, "v1.4.2-rc.2"),
                        new Part(api.folder().toString(), apiHead, "v1.4.2-rc.1"));
        assertThat(repository.changedFiles(before, environments.head("qa"))).isEmpty();
    }

    @Test
    public void shouldEndWithTheSameAfterAProcessWasKilledBehindItsTags() {
        makeTags(draft("qa", "test", "1.4.2", null, false));
        assertThat(file("qa")).startsWith("version: WIP");
        assertThat(promote("qa", "test", "1.4.2", null)).isEqualTo(record("1.4.2", first, "v1.4.2-rc.1"));
        assertThat(tags(shop)).hasSize(1);
    }

    @Test
    public void shouldGoBackToWhatWasThere() {
        ReleaseRecord old = promote("prod", "production", "1.4.1", promote("qa", "test", "1.4.1", null));
        shop.branch("main", second);
        promote("prod", "production", "1.4.2", promote("qa", "test", "1.4.2", null));
        assertThat(promote("prod", "production", "1.4.1", old, true)).isEqualTo(old);
        assertThat(file("prod")).startsWith("version: 1.4.1 # of prod\n");
        assertThat(tags(shop)).hasSize(4);
    }

    @Test
    public void shouldRecordWorkInProgressWithoutATag() {
        String before = environments.head("dev");
        assertThat(promote("dev", "development", "1.4.2", null)).isEqualTo(record("1.4.2", first, null));
        assertThat(repository.changedFiles(before, environments.head("dev"))).isEmpty();
        assertThat(tags(shop)).isEmpty();
        assertThat(draft("dev", "development", "1.4.2", null, false).moves()).isEmpty();
    }

    @Test
    public void shouldCommitOnceMoreWhatIsToBeStartedOnceMore() {
        promote("qa", "test", "1.4.2", null);
        String before = environments.head("qa");
        ReleaseDraft draft = draft("qa", "test", "1.4.2", null, false, true);
        assertThat(draft.tags().isPushed()).isFalse();
        assertThat(repository.push(draft.moves()).done()).isTrue();
        assertThat(repository.changedFiles(before, environments.head("qa"))).isEmpty();
    }

    @Test
    public void shouldRefuseARecordedTagThatSomebodyMoved() {
        ReleaseRecord tested = promote("qa", "test", "1.4.2", null);
        shop.tag("v1.4.2-rc.1", second);
        assertThatThrownBy(() -> draft("prod", "production", "1.4.2", tested, false))
                .isInstanceOf(GitException.class)
                .hasMessage("repository '" + shop.folder() + "': tag v1.4.2-rc.1 was at " + first.substring(0, 10)
                        + " when it was recorded, and somebody moved it to " + second.substring(0, 10)
                        + "; put it back with git push --force origin " + first
                        + ":refs/tags/v1.4.2-rc.1, or go on with the next version");
    }

    private List<String> drift(String version, String commit) {
        return ReleaseDrift.of(environments, "qa", "test", version, commit, this::open);
    }

    @Test
    public void shouldTellWhereGitIsNotAsItWas() {
        assertThat(drift("1.4.2", first))
                .containsExactly(
                        "environment/qa says version WIP, deployed is 1.4.2",
                        "environment/qa has no commit that brings version 1.4.2 at " + first.substring(0, 10)
                                + " there");
        promote("qa", "test", "1.4.2", null);
        assertThat(drift("1.4.2", first)).isEmpty();
        shop.tag("v1.4.2-rc.1", second);
        assertThat(drift("1.4.2", first))
                .containsExactly("tag v1.4.2-rc.1 of repository '" + shop.folder() + "' is at "
                        + second.substring(0, 10) + ", deployed is " + first.substring(0, 10));
    }

    @Test
    public void shouldTellWhatAnEnvironmentWasToldSince() {
        promote("qa", "test", "1.4.2", null);
        shop.branch("main", second);
        promote("qa", "test", "1.4.2", null);
        assertThat(drift("1.4.2", first))
                .containsExactly("environment/qa was told since to deploy version 1.4.2 at " + second.substring(0, 10)
                        + ", deployed is 1.4.2 at " + first.substring(0, 10));
    }

    @Test
    public void shouldTellWhichRepositoriesCameAndWent() throws Exception {
        promote("qa", "test", "1.4.2", null);
        GitProject web = GitProject.bare(folder.getRoot().toPath().resolve("web.git"));
        web.branch("main", web.commit("Web", Map.of("c", "1\n")));
        String content =
                file("qa").replace(api.folder().toString(), web.folder().toString());
        String edited = repository.commitFiles(
                environments.head("qa"),
                Map.of("environment.yaml", content.getBytes(StandardCharsets.UTF_8)),
                "By hand",
                Signature.of("bob"),
                Signature.of("bob"));
        assertThat(repository
                        .push(List.of(RefMove.branch("environment/qa", environments.head("qa"), edited)))
                        .done())
                .isTrue();
        assertThat(InstalledGit.git(shop.folder(), "", "update-ref", "-d", "refs/tags/v1.4.2-rc.1")
                        .code())
                .isZero();
        assertThat(drift("1.4.2", first))
                .containsExactly(
                        "tag v1.4.2-rc.1 of repository '" + shop.folder() + "' is gone, deployed is "
                                + first.substring(0, 10),
                        "environment/qa names repository '" + web.folder() + "', of which nothing is deployed",
                        "environment/qa does not name repository '" + api.folder() + "' any more");
    }

    @Test
    public void shouldReadNothingFromOtherMessages() {
        assertThat(ReleaseRecord.of("Version: 1\n")).isEmpty();
        assertThat(ReleaseRecord.of("Deploys: " + first + " - /a b\n")).isEmpty();
        assertThat(ReleaseRecord.of("x\n\nVersion: 1\nDeploys: " + first + " - /a b"))
                .contains(new ReleaseRecord("1", List.of(new Part("/a b", first, null))));
    }
}
