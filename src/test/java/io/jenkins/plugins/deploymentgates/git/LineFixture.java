package io.jenkins.plugins.deploymentgates.git;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/** A repository with three commits in a line, {@code main} at the last, {@code qa} at the second, {@code prod} at the first. */
public abstract class LineFixture {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    Path cache;
    GitProject project;
    LineRepository repository;
    String first;
    String second;
    String third;

    @Before
    public void makeALine() {
        cache = folder.getRoot().toPath().resolve("ledger/git");
        project = GitProject.bare(folder.getRoot().toPath().resolve("deploy.git"));
        first = project.commit("Begin", Map.of("app.yaml", "a: 1\n", "variants/qa/q.yaml", "q\n"));
        second = project.commit("SHOP-1: second\n\nwith a body\n", Map.of("app.yaml", "a: 2\n"), first);
        third = project.commit("Third", Map.of("b/c.yaml", "c\n", "app.yaml", ""), second);
        project.branch("main", third);
        project.branch("qa", second);
        project.branch("prod", first);
        open(Access.WRITE);
    }

    @After
    public void close() {
        repository.close();
    }

    final void open(Access access) {
        if (repository != null) {
            repository.close();
        }
        Clock clock = Clock.fixed(Instant.parse("2026-03-03T10:00:00Z"), ZoneOffset.UTC);
        repository = new GitRepositories(cache, clock, System::getenv).open(project.settings(), access);
    }
}
