package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.Test;

/** All that goes wrong between a command and a server, or with what answers in its place. */
public class ServerFaultsTest extends OtherServerCommands {
    private static final String PROBLEM =
            "{\"type\": \"urn:deployment-gates:problem:%s\", \"title\": \"t\", \"status\": %d, \"detail\": \"%s\"}";

    private void answersProblem(String kind, int status, String detail) {
        answers(exchange ->
                send(exchange, status, "application/problem+json", PROBLEM.formatted(kind, status, detail)));
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
    public void shouldSayThatThereIsNoTlsThere() {
        String address = shop.server().address().replace("http:", "https:");

        assertThat(at(address, "matrix"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: " + address
                                + " cannot be asked: TLS was not understood there; was http:// meant?"));
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
