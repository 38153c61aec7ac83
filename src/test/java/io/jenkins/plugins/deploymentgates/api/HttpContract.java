package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.deploymentgates.api.Samples.Sample;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.Before;
import org.junit.Test;

/**
 * What every host of the API keeps to, over HTTP. A host's test extends this, and says where the API is, how people show who
 * they are, and how the world becomes that of {@link #begin}.
 */
public abstract class HttpContract {
    /** The configuration of the world. {@code ORIGIN} stands for the path of the repository. */
    protected static final String YAML = ApiWorld.YAML;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** So many pairs of a person and a call there are that must be refused; another operation makes more. */
    private static final int FORBIDDEN = 89;

    private static final Set<Integer> ANSWERS = Set.of(200, 201, 404, 406, 409, 422);

    private final Samples samples = new Samples();
    private HttpClient client;

    /** People and machines, and what the host is to let them do. */
    protected enum Person {
        READER,
        RECORDER(Permission.RECORD),
        PROMOTER(Permission.PROMOTE),
        APPROVER(Permission.APPROVE),
        OPERATOR(Permission.RECORD, Permission.PROMOTE, Permission.HOLD, Permission.OVERRIDE),
        ADMINISTRATOR(Permission.values()),
        /** May see the vault only, and record and promote there. */
        STRANGER(Permission.RECORD, Permission.PROMOTE);

        private final Set<Permission> permissions = EnumSet.noneOf(Permission.class);

        Person(Permission... permissions) {
            this.permissions.addAll(Set.of(permissions));
        }

        /** What they may do. */
        public Set<Permission> permissions() {
            return permissions;
        }

        /** Under which name the ledger knows them. */
        public String login() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean has(Need need) {
            return switch (need) {
                case NOTHING, IDENTITY -> true;
                case ADMINISTER -> this == ADMINISTRATOR;
                case RECORD, PROMOTE, APPROVE, HOLD -> permissions.contains(Permission.valueOf(need.name()));
            };
        }
    }

    /** Has the host answer for a world with {@link #YAML} in which nothing has happened. */
    protected abstract void begin() throws Exception;

    /** Has 1.0 of the shop be in qa, and promotion 2 to prod wait. */
    protected abstract void carry() throws Exception;

    /** Where the API is, such as {@code http://127.0.0.1:8080/api}. */
    protected abstract URI root();

    /** Has a request show who sends it. */
    protected abstract void sign(HttpRequest.Builder request, Person person);

    /** The API as the host has it. */
    protected abstract Api api();

    /** What requests are sent by. */
    protected HttpClient client() {
        return HttpClient.newHttpClient();
    }

    @Before
    public final void beginWorld() throws Exception {
        begin();
        client = client();
        Reply artifact = send(
                Person.ADMINISTRATOR,
                "POST",
                "/artifacts",
                "{'group': 'com.acme', 'name': 'shop-api', 'version': '9.0', 'sourceUrl': 'https://example.com/9.0'}");
        assertThat(artifact.status()).as(artifact.text()).isEqualTo(201);
        carry();
    }

    /** An answer, whole. */
    protected record Reply(int status, HttpHeaders headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() throws IOException {
            return MAPPER.readTree(body);
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        String type() {
            return header("content-type").replaceFirst(";.*", "");
        }

        void isProblem(Problem problem) throws IOException {
            assertThat(status).as(text()).isEqualTo(problem.status());
            assertThat(type()).isEqualTo(ApiResponse.PROBLEM_JSON);
            assertThat(json().path("type").textValue()).isEqualTo(problem.type());
        }
    }

    /** A request that is still to be signed. */
    protected final HttpRequest.Builder request(String method, String target, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root() + target));
        if (body.isEmpty()) {
            return request.method(method, BodyPublishers.noBody());
        }
        return request.method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                .header("content-type", "application/json");
    }

    /** Sends a request for somebody. */
    protected final Reply send(Person person, HttpRequest.Builder request) throws IOException, InterruptedException {
        sign(request, person);
        return send(request);
    }

    /** Sends a request as it is. */
    protected final Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    private Reply send(Person person, String method, String target, String body)
            throws IOException, InterruptedException {
        return send(person, request(method, target, body));
    }

    private Reply send(Person person, Sample sample) throws IOException, InterruptedException {
        Reply reply = send(person, sample.method(), target(sample), sample.body());
        OpenApi.check(
                api(),
                sample.method(),
                target(sample).replaceFirst("\\?.*", ""),
                ApiResponse.of(reply.status(), reply.type(), reply.body()));
        return reply;
    }

    private String target(Sample sample) throws IOException, InterruptedException {
        if (!sample.target().contains("FINGERPRINT")) {
            return sample.target();
        }
        String fingerprint = send(Person.ADMINISTRATOR, "GET", "/v1/releases?application=shop&version=1.0", "")
                .json()
                .findValue("fingerprint")
                .textValue();
        return sample.target().replace("FINGERPRINT", fingerprint);
    }

    private long head() throws IOException, InterruptedException {
        return send(Person.ADMINISTRATOR, "GET", "/v1/events?limit=1000", "")
                .json()
                .path("next")
                .longValue();
    }

    @Test
    public void shouldRefuseEveryForbiddenPairOfPersonAndCall() throws Exception {
        long head = head();
        int pairs = 0;
        for (Route route : api().routes()) {
            for (Person person : Person.values()) {
                if (person != Person.STRANGER && !person.has(route.need())) {
                    send(person, samples.of(route)).isProblem(Problem.NOT_ALLOWED);
                    pairs++;
                }
            }
        }
        assertThat(pairs).isEqualTo(FORBIDDEN);
        assertThat(head()).isEqualTo(head);
    }

    @Test
    public void shouldHaveATestOfWhoMayForEveryOperationItDescribes() throws Exception {
        Set<String> described = new TreeSet<>();
        send(Person.READER, "GET", "/openapi.json", "")
                .json()
                .path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(api().routes().stream().map(route -> route.method() + " " + route.template()))
                .containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    public void shouldAnswerEveryCallOfWhoMayMakeIt() throws Exception {
        for (Route route : api().routes()) {
            for (Person person : Person.values()) {
                if (person != Person.STRANGER && person.has(route.need())) {
                    assertThat(send(person, samples.of(route)).status())
                            .as(person + " " + route.method() + " " + route.template())
                            .isIn(route.template().endsWith("/signed") ? Set.of(401) : ANSWERS);
                }
            }
        }
    }

    @Test
    public void shouldKnowNobodyWhoDoesNotSayWhoTheyAre() throws Exception {
        for (Route route : api().routes()) {
            Sample sample = samples.of(route);
            Reply reply = send(request(sample.method(), target(sample), sample.body()));
            if (route.need() == Need.NOTHING) {
                assertThat(reply.status()).isEqualTo(route.template().endsWith("/signed") ? 401 : 200);
            } else {
                reply.isProblem(Problem.UNAUTHENTICATED);
            }
        }
    }

    @Test
    public void shouldAnswerAsIfThereWereNoneAboutAnApplicationOneMayNotSee() throws Exception {
        send(Person.STRANGER, "GET", "/v1/matrix?application=shop", "").isProblem(Problem.NOT_FOUND);
        send(Person.STRANGER, "GET", "/v1/deployments/1", "").isProblem(Problem.NOT_FOUND);
        send(Person.STRANGER, "POST", "/v1/promotions", "{'application': 'shop', 'to': 'prod'}")
                .isProblem(Problem.NOT_FOUND);
        assertThat(send(Person.STRANGER, "GET", "/v1/events", "").text()).doesNotContain("shop");
        assertThat(send(Person.STRANGER, "GET", "/v1/matrix", "").text())
                .contains("vault")
                .doesNotContain("shop");
    }

    @Test
    public void shouldSayWhatIsWrongByStatusAndType() throws Exception {
        Person all = Person.ADMINISTRATOR;
        send(all, "GET", "/v1/nothing", "").isProblem(Problem.NOT_FOUND);
        send(all, "GET", "/v1/matrix?colour=red", "").isProblem(Problem.BAD_REQUEST);
        send(all, "POST", "/v1/holds", "{").isProblem(Problem.BAD_REQUEST);
        send(all, "POST", "/v1/holds", "{'environment': 'moon', 'reason': 'x'}").isProblem(Problem.NOT_FOUND);
        Reply method = send(all, "PUT", "/v1/matrix", "");
        method.isProblem(Problem.METHOD_NOT_ALLOWED);
        assertThat(method.header("allow")).isEqualTo("GET, HEAD");
        send(all, request("GET", "/v1/matrix", "").header("accept", "image/png"))
                .isProblem(Problem.NOT_ACCEPTABLE);
        send(all, request("POST", "/v1/holds", "").method("POST", BodyPublishers.ofString("a=b")))
                .isProblem(Problem.UNSUPPORTED_MEDIA_TYPE);
        send(all, "POST", "/v1/promotions/99/approve", "{'reason': 'x'}").isProblem(Problem.NOT_FOUND);
        String tooLong = "{'environment': 'prod', 'reason': '" + "x".repeat(ApiRequest.MAX_BODY) + "'}";
        send(all, "POST", "/v1/holds", tooLong).isProblem(Problem.TOO_LARGE);
    }

    @Test
    public void shouldDoOnceWhatIsSentAgainWithItsKey() throws Exception {
        String body = "{'application': 'vault', 'environment': 'vault-test', 'version': '7'}";
        Reply first = send(
                Person.ADMINISTRATOR, request("POST", "/v1/deployments", body).header("Idempotency-Key", "one"));
        long head = head();
        Reply again = send(
                Person.ADMINISTRATOR, request("POST", "/v1/deployments", body).header("Idempotency-Key", "one"));
        assertThat(first.status()).isEqualTo(200);
        assertThat(again.json().path("changed").booleanValue()).isFalse();
        assertThat(head()).isEqualTo(head);
        send(
                        Person.ADMINISTRATOR,
                        request("POST", "/v1/deployments", body.replace("7", "8"))
                                .header("Idempotency-Key", "one"))
                .isProblem(Problem.INVALID);
    }

    @Test
    public void shouldSendNothingAgainThatIsKnown() throws Exception {
        Reply first = send(Person.READER, "GET", "/v1/matrix", "");
        Reply known =
                send(Person.READER, request("GET", "/v1/matrix", "").header("If-None-Match", first.header("etag")));
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(known.header("etag")).isEqualTo(first.header("etag"));
    }

    @Test
    public void shouldAnswerHeadAsGetWithoutABody() throws Exception {
        Reply head = send(Person.READER, "HEAD", "/v1/matrix", "");
        Reply get = send(Person.READER, "GET", "/v1/matrix", "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("etag")).isEqualTo(get.header("etag"));
    }

    @Test
    public void shouldTellTheMethodsThereAre() throws Exception {
        Reply reply = send(Person.READER, "OPTIONS", "/v1/holds", "");
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
    }

    @Test
    public void shouldSendLongAnswersSmallerToWhoTakesThem() throws Exception {
        Reply plain = send(Person.READER, "GET", "/openapi.json", "");
        Reply small = send(Person.READER, request("GET", "/openapi.json", "").header("Accept-Encoding", "gzip"));
        assertThat(small.header("content-encoding")).isEqualTo("gzip");
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(small.body()))) {
            assertThat(in.readAllBytes()).isEqualTo(plain.body());
        }
    }

    @Test
    public void shouldAnswerALongPollWhenSomethingHappens() throws Exception {
        long head = head();
        HttpRequest.Builder poll = request("GET", "/v1/events?wait=60&after=" + head, "");
        sign(poll, Person.READER);
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(poll.build(), BodyHandlers.ofString());
        send(Person.OPERATOR, "POST", "/v1/holds", "{'environment': 'prod', 'reason': 'stop'}");
        assertThat(MAPPER.readTree(answer.join().body())
                        .path("events")
                        .path(0)
                        .path("type")
                        .textValue())
                .isEqualTo("hold.placed");
    }

    @Test
    public void shouldStreamEventsAsTheyHappen() throws Exception {
        long head = head();
        HttpRequest.Builder stream =
                request("GET", "/v1/events?after=" + (head - 1), "").header("accept", "text/event-stream");
        sign(stream, Person.READER);
        HttpResponse<InputStream> response = client.send(stream.build(), BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("retry: 3000");
            assertThat(idOf(lines)).isEqualTo(head);
            send(Person.OPERATOR, "POST", "/v1/holds", "{'environment': 'prod', 'reason': 'stop'}");
            assertThat(idOf(lines)).isEqualTo(head + 1);
        }
    }

    private static long idOf(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("id: ")) {
            line = lines.readLine();
        }
        return Long.parseLong(line.substring(4));
    }
}
