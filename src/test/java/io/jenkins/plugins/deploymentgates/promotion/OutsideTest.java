package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The gates that ask other servers, with a server that plays a registry, a Maven repository, a file server and a check. */
public class OutsideTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private String text = "";
    private HttpServer server;
    private String base;
    private World world;

    @Before
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @After
    public void stop() {
        server.stop(0);
        if (world != null) {
            world.close();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.add(exchange.getRequestMethod() + " " + path);
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String signedIn = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        int status = answers.getOrDefault(path, 404);
        if (path.startsWith("/v2/") && !"Bearer t0ken".equals(signedIn)) {
            exchange.getResponseHeaders()
                    .add(
                            "WWW-Authenticate",
                            "Bearer realm=\"" + base + "/token\",service=\"reg\",scope=\"repository:x:pull\"");
            status = 401;
        } else if (path.startsWith("/token")) {
            status = 200;
            body = "{\"token\":\"t0ken\"}".getBytes(StandardCharsets.UTF_8);
        }
        exchange.getResponseHeaders().add("Docker-Content-Digest", "sha256:abc1");
        if (status == 202 || status == 503) {
            exchange.getResponseHeaders().add("Retry-After", "120");
        }
        if (status == 302) {
            exchange.getResponseHeaders().add("Location", base + "/elsewhere");
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || status == 204 ? -1 : body.length == 0 ? -1 : body.length);
        if (!head && status != 204 && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private void gate(String gate) throws IOException {
        world = World.create(
                folder.newFolder().toPath(),
                """
                applications:
                  shop:
                    artifacts: [com.acme:shop-api, com.acme:shop-web]
                    pipeline: {qa: {}}
                environments:
                  qa:
                    gates:
                      - GATE
                """
                        .replace("GATE", gate.replace("BASE", base)));
    }

    private GateOutcome said() {
        Explanation explanation = world.engine().promotions().explain(World.ANN, request());
        return explanation.outcomes().get(explanation.outcomes().size() - 1);
    }

    private PromoteRequest request() {
        return new PromoteRequest("shop", "qa", null, "1.0", world.artifacts("1.0"), false, null, null);
    }

    private void says(Verdict verdict, String reason) {
        GateOutcome said = said();
        assertThat(said.reason()).isEqualTo(reason.replace("BASE", base));
        assertThat(said.verdict()).isEqualTo(verdict);
    }

    private static String manifest(String name) {
        return "/v2/com.acme/" + name + "/manifests/1.0";
    }

    @Test
    public void shouldFindImagesInARegistryThatWantsAToken() throws IOException {
        gate("artifactsAvailable: {registry: \"BASE\"}");
        answers.putAll(Map.of(manifest("shop-api"), 200, manifest("shop-web"), 200));

        says(Verdict.PASSED, "every artifact is there");

        assertThat(asked)
                .contains("GET /token?service=reg&scope=repository%3Ax%3Apull", "HEAD " + manifest("shop-api"));
        assertThat(asked).noneMatch(one -> one.startsWith("GET /v2"));
    }

    @Test
    public void shouldListAllThatIsMissing() throws IOException {
        gate("artifactsAvailable: {registry: \"BASE\"}");

        says(
                Verdict.REFUSED,
                "com.acme:shop-api:1.0 is not at BASE" + manifest("shop-api") + "; com.acme:shop-web:1.0 is not at BASE"
                        + manifest("shop-web"));
    }

    @Test
    public void shouldLookIntoAMavenRepositoryOnceAMinute() throws IOException {
        gate("artifactsAvailable: {maven: \"BASE/repo/\", extension: war, classifier: all}");
        String api = "/repo/com/acme/shop-api/1.0/shop-api-1.0-all.war";
        String web = "/repo/com/acme/shop-web/1.0/shop-web-1.0-all.war";
        answers.put(api, 200);

        says(Verdict.REFUSED, "com.acme:shop-web:1.0 is not at BASE" + web);
        answers.put(web, 200);
        says(Verdict.REFUSED, "com.acme:shop-web:1.0 is not at BASE" + web);
        world.clock().advance(Duration.ofMinutes(1));
        says(Verdict.PASSED, "every artifact is there");

        assertThat(asked).hasSize(4).allMatch(one -> one.startsWith("HEAD "));
    }

    @Test
    public void shouldWaitForAServerThatHasTrouble() throws IOException {
        gate("artifactsAvailable: {url: \"BASE/{name}-{version}.zip\"}");
        answers.putAll(Map.of("/shop-api-1.0.zip", 200, "/shop-web-1.0.zip", 503));

        PromotionResult waiting = world.engine().promotions().promote(World.ANN, request());

        assertThat(waiting.promotion().status()).isEqualTo(PromotionStatus.WAITING);
        assertThat(waiting.promotion().reason())
                .isEqualTo("artifactsAvailable: com.acme:shop-web:1.0: " + base + " answered 503");
        assertThat(waiting.promotion().earliest()).isEqualTo(World.BEGIN.plusSeconds(120));

        answers.put("/shop-web-1.0.zip", 200);
        assertThat(world.engine()
                        .promotions()
                        .decide(waiting.promotion().id())
                        .promotion()
                        .status())
                .isEqualTo(PromotionStatus.PROMOTED);
    }

    @Test
    public void shouldWaitForAServerThatCannotBeReached() throws IOException {
        gate("artifactsAvailable: {url: \"BASE/{name}\"}");
        server.stop(0);

        says(
                Verdict.WAITING,
                "com.acme:shop-api:1.0: BASE cannot be reached; com.acme:shop-web:1.0: BASE cannot be reached");
    }

    @Test
    public void shouldWaitWhenTheProxyWantsAnotherLogin() throws IOException {
        gate("artifactsAvailable: {url: \"BASE/{name}\"}");
        answers.putAll(Map.of("/shop-api", 200, "/shop-web", 407));

        says(Verdict.WAITING, "com.acme:shop-web:1.0: the proxy before BASE wants another login");
    }

    @Test
    public void shouldSayWhichCredentialsAreMissingWithoutASecret() throws IOException {
        gate("artifactsAvailable: {registry: \"BASE\", credentials: no-such.id}");

        says(Verdict.WAITING, "there are no credentials 'no-such.id'; set DEPLOYMENT_GATES_SECRET_NO_SUCH_ID");
    }

    @Test
    public void shouldAskTheCheckWithThePlan() throws IOException {
        gate("http: {url: \"BASE/check\"}");
        answers.put("/check", 200);

        says(Verdict.PASSED, "BASE agrees");

        assertThat(asked).containsExactly("POST /check");
        assertThat(bodies.get(0))
                .contains("\"application\":\"shop\",\"environment\":\"qa\",\"version\":\"1.0\"")
                .endsWith("\"kind\":\"FORWARD\",\"trigger\":\"ann\",\"explain\":true}");
        world.engine().promotions().promote(World.ANN, request());
        assertThat(bodies.get(1)).endsWith("\"explain\":false}");
    }

    @Test
    public void shouldDoWhatTheCheckAnswers() throws IOException {
        gate("http: {url: \"BASE/check\"}");
        answers.put("/check", 202);
        text = "smoke\n\u001b[31mtests";

        says(Verdict.WAITING, "BASE is not done yet: smoke [31mtests");
        assertThat(said().earliest()).isEqualTo(World.BEGIN.plusSeconds(120));
        answers.put("/check", 403);
        says(Verdict.REFUSED, "BASE refuses: smoke [31mtests");
        answers.put("/check", 503);
        says(Verdict.WAITING, "BASE answered 503");
        answers.put("/check", 407);
        says(Verdict.WAITING, "the proxy before BASE wants another login");
        answers.put("/check", 204);
        says(Verdict.PASSED, "BASE agrees");
        answers.put("/check", 302);
        says(Verdict.REFUSED, "BASE answered 302, which is no answer to this question");
        assertThat(asked).doesNotContain("POST /elsewhere", "GET /elsewhere");
        server.stop(0);
        says(Verdict.WAITING, "BASE cannot be reached or did not answer in time");
    }
}
