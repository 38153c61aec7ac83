package io.jenkins.plugins.deploymentgates.promotion;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * GitHub as far as promotions need it, over a real repository: it keeps pull requests, their text, comments and the
 * statuses of commits in memory, and answers in GitHub's shapes. People at the server are played by methods.
 */
public final class FakeGitHub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WHEN = "2026-03-03T10:00:00Z";

    private final List<ObjectNode> pulls = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private final Map<String, String> statuses = new TreeMap<>();
    private final List<ObjectNode> runs = new ArrayList<>();
    private final Set<Integer> deleted = new HashSet<>();
    private final List<ObjectNode> reviews = new ArrayList<>();
    private final List<String> writes = new ArrayList<>();
    private final Map<String, ArrayNode> behind = new TreeMap<>();
    private final List<String> commitsAsked = new ArrayList<>();
    private final WireMockServer server;
    private Consumer<String> listener = write -> {};
    private Origin origin;
    private int failing;

    public FakeGitHub() {
        server = new WireMockServer(
                options().bindAddress("127.0.0.1").dynamicPort().extensions(new Answers()));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(ok()));
    }

    /** The repository that it shows. */
    public void shows(Origin repository) {
        this.origin = repository;
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Answers every call with this status, until it is 0 again. */
    public synchronized void failWith(int status) {
        failing = status;
    }

    /** Told of each write, after it was done and before it is answered. */
    void onWrite(Consumer<String> told) {
        listener = told;
    }

    /** Every write it was asked for, such as {@code POST /repos/shop/deploy/pulls}. */
    synchronized List<String> writes() {
        return List.copyOf(writes);
    }

    synchronized List<String> comments() {
        return List.copyOf(comments);
    }

    /** Context and commit to state and description. */
    synchronized Map<String, String> statuses() {
        return new TreeMap<>(statuses);
    }

    synchronized JsonNode pull(int number) {
        return pulls.get(number - 1).deepCopy();
    }

    synchronized int count() {
        return pulls.size();
    }

    /** Somebody merges, and the target is at a commit then. */
    synchronized void merged(int number, String by, String commit) {
        ObjectNode pull = pulls.get(number - 1);
        remember(pull);
        end(pull, by, commit);
    }

    private static void end(ObjectNode pull, String by, String commit) {
        pull.put("state", "closed")
                .put("merged_at", WHEN)
                .put("closed_at", WHEN)
                .put("merge_commit_sha", commit)
                .putObject("merged_by")
                .put("login", by);
    }

    /** Moves the target to the head, as pushing it does. */
    public void fastForward(int number, String by) {
        String head = origin.head(pull(number).at("/head/ref").asText());
        origin.set(pull(number).at("/base/ref").asText(), head);
        merged(number, by, head);
    }

    synchronized void closed(int number, String by) {
        ObjectNode pull = pulls.get(number - 1);
        remember(pull);
        pull.put("state", "closed")
                .put("closed_at", WHEN)
                .putObject("closed_by")
                .put("login", by);
    }

    /** A commit of the repository came in by a pull request that somebody opened, which need not be one of ours. */
    public synchronized void cameInBy(String commit, String title, String branch, boolean merged) {
        ObjectNode pull = JSON.createObjectNode()
                .put("number", 900 + behind.size())
                .put("html_url", "https://github.example.com/shop/deploy/pull/" + (900 + behind.size()))
                .put("state", merged ? "closed" : "open")
                .put("title", title)
                .put("merged_at", merged ? WHEN : null)
                .put("closed_at", merged ? WHEN : null)
                .put("merge_commit_sha", commit);
        pull.putObject("head").put("ref", branch).put("sha", commit);
        pull.putObject("base").put("ref", "main");
        behind.computeIfAbsent(commit, none -> JSON.createArrayNode()).add(pull);
    }

    /** The commits whose pull requests it was asked for, as often as it was. */
    synchronized List<String> commitsAsked() {
        return List.copyOf(commitsAsked);
    }

    synchronized void checked(String name, String conclusion) {
        runs.removeIf(run -> run.path("name").asText().equals(name));
        runs.add(JSON.createObjectNode()
                .put("name", name)
                .put("status", "completed")
                .put("conclusion", conclusion)
                .put("html_url", url() + "/runs/" + name));
    }

    /** An administrator removes it. */
    synchronized void deleted(int number) {
        deleted.add(number);
    }

    synchronized void reviewed(String by, String state, String commit) {
        ObjectNode review = JSON.createObjectNode()
                .put("state", state)
                .put("commit_id", commit)
                .put("submitted_at", WHEN);
        review.putObject("user").put("login", by);
        reviews.add(review);
    }

    /** As long as the branch is there, its head is the pull request's; one whose head is on the target is merged. */
    private void remember(ObjectNode pull) {
        String head = origin.head(pull.at("/head/ref").asText());
        if (!head.isEmpty() && pull.path("state").asText().equals("open")) {
            ((ObjectNode) pull.path("head")).put("sha", head);
            if (head.equals(origin.head(pull.at("/base/ref").asText()))) {
                end(pull, "the-bot", head);
            }
        }
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Answers implements ResponseTransformerV2 {
        @Override
        public String getName() {
            return "github";
        }

        @Override
        public Response transform(Response response, ServeEvent event) {
            Request request = event.getRequest();
            String method = request.getMethod().value();
            String path = request.getUrl().replaceFirst("\\?.*", "");
            JsonNode answer;
            synchronized (FakeGitHub.this) {
                if (failing != 0) {
                    return Response.Builder.like(response)
                            .but()
                            .status(failing)
                            .body("{\"message\": \"Not today\"}")
                            .build();
                }
                answer = answer(method, path, request);
                if (!method.equals("GET")) {
                    writes.add(method + " " + path);
                }
            }
            if (!method.equals("GET")) {
                listener.accept(method + " " + path);
            }
            return Response.Builder.like(response)
                    .but()
                    .status(answer == null ? 404 : 200)
                    .body(answer == null ? "{\"message\": \"Not Found\"}" : answer.toString())
                    .build();
        }
    }

    private JsonNode answer(String method, String path, Request request) {
        pulls.forEach(this::remember);
        String rest = path.replaceFirst("^/repos/shop/[^/]+", "");
        if (rest.equals("/pulls")) {
            return method.equals("POST") ? opened(body(request)) : listed(request);
        }
        if (rest.matches("/commits/[0-9a-f]{40}/pulls")) {
            String commit = rest.substring(9, 49);
            commitsAsked.add(commit);
            return behind.getOrDefault(commit, JSON.createArrayNode());
        }
        if (rest.startsWith("/statuses/")) {
            JsonNode body = body(request);
            statuses.put(
                    body.path("context").asText() + " " + rest.substring(10, 20),
                    body.path("state").asText() + ": "
                            + body.path("description").asText());
            return body;
        }
        if (rest.endsWith("/check-runs")) {
            ObjectNode found = JSON.createObjectNode();
            runs.forEach(found.putArray("check_runs")::add);
            return found;
        }
        if (rest.endsWith("/status")) {
            return JSON.createObjectNode().set("statuses", JSON.createArrayNode());
        }
        if (rest.matches("/pulls/[0-9]+/reviews")) {
            ArrayNode all = JSON.createArrayNode();
            reviews.forEach(all::add);
            return all;
        }
        if (rest.matches("/issues/[0-9]+/comments")) {
            comments.add(body(request).path("body").asText());
            return body(request);
        }
        if (rest.matches("/(pulls|issues)/[0-9]+")) {
            int number = Integer.parseInt(rest.replaceFirst(".*/", ""));
            if (number > pulls.size() || deleted.contains(number)) {
                return null;
            }
            ObjectNode pull = pulls.get(number - 1);
            if (method.equals("PATCH")) {
                pull.setAll((ObjectNode) body(request));
                if (pull.path("state").asText().equals("closed")) {
                    pull.put("closed_at", WHEN).putObject("closed_by").put("login", "the-bot");
                }
            }
            return pull;
        }
        return rest.isEmpty() ? JSON.createObjectNode() : null;
    }

    private JsonNode opened(JsonNode body) {
        int number = pulls.size() + 1;
        ObjectNode pull = JSON.createObjectNode()
                .put("number", number)
                .put("html_url", "https://github.example.com/shop/deploy/pull/" + number)
                .put("state", "open")
                .put("title", body.path("title").asText())
                .put("body", body.path("body").asText())
                .put("merge_commit_sha", "a trial");
        pull.putNull("merged_at").putNull("closed_at").putNull("merged_by");
        pull.putObject("head").put("ref", body.path("head").asText());
        pull.putObject("base").put("ref", body.path("base").asText());
        pulls.add(pull);
        remember(pull);
        return pull;
    }

    private JsonNode listed(Request request) {
        String state = request.queryParameter("state").firstValue();
        String head = request.queryParameter("head").firstValue().replaceFirst("^shop:", "");
        ArrayNode found = JSON.createArrayNode();
        pulls.stream()
                .filter(pull -> pull.path("state").asText().equals(state)
                        && pull.at("/head/ref").asText().equals(head))
                .forEach(found::add);
        return found;
    }

    private static JsonNode body(Request request) {
        try {
            return JSON.readTree(request.getBodyAsString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
