package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Test;

/** The outside check, on real sockets: what is sent, every kind of answer, and answers that never end. */
public class HttpCheckTest extends LookingFixture {
    private static final String CHECK = "http: {url: \"BASE/check\"}";
    private static final String LATE = "BASE cannot be reached or did not answer in time";

    private void gate(String gate) throws IOException {
        gate(gate, Duration.ofSeconds(20), Map.of());
    }

    private void signed(String secret) throws IOException {
        gate(
                "http: {url: \"BASE/check\", secret: check-hmac}",
                Duration.ofSeconds(20),
                Map.of("DEPLOYMENT_GATES_SECRET_CHECK_HMAC", secret));
    }

    private void answers(int status, String text, String... headers) {
        server.on("/check", exchange -> OtherServer.send(exchange, status, text, headers));
    }

    private GateOutcome says(Verdict verdict, String reason) {
        return looking.says(verdict, reason.replace("BASE", server.base()));
    }

    private static String hmac(byte[] key, OtherServer.Asked asked) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String text = asked.header("Webhook-id") + "." + asked.header("Webhook-timestamp") + "." + asked.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    public void shouldPostTheWholePlanUnsigned() throws IOException {
        gate(CHECK);
        answers(200, "");

        says(Verdict.PASSED, "BASE agrees");

        OtherServer.Asked asked = server.asked().get(0);
        assertThat(asked).hasToString("POST /check");
        assertThat(asked.header("Content-type")).isEqualTo("application/json");
        assertThat(asked.header("Authorization")).isNull();
        assertThat(asked.header("Webhook-signature")).isNull();
        assertThat(asked.body())
                .matches("\\{\"application\":\"shop\",\"environment\":\"qa\",\"version\":\"1.0\","
                        + "\"fingerprint\":\"[0-9a-f]{64}\",\"commit\":null,"
                        + "\"artifacts\":\\[\"com.acme:shop-api:1.0\"\\],\"sources\":\\[\\],\"kind\":\"FORWARD\","
                        + "\"trigger\":\"ann\",\"explain\":false\\}");
    }

    @Test
    public void shouldSignThePlanAsWebhooksAreSigned() throws Exception {
        answers(200, "");
        signed("some key");
        says(Verdict.PASSED, "BASE agrees");
        looking.close();
        signed("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        says(Verdict.PASSED, "BASE agrees");

        OtherServer.Asked two = server.asked().get(0);
        assertThat(two.header("Webhook-timestamp")).isEqualTo(String.valueOf(World.BEGIN.getEpochSecond()));
        assertThat(two.header("Webhook-signature"))
                .isEqualTo(hmac("some".getBytes(StandardCharsets.UTF_8), two) + " "
                        + hmac("key".getBytes(StandardCharsets.UTF_8), two));
        OtherServer.Asked one = server.asked().get(1);
        assertThat(one.header("Webhook-signature"))
                .isEqualTo(hmac(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), one));
        assertThat(one.header("Webhook-id")).isNotEqualTo(two.header("Webhook-id"));
    }

    @Test
    public void shouldAskNobodyWithASecretThatIsNone() throws IOException {
        signed("whsec_hunter2!");

        says(
                Verdict.WAITING,
                "the secret begins with whsec_, but what follows is no Base64 of a key; correct it, or leave whsec_"
                        + " out");
        looking.close();
        gate("http: {url: \"BASE/check\", secret: check-hmac}");
        GateOutcome said =
                says(Verdict.WAITING, "there is no secret 'check-hmac'; set DEPLOYMENT_GATES_SECRET_CHECK_HMAC");
        assertThat(said.remedy()).isEqualTo("correct what is configured, and ask again");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    public void shouldSignIn() throws IOException {
        gate(
                "http: {url: \"BASE/check\", credentials: check}",
                Duration.ofSeconds(20),
                Map.of("DEPLOYMENT_GATES_SECRET_CHECK", "ann:p:w"));
        server.guarded("/check", "Basic YW5uOnA6dw==", "Basic realm=\"check\"");

        says(Verdict.PASSED, "BASE agrees");
    }

    @Test
    public void shouldDoWhatEachAnswerMeans() throws IOException {
        gate(CHECK);
        Map<Integer, Verdict> table = new LinkedHashMap<>();
        for (int status : new int[] {200, 204}) {
            table.put(status, Verdict.PASSED);
        }
        for (int status : new int[] {202, 408, 429, 500, 501, 502, 503, 504, 599}) {
            table.put(status, Verdict.WAITING);
        }
        for (int status :
                new int[] {201, 205, 206, 226, 300, 301, 303, 304, 307, 308, 400, 401, 403, 404, 409, 422, 451}) {
            table.put(status, Verdict.REFUSED);
        }
        Map<Integer, Verdict> found = new LinkedHashMap<>();
        for (int status : table.keySet()) {
            answers(status, "");
            found.put(status, looking.at("com.acme:shop-api:1.0").verdict());
        }

        assertThat(found).isEqualTo(table);
    }

    @Test
    public void shouldSayWhatToDoAboutEachAnswer() throws IOException {
        gate(CHECK);
        answers(409, "ticket SHOP-7 is open");
        GateOutcome refused = says(Verdict.REFUSED, "BASE refuses: ticket SHOP-7 is open");
        assertThat(refused.remedy()).isEqualTo("do what it says, then ask again");
        assertThat(refused.lookedAt()).isEqualTo(server.base() + " answered 409");
        answers(404, "");
        says(Verdict.REFUSED, "BASE refuses");
        answers(201, "created");
        GateOutcome unclear = says(Verdict.REFUSED, "BASE answered 201, which is no answer to this question");
        assertThat(unclear.remedy()).isEqualTo("name the URL that answers 200, 202 or 4xx; redirects are not followed");
        answers(202, "");
        says(Verdict.WAITING, "BASE is not done yet");
        answers(200, "nothing against it");
        says(Verdict.PASSED, "BASE agrees: nothing against it");
        answers(500, "java.lang.NullPointerException");
        says(Verdict.WAITING, "BASE answered 500");
    }

    @Test
    public void shouldFollowNoRedirect() throws IOException {
        gate(CHECK);
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            for (String to : new String[] {other.base() + "/check", "/elsewhere"}) {
                answers(status, "", "Location: " + to);
                says(Verdict.REFUSED, "BASE answered " + status + ", which is no answer to this question");
            }
        }
        assertThat(other.asked()).isEmpty();
        assertThat(server.lines()).containsOnly("POST /check");
    }

    private Instant again(String wish) {
        answers(202, "", "Retry-After: " + wish);
        return looking.at("com.acme:shop-api:1.0").earliest();
    }

    @Test
    public void shouldAskAgainWhenItIsAskedTo() throws IOException {
        gate(CHECK);
        Instant minute = World.BEGIN.plusSeconds(60);

        assertThat(again("1")).isEqualTo(World.BEGIN.plusSeconds(1));
        assertThat(again("7200")).isEqualTo(World.BEGIN.plusSeconds(7200));
        assertThat(again("Tue, 3 Mar 2026 09:05:30 GMT")).isEqualTo(World.BEGIN.plusSeconds(330));
        assertThat(again("Tue, 03 Mar 2026 09:05:30 GMT")).isEqualTo(World.BEGIN.plusSeconds(330));
        assertThat(again("0")).as("without a pause").isEqualTo(minute);
        assertThat(again("Tue, 03 Mar 2026 08:00:00 GMT")).as("in the past").isEqualTo(minute);
        assertThat(again("-5")).isEqualTo(minute);
        assertThat(again("1.5")).isEqualTo(minute);
        assertThat(again("soon")).isEqualTo(minute);
        assertThat(again("Mon, 03 Mar 2026 09:05:30 GMT")).as("no such day").isEqualTo(minute);
        assertThat(again("99999999999999999999")).isEqualTo(minute);
        assertThat(again("999999999")).as("longer than a day").isEqualTo(World.BEGIN.plus(Duration.ofDays(1)));
        assertThat(again("Wed, 03 Mar 2027 09:00:00 GMT")).isEqualTo(World.BEGIN.plus(Duration.ofDays(1)));
        answers(429, "", "Retry-After: 5");
        assertThat(looking.at("com.acme:shop-api:1.0").earliest()).isEqualTo(World.BEGIN.plusSeconds(5));
    }

    @Test
    public void shouldShowTextsAsOneHarmlessLine() throws IOException {
        gate(CHECK);
        answers(403, " \r\n<b>No</b>\t<script>alert(1)</script>\u0000\u0007\u001b[31m\u0085x\u2028y\u202ez\n");

        says(Verdict.REFUSED, "BASE refuses: <b>No</b> <script>alert(1)</script> [31m x y z");
        server.on("/check", exchange -> {
            exchange.sendResponseHeaders(403, 3);
            exchange.getResponseBody().write(new byte[] {'a', (byte) 0xff, 'b'});
        });
        says(Verdict.REFUSED, "BASE refuses: a\ufffdb");
    }

    @Test
    public void shouldCutLongTextsBetweenCharacters() throws IOException {
        gate(CHECK);
        answers(403, "x".repeat(499) + "😀".repeat(10));
        says(Verdict.REFUSED, "BASE refuses: " + "x".repeat(499));
        answers(403, "x".repeat(498) + "😀".repeat(10));
        says(Verdict.REFUSED, "BASE refuses: " + "x".repeat(498) + "😀");
        answers(403, "x".repeat(500));
        says(Verdict.REFUSED, "BASE refuses: " + "x".repeat(500));
    }

    /** Sends headers and then this, until the other side has enough. */
    private CountDownLatch endless(int status, String part, Runnable pause) {
        CountDownLatch givenUp = new CountDownLatch(1);
        server.on("/check", exchange -> {
            exchange.sendResponseHeaders(status, 0);
            OutputStream body = exchange.getResponseBody();
            try {
                for (int i = 0; i < 1_000_000; i++) {
                    body.write(part.getBytes(StandardCharsets.UTF_8));
                    body.flush();
                    pause.run();
                }
            } catch (IOException e) {
                givenUp.countDown();
                throw e;
            }
        });
        return givenUp;
    }

    @Test
    public void shouldReadLittleOfAnEndlessText() throws Exception {
        gate(CHECK);
        CountDownLatch givenUp = endless(403, "no ".repeat(1000), () -> {});

        says(Verdict.REFUSED, "BASE refuses: " + ("no ".repeat(167)).substring(0, 500));

        assertThat(givenUp.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    public void shouldNotWaitForATextThatComesTooSlowly() throws Exception {
        gate(CHECK, Duration.ofMillis(400), Map.of());
        CountDownLatch pause = new CountDownLatch(1);
        CountDownLatch givenUp = endless(403, "n", () -> {
            try {
                pause.await(5, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        GateOutcome said = says(Verdict.WAITING, LATE);

        assertThat(said.earliest()).isEqualTo(World.BEGIN.plusSeconds(60));
        assertThat(givenUp.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    public void shouldWaitWhenNoWholeAnswerComes() throws Exception {
        gate(CHECK, Duration.ofMillis(400), Map.of());
        server.on("/check", exchange -> server.block());
        says(Verdict.WAITING, LATE);
        server.on("/check", exchange -> {
            exchange.sendResponseHeaders(403, 0);
            exchange.getResponseBody().write('n');
            exchange.getResponseBody().flush();
            server.block();
        });
        says(Verdict.WAITING, LATE);
        for (int status : new int[] {200, 403}) {
            server.on("/check", exchange -> cut(exchange, status));
            says(Verdict.WAITING, LATE);
        }
        assertThat(server.asked()).hasSize(4);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("deployment-gates outside")) {
                thread.join(TimeUnit.MINUTES.toMillis(1));
                assertThat(thread.isAlive()).as("a thread left waiting").isFalse();
            }
        }
    }

    /** Promises more than it sends. */
    private static void cut(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, 1000);
        exchange.getResponseBody().write('n');
        exchange.getResponseBody().flush();
        throw new IOException("cut");
    }
}
