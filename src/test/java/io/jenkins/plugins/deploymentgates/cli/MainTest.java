package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.cli.Shop.Result;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Runs the real entry point in a process of its own. */
public class MainTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Result run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        File out = temporary.newFile();
        File err = temporary.newFile();
        Process process = new ProcessBuilder(command)
                .directory(temporary.getRoot())
                .redirectOutput(out)
                .redirectError(err)
                .start();
        int exitCode = process.waitFor();
        return new Result(exitCode, text(out), text(err));
    }

    private static String text(File file) throws IOException {
        return Files.readString(file.toPath(), StandardCharsets.UTF_8);
    }

    @Test
    public void shouldUseTheFilesOfTheFolderItIsStartedIn() throws IOException, InterruptedException {
        Shop.write(
                temporary.getRoot().toPath().resolve("deployment-gates.yaml"),
                "applications:\n  blog:\n    artifacts: [com.acme:blog]\n    pipeline:\n      qa: {}\n");

        assertThat(run("record", "blog", "qa", "1.0", "--artifact", "com.acme:blog:1.0", "--as", "anna"))
                .isEqualTo(new Result(0, "deployment 1 (blog 1.0 at qa): VERIFIED\n", ""));
        assertThat(temporary.getRoot().toPath().resolve("deployment-gates.db")).isRegularFile();
        assertThat(run("matrix", "blg"))
                .isEqualTo(new Result(2, "", "deployment-gates: there is no application 'blg'; configured are blog\n"));
    }
}
