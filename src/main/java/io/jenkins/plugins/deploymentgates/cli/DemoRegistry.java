package io.jenkins.plugins.deploymentgates.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A container registry for the demo, on this machine, that can be asked what is in it. Thread-safe. */
final class DemoRegistry implements AutoCloseable {
    private final HttpServer server;
    private final Set<String> manifests = ConcurrentHashMap.newKeySet();

    private DemoRegistry(HttpServer server) {
        this.server = server;
    }

    /** Starts an empty one at a free port. */
    static DemoRegistry start() {
        try {
            DemoRegistry registry =
                    new DemoRegistry(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            registry.server.createContext("/", registry::answer);
            registry.server.start();
            return registry;
        } catch (IOException e) {
            throw new DeploymentGatesException("the demo cannot open a port on this machine for its registry", e);
        }
    }

    /** Host and port, as the names of its images begin. */
    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** An image comes into it. */
    void push(String name, String tag) {
        manifests.add("/v2/" + name + "/manifests/" + tag);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(
                    manifests.contains(exchange.getRequestURI().getPath()) ? 200 : 404, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
