package io.jenkins.plugins.deploymentgates.git;

import io.jenkins.plugins.deploymentgates.config.DeploymentFileSettings;
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
 * 2,000 deployment files in a bare repository on the same disk: what a push changed in ten of them, and promoting
 * everything from one to another, each against {@code git diff --name-only}, {@code git commit-tree} and {@code git push}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
public class DeploymentFilesBenchmark {
    private static final int FILES = 2_000;
    private static final int MODULES = 10;
    private static final int CHANGED = 10;

    private Path folder;
    private Path bare;
    private Path clone;
    private String base;
    private String head;
    private String tree;

    /** Makes the repository, and a clone for Git to work in. */
    @Setup(Level.Trial)
    public void make() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("deployment-files");
        bare = folder.resolve("deploy.git");
        clone = folder.resolve("clone");
        BenchmarkGit.run(folder, "git", "init", "-q", "--bare", "-b", "main", bare.toString());
        Path stream = folder.resolve("stream");
        write(stream);
        BenchmarkGit.load(bare, stream);
        head = BenchmarkGit.text(bare, "git", "rev-parse", "main");
        base = BenchmarkGit.text(bare, "git", "rev-parse", "main~1");
        tree = BenchmarkGit.text(bare, "git", "rev-parse", "main~1^{tree}");
        BenchmarkGit.run(folder, "git", "clone", "-q", bare.toString(), clone.toString());
    }

    private static void write(Path stream) throws IOException {
        try (Writer out = Files.newBufferedWriter(stream, StandardCharsets.UTF_8)) {
            begin(out, 1_700_000_000);
            file(out, "deployments.yaml", "tiers: [test, production]\nsearchPaths: [deployments]\n");
            for (int i = 0; i < FILES; i++) {
                file(out, path(i), deployment(i, "1.0." + i));
            }
            begin(out, 1_700_000_060);
            for (int i = 0; i < CHANGED; i++) {
                file(out, path(i), deployment(i, "2.0.0"));
            }
        }
    }

    private static void begin(Writer out, long time) throws IOException {
        out.write("commit refs/heads/main\ncommitter Ann <ann@example.com> " + time + " +0000\ndata 6\nchange\n");
    }

    private static void file(Writer out, String path, String content) throws IOException {
        out.write("M 100644 inline " + path + "\ndata " + content.length() + "\n" + content + "\n");
    }

    private static String path(int number) {
        return "deployments/region" + number % 20 + "/d" + number + ".yaml";
    }

    private static String deployment(int number, String version) {
        StringBuilder text = new StringBuilder("# deployment " + number + "\ntier: test\ncore:\n  version: " + version
                + "\n  source: https://git.example.com/acme/core.git\nmodules:\n");
        for (int i = 0; i < MODULES; i++) {
            text.append("  - module")
                    .append(i)
                    .append(": # a module\n      version: ")
                    .append(version)
                    .append('-');
            text.append(i).append("\n      type: forge\n");
        }
        return text.toString();
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
        BareFolder.delete(folder);
    }

    /** Puts the branch, and Git's clone of it, back to where a promotion begins. */
    @Setup(Level.Invocation)
    public void rewind() throws IOException, InterruptedException {
        BenchmarkGit.run(bare, "git", "update-ref", "refs/heads/main", head);
        BenchmarkGit.run(clone, "git", "update-ref", "refs/remotes/origin/main", head);
    }

    private LineRepository open() {
        return new GitRepositories(folder.resolve("cache")).open(GitProject.settings(bare.toString()), Access.WRITE);
    }

    /** Opening, and what the last push changed. */
    @Benchmark
    public List<DeploymentChange> changed() {
        try (LineRepository repository = open()) {
            List<DeploymentChange> changes =
                    DeploymentChanges.between(repository, base, head, DeploymentFileSettings.FILE);
            if (changes.size() != CHANGED) {
                throw new IllegalStateException(changes.size() + " changes");
            }
            return changes;
        }
    }

    /** Opening, the head, the edit, its commit, and the push. */
    @Benchmark
    public PushResult promote() {
        try (LineRepository repository = open()) {
            String now = repository.heads().get("main");
            DeploymentEdit edit = new DeploymentEdits(repository, now, DeploymentFileSettings.FILE)
                    .promote("d0", "d1999", DeploymentSelection.all());
            String commit = edit.commit(repository, Signature.of("ann"), Signature.of("ann"));
            PushResult result = repository.push(List.of(RefMove.branch("main", now, commit)));
            if (!result.done()) {
                throw new IllegalStateException(result.detail());
            }
            return result;
        }
    }

    /** {@code git diff --name-only && git commit-tree && git push}. */
    @Benchmark
    public void installedGit() throws IOException, InterruptedException {
        BenchmarkGit.text(clone, "git", "diff", "--name-only", base, head);
        String commit = BenchmarkGit.text(clone, "git", "commit-tree", tree, "-p", head, "-m", "Promote");
        BenchmarkGit.run(clone, "git", "push", "-q", "origin", commit + ":refs/heads/main");
    }
}
