package io.jenkins.plugins.deploymentgates.promotion.forge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.ForgeSettings;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import io.jenkins.plugins.deploymentgates.promotion.web.WebCalls;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Servers with pull requests, all reached through one HTTP client. Thread-safe. */
public final class Forges {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WebCalls web;
    private final Clock clock;

    /**
     * @param proxy the way out
     * @param clock says when servers that are busy are asked again
     */
    public Forges(HttpProxy proxy, Clock clock) {
        this(new WebCalls(proxy, PATIENCE, ForgeCalls.MOST), clock);
    }

    Forges(WebCalls web, Clock clock) {
        this.web = web;
        this.clock = clock;
    }

    /**
     * A repository on its server; nothing is asked yet.
     *
     * @param type whose API the server speaks; {@code null} when its host's name says so
     * @param url where the API is; {@code null} for the usual place on the repository's server
     * @param project the repository's name there; {@code null} for the path of the repository's URL
     * @param repository the Git repository's URL, http, https or ssh
     * @param token a token, or user name and password with a colon between them; {@code null} for nobody
     * @throws InvalidInputException when something is not given and does not follow from the repository's URL, or the
     *     token cannot be sent
     */
    public Forge of(
            @CheckForNull ForgeSettings.Type type,
            @CheckForNull String url,
            @CheckForNull String project,
            String repository,
            @CheckForNull String token) {
        ForgeAddress address = ForgeAddress.of(type, url, project, repository);
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        if (token != null) {
            headers.putAll(login(address.type(), token.strip()));
        }
        return switch (address.type()) {
            case GITHUB -> {
                headers.put("Accept", "application/vnd.github+json");
                headers.put("X-GitHub-Api-Version", GitHubForge.VERSION);
                yield new GitHubForge(calls(address, headers), address);
            }
            case GITLAB -> new GitLabForge(calls(address, headers), address);
            case BITBUCKET -> new BitbucketForge(calls(address, headers), address);
            case GITEA -> new GiteaForge(calls(address, headers), address);
        };
    }

    private ForgeCalls calls(ForgeAddress address, Map<String, String> headers) {
        return new ForgeCalls(web, clock, address, headers);
    }

    /** As each API wants it: GitHub and Bitbucket have bearer tokens, GitLab and Gitea something of their own. */
    private static Map<String, String> login(ForgeSettings.Type type, String token) {
        if (!token.matches("[\\x21-\\x7e]+") && !token.matches("[^:\\p{Cntrl}]+:[^\\p{Cntrl}]+")) {
            throw new InvalidInputException("the token for " + ForgeAddress.shown(type)
                    + " is empty or has characters no token has; store it anew");
        }
        int colon = token.indexOf(':');
        if (type == ForgeSettings.Type.GITLAB) {
            // It takes no password, and a token under any user's name.
            return Map.of("PRIVATE-TOKEN", token.substring(colon + 1));
        }
        if (colon >= 0) {
            byte[] pair = token.getBytes(StandardCharsets.UTF_8);
            return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return Map.of("Authorization", (type == ForgeSettings.Type.GITEA ? "token " : "Bearer ") + token);
    }
}
