package io.jenkins.plugins.deploymentgates.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is written through the server is told to a receiver of its own. */
public class ServeWebhooksTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private HttpServer receiver;
    private Served served;

    /** What came in. */
    private record Delivery(String path, String type, String id, String timestamp, String signature, String body) {}

    @Before
    public void start() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            deliveries.add(new Delivery(
                    exchange.getRequestURI().toString(),
                    headers.getFirst("Content-Type"),
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        String webhooks = "webhooks:\n- {url: 'http://127.0.0.1:"
                + receiver.getAddress().getPort() + "/hook', on: ['hold.*'], secret: topsecret}\n";
        // Here the name of a secret is the secret itself.
        served = new Served(folder.getRoot().toPath(), World.REGIONS + webhooks).start(Served.MANY);
    }

    @After
    public void end() {
        served.close();
        receiver.stop(0);
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return served.send(served.get(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    /** As the documentation has receivers do it. */
    private static String signature(Delivery delivery) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("topsecret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signed = delivery.id() + "." + delivery.timestamp() + "." + delivery.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    public void shouldTellAReceiverWhatWasWrittenInItsOrderAndSigned() throws Exception {
        assertThat(send("POST", "/api/v1/holds", "{\"environment\": \"qa\", \"reason\": \"audit\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(send("DELETE", "/api/v1/holds/qa", "").statusCode()).isEqualTo(200);

        Delivery placed = deliveries.take();
        assertThat(placed.path()).isEqualTo("/hook");
        assertThat(placed.type()).isEqualTo("application/json");
        assertThat(placed.body())
                .contains("\"type\":\"hold.placed\"", "\"environment\":\"qa\"", "\"reason\":\"audit\"");
        assertThat(placed.timestamp()).isEqualTo(String.valueOf(World.BEGIN.getEpochSecond()));
        assertThat(placed.signature()).isEqualTo(signature(placed));
        Delivery released = deliveries.take();
        assertThat(released.body()).contains("\"type\":\"hold.released\"");
        assertThat(released.signature()).isEqualTo(signature(released));
        assertThat(released.id()).isNotEqualTo(placed.id());
    }
}
