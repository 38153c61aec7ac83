package io.jenkins.plugins.deploymentgates.cli.serve;

import io.jenkins.plugins.deploymentgates.api.ApiHost;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.notify.Webhooks;
import io.jenkins.plugins.deploymentgates.promotion.DuePromotions;
import io.jenkins.plugins.deploymentgates.promotion.Engine;
import io.jenkins.plugins.deploymentgates.promotion.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;

/**
 * The engine of a server, over a ledger and the configuration at a path. Thread-safe; the ledger belongs to whoever opened it.
 */
public final class ServeHost implements ApiHost, DuePromotions.Host {
    private final Path path;
    private final Ledger ledger;
    private final GitRepositories repositories;
    private final Clock clock;
    private volatile Running running;

    /** An engine, and what it works under. */
    private record Running(Configuration configuration, Engine engine) {}

    /**
     * @param path the configuration
     * @throws io.jenkins.plugins.deploymentgates.config.ConfigurationException when it has mistakes
     */
    public ServeHost(Path path, Ledger ledger, GitRepositories repositories, Clock clock) {
        this.path = path;
        this.ledger = ledger;
        this.repositories = repositories;
        this.clock = clock;
        this.running = read();
    }

    private Running read() {
        Configuration configuration = new ConfigurationReader().read(path);
        // Tokens say what their owners may do, so the engine need not close what the configuration is silent about.
        return new Running(configuration, new Engine(configuration, ledger, repositories, clock, Progress.NONE, true));
    }

    /** Where the configuration is. */
    Path path() {
        return path;
    }

    /** The history. */
    Ledger ledger() {
        return ledger;
    }

    @Override
    public Configuration configuration() {
        return running.configuration();
    }

    @Override
    public void reloadConfiguration() {
        running = read();
    }

    @Override
    public Engine engine() {
        return running.engine();
    }

    @Override
    public <T> T read(Function<LedgerView, T> question) {
        return ledger.read(question);
    }

    @Override
    public Webhooks webhooks() {
        return new Webhooks(configuration(), ledger);
    }

    @Override
    public GitRepositories repositories() {
        return repositories;
    }

    @Override
    public Clock clock() {
        return clock;
    }
}
