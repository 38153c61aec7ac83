package io.jenkins.plugins.deploymentgates.promotion.jira;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.JiraSettings;
import io.jenkins.plugins.deploymentgates.promotion.web.OneLine;
import io.jenkins.plugins.deploymentgates.promotion.web.WebCalls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One Jira: Cloud's REST API v3, in which texts are documents, or Data Center's v2, in which they are wiki markup. Whatever
 * is written can be written again without being there twice. No redirect is followed. Thread-safe.
 */
public final class Jira {
    /** How much of an answer is read, in bytes: a page of comments has some hundred thousand. */
    public static final int MOST = 4 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TEXT = 200;

    /** Comments asked for at once: Cloud gives 100, others may give fewer. */
    private static final int PAGE = 100;

    private final WebCalls web;
    private final JiraSettings settings;
    private final String root;

    @CheckForNull
    private final String authorization;

    /**
     * @param secret {@code user:token} for Basic, anything without a colon for a bearer token; {@code null} to call as
     *     nobody
     */
    public Jira(WebCalls web, JiraSettings settings, @CheckForNull String secret) {
        this.web = web;
        this.settings = settings;
        this.root = settings.url().replaceFirst("/+$", "") + "/rest/api/" + (isCloud() ? "3" : "2");
        this.authorization = secret == null ? null : authorization(secret);
    }

    private static String authorization(String secret) {
        return secret.contains(":")
                ? "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))
                : "Bearer " + secret;
    }

    private boolean isCloud() {
        return settings.type() == JiraSettings.Type.CLOUD;
    }

    /** Whether a key is one that Jira could have: project, hyphen, number. */
    public static boolean isKey(String key) {
        return key.matches("[A-Za-z][A-Za-z0-9_]*-[1-9][0-9]*");
    }

    /**
     * The status of an issue; empty when there is none of that key, or it cannot be seen.
     *
     * @throws JiraException when Jira does not tell
     */
    public Optional<String> status(String key) throws InterruptedException {
        return find("/issue/" + encoded(key) + "?fields=status", "asked for the status of " + key)
                .map(issue -> issue.at("/fields/status/name").asText());
    }

    /**
     * Adds a version to those an issue is fixed in; it is made if its project has none of that name.
     *
     * @return whether there is such an issue
     * @throws JiraException when Jira does not do it
     */
    public boolean addFixVersion(String key, String version) throws InterruptedException {
        String doing = "asked to fix " + key + " in " + version;
        if (find("/issue/" + encoded(key) + "?fields=status", doing).isEmpty()) {
            return false;
        }
        String project = key.substring(0, key.lastIndexOf('-'));
        if (!hasVersion(project, version, doing)) {
            ObjectNode made = JSON.createObjectNode();
            made.put("name", version);
            made.put(
                    "projectId",
                    Long.parseLong(find("/project/" + encoded(project), doing)
                            .map(one -> one.path("id").asText())
                            .filter(id -> id.matches("[0-9]{1,18}"))
                            .orElseThrow(() -> new JiraException(
                                    who() + " was " + doing + ", but does not show the project " + project, null))));
            try {
                write("POST", "/version", made, doing);
            } catch (JiraException e) {
                // Somebody else may have made it meanwhile.
                if (!hasVersion(project, version, doing)) {
                    throw e;
                }
            }
        }
        ObjectNode change = JSON.createObjectNode();
        change.putObject("update")
                .putArray("fixVersions")
                .addObject()
                .putObject("add")
                .put("name", version);
        write("PUT", "/issue/" + encoded(key), change, doing);
        return true;
    }

    private boolean hasVersion(String project, String version, String doing) throws InterruptedException {
        JsonNode versions =
                find("/project/" + encoded(project) + "/versions", doing).orElse(JSON.createArrayNode());
        for (JsonNode one : versions) {
            if (one.path("name").asText().equals(version)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds a comment unless one with the same mark is there.
     *
     * @param mark stands in the last line, of this comment only
     * @return whether there is such an issue
     * @throws JiraException when Jira does not do it
     */
    public boolean comment(String key, List<String> lines, String mark) throws InterruptedException {
        String doing = "asked to comment on " + key;
        String path = "/issue/" + encoded(key) + "/comment";
        for (int start = 0, total = 1; start < total; ) {
            Optional<JsonNode> page = find(path + "?orderBy=-created&startAt=" + start + "&maxResults=" + PAGE, doing);
            if (page.isEmpty()) {
                return false;
            }
            JsonNode comments = page.get().path("comments");
            for (JsonNode one : comments) {
                if (one.path("body").toString().contains(mark)) {
                    return true;
                }
            }
            start += comments.size();
            total = comments.isEmpty() ? 0 : page.get().path("total").asInt();
        }
        ObjectNode comment = JSON.createObjectNode();
        if (isCloud()) {
            ObjectNode document = comment.putObject("body");
            document.put("type", "doc").put("version", 1);
            ArrayNode content = document.putArray("content");
            lines.forEach(line -> paragraph(content, line));
            paragraph(content, mark);
        } else {
            comment.put("body", markup(String.join("\n", lines) + "\n" + mark));
        }
        write("POST", path, comment, doing);
        return true;
    }

    private static void paragraph(ArrayNode content, String text) {
        content.addObject()
                .put("type", "paragraph")
                .putArray("content")
                .addObject()
                .put("type", "text")
                .put("text", text);
    }

    /** Text that stays text in wiki markup. */
    private static String markup(String text) {
        return text.replaceAll("[\\\\{}\\[\\]|*!^~?]", "\\\\$0");
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String who() {
        return "Jira at " + WebCalls.origin(URI.create(settings.url()));
    }

    /** Empty when Jira says that there is no such thing. */
    private Optional<JsonNode> find(String path, String doing) throws InterruptedException {
        WebCalls.Reply reply =
                send(HttpRequest.newBuilder(URI.create(root + path)).GET(), doing);
        return reply.status() == 404 ? Optional.empty() : Optional.of(read(reply, doing));
    }

    private void write(String method, String path, ObjectNode body, String doing) throws InterruptedException {
        WebCalls.Reply reply = send(
                HttpRequest.newBuilder(URI.create(root + path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body.toString())),
                doing);
        if (reply.status() >= 300) {
            throw refused(reply, doing);
        }
    }

    private WebCalls.Reply send(HttpRequest.Builder request, String doing) throws InterruptedException {
        request.header("Accept", "application/json").header("User-Agent", "deployment-gates");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            return web.send(request);
        } catch (IOException e) {
            throw new JiraException(who() + " cannot be reached or did not answer in time; it was " + doing, null);
        }
    }

    private JsonNode read(WebCalls.Reply reply, String doing) {
        if (reply.status() >= 300) {
            throw refused(reply, doing);
        }
        try {
            return JSON.readTree(reply.body());
        } catch (JsonProcessingException e) {
            throw new JiraException(who() + " was " + doing + ", and its answer is no JSON; is the url right?", reply);
        }
    }

    private JiraException refused(WebCalls.Reply reply, String doing) {
        String said = said(reply.body());
        return new JiraException(
                who() + " was " + doing + " and answered " + reply.status() + (said.isEmpty() ? "" : ": " + said),
                reply);
    }

    /** What Jira says in its errors: a list of messages, and messages by field. */
    private static String said(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            StringBuilder said = new StringBuilder();
            json.path("errorMessages").forEach(one -> said.append(one.asText()).append(' '));
            json.path("errors").fields().forEachRemaining(one -> said.append(one.getKey())
                    .append(": ")
                    .append(one.getValue().asText())
                    .append(' '));
            return OneLine.of(said.toString(), TEXT);
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
