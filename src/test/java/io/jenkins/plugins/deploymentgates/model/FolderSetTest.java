package io.jenkins.plugins.deploymentgates.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.Test;

public class FolderSetTest {
    @Test
    public void shouldSortFoldersAndTakeThemWithAndWithoutAnEnd() {
        FolderSet folders = FolderSet.of(List.of("infra/base/", "apps"));
        assertThat(folders.paths()).containsExactly("apps", "infra/base");
        assertThat(folders).hasToString("apps and infra/base");
    }

    @Test
    public void shouldTellWhatIsInAFolder() {
        FolderSet folders = FolderSet.of(List.of("apps", "infra/base"));
        assertThat(folders.contains("apps/shop/web.yaml")).isTrue();
        assertThat(folders.contains("infra/base/net.yaml")).isTrue();
        assertThat(folders.contains("apps")).isFalse();
        assertThat(folders.contains("apps.yaml")).isFalse();
        assertThat(folders.contains("infra/other.yaml")).isFalse();
    }

    @Test
    public void shouldTellWhetherFoldersOverlap() {
        FolderSet folders = FolderSet.of(List.of("apps", "infra/base"));
        assertThat(folders.overlaps(List.of("apps"))).isTrue();
        assertThat(folders.overlaps(List.of("x", "apps/shop"))).isTrue();
        assertThat(folders.overlaps(List.of("infra"))).isTrue();
        assertThat(folders.overlaps(List.of("infra/bases", "app"))).isFalse();
    }

    @Test
    public void shouldTakeNamesThatOnlyLookDangerous() {
        assertThat(FolderSet.of(List.of("..apps", ".github", "a.git", "tags")).paths())
                .containsExactly("..apps", ".github", "a.git", "tags");
    }

    @Test
    public void shouldRefuseNoFolderAtAll() {
        refused("no folder is named; name at least one, such as apps");
    }

    @Test
    public void shouldRefuseTheWholeRepository() {
        refused(
                "a folder has no name; name one from the top of the repository, such as apps; the whole repository"
                        + " cannot be copied",
                " ");
        refused("folder '.' has '.' in it; name it from the top of the repository without . and ..", ".");
    }

    @Test
    public void shouldRefuseToLeaveTheRepository() {
        refused(
                "folder 'apps/../../etc' has '..' in it; name it from the top of the repository without . and ..",
                "apps/../../etc");
        refused("folder '/apps' is an absolute path; name it from the top of the repository, such as apps", "/apps");
        refused(
                "folder 'C:\\apps' is an absolute path; name it from the top of the repository, such as apps",
                "C:\\apps");
    }

    @Test
    public void shouldRefuseGitsOwnFolderHoweverWritten() {
        refused("folder '.git/hooks' is Git's own, which is never copied", ".git/hooks");
        refused("folder 'apps/.GIT' is Git's own, which is never copied", "apps/.GIT");
        refused("folder 'GIT~1' is Git's own, which is never copied", "GIT~1");
    }

    @Test
    public void shouldRefuseWhatIsNoPath() {
        refused("folder 'apps\\web' has a backslash in it; write apps/web", "apps\\web");
        refused("folder 'apps//web' has an empty part; write one / between the names of folders", "apps//web");
        refused("folder 'apps?web' has a control character in it; remove it", "apps\nweb");
    }

    @Test
    public void shouldRefuseFoldersThatShareFiles() {
        refused("folder 'apps/shop' is within folder 'apps'; name one of them", "apps/shop", "infra", "apps");
        refused("folder 'apps' is named twice; name it once", "apps", "apps/");
        refused(
                "folders 'Apps' and 'apps' differ by upper and lower case only, which is one folder on Windows and"
                        + " macOS; name one of them",
                "apps",
                "Apps");
    }

    private static void refused(String message, String... folders) {
        assertThatThrownBy(() -> FolderSet.of(List.of(folders)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }
}
