package io.jenkins.plugins.deploymentgates.git;

import io.jenkins.plugins.deploymentgates.model.FolderSet;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Copying folders with 10,000 files, of which 50 differ, into a bare repository on the same disk, against the same done
 * with the installed {@code rsync} and Git between two working copies that are there already.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
public class FoldersBenchmark {
    private static final int FILES = 10_000;
    private static final int CHANGED = 50;

    private Path folder;
    private Path source;
    private Path target;
    private Path sourceCopy;
    private Path targetCopy;
    private String newest;
    private String before;

    /** Makes source and target, and a working copy of each. */
    @Setup(Level.Trial)
    public void make() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("folders");
        source = folder.resolve("source.git");
        target = folder.resolve("target.git");
        sourceCopy = folder.resolve("source");
        targetCopy = folder.resolve("target");
        load(source, true);
        load(target, false);
        newest = BenchmarkGit.text(source, "git", "rev-parse", "main");
        before = BenchmarkGit.text(target, "git", "rev-parse", "main");
        BenchmarkGit.run(folder, "git", "clone", "-q", source.toString(), sourceCopy.toString());
        BenchmarkGit.run(folder, "git", "clone", "-q", target.toString(), targetCopy.toString());
    }

    private void load(Path bare, boolean changed) throws IOException, InterruptedException {
        BenchmarkGit.run(folder, "git", "init", "-q", "--bare", "-b", "main", bare.toString());
        Path stream = folder.resolve("stream");
        try (Writer out = Files.newBufferedWriter(stream, StandardCharsets.UTF_8)) {
            begin(out, 0);
            for (int file = 0; file < FILES; file++) {
                file(out, file, "value: " + file + "\n");
            }
            if (changed) {
                begin(out, 1);
                for (int i = 0; i < CHANGED; i++) {
                    file(out, i * (FILES / CHANGED), "value: changed\n");
                }
            } else {
                out.write("M 100644 inline cluster/nodes.yaml\ndata 9\nnodes: 3\n\n");
            }
        }
        BenchmarkGit.load(bare, stream);
    }

    private static void begin(Writer out, int number) throws IOException {
        out.write("commit refs/heads/main\ncommitter Ann <ann@example.com> " + (1_700_000_000 + number * 60)
                + " +0000\ndata 6\nchange\n");
    }

    private static void file(Writer out, int file, String content) throws IOException {
        out.write("M 100644 inline " + (file % 2 == 0 ? "apps" : "infra") + "/part" + file % 100 + "/file" + file
                + ".yaml\ndata " + content.length() + "\n" + content);
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
        BareFolder.delete(folder);
    }

    /** Puts the target and its working copy back; no object of an earlier round is left in our cache. */
    @Setup(Level.Invocation)
    public void rewind() throws IOException, InterruptedException {
        BenchmarkGit.run(target, "git", "update-ref", "refs/heads/main", before);
        BenchmarkGit.run(targetCopy, "git", "reset", "-q", "--hard", before);
        BenchmarkGit.run(targetCopy, "git", "update-ref", "refs/remotes/origin/main", before);
        BenchmarkGit.run(target, "git", "prune", "--expire=now");
        BenchmarkGit.run(targetCopy, "git", "reflog", "expire", "--expire=now", "--all");
        BenchmarkGit.run(targetCopy, "git", "prune", "--expire=now");
        BareFolder.delete(folder.resolve("cache"));
    }

    /** Opening both, the commit with its release notes, and the push. */
    @Benchmark
    public PushResult copyFolders() {
        GitRepositories repositories = new GitRepositories(folder.resolve("cache"));
        try (LineRepository from = repositories.open(GitProject.settings(source.toString()), Access.READ);
                LineRepository into = repositories.open(GitProject.settings(target.toString()), Access.WRITE)) {
            String head = into.heads().get("main");
            Signature ann = Signature.parse("Ann <ann@example.com>");
            CopiedFolders copied = into.folders()
                    .copy(
                            from,
                            newest,
                            new FolderCopy(
                                    FolderSet.of(List.of("apps", "infra")),
                                    false,
                                    new ReleaseNotes("Promote", Map.of(), null, null),
                                    ann,
                                    ann),
                            head);
            PushResult result = into.push(List.of(RefMove.branch("main", head, copied.commit())));
            if (!result.done() || copied.changes().size() != CHANGED) {
                throw new IllegalStateException(result.detail());
            }
            return result;
        }
    }

    /** {@code rsync -a --delete && git add -A && git commit && git push}. */
    @Benchmark
    public void installedRsyncAndGit() throws IOException, InterruptedException {
        BenchmarkGit.run(
                folder, "rsync", "-a", "--delete", sourceCopy + "/apps", sourceCopy + "/infra", targetCopy + "/");
        BenchmarkGit.run(targetCopy, "git", "add", "-A");
        BenchmarkGit.run(
                targetCopy,
                "git",
                "-c",
                "user.name=Ann",
                "-c",
                "user.email=ann@example.com",
                "commit",
                "-q",
                "-m",
                "Copy");
        BenchmarkGit.run(targetCopy, "git", "push", "-q", "origin", "main");
    }
}
