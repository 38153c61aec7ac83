package io.jenkins.plugins.deploymentgates.jenkins;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hudson.ProxyConfiguration;
import hudson.util.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An HTTP proxy on a real socket that lets in whoever has its login, and keeps what it was asked for. */
final class ForwardingProxy implements AutoCloseable {
    private static final List<String> OWN =
            List.of("connection", "content-length", "host", "proxy-authorization", "transfer-encoding", "upgrade");

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final String login;

    ForwardingProxy(String user, String password) throws IOException {
        login = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::forward);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "proxy");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    /** What Jenkins has to be told to use it. */
    ProxyConfiguration configuration(String user, String password, String noProxyHosts) {
        ProxyConfiguration settings =
                new ProxyConfiguration("127.0.0.1", server.getAddress().getPort());
        settings.setUserName(user);
        settings.setSecretPassword(Secret.fromString(password));
        settings.setNoProxyHost(noProxyHosts);
        return settings;
    }

    /** Methods and URLs, each with {@code 407} before it when the login was wrong. */
    List<String> asked() {
        return asked;
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            String what = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!login.equals(exchange.getRequestHeaders().getFirst("Proxy-Authorization"))) {
                asked.add("407 " + what);
                exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"proxy\"");
                exchange.sendResponseHeaders(407, -1);
                return;
            }
            asked.add(what);
            HttpRequest.Builder request = HttpRequest.newBuilder(exchange.getRequestURI())
                    .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(response.statusCode(), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
