package io.jenkins.plugins.deploymentgates.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.cli.serve.ServerSettings.KeyStoreFile;
import io.jenkins.plugins.deploymentgates.cli.serve.ServerSettings.Limits;
import io.jenkins.plugins.deploymentgates.ledger.Role;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What the server puts up with, and that nobody takes anything away from the others. */
public class LimitsTest {
    private static final String HEAD = " HTTP/1.1\r\nHost: 127.0.0.1\r\n";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Served served;

    @Before
    public void make() throws Exception {
        served = new Served(folder.getRoot().toPath(), World.REGIONS);
    }

    @After
    public void end() {
        served.close();
    }

    private static Limits limits(int rate, int connections, Duration idle, int threads) {
        return new Limits(rate, connections, 1000, idle, threads);
    }

    private String answer(String request) throws Exception {
        try (Socket socket = served.socket(request)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    public void shouldAnswerOthersWhileTwoHundredAreSlow() throws Exception {
        served.start(limits(1_000_000, 2000, Duration.ofMinutes(5), 4));
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                slow.add(served.socket(
                        switch (i % 4) {
                            case 0 -> "";
                            case 1 -> "GET /api/v1/mat";
                            case 2 -> "POST /api/v1/holds" + HEAD + "Content-Length: 100\r\n\r\n{";
                            default -> "GET /api/v1/events?wait=60&after=999" + HEAD + "\r\n";
                        }));
            }
            for (int i = 0; i < 50; i++) {
                assertThat(served.send(served.get("/api/v1/matrix")).statusCode())
                        .isEqualTo(200);
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    public void shouldAnswerOthersWhileSomeReadNothing() throws Exception {
        served.start(limits(1_000_000, 2000, Duration.ofMinutes(5), 4));
        List<Socket> deaf = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                deaf.add(served.socket(("GET /api/docs/swagger-ui-bundle.js" + HEAD + "\r\n").repeat(20)));
            }
            for (int i = 0; i < 50; i++) {
                assertThat(served.send(served.get("/api/v1/matrix")).statusCode())
                        .isEqualTo(200);
            }
        } finally {
            for (Socket socket : deaf) {
                socket.close();
            }
        }
    }

    @Test
    public void shouldCloseConnectionsOnWhichNothingHappens() throws Exception {
        served.start(limits(1_000_000, 2000, Duration.ofMillis(200), 4));
        try (Socket socket = served.socket("GET /api/v1/mat")) {
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    public void shouldRefuseABodyThatDoesNotArriveInTime() throws Exception {
        served.start(limits(1_000_000, 2000, Duration.ofSeconds(1), 4));
        assertThat(answer(
                        "POST /api/v1/holds" + HEAD + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"))
                .startsWith("HTTP/1.1 408 ")
                .containsIgnoringCase("\r\nConnection: close\r\n")
                .endsWith("\r\n\r\n{\"type\":\"about:blank\",\"title\":\"Request Timeout\",\"status\":408,"
                        + "\"detail\":\"the body did not arrive within 1 s\"}");
        assertThat(served.world.head()).isZero();
    }

    @Test
    public void shouldUseNoMemoryForOneConnectionAfterAnother() {
        ByteBufferPool memory = GatesServer.connector(
                        new Server(),
                        new HttpConfiguration(),
                        new ServerSettings(InetAddress.getLoopbackAddress(), 0, null, Limits.USUAL))
                .getByteBufferPool();
        RetainableByteBuffer used = memory.acquire(8192, false);
        byte[] bytes = used.getByteBuffer().array();
        used.release();
        assertThatThrownBy(used::release).isInstanceOf(IllegalStateException.class);
        assertThat(memory.acquire(8192, false).getByteBuffer().array()).isNotSameAs(bytes);
    }

    @Test
    public void shouldTakeNoMoreConnectionsThanItMay() throws Exception {
        served.start(limits(1_000_000, 2, Duration.ofMinutes(5), 4));
        try (Socket first = served.socket("");
                Socket second = served.socket("")) {
            Socket third = served.socket("GET /api/health" + HEAD + "Connection: close\r\n\r\n");
            first.close();
            second.close();
            assertThat(new String(third.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200");
            third.close();
        }
    }

    @Test
    public void shouldTakeSoManyRequestsOfACallerAndNoMore() throws Exception {
        String ann = served.token("ann", Role.READER);
        String bob = served.token("bob", Role.READER);
        served.start(limits(2, 2000, Duration.ofSeconds(30), 4));
        for (int i = 0; i < 4; i++) {
            assertThat(status(ann)).isEqualTo(200);
        }
        HttpResponse<String> refused =
                served.send(served.get("/api/v1/caller").header("Authorization", "Bearer " + ann));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
        assertThat(refused.body())
                .isEqualTo(
                        "{\"type\":\"urn:deployment-gates:problem:too-many-requests\",\"title\":\"Too many requests\","
                                + "\"status\":429,\"detail\":\"too many requests; try again in 1 s\"}");
        assertThat(status(bob)).isEqualTo(200);
        served.world.clock().advance(Duration.ofSeconds(1));
        assertThat(status(ann)).isEqualTo(200);
        assertThat(status(ann)).isEqualTo(200);
        assertThat(status(ann)).isEqualTo(429);
    }

    private int status(String token) throws Exception {
        return served.send(served.get("/api/v1/caller").header("Authorization", "Bearer " + token))
                .statusCode();
    }

    @Test
    public void shouldTakeNoLongBodyWhetherItSaysHowLongItIsOrNot() throws Exception {
        served.start(Served.MANY);
        assertThat(answer("POST /api/v1/holds" + HEAD + "Content-Length: 1048577\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("the body has 1048577 bytes; at most 1048576 are taken");
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        // Nothing is left that the server has not read when it hangs up, which would take its answer away.
        assertThat(answer("POST /api/v1/holds" + HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(16)
                        + "1\r\nx"))
                .startsWith("HTTP/1.1 413")
                .contains("the body has more than the 1048576 bytes that are taken");
    }

    @Test
    public void shouldAnswerWhatIsNoRequestByAProblemToo() throws Exception {
        served.start(Served.MANY);
        for (String request : List.of("GARBAGE\r\n\r\n", "GET /a b HTTP/1.1\r\n\r\n", "GET /%zz" + HEAD + "\r\n")) {
            assertThat(answer(request.replace("127.0.0.1\r\n", "127.0.0.1\r\nConnection: close\r\n")))
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "urn:deployment-gates:problem:bad-request")
                    .doesNotContain("Exception", "jetty");
        }
        assertThat(answer("GET //a:b" + HEAD + "\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("the path begins with two slashes; one is right");
        assertThat(answer("GET /" + "x".repeat(9000) + HEAD + "\r\n"))
                .startsWith("HTTP/1.1 414")
                .contains("\"type\":\"about:blank\"");
        assertThat(answer("GET /" + HEAD + "X: " + "x".repeat(9000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("\"type\":\"about:blank\"");
    }

    @Test
    public void shouldLogNoSecrets() throws Exception {
        String token = served.token("ann", Role.READER);
        served.start(Served.MANY);
        served.send(served.get("/api/v1/matrix?application=shop").header("Authorization", "Bearer " + token));
        assertThat(served.stopped().log.toString())
                .matches("2026-03-03T09:00:00Z 127\\.0\\.0\\.1 ann \"GET /api/v1/matrix\" 200 [0-9]+ [0-9]+ms\\R");
    }

    @Test
    public void shouldSpeakTlsWithAKeyStore() throws Exception {
        Path store = keyStore();
        served.start(Served.MANY, new KeyStoreFile(store, "changeit"));
        assertThat(served.address().getScheme()).isEqualTo("https");
        KeyStore trusted = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        HttpResponse<String> response = HttpClient.newBuilder()
                .sslContext(context)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "https://localhost:" + served.address().getPort() + "/api/v1/caller"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.body()).startsWith("{\"name\":\"root\"");
    }

    private Path keyStore() throws Exception {
        Path store = folder.getRoot().toPath().resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
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
                        "server")
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        return store;
    }

    @Test
    public void shouldSayWhatIsWrongWithAKeyStore() throws Exception {
        Path none = folder.getRoot().toPath().resolve("none.p12");
        assertThatThrownBy(() -> Tls.contextFactory(new KeyStoreFile(none, "x")))
                .hasMessage("there is no key store " + none);
        Path store = keyStore();
        String unreadable = "the key store %s cannot be read; it must be of the kind PKCS12 or JKS, and the password in"
                + " DEPLOYMENT_GATES_KEY_STORE_PASSWORD or --key-store-password-file its own";
        assertThatThrownBy(() -> Tls.contextFactory(new KeyStoreFile(store, "wrong")))
                .hasMessage(unreadable.formatted(store));
        Path text = Files.writeString(folder.getRoot().toPath().resolve("text.p12"), "text");
        assertThatThrownBy(() -> Tls.contextFactory(new KeyStoreFile(text, "x")))
                .hasMessage(unreadable.formatted(text));
        assertThat(new KeyStoreFile(store, "changeit").toString()).doesNotContain("changeit");
    }
}
