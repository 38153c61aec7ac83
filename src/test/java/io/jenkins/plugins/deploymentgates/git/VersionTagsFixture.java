package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.git.TagPlan.Action;
import io.jenkins.plugins.deploymentgates.git.TagPlan.Entry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/** Two repositories for tests of tags, worked with at the same time. */
public abstract class VersionTagsFixture {
    static final Signature ANN = Signature.parse("Ann <ann@example.com>");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    GitProject shop;
    GitProject api;
    RepositoryGroup group;
    String first;
    String second;
    String third;
    String apiHead;

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

    static String name(GitProject project) {
        return project.folder().toString();
    }

    static String brief(String id) {
        return id.substring(0, 10);
    }

    static TagRequest request(String version, String tier) {
        return new TagRequest(version, tier, "main", Map.of(), Map.of(), false);
    }

    TagRequest production(String version, String shopCommit, boolean again) {
        return new TagRequest(
                version, "production", "main", Map.of(name(shop), shopCommit, name(api), apiHead), Map.of(), again);
    }

    TagPlan plan(String version, String tier) {
        return VersionTags.plan(group, request(version, tier));
    }

    PushResult make(TagPlan plan) {
        return VersionTags.make(group, plan, "For qa", ANN);
    }

    static Entry entry(GitProject project, String commit, String from, String tag, Action action) {
        return new Entry(name(project), name(project), commit, from, tag, action, null);
    }

    List<String> tags(GitProject project) throws Exception {
        return InstalledGit.git(
                        project.folder(), "", "for-each-ref", "--format=%(refname:short) %(*objectname)", "refs/tags")
                .text()
                .lines()
                .toList();
    }

    void assertRefused(TagRequest request, String message) {
        assertThatThrownBy(() -> VersionTags.plan(group, request))
                .isInstanceOf(GitException.class)
                .hasMessage(message);
    }

    String at(GitProject project) {
        return "repository '" + name(project) + "': ";
    }
}
