package io.jenkins.plugins.deploymentgates.promotion;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real server on a port of its own that plays a registry, a repository or a check, and keeps what it was asked. */
public final class OtherServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Part> parts = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Answers one request; what it does not send is sent as 404. */
    public interface Part {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** A request as it came. */
    public record Asked(String method, String url, Map<String, List<String>> headers, String body) {
        /** {@code null} when it has none of this name. */
        public String header(String name) {
            List<String> values = headers.get(name);
            return values == null ? null : values.get(0);
        }

        @Override
        public String toString() {
            return method + " " + url;
        }
    }

    public OtherServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String url = exchange.getRequestURI().toString();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(exchange.getRequestMethod(), url, Map.copyOf(exchange.getRequestHeaders()), body));
        try (exchange) {
            Part part = parts.get(exchange.getRequestURI().getRawPath());
            if (part != null) {
                part.answer(exchange);
            }
            if (exchange.getResponseCode() == -1) {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    public String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What is asked at this path. */
    public OtherServer on(String path, Part part) {
        parts.put(path, part);
        return this;
    }

    /** Always the same answer, with header lines such as {@code Retry-After: 5}. */
    public OtherServer on(String path, int status, String... headers) {
        return on(path, exchange -> send(exchange, status, "", headers));
    }

    /** Only with this value of Authorization; else 401 with the challenge. */
    public OtherServer guarded(String path, String authorization, String challenge) {
        return on(path, exchange -> {
            if (authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 200, "");
            } else {
                send(exchange, 401, "", "WWW-Authenticate: " + challenge);
            }
        });
    }

    public static void send(HttpExchange exchange, int status, String text, String... headers) throws IOException {
        for (String header : headers) {
            int colon = header.indexOf(": ");
            exchange.getResponseHeaders().add(header.substring(0, colon), header.substring(colon + 2));
        }
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Keeps whoever asked waiting until this server is closed. */
    void block() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public List<Asked> asked() {
        return asked;
    }

    /** What was asked, as {@code METHOD URL}. */
    public List<String> lines() {
        return asked.stream().map(Asked::toString).toList();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
