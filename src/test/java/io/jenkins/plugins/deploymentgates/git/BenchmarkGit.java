package io.jenkins.plugins.deploymentgates.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs the installed Git and other programs for benchmarks; one that fails ends the benchmark. Stateless. */
final class BenchmarkGit {
    private static final Map<String, String> ANN = Map.of(
            "GIT_AUTHOR_NAME", "Ann",
            "GIT_AUTHOR_EMAIL", "ann@example.com",
            "GIT_COMMITTER_NAME", "Ann",
            "GIT_COMMITTER_EMAIL", "ann@example.com");

    private BenchmarkGit() {}

    /** Runs a program in a folder; what it prints is lost. */
    static void run(Path place, String... command) throws IOException, InterruptedException {
        finish(quiet(place, command).start(), command);
    }

    /** Brings a stream of commits into a bare repository. */
    static void load(Path bare, Path stream) throws IOException, InterruptedException {
        String[] command = {"git", "fast-import", "--quiet"};
        finish(quiet(bare, command).redirectInput(stream.toFile()).start(), command);
    }

    /** What a program prints, without the space around it. */
    static String text(Path place, String... command) throws IOException, InterruptedException {
        Process process = builder(place, command).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        finish(process, command);
        return text.strip();
    }

    private static ProcessBuilder quiet(Path place, String... command) {
        return builder(place, command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    private static ProcessBuilder builder(Path place, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(place.toFile());
        builder.environment().putAll(ANN);
        return builder;
    }

    private static void finish(Process process, String... command) throws InterruptedException {
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", List.of(command)) + " failed");
        }
    }
}
