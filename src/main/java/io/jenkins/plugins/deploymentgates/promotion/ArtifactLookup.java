package io.jenkins.plugins.deploymentgates.promotion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.GateSettings.ArtifactsAvailable;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks with HEAD whether an artifact is where it is fetched: in an OCI registry (distribution specification 1.1, with
 * its token authentication), in a Maven repository, or at a URL. Thread-safe.
 */
final class ArtifactLookup {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REDIRECTS = 3;
    private static final String MANIFESTS = "application/vnd.oci.image.index.v1+json,"
            + "application/vnd.oci.image.manifest.v1+json,application/vnd.docker.distribution.manifest.list.v2+json,"
            + "application/vnd.docker.distribution.manifest.v2+json";
    private static final Pattern CHALLENGE = Pattern.compile("([a-zA-Z]+)=\"([^\"]*)\"");

    private final WebCalls calls;
    private final ArtifactsAvailable settings;

    @CheckForNull
    private final String authorization;

    /** @param authorization what to sign in with; {@code null} for nobody */
    ArtifactLookup(WebCalls calls, ArtifactsAvailable settings, @CheckForNull String authorization) {
        this.calls = calls;
        this.settings = settings;
        this.authorization = authorization;
    }

    /** What was found of an artifact. */
    enum State {
        THERE,
        NOT_THERE,
        UNKNOWN
    }

    /**
     * What was found, and why in words.
     *
     * @param again when to look again; {@code null} unless UNKNOWN
     */
    record Found(State state, String why, @CheckForNull Instant again) {}

    Found look(Artifact artifact, Instant now) throws InterruptedException {
        if (settings.maven() != null && artifact.version().endsWith("-SNAPSHOT")) {
            return missing(artifact, "is a snapshot, which is another file tomorrow; release it");
        }
        if (artifact.sourceUrl() == null
                && settings.url() != null
                && settings.url().contains("{sourceUrl}")) {
            return missing(artifact, "has no source URL; record one with it");
        }
        URI url;
        try {
            url = url(artifact);
        } catch (IllegalArgumentException e) {
            return missing(artifact, "has no place: what is configured gives no http or https URL");
        }
        try {
            return judged(artifact, url, head(url), now);
        } catch (IOException e) {
            return new Found(
                    State.UNKNOWN, artifact + ": " + WebCalls.origin(url) + " cannot be reached", now.plusSeconds(60));
        }
    }

    private Found judged(Artifact artifact, URI url, WebCalls.Reply reply, Instant now) {
        String at = " at " + WebCalls.origin(url) + url.getPath();
        int status = reply.status();
        if (status >= 200 && status < 300) {
            String digest = reply.headers().firstValue("docker-content-digest").orElse(null);
            boolean other = digest != null && artifact.digest() != null && !digest.equals(artifact.digest());
            return other
                    ? missing(artifact, "is another one" + at + ": " + clean(digest))
                    : new Found(State.THERE, artifact + at, null);
        }
        if (status == 404 || status == 410) {
            return missing(artifact, "is not" + at);
        }
        if (reply.isTrouble()) {
            return new Found(State.UNKNOWN, artifact + ": " + reply.trouble(url), reply.again(now));
        }
        String who = authorization == null ? "; name credentials" : "; check the credentials";
        return missing(
                artifact, "cannot be seen" + at + ": answered " + status + (status == 401 || status == 403 ? who : ""));
    }

    private static Found missing(Artifact artifact, String what) {
        return new Found(State.NOT_THERE, artifact + " " + what, null);
    }

    private static String clean(String text) {
        return text.substring(0, Math.min(100, text.length())).replaceAll("\\p{Cntrl}", "");
    }

    private URI url(Artifact artifact) {
        String text;
        if (settings.registry() != null) {
            text = base(settings.registry()) + "/v2/" + filled(settings.repository(), artifact) + "/manifests/"
                    + filled(settings.tag(), artifact);
        } else if (settings.maven() != null) {
            String classifier = settings.classifier().isEmpty() ? "" : "-" + settings.classifier();
            text = base(settings.maven()) + "/"
                    + filled("{groupPath}/{name}/{version}/{name}-{version}", artifact)
                    + classifier + "." + settings.extension();
        } else {
            text = filled(Objects.requireNonNull(settings.url()), artifact);
        }
        URI url = URI.create(text);
        if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("(?i)https?")) {
            throw new IllegalArgumentException("no web address");
        }
        return url;
    }

    private static String base(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static String filled(String template, Artifact artifact) {
        String group = artifact.module().group();
        return template.replace("{sourceUrl}", Objects.requireNonNullElse(artifact.sourceUrl(), ""))
                .replace("{groupPath}", encoded(group.replace('.', '/')))
                .replace("{group}", encoded(group))
                .replace("{name}", encoded(artifact.module().name()))
                .replace("{version}", encoded(artifact.version()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    /** A source URL comes from whoever recorded the artifact, so nobody signs in there. */
    @CheckForNull
    private String ownAuthorization() {
        return settings.url() != null && settings.url().contains("{sourceUrl}") ? null : authorization;
    }

    private WebCalls.Reply head(URI first) throws IOException, InterruptedException {
        boolean registry = settings.registry() != null;
        String signedIn = registry ? null : ownAuthorization();
        URI url = first;
        WebCalls.Reply reply = head(url, signedIn);
        if (registry && reply.status() == 401) {
            signedIn =
                    answer(first, reply.headers().firstValue("www-authenticate").orElse(""));
            reply = signedIn == null ? reply : head(url, signedIn);
        }
        for (int i = 0; i < REDIRECTS && reply.status() >= 301 && reply.status() <= 308; i++) {
            URI next;
            try {
                next = url.resolve(reply.headers().firstValue("location").orElse(""));
            } catch (IllegalArgumentException e) {
                return reply;
            }
            boolean safe = next.getHost() != null
                    && ("https".equalsIgnoreCase(next.getScheme())
                            || "http".equalsIgnoreCase(next.getScheme()) && "http".equalsIgnoreCase(first.getScheme()));
            if (!safe) {
                return reply;
            }
            url = next;
            reply = head(url, WebCalls.isSameOrigin(first, url) ? signedIn : null);
        }
        return reply;
    }

    private WebCalls.Reply head(URI url, @CheckForNull String signedIn) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).method("HEAD", BodyPublishers.noBody());
        if (settings.registry() != null) {
            request.header("Accept", MANIFESTS);
        }
        if (signedIn != null) {
            request.header("Authorization", signedIn);
        }
        return calls.send(request);
    }

    /** What answers a registry's challenge; {@code null} when nothing can. */
    @CheckForNull
    private String answer(URI registry, String challenge) throws IOException, InterruptedException {
        if (challenge.toLowerCase(Locale.ROOT).startsWith("basic")) {
            return authorization;
        }
        Map<String, String> parts = new HashMap<>();
        Matcher matcher = CHALLENGE.matcher(challenge);
        while (matcher.find()) {
            parts.put(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
        }
        String realm = parts.get("realm");
        if (!challenge.toLowerCase(Locale.ROOT).startsWith("bearer") || realm == null) {
            return null;
        }
        URI token;
        try {
            token = URI.create(realm + (realm.contains("?") ? "&" : "?") + "service="
                    + encoded(parts.getOrDefault("service", ""))
                    + (parts.containsKey("scope") ? "&scope=" + encoded(parts.get("scope")) : ""));
        } catch (IllegalArgumentException e) {
            return null;
        }
        boolean safe = "https".equalsIgnoreCase(token.getScheme())
                || "http".equalsIgnoreCase(token.getScheme()) && "http".equalsIgnoreCase(registry.getScheme());
        if (!safe || token.getHost() == null) {
            return null;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(token).GET();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        WebCalls.Reply reply = calls.send(request);
        if (reply.isTrouble()) {
            throw new IOException(reply.trouble(token));
        }
        if (reply.status() != 200) {
            return null;
        }
        try {
            JsonNode json = JSON.readTree(reply.body());
            String found = json.path("token").asText(json.path("access_token").asText(""));
            return found.matches("[\\x21-\\x7e]+") ? "Bearer " + found : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
