package io.jenkins.plugins.deploymentgates.git;

import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A fast-forward promotion into a bare repository on the same disk, with 20,000 commits and 5,000 files, against the
 * same done with the installed Git. The target is ten commits behind the source each time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
public class FastForwardBenchmark {
    private static final int COMMITS = 20_000;
    private static final int FILES = 5_000;
    private static final int BEHIND = 10;

    private Path folder;
    private Path bare;
    private Path clone;
    private String before;
    private String after;

    /** Makes the repository, and a clone on the target's branch for Git to work in. */
    @Setup(Level.Trial)
    public void make() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("fast-forward");
        bare = folder.resolve("deploy.git");
        clone = folder.resolve("clone");
        BenchmarkGit.run(folder, "git", "init", "-q", "--bare", "-b", "main", bare.toString());
        Path stream = folder.resolve("stream");
        write(stream);
        BenchmarkGit.load(bare, stream);
        after = BenchmarkGit.text(bare, "git", "rev-parse", "main");
        before = BenchmarkGit.text(bare, "git", "rev-parse", "main~" + BEHIND);
        BenchmarkGit.run(bare, "git", "update-ref", "refs/heads/prod", before);
        BenchmarkGit.run(folder, "git", "clone", "-q", "-b", "prod", bare.toString(), clone.toString());
    }

    private static void write(Path stream) throws IOException {
        try (Writer out = Files.newBufferedWriter(stream, StandardCharsets.UTF_8)) {
            for (int commit = 0; commit < COMMITS; commit++) {
                out.write("commit refs/heads/main\ncommitter Ann <ann@example.com> " + (1_700_000_000 + commit * 60)
                        + " +0000\ndata 6\nchange\n");
                int first = commit == 0 ? 0 : commit % FILES;
                int last = commit == 0 ? FILES - 1 : first;
                for (int file = first; file <= last; file++) {
                    String content = "value: " + commit + "\n";
                    out.write("M 100644 inline folder" + file % 50 + "/file" + file + ".yaml\ndata " + content.length()
                            + "\n" + content);
                }
                out.write("\n");
            }
        }
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
        BareFolder.delete(folder);
    }

    /** Puts the target, and Git's clone of it, back to where a promotion begins. */
    @Setup(Level.Invocation)
    public void rewind() throws IOException, InterruptedException {
        BenchmarkGit.run(bare, "git", "update-ref", "refs/heads/prod", before);
        BenchmarkGit.run(clone, "git", "reset", "-q", "--hard", before);
        BenchmarkGit.run(clone, "git", "update-ref", "refs/remotes/origin/prod", before);
        BenchmarkGit.run(clone, "git", "update-ref", "refs/remotes/origin/main", before);
    }

    /** Opening, the heads, the ancestry check, and the push. */
    @Benchmark
    public PushResult promote() {
        try (LineRepository repository =
                new GitRepositories(folder.resolve("cache")).open(GitProject.settings(bare.toString()), Access.WRITE)) {
            var heads = repository.heads();
            String target = heads.get("prod");
            String source = heads.get("main");
            if (!repository.isAncestor(target, source)) {
                throw new IllegalStateException("not a fast-forward");
            }
            PushResult result = repository.push(List.of(RefMove.branch("prod", target, source)));
            if (!result.done() || !source.equals(after)) {
                throw new IllegalStateException(result.detail());
            }
            return result;
        }
    }

    /** {@code git fetch && git merge --ff-only && git push}. */
    @Benchmark
    public void installedGit() throws IOException, InterruptedException {
        BenchmarkGit.run(clone, "git", "fetch", "-q");
        BenchmarkGit.run(clone, "git", "merge", "-q", "--ff-only", "origin/main");
        BenchmarkGit.run(clone, "git", "push", "-q", "origin", "prod");
    }
}
