package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.cli.serve.GatesServer;
import io.jenkins.plugins.deploymentgates.cli.serve.ServeHost;
import io.jenkins.plugins.deploymentgates.cli.serve.ServerSettings;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerAddress;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.notify.Secrets;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** A server over a shop's ledger, in this process, for callers with tokens. */
final class ShopServer implements AutoCloseable {
    private final Ledger ledger;
    private final GatesServer server;
    private final Map<String, String> tokens;

    /**
     * @param tokens of users by their names
     * @param waiters so many long polls at once; more are answered at once
     */
    ShopServer(Path folder, Path file, Clock clock, Map<String, String> tokens, int waiters) {
        this.tokens = tokens;
        ledger = Ledgers.open(LedgerAddress.of(file.toString(), null, null));
        ServeHost host = new ServeHost(
                folder.resolve("deployment-gates.yaml"),
                ledger,
                new GitRepositories(folder.resolve("server.git"), clock, name -> null),
                clock);
        ServerSettings.Limits limits = new ServerSettings.Limits(10_000, 100, waiters, Duration.ofSeconds(30), 16);
        server = GatesServer.start(
                host,
                new ServerSettings(InetAddress.getLoopbackAddress(), 0, null, limits),
                "anna",
                Secrets.ofEnvironment(name -> null),
                null);
    }

    String address() {
        return server.address().toString();
    }

    /** The variables with which this user calls it. */
    Map<String, String> variables(String user) {
        return Map.of("DEPLOYMENT_GATES_SERVER", address(), "DEPLOYMENT_GATES_TOKEN", tokens.get(user));
    }

    @Override
    public void close() {
        server.close();
        ledger.close();
    }
}
