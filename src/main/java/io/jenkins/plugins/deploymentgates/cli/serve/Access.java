package io.jenkins.plugins.deploymentgates.cli.serve;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.api.ApiHost;
import io.jenkins.plugins.deploymentgates.api.ApiResponse;
import io.jenkins.plugins.deploymentgates.api.Caller;
import io.jenkins.plugins.deploymentgates.api.Problem;
import io.jenkins.plugins.deploymentgates.ledger.AccessToken;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds out who calls. As soon as a token was ever made, every call needs one; until then whoever calls from this machine is the
 * user who started the server, unless a web page or a proxy made them call. Thread-safe.
 */
final class Access {
    /** What a proxy says about whom it calls for. */
    private static final List<String> FORWARDED = List.of("forwarded", "x-forwarded-for", "x-forwarded-host", "via");

    private final ApiHost host;
    private final String user;
    private volatile boolean tokens;
    private volatile Set<String> valid = Set.of();

    /** @param user who started the server */
    Access(ApiHost host, String user) {
        this.host = host;
        this.user = user;
        refresh();
    }

    /** Looks again which tokens are valid, for those who wait; whoever calls is looked up each time. */
    void refresh() {
        List<AccessToken> all = host.read(LedgerView::tokens);
        valid = all.stream()
                .filter(token -> token.isValid(host.clock().instant()))
                .map(AccessToken::id)
                .collect(Collectors.toUnmodifiableSet());
        tokens = !all.isEmpty();
    }

    /** Whether anybody has a token with which they can call. */
    boolean hasValidTokens() {
        return !valid.isEmpty();
    }

    /**
     * Who calls.
     *
     * @param headers by their names in lower case
     * @param authorization the header of that name, or what stands for it; {@code null} when there is neither
     * @param scheme http or https
     * @return {@code null} when they do not say
     * @throws Refusal when what they say is not true, or something else than they themselves makes them call
     */
    @CheckForNull
    Caller identify(Map<String, String> headers, @CheckForNull String authorization, String scheme) throws Refusal {
        if (authorization != null) {
            return withToken(authorization);
        }
        if (tokens || (tokens = host.read(view -> !view.tokens().isEmpty()))) {
            return null;
        }
        checkOrigin(headers, scheme);
        return LocalCaller.of(user, host.configuration());
    }

    /** The answer to who must say who they are. */
    static ApiResponse unidentified() {
        return challenge("send the header 'Authorization: Bearer TOKEN'; whoever runs this server makes tokens", "");
    }

    private static ApiResponse challenge(String detail, String error) {
        return Problem.UNAUTHENTICATED
                .response(detail)
                .with("WWW-Authenticate", "Bearer realm=\"deployment-gates\"" + error);
    }

    private static Refusal invalid(String detail) {
        return new Refusal(challenge(detail, ", error=\"invalid_token\""));
    }

    private Caller withToken(String authorization) throws Refusal {
        String[] words = authorization.strip().split(" +", 2);
        if (words.length < 2 || !words[0].toLowerCase(Locale.ROOT).equals("bearer")) {
            throw invalid("the header Authorization is of another kind than 'Bearer TOKEN'");
        }
        TokenSecrets.Presented presented = TokenSecrets.parse(words[1]);
        AccessToken token = presented == null
                ? null
                : host.read(view -> view.token(presented.id())).orElse(null);
        if (token == null || !presented.matches(token.hash())) {
            throw invalid("there is no such token");
        }
        if (token.revoked() != null) {
            throw invalid("the token " + token.id() + " of " + token.name() + " was revoked at " + token.revoked());
        }
        if (!token.isValid(host.clock().instant())) {
            throw invalid("the token " + token.id() + " of " + token.name() + " expired at " + token.expires());
        }
        if (!valid.contains(token.id())) {
            refresh();
        }
        Set<String> groups = new TreeSet<>(host.configuration().groupsOf(token.name()));
        groups.addAll(token.groups());
        return new TokenCaller(token, Actor.person(token.name(), groups), this::isValid);
    }

    private boolean isValid(AccessToken token) {
        return valid.contains(token.id()) && token.isValid(host.clock().instant());
    }

    /**
     * Without tokens nothing in a request tells a person from a web page in their browser. A page on another host that resolves
     * its name to 127.0.0.1 betrays itself by Host, any other page by Origin or Sec-Fetch-Site, and who comes by a proxy may be
     * anywhere.
     */
    private static void checkOrigin(Map<String, String> headers, String scheme) throws Refusal {
        String target = headers.get("host");
        if (target == null || !isLoopback(target)) {
            throw refused("the header Host is " + Names.quote(String.valueOf(target))
                    + "; without tokens this server is called as localhost, 127.0.0.1 or [::1] only");
        }
        String origin = headers.get("origin");
        String site = headers.getOrDefault("sec-fetch-site", "none");
        if (origin != null && !origin.equals(scheme + "://" + target)
                || !site.equals("none") && !site.equals("same-origin")) {
            throw refused("a page of another site" + (origin == null ? "" : ", " + Names.quote(origin) + ",")
                    + " sent this; without tokens only pages of this server may call it");
        }
        for (String name : FORWARDED) {
            if (headers.containsKey(name)) {
                throw refused("a proxy sent this (the header " + name
                        + " is there); without tokens only this machine may call; make tokens for callers");
            }
        }
    }

    private static Refusal refused(String detail) {
        return new Refusal(Problem.NOT_ALLOWED.response(detail));
    }

    private static boolean isLoopback(String hostHeader) {
        try {
            String name = URI.create("http://" + hostHeader).getHost();
            return name != null && List.of("localhost", "127.0.0.1", "[::1]").contains(name.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
