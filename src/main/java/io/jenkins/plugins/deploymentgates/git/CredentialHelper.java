package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.transport.URIish;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The credential helpers a person configured for the installed Git, reached through {@code git credential}. A Git that is
 * missing, has no helper or does not answer in time counts as one that knows nothing.
 */
final class CredentialHelper {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialHelper.class);

    /** Seconds a helper may take; one that waits for a person is ended. */
    private static final long TIMEOUT = 30;

    private final Map<String, String> environment;

    /** @param environment variables added to those of this process, such as {@code GIT_CONFIG_GLOBAL} */
    CredentialHelper(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Asks the helpers; {@code null} when they know nothing. */
    @CheckForNull
    GitCredentials.Login fill(URIish uri) {
        Map<String, String> answer = parse(run("fill", request(uri, uri.getUser(), null)));
        String username = answer.get("username");
        String password = answer.get("password");
        return username == null || password == null
                ? null
                : new GitCredentials.Login(uri, username, password, GitCredentials.Source.HELPER);
    }

    /** Tells the helpers that these worked. */
    void approve(GitCredentials.Login login) {
        run("approve", request(login.uri(), login.username(), login.password()));
    }

    /** Tells the helpers to forget these. */
    void reject(GitCredentials.Login login) {
        run("reject", request(login.uri(), login.username(), login.password()));
    }

    /** The format of git-credential(1): {@code key=value} lines, ended by an empty one. */
    private static String request(URIish uri, @CheckForNull String username, @CheckForNull String password) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("protocol", uri.getScheme());
        fields.put("host", uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort());
        fields.put("path", uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/+", ""));
        if (username != null) {
            fields.put("username", username);
        }
        if (password != null) {
            fields.put("password", password);
        }
        StringBuilder text = new StringBuilder();
        fields.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.append('\n').toString();
    }

    private static Map<String, String> parse(String answer) {
        Map<String, String> fields = new LinkedHashMap<>();
        answer.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                fields.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return fields;
    }

    private String run(String action, String input) {
        // "git credential" refuses line ends in values itself; the rest of the format has no other escape.
        ProcessBuilder builder = new ProcessBuilder(List.of("git", "credential", action));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GCM_INTERACTIVE", "never");
        builder.environment().put("GIT_ASKPASS", "");
        builder.environment().put("SSH_ASKPASS", "");
        try {
            Process process = builder.start();
            try {
                CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process));
                try (var stdin = process.getOutputStream()) {
                    stdin.write(input.getBytes(StandardCharsets.UTF_8));
                }
                if (!process.waitFor(TIMEOUT, TimeUnit.SECONDS)) {
                    return "";
                }
                String text = output.join();
                return process.exitValue() == 0 ? text : "";
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            LOG.debug("git credential {} did not run", action, e);
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static String read(Process process) {
        try (var stdout = process.getInputStream()) {
            return new String(stdout.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
