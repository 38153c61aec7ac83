package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GitRuntimeTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** Reads a repository as a program of its own would. */
    public static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) {
            GitRuntime.withoutProbes();
            Path project = Path.of(arguments[0]);
            try (LineRepository repository = new GitRepositories(project.resolveSibling("cache"))
                    .open(GitProject.settings(project.toString()), Access.READ)) {
                repository.line("prod", null, "main", repository.head("main"));
            }
        }
    }

    @Test
    public void shouldWriteNothingWhileReading() throws IOException, InterruptedException {
        Path home = folder.newFolder("home").toPath();
        GitProject project = GitProject.bare(folder.getRoot().toPath().resolve("deploy.git"));
        String first = project.commit("First", Map.of("a", "1\n"));
        project.branch("main", first);
        project.branch("prod", first);
        List<String> before = everything();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Reader.class.getName(),
                project.folder().toString());
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("XDG_CONFIG_HOME");
        assertThat(builder.inheritIO().start().waitFor()).isZero();
        assertThat(everything()).isEqualTo(before);
    }

    private List<String> everything() throws IOException {
        try (Stream<Path> files = Files.walk(folder.getRoot().toPath())) {
            return files.map(this::describe).sorted().toList();
        }
    }

    /** A file that came and went again leaves its mark in the time of its folder. */
    private String describe(Path path) {
        try {
            return path + " " + Files.getLastModifiedTime(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
