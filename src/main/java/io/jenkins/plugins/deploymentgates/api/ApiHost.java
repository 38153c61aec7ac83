package io.jenkins.plugins.deploymentgates.api;

import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.notify.Webhooks;
import io.jenkins.plugins.deploymentgates.promotion.Engine;
import java.time.Clock;
import java.util.function.Function;

/**
 * What the API works on: the engine of a server or of a Jenkins controller. A
 * {@link io.jenkins.plugins.deploymentgates.model.DeploymentGatesException} from any of these is answered as "not at the
 * moment". Thread-safe.
 */
public interface ApiHost {

    /** The configuration in force. */
    Configuration configuration();

    /**
     * Reads it again from where it comes from.
     *
     * @throws io.jenkins.plugins.deploymentgates.config.ConfigurationException when it has mistakes; the old one stays in
     *     force
     */
    void reloadConfiguration();

    /** The use cases under the configuration in force. */
    Engine engine();

    /** Looks something up in the ledger. */
    <T> T read(Function<LedgerView, T> question);

    /** What is sent to whom under the configuration in force. */
    Webhooks webhooks();

    /** Opens the applications' repositories. */
    GitRepositories repositories();

    /** The time. */
    Clock clock();
}
