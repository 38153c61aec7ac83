package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.ConfigurationException;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.ledger.DeadLetter;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.notify.Webhooks;
import io.jenkins.plugins.deploymentgates.promotion.Engine;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The API over a real ledger in a file and a real bare repository. Every answer to {@link Call#send} is held against the
 * OpenAPI document.
 */
final class ApiWorld implements ApiHost, AutoCloseable {
    /** A shop everybody knows and a vault few may see. */
    static final String YAML =
            """
            applications:
              shop:
                description: Web shop
                artifacts: [com.acme:shop-api]
                git: {repository: ORIGIN}
                tickets:
                  jira:
                    url: https://jira.example.com
                    type: data-center
                    promoteOn: {status: Ready for prod, environment: prod, secret: jira-hook, user: jira-bot}
                verifications: [smoke]
                pipeline:
                  qa: {}
                  prod: {after: [qa]}
              vault:
                artifacts: [com.acme:vault]
                verifications: [smoke]
                pipeline:
                  vault-test: {}
                  vault-prod: {after: [vault-test]}
            environments:
              qa: {tier: test}
              prod: {tier: production, gates: [{approvals: {count: 1, from: [release-managers]}}]}
            permissions:
              override: [release-managers]
            webhooks:
              - {url: 'https://hooks.example.com/deployments?token=x', on: [deployment.failed], tiers: [production]}
            """;

    /** What signs Jira's webhooks. */
    static final String JIRA_SECRET = "It's a Secret to Everybody";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final World world;
    private final Api api;

    /** What the ledger's answers go through, so that a test can make it fail. */
    private UnaryOperator<LedgerView> reading = UnaryOperator.identity();

    /** What is read when the configuration is read again. */
    private String nextConfiguration = "";

    private Configuration configuration;
    private Engine engine;

    ApiWorld(Path folder) {
        this.world = World.create(folder, YAML);
        this.configuration = world.configuration();
        this.engine = world.engine();
        this.api = new Api(this);
    }

    World world() {
        return world;
    }

    Api api() {
        return api;
    }

    /** From now on the ledger's answers go through this. */
    void reading(UnaryOperator<LedgerView> way) {
        reading = way;
    }

    /** What is read when the configuration is read again; {@code ORIGIN} stands for the repository. */
    void nextConfiguration(String yaml) {
        nextConfiguration = yaml.replace("ORIGIN", world.origin().folder().toString());
    }

    @Override
    public Configuration configuration() {
        return configuration;
    }

    /** @throws ConfigurationException when the next one has mistakes */
    @Override
    public void reloadConfiguration() {
        configuration = new ConfigurationReader().parse("gates.yaml", nextConfiguration);
        engine = new Engine(configuration, world.ledger(), repositories(), world.clock(), step -> {});
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public <T> T read(Function<LedgerView, T> question) {
        return world.read(view -> question.apply(reading.apply(view)));
    }

    @Override
    public Webhooks webhooks() {
        return new Webhooks(configuration, world.ledger());
    }

    @Override
    public GitRepositories repositories() {
        return new GitRepositories(world.folder().resolve("ledger").resolve("git"), world.clock(), ApiWorld::variable);
    }

    private static String variable(String name) {
        return name.equals("DEPLOYMENT_GATES_SECRET_JIRA_HOOK") ? JIRA_SECRET : System.getenv(name);
    }

    @Override
    public Clock clock() {
        return world.clock();
    }

    @Override
    public void close() {
        world.close();
    }

    /** Brings a version through qa and, with the approval of bob, into prod, delivered and verified. */
    void deliver(String version) {
        world.carry(version, "qa");
        long promotion = world.promote("prod").promotion().id();
        world.engine().promotions().approve(World.BOB, promotion, "");
        world.deliver("prod");
        world.verify("prod");
    }

    /** Tells of an artifact of the shop, or of another application. */
    void artifact(String module, String version) {
        String[] parts = module.split(":");
        post(
                        "/artifacts",
                        "{'group': '" + parts[0] + "', 'name': '" + parts[1] + "', 'version': '" + version
                                + "', 'sourceUrl': 'https://repo.example.com/" + parts[1] + "-" + version + ".jar'}")
                .as(TestCaller.ROOT)
                .ok();
    }

    /** The webhook does not take the first event, of which there is a dead letter of this id. */
    void dead(String id) {
        world.ledger().write(tx -> {
            tx.webhooks()
                    .put(new DeadLetter(
                            id,
                            webhooks().list().get(0).webhook(),
                            1,
                            3,
                            world.clock().instant(),
                            "answered 503",
                            false));
            return null;
        });
    }

    /** Records something of the vault. */
    void fillVault() {
        call("POST", "/v1/deployments")
                .as(TestCaller.EVE)
                .body("{'application': 'vault', 'environment': 'vault-test', 'version': '7'}")
                .ok();
    }

    Call call(String method, String target) {
        return new Call(method, target);
    }

    Call get(String target) {
        return new Call("GET", target);
    }

    Call post(String target, String body) {
        return new Call("POST", target).body(body);
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** A request that is being put together; by ann unless said otherwise. */
    final class Call {
        private final String method;
        private final String target;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private TestCaller caller = TestCaller.ANN;
        private byte[] body = new byte[0];

        Call(String method, String target) {
            this.method = method;
            this.target = target;
        }

        Call as(TestCaller somebody) {
            caller = somebody;
            return this;
        }

        Call header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** JSON; single quotes stand for double ones. */
        Call body(String json) {
            return bytes(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                    .header("content-type", "application/json");
        }

        Call bytes(byte[] bytes) {
            body = bytes;
            return this;
        }

        ApiAnswer answer() {
            int query = target.indexOf('?');
            return api.handle(new ApiRequest(
                    method,
                    decoded(query < 0 ? target : target.substring(0, query)),
                    query < 0 ? Map.of() : query(target.substring(query + 1)),
                    headers,
                    body,
                    caller));
        }

        Answer send() {
            Answer answer = new Answer(answer().now());
            OpenApi.check(api, method, target.replaceFirst("\\?.*", ""), answer.response);
            return answer;
        }

        /** The result of a call that succeeds. */
        JsonNode ok() {
            Answer answer = send();
            assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
            return answer.json();
        }

        private static Map<String, List<String>> query(String text) {
            Map<String, List<String>> found = new LinkedHashMap<>();
            for (String part : text.split("&")) {
                String[] sides = part.split("=", 2);
                found.computeIfAbsent(decoded(sides[0]), name -> new ArrayList<>())
                        .add(sides.length == 1 ? "" : decoded(sides[1]));
            }
            return found;
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }

    /** What came back. */
    record Answer(ApiResponse response) {
        int status() {
            return response.status();
        }

        String text() {
            return response.text();
        }

        String header(String name) {
            return response.headers().get(name);
        }

        JsonNode json() {
            try {
                return MAPPER.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(text(), e);
            }
        }

        /** Asserts a problem document, whole. */
        void isProblem(Problem problem, String detail) {
            assertThat(response.contentType()).isEqualTo("application/problem+json");
            assertThat(status()).isEqualTo(problem.status());
            assertThat(text())
                    .isEqualTo(new String(
                            Json.bytes(new Problem.Document(problem.type(), problem.title(), problem.status(), detail)),
                            StandardCharsets.UTF_8));
        }
    }
}
