package io.jenkins.plugins.deploymentgates.jenkins.api;

import io.jenkins.plugins.deploymentgates.api.ApiHost;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.config.DeploymentGatesConfiguration;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.notify.Webhooks;
import io.jenkins.plugins.deploymentgates.promotion.Engine;
import java.time.Clock;
import java.util.function.Function;

/** The engine of this controller. Nothing here waits for a ledger that is still being opened. Thread-safe. */
final class ControllerHost implements ApiHost {
    @Override
    public Configuration configuration() {
        return DeploymentGates.get().configuration();
    }

    @Override
    public void reloadConfiguration() {
        DeploymentGatesConfiguration.get().reload();
    }

    @Override
    public Engine engine() {
        return opened().engine();
    }

    @Override
    public <T> T read(Function<LedgerView, T> question) {
        return DeploymentGates.get().read(question);
    }

    @Override
    public Webhooks webhooks() {
        return new Webhooks(configuration(), opened().ledger());
    }

    @Override
    public GitRepositories repositories() {
        return opened().repositories();
    }

    @Override
    public Clock clock() {
        return DeploymentGates.get().clock();
    }

    private static DeploymentGates opened() {
        DeploymentGates gates = DeploymentGates.get();
        gates.read(LedgerView::head);
        return gates;
    }
}
