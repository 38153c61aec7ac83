package io.jenkins.plugins.deploymentgates.promotion.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.promotion.web.WebCalls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * JSON to and from one server's REST API. Redirects are followed within the server when something is read, never to
 * another one, which would get the token. Thread-safe.
 */
final class ForgeCalls {
    /** How much of an answer is read, in bytes; a page of a hundred check runs has some hundred thousand. */
    static final int MOST = 4 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration UNREACHED = Duration.ofMinutes(1);
    private static final int REDIRECTS = 3;

    private final WebCalls web;
    private final Clock clock;
    private final ForgeAddress address;
    private final ForgeErrors errors;
    private final Map<String, String> headers;

    /** @param headers sent with every request, the token among them */
    ForgeCalls(WebCalls web, Clock clock, ForgeAddress address, Map<String, String> headers) {
        this.web = web;
        this.clock = clock;
        this.address = address;
        this.errors = new ForgeErrors(address);
        this.headers = Map.copyOf(headers);
    }

    /** What was asked: the answer's body, missing when it is empty, and its headers. */
    record Answer(JsonNode json, HttpHeaders headers) {}

    /** A path's or query's part as URLs have it. */
    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Reads.
     *
     * @param path below the API's URL, with its query
     * @param doing for messages, such as {@code reading pull request 4 of shop/deploy}
     */
    Answer get(String path, String doing) {
        Answer answer = find(path, doing, false);
        if (answer == null) {
            throw new IllegalStateException("an answer or an error");
        }
        return answer;
    }

    /** The same; {@code null} when the server says that there is no such thing. */
    @CheckForNull
    Answer find(String path, String doing) {
        return find(path, doing, true);
    }

    @CheckForNull
    private Answer find(String path, String doing, boolean mayMiss) {
        URI url = URI.create(address.api() + path);
        WebCalls.Reply reply = sent("GET", url, null, doing);
        for (int i = 0; i < REDIRECTS && isRedirect(reply); i++) {
            url = next(url, reply, doing);
            reply = sent("GET", url, null, doing);
        }
        return mayMiss && reply.status() == 404 ? null : answer(url, reply, doing);
    }

    /** Writes, with the method that the API wants for it. */
    JsonNode write(String method, String path, Map<String, ?> body, String doing) {
        URI url = URI.create(address.api() + path);
        WebCalls.Reply reply = sent(method, url, json(body), doing);
        if (isRedirect(reply)) {
            // Whether the body may be sent again there is for a person to say.
            throw errors.redirected(next(url, reply, doing), reply, doing);
        }
        return answer(url, reply, doing).json();
    }

    /** Messages about answers of this server. */
    ForgeErrors errors() {
        return errors;
    }

    private WebCalls.Reply sent(String method, URI url, @CheckForNull byte[] body, String doing) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("User-Agent", "deployment-gates")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        WebCalls.Reply reply;
        try {
            reply = web.send(request);
        } catch (IOException e) {
            throw errors.unreached(doing, now().plus(UNREACHED));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentGatesException("interrupted while " + doing);
        }
        if (reply.isTrouble() || isLimited(reply)) {
            throw errors.busy(reply, doing, again(reply));
        }
        return reply;
    }

    private Instant now() {
        return clock.instant();
    }

    /** GitHub says 403 also to who asks too often. */
    private static boolean isLimited(WebCalls.Reply reply) {
        return reply.status() == 403
                && (reply.headers().firstValue("retry-after").isPresent()
                        || reply.headers()
                                .firstValue("x-ratelimit-remaining")
                                .orElse("")
                                .equals("0"));
    }

    private Instant again(WebCalls.Reply reply) {
        Instant usual = reply.again(now());
        if (reply.headers().firstValue("retry-after").isPresent()) {
            return usual;
        }
        // Seconds since 1970: GitHub, then GitLab.
        String reset = reply.headers()
                .firstValue("x-ratelimit-reset")
                .or(() -> reply.headers().firstValue("ratelimit-reset"))
                .orElse("");
        if (!reset.matches("[0-9]{1,11}")) {
            return usual;
        }
        Instant named = Instant.ofEpochSecond(Long.parseLong(reset));
        return named.isAfter(now()) && named.isBefore(now().plus(Duration.ofDays(1))) ? named : usual;
    }

    private static boolean isRedirect(WebCalls.Reply reply) {
        return reply.status() >= 301
                && reply.status() <= 308
                && reply.status() != 304
                && reply.headers().firstValue("location").isPresent();
    }

    private URI next(URI from, WebCalls.Reply reply, String doing) {
        String location = reply.headers().firstValue("location").orElse("");
        URI next;
        try {
            next = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw errors.redirected(null, reply, doing);
        }
        if (next.getHost() == null || !WebCalls.isSameOrigin(from, next)) {
            throw errors.redirected(next.getHost() == null ? null : next, reply, doing);
        }
        return next;
    }

    private Answer answer(URI url, WebCalls.Reply reply, String doing) {
        if (reply.status() / 100 != 2) {
            throw errors.refused(reply, doing);
        }
        // Cut off means at least so many bytes; characters of one byte or more.
        if (reply.body().length() >= MOST || reply.body().getBytes(StandardCharsets.UTF_8).length >= MOST) {
            throw errors.tooBig(doing);
        }
        if (reply.body().isBlank()) {
            return new Answer(MissingNode.getInstance(), reply.headers());
        }
        try {
            return new Answer(JSON.readTree(reply.body()), reply.headers());
        } catch (JsonProcessingException e) {
            throw errors.notJson(reply, doing);
        }
    }

    private static byte[] json(Map<String, ?> body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts have a JSON form", e);
        }
    }
}
