package io.jenkins.plugins.deploymentgates.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The tag of a release candidate in 20 repositories: opening them, reading their branches and tags, and pushing, all at
 * the same time against one after the other. Each repository is bare, on this disk, behind the installed Git; a server
 * somewhere else answers as late as its hook makes it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
public class TaggingBenchmark {
    private static final int REPOSITORIES = 20;

    /** Milliseconds a server takes to answer a push. */
    @Param({"0", "200"})
    public int delay;

    private Path folder;
    private final List<String> names = new ArrayList<>();
    private final List<GitProject> projects = new ArrayList<>();
    private int version;

    /** Makes the repositories. */
    @Setup(Level.Trial)
    public void make() throws IOException {
        folder = Files.createTempDirectory("tagging");
        for (int i = 0; i < REPOSITORIES; i++) {
            GitProject project = GitProject.bare(folder.resolve("sub" + i + ".git"));
            String commit = project.commit("Begin", Map.of("a", i + "\n"));
            project.branch("main", commit);
            project.config("gc", "auto", "0");
            if (delay > 0) {
                project.hook("pre-receive", "sleep " + delay / 1000.0);
            }
            projects.add(project);
            names.add(project.folder().toString());
        }
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
        BareFolder.delete(folder);
    }

    /** Each round tags another version, and finds no tags of earlier ones. */
    @Setup(Level.Invocation)
    public void next() throws IOException {
        version++;
        for (GitProject project : projects) {
            BareFolder.delete(project.folder().resolve("refs/tags"));
            Files.createDirectories(project.folder().resolve("refs/tags"));
        }
    }

    @Benchmark
    public TagPlan atTheSameTime() {
        return tag(16);
    }

    @Benchmark
    public TagPlan oneAfterTheOther() {
        return tag(1);
    }

    private TagPlan tag(int threads) {
        GitRepositories repositories = new GitRepositories(folder.resolve("cache"));
        try (RepositoryGroup group = RepositoryGroup.open(
                names, name -> repositories.open(GitProject.settings(name), Access.WRITE), threads)) {
            TagRequest request = new TagRequest(String.valueOf(version), "test", "main", Map.of(), Map.of(), false);
            TagPlan plan = VersionTags.plan(group, request);
            VersionTags.make(group, plan, "Benchmark", Signature.of("ann"));
            return plan;
        }
    }
}
