package io.jenkins.plugins.deploymentgates.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.ledger.LedgerAddress;
import io.jenkins.plugins.deploymentgates.ledger.LedgerVerifier;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.ledger.Role;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Whatever comes in on a socket is answered, by no failure of the server's and with nothing of its inside, and nothing is half
 * written. {@code -Dfuzz.seed} repeats a run, {@code -Dfuzz.requests} makes it longer.
 */
public class ServeFuzzTest {
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 100_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_260_303L);
    private static final int CLIENTS = 4;
    private static final List<String> METHODS = List.of(
            "GET", "GET", "POST", "POST", "HEAD", "DELETE", "PUT", "PATCH", "OPTIONS", "TRACE", "get", "FOO", "");
    private static final List<String> PARTS = List.of(
            "api",
            "api/v1",
            "v1",
            "matrix",
            "deployments",
            "promotions",
            "1",
            "2",
            "approve",
            "holds",
            "qa",
            "events",
            "verifications",
            "rollback",
            "hotfixes",
            "artifacts",
            "flows",
            "environments",
            "metrics",
            "docs",
            "tasks",
            "configReload",
            "..",
            ".",
            "",
            "%2e%2e",
            "%2f",
            "%00",
            "%zz",
            "%ff",
            "%e4%b8%ad",
            ";a=b",
            "a b",
            "\u00e4",
            "x".repeat(300),
            "by-module",
            "com.acme:shop-api",
            "latest",
            "openapi.json",
            "caller",
            "waiting");
    private static final List<String> PARAMETERS = List.of(
            "application=shop",
            "application=",
            "environment=qa",
            "at=2026-03-03",
            "at=%00",
            "limit=-1",
            "limit=1e9",
            "after=99999999999999999999",
            "after=0",
            "version=1.0",
            "=",
            "&&",
            "%",
            "a=b=c",
            "git=true",
            "days=x",
            "pageNumber=0",
            "perPageSize=0",
            "left=qa&right=prod-eu");
    private static final List<String> HEADERS = List.of(
            "Accept: application/json",
            "Accept: ,;q=",
            "Accept: text/event-stream;q=0",
            "Accept-Encoding: gzip;q=",
            "Accept-Encoding: gzip",
            "If-None-Match: *",
            "If-None-Match: W/\"",
            "Idempotency-Key: \u00e4",
            "Idempotency-Key: k",
            "Content-Type: application/json",
            "Content-Type: text/xml",
            "Content-Type: ;",
            "Last-Event-ID: x",
            "Authorization: Basic x",
            "Authorization: Bearer",
            "Authorization: Bearer dg_0_x",
            "X-Forwarded-For: a",
            "Origin: null",
            "Cookie: \u0001",
            "Range: bytes=0-",
            "Expect: 100-continue",
            ": x",
            "no colon",
            "X: " + "y".repeat(500),
            "Host: b",
            "Connection: close");
    private static final List<String> BODIES = List.of(
            "{\"application\":\"shop\",\"environment\":\"qa\",\"version\":\"1.0\",\"status\":\"STARTED\"}",
            "{\"application\":\"shop\",\"environment\":\"qa\",\"check\":\"smoke\",\"passed\":true}",
            "{\"application\":\"shop\",\"to\":\"prod-eu\"}",
            "{\"environment\":\"qa\",\"reason\":\"stop\"}",
            "{\"group\":\"com.acme\",\"name\":\"shop-api\",\"version\":\"1\",\"sourceUrl\":\"http://x\"}",
            "{\"status\":\"STARTED\"}",
            "{",
            "[]",
            "null",
            "",
            "\u0000",
            "{\"a\":1e999}",
            "[".repeat(3000),
            "\"\\ud800\"");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Served served;
    private List<String> tokens;

    @Before
    public void start() throws Exception {
        served = new Served(folder.getRoot().toPath(), World.REGIONS);
        served.world.carry("1.0", "qa");
        tokens = List.of(
                served.token("reader", Role.READER),
                served.token("reader2", Role.READER),
                served.token("recorder", Role.RECORDER));
        served.start(Served.MANY);
    }

    @After
    public void end() {
        served.close();
    }

    /** One client, which makes its requests up from its seed. */
    private final class Client implements Callable<Integer> {
        /** Longer than the server waits for anything. */
        private static final int PATIENCE_MILLIS = 15 * 60_000;

        private final Random random;
        private final int count;
        private final Map<Integer, Integer> statuses;
        private Socket socket;
        private InputStream in;

        /** Whether the request may have become something whose end nobody knows. */
        private boolean changed;

        Client(long seed, int count, Map<Integer, Integer> statuses) {
            this.random = new Random(seed);
            this.count = count;
            this.statuses = statuses;
        }

        private <T> T any(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }

        private boolean seldom() {
            return random.nextInt(5) == 0;
        }

        private byte[] request() {
            StringBuilder head = new StringBuilder();
            String body = any(BODIES);
            StringBuilder path = new StringBuilder(seldom() ? "/" : "/api/v1/");
            for (int i = random.nextInt(4); i >= 0; i--) {
                path.append(any(PARTS)).append(i > 0 ? "/" : "");
            }
            if (random.nextInt(3) == 0) {
                path.append('?').append(any(PARAMETERS)).append(seldom() ? "&" + any(PARAMETERS) : "");
            }
            head.append(any(METHODS)).append(' ').append(path).append(" HTTP/1.1\r\n");
            head.append("Host: 127.0.0.1\r\n");
            if (!seldom()) {
                head.append("Authorization: Bearer ").append(any(tokens)).append("\r\n");
            }
            if (!seldom()) {
                head.append("Content-Type: application/json\r\n");
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                head.append(any(HEADERS)).append("\r\n");
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            head.append("Content-Length: ")
                    .append(bytes.length)
                    .append("\r\n\r\n")
                    .append(body);
            byte[] whole = head.toString().getBytes(StandardCharsets.UTF_8);
            changed = random.nextInt(20) == 0;
            if (changed) {
                whole[random.nextInt(whole.length)] = (byte) random.nextInt(256);
            }
            return whole;
        }

        @Override
        public Integer call() throws IOException {
            for (int i = 0; i < count; i++) {
                byte[] request = request();
                String shown = "request " + i + ": " + new String(request, StandardCharsets.UTF_8);
                int status = exchange(request, shown);
                // The server does not understand what no server has to: a transfer encoding, a version of HTTP.
                assertThat(status).as(shown).matches(s -> s < 500 || s == 501 || s == 505, "is no failure");
                statuses.merge(status, 1, Integer::sum);
            }
            if (socket != null) {
                socket.close();
            }
            return count;
        }

        /** Sends one; 0 when the server hung up on what is no HTTP. */
        private int exchange(byte[] request, String shown) throws IOException {
            if (socket == null || socket.isClosed()) {
                socket = served.socket("");
                socket.setSoTimeout(PATIENCE_MILLIS);
                in = new BufferedInputStream(socket.getInputStream());
            }
            try {
                socket.getOutputStream().write(request);
                if (changed) {
                    socket.shutdownOutput();
                }
                int status = answer(shown);
                if (changed) {
                    socket.close();
                }
                return status;
            } catch (SocketException e) {
                socket.close();
                return 0;
            }
        }

        private int answer(String shown) throws IOException {
            List<String> head = new ArrayList<>();
            do {
                head.clear();
                for (String line = line(); !line.isEmpty(); line = line()) {
                    head.add(line);
                }
            } while (!head.isEmpty() && head.get(0).startsWith("HTTP/1.1 100"));
            if (head.isEmpty()) {
                socket.close();
                return 0;
            }
            assertThat(head.get(0)).as(shown).matches("HTTP/1\\.1 [1-5][0-9]{2}.*");
            int status = Integer.parseInt(head.get(0).substring(9, 12));
            boolean wholeHead = shown.contains(": HEAD ");
            String length = head.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                    .findFirst()
                    .orElse(null);
            if (length == null && status != 204 && status != 304 || wholeHead) {
                socket.close();
                return status;
            }
            if (length != null) {
                byte[] body =
                        in.readNBytes(Integer.parseInt(length.substring(15).strip()));
                String text = new String(body, StandardCharsets.UTF_8);
                if (status >= 400) {
                    assertThat(text).as(shown).doesNotContain("Exception", "\tat ", ".java:");
                }
            }
            if (head.stream().anyMatch(line -> line.equalsIgnoreCase("connection: close"))) {
                socket.close();
            }
            return status;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }

    @Test
    public void shouldAnswerWhateverComesIn() throws Exception {
        Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(clients.submit(new Client(SEED + i, REQUESTS / CLIENTS, statuses)));
            }
            for (Future<Integer> one : running) {
                one.get();
            }
        } finally {
            clients.shutdown();
        }
        assertThat(statuses).containsKeys(200, 400, 401, 403, 404, 405);
        long head = served.world.read(LedgerView::head);
        LedgerVerifier.Report report = LedgerVerifier.verify(
                LedgerAddress.of(World.ledgerFile(folder.getRoot().toPath()).toString()), n -> {});
        assertThat(report.findings()).isEmpty();
        assertThat(report.events()).isEqualTo(head);
    }
}
