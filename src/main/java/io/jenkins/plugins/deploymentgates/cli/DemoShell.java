package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.insight.ShellWords;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Types commands: prints each as a person would type it, runs it through the same code as the command line, and lets its
 * own output follow. Each command takes a minute on the demo's clock. Not thread-safe.
 */
final class DemoShell {
    private final Host host;
    private final DemoClock clock;
    private final Path folder;

    /**
     * @param host where to print; its clock and variables are not used
     * @param folder where configuration, ledger and repository are
     */
    DemoShell(Host host, DemoClock clock, Path folder) {
        this.host = host;
        this.clock = clock;
        this.folder = folder;
    }

    Path configuration() {
        return folder.resolve("deployment-gates.yaml");
    }

    Path ledger() {
        return folder.resolve("deployment-gates.db");
    }

    Path repository() {
        return folder.resolve("shop.git");
    }

    /** Writes the configuration; {@code REPOSITORY} in it stands for the folder. */
    void configure(String yaml) {
        try {
            Files.writeString(
                    configuration(),
                    yaml.replace("REPOSITORY", folder.toString().replace("'", "''")));
        } catch (IOException e) {
            throw new DeploymentGatesException("the demo cannot write " + configuration(), e);
        }
    }

    /** Tells the commands that follow where configuration and ledger are. */
    void export() {
        host.out().println();
        host.out().println("$ export DEPLOYMENT_GATES_CONFIG=" + configuration());
        host.out().println("$ export DEPLOYMENT_GATES_LEDGER=" + ledger());
    }

    /** The end: what a person can type next, whole and ready for a shell, and how all of it goes away. */
    void goOn(String... commands) {
        title("Go on by hand");
        say("All of it is still there, and nothing is running. For example:");
        String where = " --config " + ShellWords.line(configuration().toString()) + " --ledger "
                + ShellWords.line(ledger().toString());
        for (String command : commands) {
            host.out().println("bin/deployment-gates " + command + where);
        }
        host.out().println();
        host.out().println("# On pages, until Ctrl-C: bin/deployment-gates serve" + where);
        host.out().println("# Away with it: rm -r " + folder);
    }

    void title(String title) {
        host.out().println();
        host.out().println("== " + title + " ==");
    }

    /** Words of the narrator. */
    void say(String... lines) {
        host.out().println();
        for (String line : lines) {
            host.out().println("# " + line);
        }
        host.out().flush();
    }

    /** Types a command that must end with 0. */
    void type(String... words) {
        type(CommandLineTool.DONE, words);
    }

    /**
     * Types a command.
     *
     * @param expected the exit code the story needs
     * @throws DeploymentGatesException when it ends otherwise
     */
    void type(int expected, String... words) {
        host.out().println();
        host.out().println("$ " + CommandLineTool.NAME + " " + ShellWords.line(words));
        check(expected, run(host.out(), words), words, "its output is above");
    }

    /** Runs a command of which nothing is shown, and which must end with 0. */
    void quietly(String... words) {
        quietly(CommandLineTool.DONE, words);
    }

    /** Runs a command of which nothing is shown. */
    void quietly(int expected, String... words) {
        StringWriter output = new StringWriter();
        check(expected, run(new PrintWriter(output), words), words, "it said: " + output);
    }

    /** The id the next promotion gets. */
    long nextPromotion() {
        try (Ledger opened = Ledgers.openForReading(ledger().toString())) {
            return opened.read(view -> {
                long last = 0;
                while (view.promotion(last + 1).isPresent()) {
                    last++;
                }
                return last + 1;
            });
        }
    }

    private int run(PrintWriter out, String... words) {
        clock.advance(Duration.ofMinutes(1));
        Map<String, String> variables = Map.of(
                "DEPLOYMENT_GATES_CONFIG", configuration().toString(),
                "DEPLOYMENT_GATES_LEDGER", ledger().toString());
        Host inner = new Host(
                out, out, variables::get, clock, duration -> clock.advance(duration), "ann", false, host.colours());
        return CommandLineTool.run(inner, words);
    }

    private static void check(int expected, int exitCode, String[] words, String output) {
        if (exitCode != expected) {
            throw new DeploymentGatesException("the demo is broken: " + CommandLineTool.NAME + " "
                    + ShellWords.line(words) + " ended with " + exitCode + " instead of " + expected + "; " + output);
        }
    }

    /** Shows the SHA-256 of files in the folder, as {@code sha256sum} does, which not every machine has. */
    void digests(String... names) {
        host.out().println();
        for (String name : names) {
            try {
                byte[] content = Files.readAllBytes(folder.resolve(name));
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
                host.out().println(HexFormat.of().formatHex(digest) + "  " + name);
            } catch (IOException | NoSuchAlgorithmException e) {
                throw new DeploymentGatesException("the demo cannot read " + folder.resolve(name), e);
            }
        }
    }

    /** Shows the branches as the installed Git sees them. */
    void git() {
        git(repository(), "log", "--oneline", "--decorate", "--graph", "--all");
    }

    /** Lets the installed Git show something of a repository. */
    void git(Path repository, String... words) {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(words));
        host.out().println();
        host.out().println("$ " + ShellWords.line(command.toArray(String[]::new)));
        host.out().flush();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_PAGER", "cat");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(host.out()::println);
            }
            process.waitFor();
        } catch (IOException e) {
            throw new DeploymentGatesException(
                    "the demo cannot run git; install Git and see that it is on the PATH", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentGatesException("interrupted", e);
        }
    }
}
