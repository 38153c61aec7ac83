package io.jenkins.plugins.deploymentgates.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A web shop with a real bare repository, a configuration and a place for a ledger, and a command line whose time the
 * test sets. The repository is made with the installed Git; all its times are fixed, so that its ids are.
 */
final class Shop implements AutoCloseable {
    static final String CONFIGURATION =
            """
            applications:
              shop:
                description: Web shop
                artifacts: [com.acme:shop-api]
                git:
                  repository: %s
                  environmentPaths: ["variants/{environment}/**"]
                verifications: [smoke]
                pipeline:
                  dev: {}
                  qa: {after: [dev]}
                  prod-eu: {after: [qa]}
            environments:
              prod-eu:
                tier: production
                gates:
                  - approvals: {count: 1, from: [managers]}
            groups:
              managers: [bert]
            permissions:
              override: [anna]
            """;

    /** Commands that no server does. */
    private static final Set<String> LOCAL = Set.of(
            "validate",
            "schema",
            "completion",
            "demo",
            "export",
            "import",
            "verify-ledger",
            "rebuild",
            "token",
            "serve");

    final Path folder;
    final Path repository;
    final Path work;
    final Path ledger;
    volatile Instant now = Instant.parse("2026-03-03T09:00:00Z");
    boolean terminal;
    Runnable whenWaiting = () -> {};

    /** Whether commands are done by a server over the ledger, those that can be. */
    boolean served;

    private ShopServer server;

    /** What a command printed, and how it ended. */
    record Result(int exitCode, String out, String err) {}

    Shop(Path folder) {
        this.folder = folder;
        repository = folder.resolve("shop.git");
        work = folder.resolve("work");
        ledger = folder.resolve("ledger.db");
        git(folder, "init", "-q", "--bare", repository.toString());
        git(folder, "init", "-q", "-b", "main", work.toString());
        write(folder.resolve("deployment-gates.yaml"), CONFIGURATION.formatted(repository));
    }

    /** Commits a file on main and pushes it; the first commit is also where all environments begin. */
    String commit(String file, String message) {
        boolean first = !Files.exists(work.resolve(file).getParent());
        write(work.resolve(file), message);
        git(work, "add", "-A");
        git(work, "commit", "-q", "-m", message);
        git(work, "push", "-q", repository.toString(), "main");
        if (first) {
            git(work, "push", "-q", repository.toString(), "main:dev", "main:qa", "main:prod-eu");
        }
        return git(work, "rev-parse", "HEAD");
    }

    /** What a build that deploys into the first environment does in Git. */
    void pushToDev() {
        git(work, "push", "-q", repository.toString(), "main:dev");
    }

    String head(String branch) {
        return git(repository, "rev-parse", branch);
    }

    String git(Path in, String... words) {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=Anna", "-c", "user.email=anna@example.com", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(words));
        return run(in, command);
    }

    String run(Path in, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "GIT_AUTHOR_DATE",
                            now.toString(),
                            "GIT_COMMITTER_DATE",
                            now.toString(),
                            "GIT_CONFIG_NOSYSTEM",
                            "1",
                            "GIT_CONFIG_GLOBAL",
                            "/dev/null"));
            Process process = builder.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + output);
            }
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void later(Duration duration) {
        now = now.plus(duration);
    }

    private void waited(Duration duration) {
        later(duration);
        whenWaiting.run();
    }

    /** Runs a command on the configuration and ledger of this shop, or by the server over them. */
    Result run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        if (!served || all.isEmpty() || LOCAL.contains(all.get(0)) || all.contains("--ledger")) {
            return runHere(words);
        }
        int as = all.indexOf("--as");
        String user = as < 0 ? "anna" : all.get(as + 1);
        if (as >= 0) {
            all.subList(as, as + 2).clear();
        }
        return runWith(server().variables(user), all.toArray(String[]::new));
    }

    /** Runs a command on the ledger itself. */
    Result runHere(String... words) {
        return runWith(
                Map.of(
                        "DEPLOYMENT_GATES_CONFIG",
                        folder.resolve("deployment-gates.yaml").toString(),
                        "DEPLOYMENT_GATES_LEDGER",
                        ledger.toString()),
                words);
    }

    /** Started when it is first needed, with the configuration of that moment. */
    ShopServer server() {
        if (server == null) {
            server = new ShopServer(folder, ledger, new ShopClock(), tokens(), 0);
        }
        return server;
    }

    /** Tokens of everybody who is somebody in these tests. */
    Map<String, String> tokens() {
        Map<String, String> tokens = new HashMap<>();
        for (String user : List.of("anna", "bert", "carl")) {
            tokens.put(
                    user,
                    runHere("token", "create", user, "--role", "administrator")
                            .out()
                            .strip());
        }
        return tokens;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }

    Result runWith(Map<String, String> environment, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Host host = new Host(
                new PrintWriter(out),
                new PrintWriter(err),
                environment::get,
                new ShopClock(),
                this::waited,
                "anna",
                terminal,
                false);
        int exitCode = CommandLineTool.run(host, words);
        return new Result(exitCode, out.toString(), err.toString());
    }

    private final class ShopClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
