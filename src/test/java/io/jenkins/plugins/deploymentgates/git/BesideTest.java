package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.model.Build;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Repositories that a file names beside the application's own. */
public class BesideTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> asked = new ArrayList<>();

    private final HostCredentials host = new HostCredentials() {
        @Override
        public StoredLogin find(String id, String url, @CheckForNull Build build) {
            asked.add(id + " for " + url);
            return StoredLogin.password(id, "ann", "s3cret");
        }

        @Override
        public ServerKeyDatabase hostKeys() {
            throw new AssertionError("nothing is contacted");
        }

        @Override
        public String hostKeysPlace() {
            throw new AssertionError("nothing is contacted");
        }
    };

    private LineRepository open(String own, String beside) {
        Path root = folder.getRoot().toPath();
        GitSettings settings = new GitSettings(own, "shop-git", List.of(), GitSettings.Mechanic.RELEASE_FILE, "main");
        return new GitRepositories(root.resolve("git"), Clock.systemUTC(), Map.of("HOME", root.toString())::get, host)
                .openBeside(settings, beside, Access.READ, null);
    }

    @Test
    public void shouldUseTheLoginOnTheSameHostOnly() {
        String own = "https://git.example.com/shop/shop.git";
        open(own, own).close();
        open(own, "https://GIT.example.com/shop/shop").close();
        open(own, "https://git.example.com/shop/api.git").close();
        open(own, "https://git.example.com:8443/shop/api.git").close();
        open(own, "http://git.example.com/shop/api.git").close();
        open(own, "https://git.example.org/shop/api.git").close();
        assertThat(asked)
                .containsExactly(
                        "shop-git for " + own,
                        "shop-git for " + own,
                        "shop-git for https://git.example.com/shop/api.git");
    }

    @Test
    public void shouldOpenFoldersOfTheMachineBesideFoldersOnly() {
        Path root = folder.getRoot().toPath();
        GitProject api = GitProject.bare(root.resolve("api.git"));
        GitProject shop = GitProject.bare(root.resolve("shop.git"));
        open(shop.folder().toString(), api.folder().toString()).close();
        assertThatThrownBy(() -> open(
                        "https://git.example.com/shop/shop.git", api.folder().toString()))
                .isInstanceOf(GitException.class)
                .hasMessage("repository '" + api.folder()
                        + "' is a folder of this machine; give a URL such as https://git.example.com/shop/core.git");
    }

    @Test
    public void shouldKnowOneRepositoryHoweverItIsReached() {
        String url = "https://git.example.com/shop/shop.git";
        assertThat(GitRepositories.isSame(url, "git@git.example.com:shop/shop.git"))
                .isTrue();
        assertThat(GitRepositories.isSame(url, "ssh://git@Git.example.com:22/shop/shop/"))
                .isTrue();
        assertThat(GitRepositories.isSame(url, "https://git.example.com/shop/api.git"))
                .isFalse();
        assertThat(GitRepositories.isSame(url, "/shop/shop.git")).isFalse();
        assertThat(GitRepositories.isSame("/srv/shop.git", "file:///srv/shop")).isTrue();
    }
}
