package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.GateSettings.ArtifactsAvailable;
import io.jenkins.plugins.deploymentgates.git.ImageReference;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.promotion.RegistryLogin.Login;
import io.jenkins.plugins.deploymentgates.promotion.web.WebCalls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks with HEAD whether an artifact is where it is fetched: in an OCI registry (distribution specification 1.1, with
 * its token authentication), in a Maven repository, or at a URL. Thread-safe.
 */
final class ArtifactLookup {
    private static final int REDIRECTS = 3;
    private static final Set<Integer> REDIRECTED = Set.of(301, 302, 303, 307, 308);
    private static final String MANIFESTS = "application/vnd.oci.image.index.v1+json,"
            + "application/vnd.oci.image.manifest.v1+json,application/vnd.docker.distribution.manifest.list.v2+json,"
            + "application/vnd.docker.distribution.manifest.v2+json";

    /** The names of one registry, whose API is at the last. */
    private static final Set<String> DOCKER_HUB = Set.of("docker.io", "index.docker.io", "registry-1.docker.io");

    /** A snapshot that keeps its content, by Maven's rule (ArtifactUtils, VERSION_FILE_PATTERN). */
    private static final Pattern TIMESTAMPED = Pattern.compile("(.+)-[0-9]{8}\\.[0-9]{6}-[0-9]+");

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
        /** It may be there, but whoever asks may not see it. */
        HIDDEN,
        UNKNOWN
    }

    /**
     * What was found, and why in words.
     *
     * @param again when to look again; {@code null} unless UNKNOWN
     */
    record Found(State state, String why, @CheckForNull Instant again) {
        /** Whether it says something about the artifact, and not about who asked or how the server was. */
        boolean isAboutArtifact() {
            return state == State.THERE || state == State.NOT_THERE;
        }
    }

    Found look(Artifact artifact, Instant now) throws InterruptedException {
        if (settings.maven() != null
                && artifact.version().toUpperCase(Locale.ROOT).endsWith("SNAPSHOT")) {
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
        return look(artifact, artifact.digest(), url, now);
    }

    /** Looks for a container image in the registry, which must be the one in its name. */
    Found look(ImageReference image, Instant now) throws InterruptedException {
        if (settings.registry() == null) {
            return missing(image, "cannot be looked for without a registry; name it in artifactsAvailable.registry");
        }
        URI registry = URI.create(base(settings.registry()));
        if (!isAt(image, registry.getAuthority().toLowerCase(Locale.ROOT))) {
            return missing(image, "is not of " + WebCalls.origin(registry));
        }
        URI url;
        try {
            url = URI.create(registry + "/v2/" + encoded(image.repository()) + "/manifests/"
                    + encoded(image.version()).replace("%3A", ":"));
        } catch (IllegalArgumentException e) {
            return missing(image, "is no name of an image");
        }
        return look(image, null, url, now);
    }

    private static boolean isAt(ImageReference image, String authority) {
        String wanted = image.registry().toLowerCase(Locale.ROOT);
        return wanted.equals(authority) || DOCKER_HUB.contains(wanted) && DOCKER_HUB.contains(authority);
    }

    private Found look(Object artifact, @CheckForNull String wanted, URI url, Instant now) throws InterruptedException {
        try {
            return judged(artifact, wanted, url, head(url), now);
        } catch (HttpTimeoutException e) {
            return late(artifact, now);
        } catch (IOException e) {
            return new Found(
                    State.UNKNOWN, artifact + ": " + WebCalls.origin(url) + " cannot be reached", now.plusSeconds(60));
        }
    }

    /** Nothing was found in time. */
    static Found late(Object artifact, Instant now) {
        return new Found(State.UNKNOWN, artifact + ": no answer in time", now.plusSeconds(60));
    }

    private Found judged(Object artifact, @CheckForNull String wanted, URI url, WebCalls.Answer answer, Instant now) {
        String at = " at " + WebCalls.origin(url) + url.getRawPath();
        int status = answer.reply().status();
        if (status >= 200 && status < 300) {
            String digest =
                    answer.reply().headers().firstValue("docker-content-digest").orElse(null);
            boolean other = digest != null && wanted != null && !digest.equals(wanted);
            return other
                    ? missing(
                            artifact, "is another one" + at + ": recorded is " + wanted + ", there is " + clean(digest))
                    : new Found(State.THERE, artifact + at, null);
        }
        if (status == 404 || status == 410) {
            return missing(artifact, "is not" + at);
        }
        if (answer.reply().isTrouble()) {
            return new Found(
                    State.UNKNOWN,
                    artifact + ": " + answer.reply().trouble(answer.by()),
                    answer.reply().again(now));
        }
        return new Found(State.HIDDEN, artifact + " cannot be seen" + at + ": answered " + status + help(status), null);
    }

    private String help(int status) {
        if (status == 401 || status == 403) {
            if (isSourceUrl()) {
                return "; nobody signs in at a source URL";
            }
            return authorization == null ? "; name credentials" : "; check the credentials";
        }
        if (REDIRECTED.contains(status)) {
            return "; name the URL it leads to";
        }
        return status == 405 ? "; it must answer HEAD" : "";
    }

    private static Found missing(Object artifact, String what) {
        return new Found(State.NOT_THERE, artifact + " " + what, null);
    }

    private static String clean(String text) {
        return text.substring(0, Math.min(100, text.length())).replaceAll("[^\\x21-\\x7e]", "");
    }

    private URI url(Artifact artifact) {
        String text;
        if (settings.registry() != null) {
            text = base(settings.registry()) + "/v2/" + filled(settings.repository(), artifact) + "/manifests/"
                    + filled(settings.tag(), artifact);
        } else if (settings.maven() != null) {
            Matcher timestamped = TIMESTAMPED.matcher(artifact.version());
            String folder = timestamped.matches() ? timestamped.group(1) + "-SNAPSHOT" : artifact.version();
            String classifier = settings.classifier().isEmpty() ? "" : "-" + encoded(settings.classifier());
            text = base(settings.maven()) + "/" + filled("{groupPath}/{name}/", artifact) + encoded(folder) + "/"
                    + filled("{name}-{version}", artifact) + classifier + "." + encoded(settings.extension());
        } else {
            text = filled(Objects.requireNonNull(settings.url()), artifact);
        }
        URI url = URI.create(URI.create(text).toASCIIString());
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
        return template.replace("{groupPath}", encoded(group.replace('.', '/')))
                .replace("{group}", encoded(group))
                .replace("{name}", encoded(artifact.module().name()))
                .replace("{version}", encoded(artifact.version()))
                // Last, so that nothing is filled into what somebody else has written.
                .replace("{sourceUrl}", Objects.requireNonNullElse(artifact.sourceUrl(), ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    private boolean isSourceUrl() {
        return settings.url() != null && settings.url().contains("{sourceUrl}");
    }

    private WebCalls.Answer head(URI first) throws IOException, InterruptedException {
        boolean registry = settings.registry() != null;
        // A source URL comes from whoever recorded the artifact, so nobody signs in there.
        String signedIn = registry || isSourceUrl() ? null : authorization;
        URI url = first;
        WebCalls.Reply reply = head(url, signedIn);
        if (registry && reply.status() == 401) {
            Login login = new RegistryLogin(calls, authorization).answer(first, reply.headers());
            if (login.trouble() != null) {
                return login.trouble();
            }
            signedIn = login.authorization();
            reply = signedIn == null ? reply : head(url, signedIn);
        }
        for (int i = 0; i < REDIRECTS && REDIRECTED.contains(reply.status()); i++) {
            URI next = next(url, reply);
            if (next == null) {
                break;
            }
            url = next;
            reply = head(url, WebCalls.isSameOrigin(first, url) ? signedIn : null);
        }
        return new WebCalls.Answer(url, reply);
    }

    /** Where an answer leads; {@code null} when that is nowhere, or less safe than where it came from. */
    @CheckForNull
    private static URI next(URI from, WebCalls.Reply reply) {
        String location = reply.headers().firstValue("location").orElse("");
        if (location.isBlank()) {
            return null;
        }
        try {
            URI next = from.resolve(location);
            return next.getHost() != null && WebCalls.isAsSafe(from, next) ? next : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
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
}
