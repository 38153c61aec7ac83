package io.jenkins.plugins.deploymentgates.cli.serve;

import io.jenkins.plugins.deploymentgates.cli.serve.ServerSettings.KeyStoreFile;
import io.jenkins.plugins.deploymentgates.cli.serve.ServerSettings.Limits;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.ledger.Role;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import java.time.Duration;
import java.util.List;

/** A server on a port of this machine, over a real ledger and repository, whose time stands still. */
final class Served implements AutoCloseable {
    /** Lets a test send as much as it likes, and take its time on a machine that has other things to do. */
    static final Limits MANY = new Limits(1_000_000, 2000, 1000, Duration.ofMinutes(10), 16);

    final World world;
    final ServeHost host;
    final Path configuration;
    final StringWriter log = new StringWriter();
    final Tokens tokens;
    private final HttpClient client = HttpClient.newHttpClient();
    private GatesServer server;

    Served(Path folder, String yaml) throws IOException {
        world = World.create(folder, yaml);
        configuration = folder.resolve("deployment-gates.yaml");
        Files.writeString(
                configuration, yaml.replace("ORIGIN", world.origin().folder().toString()));
        host = new ServeHost(
                configuration,
                world.ledger(),
                new GitRepositories(folder.resolve("ledger").resolve("git"), world.clock(), System::getenv),
                world.clock());
        tokens = new Tokens(world.ledger(), world.clock());
    }

    Served start(Limits limits) {
        return start(limits, null);
    }

    Served start(Limits limits, KeyStoreFile keyStore) {
        return start(new ServerSettings(InetAddress.getLoopbackAddress(), 0, keyStore, limits));
    }

    Served start(ServerSettings settings) {
        server = GatesServer.start(host, settings, "root", name -> name, new PrintWriter(log, true));
        return this;
    }

    /** A token for all applications, by its text. */
    String token(String name, Role role) {
        return token(name, List.of(role), List.of(), null);
    }

    String token(String name, List<Role> roles, List<String> applications, Duration lifetime) {
        return tokens.make(
                        new Tokens.Wish(name, roles, applications, List.of(), lifetime), host.configuration(), "root")
                .token();
    }

    URI address() {
        return server.address();
    }

    HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** A connection on which so much was sent. */
    Socket socket(String sent) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** The same after everything that was asked was answered. */
    Served stopped() {
        server.close();
        return this;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        world.close();
    }
}
