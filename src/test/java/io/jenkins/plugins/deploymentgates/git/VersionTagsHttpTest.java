package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.git.TagPlan.Action;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Tags in repositories on another machine, several at the same time. */
public class VersionTagsHttpTest {
    private static final TagRequest TEST = new TagRequest("1.4.2", "test", "main", Map.of(), Map.of(), false);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> urls = new ArrayList<>();
    private final List<String> commits = new ArrayList<>();
    private Path root;
    private GitHttpServer server;

    @Before
    public void serve() throws Exception {
        root = folder.getRoot().toPath();
        server = new GitHttpServer(root, "ann:s3cret");
        for (int i = 0; i < 5; i++) {
            GitProject project = GitProject.bare(root.resolve("sub" + i + ".git"));
            commits.add(project.commit("Begin", Map.of("a", i + "\n")));
            project.branch("main", commits.get(i));
            urls.add(server.url("sub" + i + ".git"));
        }
        environment.put("DEPLOYMENT_GATES_GIT_USERNAME", "ann");
        environment.put("DEPLOYMENT_GATES_GIT_PASSWORD", "s3cret");
        environment.put("HOME", root.toString());
    }

    @After
    public void stop() {
        server.close();
    }

    private RepositoryGroup open(List<String> repositories, Access access) {
        CredentialHelper none = new CredentialHelper(
                Map.of("GIT_CONFIG_GLOBAL", root.resolve("gitconfig").toString(), "GIT_CONFIG_NOSYSTEM", "1"));
        GitRepositories opener =
                new GitRepositories(root.resolve("cache"), Clock.systemUTC(), environment::get, none, null);
        return RepositoryGroup.open(repositories, url -> opener.open(GitProject.settings(url), access));
    }

    @Test
    public void shouldPlanWithoutLeavingAnything() {
        try (RepositoryGroup group = open(urls, Access.READ)) {
            assertThat(VersionTags.plan(group, TEST).repositories())
                    .extracting(TagPlan.Entry::commit)
                    .isEqualTo(commits);
        }
        assertThat(Files.exists(root.resolve("cache"))).isFalse();
    }

    @Test
    public void shouldTagAllAndFindTheTagsAgain() {
        try (RepositoryGroup group = open(urls, Access.WRITE)) {
            VersionTags.make(group, VersionTags.plan(group, TEST), "For qa", Signature.of("ann"));
        }
        try (RepositoryGroup group = open(urls, Access.READ)) {
            assertThat(VersionTags.plan(group, TEST).repositories())
                    .extracting(TagPlan.Entry::action)
                    .containsOnly(Action.REUSED);
        }
    }

    @Test
    public void shouldTellAllThatCannotBeReached() {
        List<String> some = List.of(urls.get(0), server.url("none.git"), server.url("gone.git"));
        try (RepositoryGroup group = open(some, Access.WRITE)) {
            assertThatThrownBy(() -> VersionTags.plan(group, TEST))
                    .isInstanceOf(GitException.class)
                    .hasMessage("2 of 3 repositories failed:\n"
                            + "repository '" + some.get(1)
                            + "' does not exist; check git.repository of the application, or create it\n"
                            + "repository '" + some.get(2)
                            + "' does not exist; check git.repository of the application, or create it");
        }
    }
}
