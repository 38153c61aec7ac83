package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a push deploys, on real repositories. */
public class PushesTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path place;
    private World world;

    @Before
    public void create() throws IOException {
        place = folder.newFolder().toPath();
        world = World.create(place, World.SHOP);
    }

    @After
    public void close() {
        world.close();
    }

    private Pushed changed(String branch, String base, String head) {
        return world.engine().pushes().changed("shop", new Push(branch, base, head), null);
    }

    private String commit(String branch, String message, String file) {
        return world.origin().commit(branch, message, Map.of(file, message + "\n"));
    }

    private String begin(String... branches) {
        String base = world.origin().head("main");
        for (String branch : branches) {
            world.origin().set(branch, base);
        }
        return base;
    }

    @Test
    public void shouldDeployTheEnvironmentOfTheBranchAndNoOther() {
        String base = begin("dev", "qa", "integration");
        String first = commit("qa", "One", "app.yaml");
        String second = commit("qa", "Two", "new.yaml");
        world.origin().set("integration", second);

        Pushed pushed = changed("qa", base, second);
        assertThat(pushed.branch()).isEqualTo("qa");
        assertThat(pushed.repository()).isEqualTo(world.origin().folder().toString());
        assertThat(pushed.base()).isEqualTo(base);
        assertThat(pushed.head()).isEqualTo(second);
        assertThat(pushed.changes()).hasSize(1);
        Change change = pushed.changes().get(0);
        assertThat(change.kind()).isEqualTo(Change.Kind.CHANGED);
        assertThat(change.name()).isEqualTo("qa");
        assertThat(change.environment()).isEqualTo("qa");
        assertThat(change.before()).isEqualTo(base);
        assertThat(change.after()).isEqualTo(second);
        assertThat(change.releaseChanged()).isTrue();
        assertThat(change.details()).isEmpty();
        assertThat(change.commits().stream().map(Line.Commit::id)).containsExactly(second, first);
        assertThat(change.files()).containsExactly("M app.yaml", "A new.yaml");
    }

    @Test
    public void shouldFindTheBranchByItsNameOrByTheOnlyOneAtTheHead() {
        String base = begin("dev", "qa");
        String head = commit("qa", "One", "app.yaml");
        assertThat(changed(null, base, "qa").changes()).hasSize(1);
        assertThat(changed(null, base.substring(0, 10), head.substring(0, 10))).isEqualTo(changed("qa", base, head));
        assertThat(changed("refs/heads/qa", base, head)).isEqualTo(changed("qa", base, head));
        assertThatThrownBy(() -> changed(null, null, base))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the branches dev, integration, load, main, prod-eu, staging-eu are at '" + base
                        + "' in repository '" + world.origin().folder()
                        + "'; name the one that was pushed to with --branch");
        commit("qa", "Two", "app.yaml");
        assertThatThrownBy(() -> changed(null, base, head))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("no branch is at '" + head + "' in repository '"
                        + world.origin().folder() + "'; name the one that was pushed to with --branch");
    }

    @Test
    public void shouldDeployNothingForAnotherBranch() {
        String base = begin("qa");
        String head = commit("main", "One", "app.yaml");
        assertThat(changed("main", base, head).changes()).isEmpty();
        assertThat(changed("qa", base, base).changes()).isEmpty();
        assertThatThrownBy(() -> changed("qaa", base, head))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("has no branch 'qaa'");
    }

    @Test
    public void shouldTellOfFilesThatBelongToNoRelease() {
        String base = begin("qa");
        String head = commit("qa", "Hosts of qa", "variants/qa/hosts");
        Change change = changed("qa", base, head).changes().get(0);
        assertThat(change.releaseChanged()).isFalse();
        assertThat(change.details()).containsExactly("only files that belong to no release");
        assertThat(change.files()).containsExactly("A variants/qa/hosts");
    }

    @Test
    public void shouldTellOfANewBranchAndOfOneThatMovedBack() {
        String base = begin("qa");
        Change created = changed("qa", "0".repeat(40), base).changes().get(0);
        assertThat(created.kind()).isEqualTo(Change.Kind.CREATED);
        assertThat(created.before()).isNull();
        assertThat(created.commits()).isEmpty();
        assertThat(created.releaseChanged()).isTrue();

        String head = commit("qa", "One", "app.yaml");
        world.origin().set("qa", base);
        Change back = changed("qa", head, base).changes().get(0);
        assertThat(back.commits()).isEmpty();
        assertThat(back.details())
                .containsExactly("no fast-forward: 1 commit that the branch had is not in it any more");
        assertThat(back.files()).containsExactly("M app.yaml");
    }

    @Test
    public void shouldRefuseWhatDoesNotGoThroughGit() throws IOException {
        world.close();
        world = World.create(
                folder.newFolder().toPath(),
                """
                applications:
                  shop: {git: {repository: ORIGIN, mechanic: none}, pipeline: {qa: {}}}
                  tool: {pipeline: {qa: {}}}
                """);
        assertThatThrownBy(() -> changed("qa", null, "qa"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "no push deploys anything of application shop: its mechanic is none, so others do the work");
        assertThatThrownBy(() -> world.engine().pushes().changed("tool", new Push(null, null, "qa"), null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("application tool has no Git repository; add applications.tool.git.repository");
        assertThatThrownBy(() -> world.engine().pushes().changed("shoe", new Push(null, null, "qa"), null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is no application 'shoe'; configured are shop, tool");
    }

    /** An environment's own repository with its branches, and what is copied into it. */
    private Origin folders() throws IOException {
        world.close();
        place = folder.newFolder().toPath();
        world = World.create(place, FoldersPromotionTest.FOLDERS);
        Origin.create(place.resolve("deploy.git-dev"));
        Origin prod = Origin.create(place.resolve("deploy.git-prod"));
        prod.commit("live", "Set up", Map.of("cluster/nodes.yaml", "nodes: 3\n"));
        return prod;
    }

    @Test
    public void shouldDeployTheEnvironmentOfTheRepositoryAndNoOther() throws IOException {
        Origin prod = folders();
        String base = prod.head("live");
        String source = world.origin()
                .commit("main", "SHOP-1 One", Map.of("apps/web.yaml", "1\n", "infra/base/net.yaml", "1\n"));
        world.enter("dev", "1.0");
        world.deliver("dev");
        world.verify("dev");
        world.promote("prod");
        String head = prod.head("live");

        Pushed pushed = changed(null, base, head);
        assertThat(pushed.branch()).isEqualTo("live");
        assertThat(pushed.repository()).isEqualTo(prod.folder().toString());
        assertThat(pushed.changes()).hasSize(1);
        Change change = pushed.changes().get(0);
        assertThat(change.environment()).isEqualTo("prod");
        assertThat(change.parts()).containsExactly(new Change.Part("source", null, source));
        assertThat(change.files()).containsExactly("A apps/web.yaml", "A infra/base/net.yaml");
        assertThat(change.releaseChanged()).isTrue();
        assertThat(change.commits().stream().map(Line.Commit::subject)).containsExactly("Promote shop 1.0 to prod");

        Change cluster = changed("live", head, commit(prod, "live", "cluster/nodes.yaml"))
                .changes()
                .get(0);
        assertThat(cluster.releaseChanged()).isFalse();
        assertThat(cluster.parts()).isEmpty();
        assertThat(cluster.details()).containsExactly("only files that belong to no release");
    }

    private static String commit(Origin origin, String branch, String file) {
        return origin.commit(branch, "By hand", Map.of(file, "by hand\n"));
    }

    @Test
    public void shouldDeployNothingForTheSourceOrAnotherBranch() throws IOException {
        Origin prod = folders();
        String base = world.origin().head("main");
        String head = commit("main", "One", "apps/web.yaml");
        Pushed source = changed(null, base, head);
        assertThat(source.repository()).isEqualTo(world.origin().folder().toString());
        assertThat(source.branch()).isEqualTo("main");
        assertThat(source.changes()).isEmpty();

        prod.set("trial", prod.head("live"));
        String trial = commit(prod, "trial", "apps/web.yaml");
        Pushed elsewhere = changed(null, prod.head("live"), trial);
        assertThat(elsewhere.branch()).isEqualTo("trial");
        assertThat(elsewhere.changes()).isEmpty();
        assertThat(changed("trial", prod.head("live"), trial)).isEqualTo(elsewhere);
    }

    @Test
    public void shouldSayWhereACommitIsNot() throws IOException {
        Origin prod = folders();
        Path dev = place.resolve("deploy.git-dev");
        String all =
                "('" + world.origin().folder() + "', '" + dev + "', '" + prod.folder() + "'); push it, or correct it";
        assertThatThrownBy(() -> changed(null, null, "nowhere"))
                .isInstanceOf(GitException.class)
                .hasMessage("'nowhere' is no commit of a repository of application shop " + all);
        assertThatThrownBy(() -> changed("nothing", null, "live"))
                .isInstanceOf(GitException.class)
                .hasMessage("'live' is no commit, or 'nothing' no branch, of a repository of application shop " + all);
        assertThatThrownBy(() -> changed(null, null, "main"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "commit 'main' is in the repositories of dev and prod; name the branch that was pushed to with"
                                + " --branch, and the commit by its id");
    }
}
