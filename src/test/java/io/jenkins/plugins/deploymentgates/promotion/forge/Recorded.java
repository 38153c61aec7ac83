package io.jenkins.plugins.deploymentgates.promotion.forge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.requestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.jenkins.plugins.deploymentgates.config.ForgeSettings;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A server that answers with what is recorded under {@code forge/}, and remembers what it was asked. */
final class Recorded implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-03T09:00:00Z");
    static final String SOURCE = "promote/prod/17";
    static final String TARGET = "environment/prod";
    static final String HEAD = "5f1e0c4b8a2d7e9364c1b0a5d8f27e6190c3ab42";
    static final String BASE = "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3";
    static final String MERGE = "c0ffee254729296a45a3885639ac7e10f9d54979";
    static final String TITLE = "Promote shop 2.4.0 to prod";
    static final String TEXT = "## What changes\n\n- SHOP-41 Carts keep their currency\n";
    static final NewPullRequest WANTED = new NewPullRequest(SOURCE, TARGET, TITLE, TEXT);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ForgeSettings.Type type;
    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());

    private final String url;

    Recorded(ForgeSettings.Type type) {
        this.type = type;
        server.start();
        url = "http://127.0.0.1:" + server.port();
    }

    /** Where it listens, or did before it was closed. */
    String url() {
        return url;
    }

    /** The repository on this server, under the API's URL that is the server's own. */
    Forge forge(String project, String token) {
        return new Forges(HttpProxy.ofJava(), Clock.fixed(NOW, ZoneOffset.UTC))
                .of(type, url(), project, "https://git.example.com/shop/deploy.git", token);
    }

    /**
     * Pull request 42 of those that are recorded.
     *
     * @param at when it ended, or {@code null}
     */
    static PullRequest pull(String url, PullRequest.State state, String merge, String by, String at) {
        return new PullRequest(
                "42", url, state, SOURCE, TARGET, HEAD, merge, by, at == null ? null : Instant.parse(at), TITLE, TEXT);
    }

    /** What is recorded. */
    JsonNode file(String name) {
        String path = "/forge/" + type.name().toLowerCase(Locale.ROOT) + "/" + name + ".json";
        try (InputStream stream = Recorded.class.getResourceAsStream(path)) {
            return JSON.readTree(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with other values. */
    JsonNode file(String name, Consumer<ObjectNode> change) {
        ObjectNode node = (ObjectNode) file(name);
        change.accept(node);
        return node;
    }

    Recorded get(String path, String file) {
        return on("GET", path, 200, file(file));
    }

    Recorded get(String path, JsonNode answer) {
        return on("GET", path, 200, answer);
    }

    /** A page after which there is another one. */
    Recorded getPage(String path, String file) {
        return on("GET", path, json(200, file(file)).withHeader("Link", "<" + url() + path + "&page=2>; rel=\"next\""));
    }

    Recorded on(String method, String path, int status, String file) {
        return on(method, path, status, file(file));
    }

    Recorded on(String method, String path, int status, JsonNode answer) {
        return on(method, path, json(status, answer));
    }

    Recorded on(String method, String path, ResponseDefinitionBuilder answer) {
        server.stubFor(request(method, urlEqualTo(path)).willReturn(answer));
        return this;
    }

    /** The same answer to whatever is asked. */
    Recorded always(ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl()).willReturn(answer));
        return this;
    }

    /** First one answer, from then on the other. */
    Recorded inTurn(String method, String path, ResponseDefinitionBuilder first, ResponseDefinitionBuilder afterwards) {
        String scenario = method + " " + path;
        server.stubFor(request(method, urlEqualTo(path))
                .inScenario(scenario)
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("asked")
                .willReturn(first));
        server.stubFor(request(method, urlEqualTo(path))
                .inScenario(scenario)
                .whenScenarioStateIs("asked")
                .willReturn(afterwards));
        return this;
    }

    ResponseDefinitionBuilder json(int status, String file) {
        return json(status, file(file));
    }

    static ResponseDefinitionBuilder json(int status, JsonNode answer) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(answer.toString());
    }

    /** What was sent, as JSON, oldest first. */
    List<JsonNode> sent(String method, String path) {
        return requests(method, path).stream().map(Recorded::body).toList();
    }

    List<LoggedRequest> requests(String method, String path) {
        return server.findAll(requestedFor(method, urlEqualTo(path)));
    }

    /** Method and path of everything that was not read only, oldest first. */
    List<String> writes() {
        return server.findAll(requestedFor("ANY", anyUrl())).stream()
                .filter(one -> !one.getMethod().getName().equals("GET"))
                .map(one -> one.getMethod().getName() + " " + one.getUrl())
                .toList();
    }

    private static JsonNode body(LoggedRequest request) {
        try {
            return JSON.readTree(request.getBodyAsString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fields with their values, as they are sent. */
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
