package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RepositoryGroupTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private GitRepositories repositories;
    private final List<String> names = new ArrayList<>();

    @Before
    public void make() {
        Path root = folder.getRoot().toPath();
        repositories = new GitRepositories(root.resolve("git"));
        for (int i = 0; i < 3; i++) {
            GitProject project = GitProject.bare(root.resolve(i + ".git"));
            project.branch("main", project.commit("Begin", Map.of("a", i + "\n")));
            names.add(project.folder().toString());
        }
    }

    private LineRepository open(String repository) {
        return repositories.open(GitProject.settings(repository), Access.READ);
    }

    @Test
    public void shouldWorkWithAllAtTheSameTime() {
        CyclicBarrier all = new CyclicBarrier(3);
        try (RepositoryGroup group = RepositoryGroup.open(names, this::open)) {
            Map<String, String> heads = group.each((name, repository) -> {
                await(all);
                return repository.head("main");
            });
            assertThat(new ArrayList<>(heads.keySet())).isEqualTo(names);
            assertThat(heads.values()).doesNotHaveDuplicates();
        }
    }

    @Test
    public void shouldWorkWithNoMoreThanAllowed() {
        AtomicInteger now = new AtomicInteger();
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        try (RepositoryGroup group = RepositoryGroup.open(names, this::open, 1)) {
            group.each((name, repository) -> {
                seen.add(now.incrementAndGet());
                repository.heads();
                return now.decrementAndGet();
            });
        }
        assertThat(seen).containsExactly(1, 1, 1);
    }

    @Test
    public void shouldTellAllFailuresTogetherAndGoOnWithTheOthers() {
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        try (RepositoryGroup group = RepositoryGroup.open(names, this::open)) {
            assertThatThrownBy(() -> group.each((name, repository) -> {
                        done.add(name);
                        return name.endsWith("1.git") ? repository.head("main") : repository.head("none");
                    }))
                    .isInstanceOf(GitException.class)
                    .hasMessage("2 of 3 repositories failed:\n"
                            + "repository '" + names.get(0) + "' has no branch 'none'; it has main\n"
                            + "repository '" + names.get(2) + "' has no branch 'none'; it has main");
            assertThat(done).containsExactlyInAnyOrderElementsOf(names);
            assertThatThrownBy(() ->
                            group.each((name, repository) -> repository.head(name.endsWith("1.git") ? "none" : "main")))
                    .isInstanceOf(GitException.class)
                    .hasMessage("repository '" + names.get(1) + "' has no branch 'none'; it has main");
        }
    }

    @Test
    public void shouldTellAllThatCannotBeOpened() {
        String first = folder.getRoot().toPath().resolve("x.git").toString();
        String second = folder.getRoot().toPath().resolve("y.git").toString();
        assertThatThrownBy(() -> RepositoryGroup.open(List.of(first, names.get(0), second), this::open))
                .isInstanceOf(GitException.class)
                .hasMessage("2 of 3 repositories failed:\n"
                        + "repository '" + first
                        + "' does not exist; check git.repository of the application, or create it\n"
                        + "repository '" + second
                        + "' does not exist; check git.repository of the application, or create it");
    }

    @Test
    public void shouldNotTakeADefectForAFailure() {
        try (RepositoryGroup group = RepositoryGroup.open(names, this::open)) {
            assertThatThrownBy(() -> group.each((name, repository) -> repository.head(null)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("working with " + names.get(2) + " failed")
                    .hasCauseInstanceOf(NullPointerException.class);
        }
    }

    @Test
    public void shouldStopWhenInterrupted() {
        try (RepositoryGroup group = RepositoryGroup.open(names, this::open)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> group.each((name, repository) -> name))
                    .isInstanceOf(GitException.class)
                    .hasMessage("interrupted while working with several repositories; try again");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static void await(CyclicBarrier all) {
        try {
            all.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
