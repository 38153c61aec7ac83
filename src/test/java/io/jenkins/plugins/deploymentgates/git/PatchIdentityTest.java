package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PatchIdentityTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private GitProject project;

    @Before
    public void make() {
        project = GitProject.bare(folder.getRoot().toPath().resolve("deploy.git"));
    }

    private String identity(String commit) throws IOException {
        try (Repository repository = project.open();
                RevWalk walk = new RevWalk(repository)) {
            return new PatchIdentity(repository).of(walk.parseCommit(ObjectId.fromString(commit)));
        }
    }

    private String gitPatchId(String commit) throws IOException, InterruptedException {
        Path place = project.folder();
        String patch = InstalledGit.git(place, "", "diff-tree", "-p", "--root", "--no-renames", commit)
                .text();
        return InstalledGit.git(place, patch, "patch-id").text().split(" ")[0];
    }

    @Test
    public void shouldFindTheSameCommitsEqualAsGitDoes() throws IOException, InterruptedException {
        Random random = new Random(4711);
        String base = project.commit("Base", files(random));
        List<String> commits = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String other =
                    project.commit("Other base", Map.of("unrelated" + i, "u\n"), i % 2 == 0 ? base : commits.get(0));
            String line = "changed " + i % 5 + "\n";
            commits.add(project.commit("Change " + i, Map.of("file" + i % 3, line, "extra", line), other));
        }
        for (String one : commits) {
            for (String two : commits) {
                assertThat(identity(one).equals(identity(two)))
                        .isEqualTo(gitPatchId(one).equals(gitPatchId(two)));
            }
        }
    }

    private static Map<String, String> files(Random random) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            files.put("file" + i, "line " + random.nextInt(9) + "\nend\n");
        }
        return files;
    }

    @Test
    public void shouldCountWhiteSpaceAsItHasMeaningInYaml() throws IOException {
        String base = project.commit("Base", Map.of("a", "list:\n"));
        String flat = project.commit("Flat", Map.of("a", "list:\n- b\n"), base);
        String deep = project.commit("Deep", Map.of("a", "list:\n  - b\n"), base);
        assertThat(identity(flat)).isNotEqualTo(identity(deep));
    }

    @Test
    public void shouldTellDifferentBinaryChangesApart() throws IOException {
        String base = project.commitBytes("Base", Map.of("logo", new byte[] {0, 1, 2}));
        String one = project.commitBytes("One", Map.of("logo", new byte[] {0, 1, 3}), base);
        String two = project.commitBytes("Two", Map.of("logo", new byte[] {0, 1, 4}), base);
        String again = project.commitBytes("Again", Map.of("logo", new byte[] {0, 1, 3}), base);
        assertThat(identity(one)).isNotEqualTo(identity(two)).isEqualTo(identity(again));
    }

    @Test
    public void shouldHaveNoIdentityWithoutAChange() throws IOException {
        String base = project.commit("Base", Map.of("a", "a\n"));
        assertThat(identity(project.commit("Nothing", Map.of(), base))).isEmpty();
    }
}
