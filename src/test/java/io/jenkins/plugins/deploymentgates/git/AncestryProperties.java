package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AncestryProperties {
    /** Each number says which earlier commits are the parents of the next commit. */
    @Property(tries = 40)
    void shouldAgreeWithBruteForceAndWithGit(
            @ForAll @Size(min = 2, max = 14) List<@IntRange(min = 0, max = 9999) Integer> shape)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("ancestry");
        try {
            GitProject project = GitProject.bare(folder.resolve("deploy.git"));
            List<String> commits = new ArrayList<>();
            List<BitSet> ancestors = new ArrayList<>();
            for (int number : shape) {
                grow(project, number, commits, ancestors);
            }
            try (LineRepository repository =
                    new GitRepositories(folder.resolve("git")).open(project.settings(), Access.READ)) {
                for (int i = 0; i < commits.size(); i++) {
                    for (int j = 0; j < commits.size(); j++) {
                        assertThat(repository.isAncestor(commits.get(i), commits.get(j)))
                                .isEqualTo(ancestors.get(j).get(i));
                    }
                }
            }
            String first = commits.get(shape.get(0) % commits.size());
            String last = commits.get(commits.size() - 1);
            int code = InstalledGit.git(project.folder(), "", "merge-base", "--is-ancestor", first, last)
                    .code();
            assertThat(code == 0).isEqualTo(ancestors.get(commits.size() - 1).get(commits.indexOf(first)));
        } finally {
            BareFolder.delete(folder);
        }
    }

    private static void grow(GitProject project, int number, List<String> commits, List<BitSet> ancestors) {
        int me = commits.size();
        TreeSet<Integer> parents = new TreeSet<>();
        if (me > 0 && number % 5 != 0) {
            parents.add(number % me);
            parents.add(number / 7 % me);
        }
        BitSet mine = new BitSet();
        mine.set(me);
        parents.forEach(parent -> mine.or(ancestors.get(parent)));
        String[] ids = parents.stream().map(commits::get).toArray(String[]::new);
        commits.add(project.commit("Commit " + me, Map.of("file" + me, me + "\n"), ids));
        ancestors.add(mine);
    }
}
