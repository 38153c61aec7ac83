package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.promotion.FakeGitHub;
import io.jenkins.plugins.deploymentgates.promotion.Origin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/**
 * Runs each recipe of the documentation in a shell, in a folder of its own. The shell's {@code deployment-gates} is a
 * function that hands its words to this process and waits for what came of them, so that no machine is started for each. The
 * server with pull requests that recipes name is one that behaves as GitHub does.
 */
@RunWith(Parameterized.class)
public class RecipesTest {
    private static final Path RECIPES = Path.of("docs", "examples");
    private static final Pattern SCRIPT = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern OUTPUT = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);
    private static final String PORT = "8080";
    private static final String FORGE = "https://github.example.com/api/v3";
    private static final String PROLOGUE =
            """
            set -euo pipefail
            exec 3>&1 4<&0 >>../output.txt 2>&1 </dev/null
            deployment-gates() {
                local IFS=$'\\x1f' code
                printf '%s\\n' "$*" >&3
                IFS= read -r code <&4
                cat ../out.txt
                cat ../err.txt >&2
                return "$code"
            }
            """;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final String recipe;
    private final DemoClock clock = new DemoClock(Instant.parse("2026-03-03T09:00:00Z"));
    private String last = "";
    private int heldBack;
    private Thread serving;
    private FakeGitHub github;

    public RecipesTest(String recipe) {
        this.recipe = recipe;
    }

    @Parameters(name = "{0}")
    public static Object[] recipes() throws IOException {
        try (Stream<Path> files = Files.list(RECIPES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
                    .sorted()
                    .toArray();
        }
    }

    @Test
    public void shouldDoWhatItSays() throws Exception {
        String text = Files.readString(RECIPES.resolve(recipe));
        String script = served(part(SCRIPT, text));
        Path folder = temporary.newFolder("here").toPath().toRealPath();
        Path output = folder.resolveSibling("output.txt");
        if (script.contains(FORGE)) {
            github = new FakeGitHub();
            github.shows(Origin.at(folder.resolve("shop.git")));
            script = script.replace(FORGE, github.url());
        }

        int exitCode = run(script, folder);

        assertThat(exitCode).as("%s", Files.readString(output)).isZero();
        assertThat(heldBack)
                .as("commands held back, each marked with '!': %s", Files.readString(output))
                .isEqualTo((int) script.lines()
                        .filter(line -> line.startsWith("! deployment-gates "))
                        .count());
        assertThat(last.replace(folder.toString(), "$PWD")).isEqualTo(part(OUTPUT, text));
    }

    @Test
    public void shouldBeListed() throws IOException {
        assertThat(Files.readString(RECIPES.resolve("README.md"))).contains("](" + recipe + ")");
    }

    /** A server listens on a port that is free, and before the next command begins. */
    private static String served(String script) throws IOException {
        if (!script.contains(PORT)) {
            return script;
        }
        try (ServerSocket free = new ServerSocket(0)) {
            return script.replace(PORT, String.valueOf(free.getLocalPort()))
                    .replaceAll("(?m)^(deployment-gates serve .*) &$", "$1");
        }
    }

    @After
    public void stop() throws InterruptedException {
        if (serving != null) {
            serving.interrupt();
            serving.join();
        }
        if (github != null) {
            github.close();
        }
    }

    /** The server goes on in a thread of its own; it is up when it has told where. */
    private int serve(Host host, String... words) throws InterruptedException {
        CountDownLatch up = new CountDownLatch(1);
        Writer told = new StringWriter() {
            @Override
            public void flush() {
                super.flush();
                up.countDown();
            }
        };
        Host listening = new Host(
                new PrintWriter(told),
                host.err(),
                host.environment(),
                host.clock(),
                host.sleeper(),
                host.user(),
                false,
                false);
        serving = new Thread(() -> CommandLineTool.run(listening, words), "serve");
        serving.start();
        up.await();
        return 0;
    }

    private static String part(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private int run(String script, Path folder) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", PROLOGUE + script).directory(folder.toFile());
        builder.redirectError(folder.resolveSibling("stderr.txt").toFile());
        builder.environment()
                .putAll(Map.of(
                        "GIT_AUTHOR_NAME", "Ann",
                        "GIT_AUTHOR_EMAIL", "ann@example.com",
                        "GIT_COMMITTER_NAME", "Ann",
                        "GIT_COMMITTER_EMAIL", "ann@example.com",
                        "GIT_AUTHOR_DATE", "2026-03-03T08:00:00Z",
                        "GIT_COMMITTER_DATE", "2026-03-03T08:00:00Z",
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_CONFIG_GLOBAL", "/dev/null"));
        Process shell = builder.start();
        try (BufferedReader requests =
                        new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
                Writer replies = shell.outputWriter(StandardCharsets.UTF_8)) {
            for (String request = requests.readLine(); request != null; request = requests.readLine()) {
                replies.write(command(request.split("\u001f"), folder) + "\n");
                replies.flush();
            }
        }
        return shell.waitFor();
    }

    private int command(String[] words, Path folder) throws IOException, InterruptedException {
        clock.advance(Duration.ofMinutes(1));
        Map<String, String> variables = Map.of(
                "DEPLOYMENT_GATES_CONFIG",
                        folder.resolve("deployment-gates.yaml").toString(),
                "DEPLOYMENT_GATES_LEDGER", folder.resolve("deployment-gates.db").toString(),
                "DEPLOYMENT_GATES_SECRET_FORGE_TOKEN", "the-token");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Host host = new Host(
                new PrintWriter(out), new PrintWriter(err), variables::get, clock, clock::advance, "ann", false, false);
        int exitCode = words[0].equals("serve") ? serve(host, words) : CommandLineTool.run(host, words);
        last = out.toString();
        heldBack += exitCode == 0 ? 0 : 1;
        Files.writeString(folder.resolveSibling("out.txt"), out.toString());
        Files.writeString(folder.resolveSibling("err.txt"), err.toString());
        return exitCode;
    }
}
