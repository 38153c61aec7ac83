package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Runs the real bin/deployment-gates in a project of its own, with a stand-in for Maven that says when it builds. */
public class LauncherTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path project;
    private Path builds;

    @Before
    public void makeProject() throws IOException {
        project = temporary.newFolder("a project").toPath();
        builds = project.resolve("builds");
        Files.createDirectories(project.resolve("bin"));
        Files.createDirectories(project.resolve("tools"));
        Files.copy(
                Path.of("bin/deployment-gates"),
                project.resolve("bin/deployment-gates"),
                StandardCopyOption.COPY_ATTRIBUTES);
        Shop.write(project.resolve("pom.xml"), "<project/>");
        Shop.write(project.resolve("src/main/Source.java"), "");
        tool(
                "mvn",
                "echo built >> \"$PWD/builds\"\n"
                        + "for word in \"$@\"; do case $word in -DbuildDirectory=*) folder=${word#*=} ;; esac; done\n"
                        + "echo jar > \"$folder/x-cli.jar\"\n");
        tool("java", "for word in \"$@\"; do echo \"[$word]\"; done\nexit 7\n");
    }

    private void tool(String name, String script) throws IOException {
        Path file = project.resolve("tools").resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Process start(Path launcher, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.getRoot());
        builder.environment().put("PATH", project.resolve("tools") + ":" + System.getenv("PATH"));
        builder.environment().remove("JAVA_HOME");
        builder.redirectError(temporary.newFile());
        return builder.start();
    }

    private static String output(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(7);
        return output;
    }

    private String run(Path launcher, String... words) throws IOException, InterruptedException {
        return output(start(launcher, words));
    }

    @Test
    public void shouldBuildOnceAndHandOnWordsAndExitCode() throws IOException, InterruptedException {
        Path launcher = project.resolve("bin/deployment-gates");

        assertThat(run(launcher, "hold", "qa", "--reason", "two words *"))
                .endsWith("-cli.jar]\n[hold]\n[qa]\n[--reason]\n[two words *]\n");
        run(launcher, "matrix");

        assertThat(builds).hasContent("built");
    }

    @Test
    public void shouldBuildAgainWhenASourceIsNewer() throws IOException, InterruptedException {
        Path launcher = project.resolve("bin/deployment-gates");
        run(launcher, "matrix");
        Files.setLastModifiedTime(
                project.resolve("src/main/Source.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        run(launcher, "matrix");

        assertThat(Files.readAllLines(builds)).containsExactly("built", "built");
    }

    @Test
    public void shouldWorkThroughSymbolicLinks() throws IOException, InterruptedException {
        Path link = temporary.getRoot().toPath().resolve("dg");
        Files.createSymbolicLink(link, Path.of("a project/bin/deployment-gates"));

        assertThat(run(link, "matrix")).endsWith("[matrix]\n");
        assertThat(builds).hasContent("built");
    }

    @Test
    public void shouldLeaveOneWholeJarWhenTwoStartAtOnce() throws IOException, InterruptedException {
        Path launcher = project.resolve("bin/deployment-gates");
        Process one = start(launcher, "one");
        Process other = start(launcher, "other");

        assertThat(output(one)).endsWith("[one]\n");
        assertThat(output(other)).endsWith("[other]\n");
        try (var files = Files.list(project.resolve("target"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("deployment-gates-cli.jar");
        }
    }

    @Test
    public void shouldSayWhenTheBuildFails() throws IOException, InterruptedException {
        tool("mvn", "exit 3\n");
        Process process = start(project.resolve("bin/deployment-gates"), "matrix");

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(project.resolve("target")).isEmptyDirectory();
    }
}
