package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.deploymentgates.cli.Shop.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What only happens between a command and a server: how it is named, who calls, and all that goes wrong on the way. */
public class ServerCommandsTest extends ShopCommands {
    private static final String PROBLEM =
            "{\"type\": \"urn:deployment-gates:problem:%s\", \"title\": \"t\", \"status\": %d, \"detail\": \"%s\"}";

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private HttpServer other;

    /** What another server answers. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @Before
    public void startAnotherServer() throws IOException {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.start();
    }

    @After
    public void stopServers() {
        other.stop(0);
        shop.close();
    }

    private String otherAddress() {
        return "http://127.0.0.1:" + other.getAddress().getPort();
    }

    private void answers(Answer answer) {
        other.createContext("/", exchange -> {
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
            exchange.getRequestBody().readAllBytes();
            answer.to(exchange);
            exchange.close();
        });
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void answersProblem(String kind, int status, String detail) {
        answers(exchange ->
                send(exchange, status, "application/problem+json", PROBLEM.formatted(kind, status, detail)));
    }

    private Result at(String server, String... words) {
        return shop.runWith(Map.of("DEPLOYMENT_GATES_SERVER", server), words);
    }

    @Test
    public void shouldSayThatNobodyListens() throws IOException {
        String address = otherAddress();
        other.stop(0);
        Instant before = shop.now;

        assertThat(at(address, "matrix"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: " + address
                                + " cannot be asked: nobody listens there; is the server running?"));
        assertThat(shop.now).isEqualTo(before.plusMillis(1500));
    }

    @Test
    public void shouldSayThatItIsAnotherServer() {
        answers(exchange -> send(exchange, 404, "text/html", "<h1>Not here</h1>"));

        assertThat(at(otherAddress() + "/", "matrix"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: " + otherAddress() + " is no server of Deployment Gates, or of another"
                                + " version: it answered GET /api/v1/matrix with 404 and text/html; name the address at"
                                + " which 'deployment-gates serve' listens"));
    }

    @Test
    public void shouldSayThatAnAnswerIsNone() {
        answers(exchange -> send(exchange, 200, "application/json", "{\"rows\": 7}"));

        assertThat(at(otherAddress(), "matrix", "--json"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: " + otherAddress() + " is no server of Deployment Gates, or of another"
                                + " version: it answered GET /api/v1/matrix with 200 and application/json; name the"
                                + " address at which 'deployment-gates serve' listens"));
    }

    @Test
    public void shouldSayThatAProxyHasNoAnswer() {
        answers(exchange -> send(exchange, 502, "text/html", "<h1>Bad gateway</h1>"));

        assertThat(at(otherAddress(), "hold", "qa", "--reason", "audit"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: " + otherAddress() + " answered POST /api/v1/holds with 502 and text/html;"
                                + " the server, or what is between here and there, cannot answer at the moment"));
    }

    @Test
    public void shouldFollowNoRedirect() {
        answers(exchange -> {
            exchange.getResponseHeaders().set("Location", "https://elsewhere.example.com/");
            send(exchange, 302, "text/plain", "");
        });

        assertThat(at(otherAddress(), "matrix"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: " + otherAddress() + " sends elsewhere, to https://elsewhere.example.com/,"
                                + " where nothing is sent to; name the server's own address with --server"));
        assertThat(keys).hasSize(1);
    }

    @Test
    public void shouldSayWhoseFaultItIs() {
        answersProblem("unavailable", 503, "the ledger cannot be used at the moment; the server's log says why");

        assertThat(at(otherAddress(), "matrix"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: " + otherAddress()
                                + ": the ledger cannot be used at the moment; the server's log says why"));
    }

    @Test
    public void shouldSayWhatTheServerDoesNotAllow() {
        answersProblem("not-allowed", 403, "anna may not hold");

        assertThat(at(otherAddress(), "hold", "qa", "--reason", "audit"))
                .isEqualTo(failed(1, "deployment-gates: anna may not hold"));
    }

    @Test
    public void shouldSayThatManyRequestsWereMade() {
        answersProblem("too-many-requests", 429, "too many requests; try again in 2 s");

        assertThat(at(otherAddress(), "matrix"))
                .isEqualTo(failed(1, "deployment-gates: " + otherAddress() + ": too many requests; try again in 2 s"));
    }

    @Test
    public void shouldAskAgainUnderTheSameKeyWhenTheConnectionBreaks() {
        answers(exchange -> {
            if (keys.size() > 2) {
                send(
                        exchange,
                        201,
                        "application/json",
                        "{\"environment\": \"qa\", \"reason\": \"audit\", \"by\": \"anna\","
                                + " \"at\": \"2026-03-03T09:00:00Z\", \"added\": \"later\"}");
            }
        });

        assertThat(at(otherAddress(), "hold", "qa", "--reason", "audit")).isEqualTo(done("qa: held by anna: audit"));
        assertThat(keys)
                .hasSize(3)
                .allSatisfy(key -> assertThat(key).isEqualTo(keys.get(0)).hasSize(36));
    }

    @Test
    public void shouldGiveUpWhenTheConnectionBreaksAgainAndAgain() {
        answers(exchange -> {});

        assertThat(at(otherAddress(), "record", "shop", "dev", "1.0", "--key", "build-7"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: " + otherAddress() + " cannot be asked: the connection broke; what was asked"
                                + " for may have been done all the same"));
        assertThat(keys).containsExactly("build-7", "build-7", "build-7");
    }

    @Test
    public void shouldRefuseAKeyThatNoServerTakes() {
        assertThat(at(otherAddress(), "record", "shop", "dev", "1.0", "--key", "build 7"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: a server does not take this --key; valid are 1 to 255 visible ASCII"
                                + " characters without spaces"));
    }

    @Test
    public void shouldSayThatThereIsNoTlsThere() {
        String address = shop.server().address().replace("http:", "https:");

        assertThat(at(address, "matrix"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: " + address
                                + " cannot be asked: TLS was not understood there; was http:// meant?"));
    }

    @Test
    public void shouldRefuseWhatIsNoAddress() {
        String valid =
                " is no address of a server; valid are for example https://gates.example.com and http://127.0.0.1:8080";
        for (String address :
                List.of("gates.example.com", "ftp://gates.example.com", "http:///api", "http://a b", "http://h/?x=1")) {
            assertThat(shop.run("matrix", "--server", address).err()).isNotEmpty();
            assertThat(at(address, "matrix"))
                    .isEqualTo(failed(2, "deployment-gates: --server '" + address + "'" + valid));
        }
        assertThat(at("http://anna:s3cret@gates.example.com", "matrix"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: the address of the server names a user; who calls is told by a token in"
                                + " DEPLOYMENT_GATES_TOKEN or in a file that --token-file names"));
    }

    @Test
    public void shouldTakeNothingOfALedgerTogetherWithAServer() {
        assertThat(shop.run("matrix", "--server", otherAddress(), "--ledger", "x.db", "--as", "bert"))
                .isEqualTo(misused(
                        "deployment-gates matrix",
                        "--server names a server, which has a ledger, a configuration and users of its own; leave"
                                + " --ledger and --as away, or --server"));
        assertThat(shop.run("matrix", "--server", otherAddress(), "--config", "x.yaml"))
                .isEqualTo(misused(
                        "deployment-gates matrix",
                        "--server names a server, which has a ledger, a configuration and users of its own; leave"
                                + " --config away, or --server"));
        assertThat(at(otherAddress(), "matrix", "--as", "bert"))
                .isEqualTo(misused(
                        "deployment-gates matrix",
                        "--as is for a ledger; to the server in DEPLOYMENT_GATES_SERVER you are whom your token is"
                                + " for; leave --as away, or name the ledger with --ledger"));
        assertThat(shop.run("matrix", "--token-file", "token"))
                .isEqualTo(misused("deployment-gates matrix", "--token-file is for a server; name it with --server"));
        assertThat(shop.run("matrix", "--trust-store", "ca.pem"))
                .isEqualTo(misused("deployment-gates matrix", "--trust-store is for a server; name it with --server"));
    }

    @Test
    public void shouldPreferTheLedgerThatAnOptionNamesToTheServerOfAVariable() {
        assertThat(at(
                        otherAddress(),
                        "history",
                        "--config",
                        shop.folder.resolve("deployment-gates.yaml").toString(),
                        "--ledger",
                        shop.ledger.toString()))
                .isEqualTo(done("nothing was recorded"));
    }

    @Test
    public void shouldSayWhatNoServerDoes() {
        for (String[] words : new String[][] {
            {"export"},
            {"import", "x"},
            {"verify-ledger"},
            {"rebuild"},
            {"serve"},
            {"webhooks", "deliver"},
            {"token", "create", "ci", "--role", "reader"},
            {"token", "list"},
            {"token", "revoke", "ci"}
        }) {
            String name =
                    words[0].equals("token") || words[0].equals("webhooks") ? words[0] + " " + words[1] : words[0];
            assertThat(at(otherAddress(), words))
                    .isEqualTo(misused(
                            "deployment-gates " + name,
                            "'" + name + "' works on a ledger only, not on a server; name the ledger with --ledger,"
                                    + " or take DEPLOYMENT_GATES_SERVER out of the environment"));
        }
        assertThat(shop.run("export", "--server", otherAddress()))
                .isEqualTo(misused(
                        "deployment-gates export",
                        "'export' works on a ledger only, not on a server; name the ledger with --ledger instead of"
                                + " --server"));
        for (String command : List.of("validate", "schema", "completion", "demo")) {
            assertThat(shop.run(command, "--server", otherAddress()))
                    .isEqualTo(misused(
                            "deployment-gates " + command,
                            "'" + command + "' is not done by a server; leave --server away"));
        }
        assertThat(at(otherAddress(), "schema").exitCode()).isZero();
        assertThat(at(otherAddress(), "export", "--help").exitCode()).isZero();
        assertThat(keys).isEmpty();
    }

    @Test
    public void shouldSayThatTheServerDoesNotKnowWhoCalls() {
        ShopServer server = shop.server();
        String end = "; put your token into DEPLOYMENT_GATES_TOKEN, or into a file that --token-file names";

        assertThat(at(server.address(), "matrix"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: " + server.address() + " does not know who you are: send the header"
                                + " 'Authorization: Bearer TOKEN'; whoever runs this server makes tokens" + end));
        assertThat(shop.runWith(
                        Map.of("DEPLOYMENT_GATES_SERVER", server.address(), "DEPLOYMENT_GATES_TOKEN", "wrong"),
                        "matrix"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: " + server.address() + " does not know who you are: there is no such token"
                                + end));
    }

    @Test
    public void shouldReadTheTokenFromAFile() {
        ShopServer server = shop.server();
        Path file = shop.folder.resolve("token");
        Shop.write(file, server.variables("bert").get("DEPLOYMENT_GATES_TOKEN") + "\n");

        assertThat(shop.run("hold", "qa", "--reason", "audit", "--server", server.address(), "--token-file", "" + file))
                .isEqualTo(done("qa: held by bert: audit"));
        Path none = shop.folder.resolve("none");
        assertThat(shop.run("matrix", "--server", server.address(), "--token-file", "" + none))
                .isEqualTo(failed(
                        2, "deployment-gates: the file " + none + " that --token-file names cannot be read: " + none));
        Shop.write(file, "\n");
        assertThat(shop.run("matrix", "--server", server.address() + "/api", "--token-file", "" + file))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: the token in " + file
                                + " is none; valid is what 'deployment-gates token create' printed, and USER:API-TOKEN"
                                + " for Jenkins"));
    }

    @Test
    public void shouldCallJenkinsWithAUserAndAnApiToken() {
        List<String> seen = new CopyOnWriteArrayList<>();
        answers(exchange -> {
            seen.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            send(exchange, 200, "application/json", "[]");
        });

        assertThat(shop.runWith(
                        Map.of(
                                "DEPLOYMENT_GATES_SERVER",
                                otherAddress() + "/deployments",
                                "DEPLOYMENT_GATES_TOKEN",
                                "ann:11c6"),
                        "waiting"))
                .isEqualTo(done("no promotion waits"));
        assertThat(seen).containsExactly("/deployments/api/v1/waiting Basic YW5uOjExYzY=");
    }

    @Test
    public void shouldSayThatThereIsNoSuchHost() {
        assertThat(at("http://gates.invalid", "matrix"))
                .isEqualTo(failed(
                        1, "deployment-gates: http://gates.invalid cannot be asked: there is no host of this name"));
    }

    @Test
    public void shouldTrustTheCertificatesOfATrustStoreAndNoOthers() throws Exception {
        Path store = shop.folder.resolve("server.p12");
        Path certificate = shop.folder.resolve("server.pem");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        shop.run(
                shop.folder,
                List.of(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit",
                        "-alias",
                        "server"));
        shop.run(
                shop.folder,
                List.of(
                        keytool,
                        "-exportcert",
                        "-rfc",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit",
                        "-alias",
                        "server",
                        "-file",
                        certificate.toString()));
        SSLContext keys = SSLContext.getInstance("TLS");
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(KeyStore.getInstance(store.toFile(), "changeit".toCharArray()), "changeit".toCharArray());
        keys.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(keys));
        server.createContext("/", exchange -> {
            send(exchange, 200, "application/json", "[]");
            exchange.close();
        });
        server.start();
        try {
            String address = "https://localhost:" + server.getAddress().getPort();
            assertThat(at(address, "waiting", "--trust-store", certificate.toString()))
                    .isEqualTo(done("no promotion waits"));
            assertThat(shop.runWith(
                            Map.of(
                                    "DEPLOYMENT_GATES_SERVER",
                                    address,
                                    "DEPLOYMENT_GATES_TRUST_STORE_PASSWORD",
                                    "changeit"),
                            "waiting",
                            "--trust-store",
                            store.toString()))
                    .isEqualTo(done("no promotion waits"));
            assertThat(at(address, "waiting"))
                    .isEqualTo(failed(
                            1,
                            "deployment-gates: " + address + " cannot be asked: its certificate is not trusted; name a"
                                    + " file with the certificate of its authority with --trust-store"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    public void shouldSayThatAnAnswerInNoJsonIsNone() {
        answers(exchange -> send(exchange, 200, "text/html", "<h1>Welcome</h1>"));

        assertThat(at(otherAddress(), "waiting"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: " + otherAddress() + " is no server of Deployment Gates, or of another"
                                + " version: it answered GET /api/v1/waiting with 200 and text/html; name the address"
                                + " at which 'deployment-gates serve' listens"));
    }

    @Test
    public void shouldTellEventsAndWhatWaitsAsTheLedgerDoes() {
        firstReleaseWaitsForProduction();
        String events = shop.runHere("events").out();
        String askedAgain = shop.runHere("waiting", "--ask-again").out();
        ShopServer server = shop.server();

        assertThat(shop.runWith(server.variables("anna"), "events").out()).isEqualTo(events);
        assertThat(shop.runWith(server.variables("anna"), "waiting", "--ask-again")
                        .out())
                .isEqualTo(askedAgain);
    }

    @Test
    public void shouldRefuseATrustStoreThatIsNone() {
        Path file = shop.folder.resolve("ca.pem");
        Shop.write(file, "-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n");

        assertThat(shop.run("matrix", "--server", "https://127.0.0.1:1", "--trust-store", "" + file)
                        .err())
                .startsWith("deployment-gates: the trust store " + file + " cannot be read: ")
                .endsWith("; valid are certificates as PEM, or a PKCS12 or JKS store whose password is in"
                        + " DEPLOYMENT_GATES_TRUST_STORE_PASSWORD\n");
    }
}
