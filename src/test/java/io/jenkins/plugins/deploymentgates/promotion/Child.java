package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A real process that runs {@link ChildMain}. */
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final List<String> lines = new ArrayList<>();

    private Child(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** For all children of these tests, made when the first is started. */
    private static final class Jvm {
        private static final ChildJvm ONE = new ChildJvm(ChildMain.class, "", ChildMain.EVERYTHING);
    }

    static Child start(Path folder, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(0, folder.toString());
        try {
            return new Child(Jvm.ONE
                    .command(all.toArray(String[]::new))
                    .redirectError(folder.resolve("child.err").toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one until it is that far with an act, and kills it there; what it had said by then. */
    static List<String> killedAt(Path folder, String act, Progress.Step step) {
        try (Child child = start(folder, act, step.name())) {
            child.readUntil(line -> line.equals("at " + step));
            List<String> said = child.kill();
            assertThat(said).as("act %s, step %s", act, step).last().isEqualTo("at " + step);
            return said;
        }
    }

    /** Reads until a line for which the predicate holds, or until the end. */
    void readUntil(Predicate<String> enough) {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.endsWith(".")) {
                    lines.add(line.substring(0, line.length() - 1));
                    if (enough.test(lines.get(lines.size() - 1))) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads so many lines, or until the end. */
    void readLines(int count) {
        int wanted = lines.size() + count;
        if (count > 0) {
            readUntil(line -> lines.size() >= wanted);
        }
    }

    void go() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL, and what it had said by then. */
    List<String> kill() {
        // Not Process.destroyForcibly: that would close the pipe with what was said last.
        process.toHandle().destroyForcibly();
        return end();
    }

    /** Waits for its end, and what it said. */
    List<String> end() {
        readUntil(line -> false);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a child does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
