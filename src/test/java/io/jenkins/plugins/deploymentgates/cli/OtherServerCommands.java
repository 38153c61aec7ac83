package io.jenkins.plugins.deploymentgates.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.deploymentgates.cli.Shop.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;

/** Commands that ask a server that is another one than they take it for. */
abstract class OtherServerCommands extends ShopCommands {
    /** The idempotency keys that another server was sent. */
    final List<String> keys = new CopyOnWriteArrayList<>();

    HttpServer other;

    /** What another server answers. */
    interface Answer {
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

    String otherAddress() {
        return "http://127.0.0.1:" + other.getAddress().getPort();
    }

    void answers(Answer answer) {
        other.createContext("/", exchange -> {
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
            exchange.getRequestBody().readAllBytes();
            answer.to(exchange);
            exchange.close();
        });
    }

    static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    Result at(String server, String... words) {
        return shop.runWith(Map.of("DEPLOYMENT_GATES_SERVER", server), words);
    }
}
