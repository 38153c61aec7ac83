package io.jenkins.plugins.deploymentgates.jenkins.view;

import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import io.jenkins.plugins.deploymentgates.jenkins.api.ApiEndpoint;

/** In place of every page while there is no ledger or no valid configuration. */
public final class ProblemPage extends Page {
    private final String message;

    ProblemPage(String message) {
        this.message = message;
    }

    @Override
    public String getDisplayName() {
        return Messages.DeploymentsRoot_displayName();
    }

    @Override
    public String getUrl() {
        return Links.ROOT;
    }

    /** Why there is nothing to show. */
    public String getMessage() {
        return message;
    }

    /** The HTTP API, which says the same in its own way. */
    public ApiEndpoint getApi() {
        return new ApiEndpoint();
    }

    /** Whatever is asked for below. */
    public ProblemPage getDynamic(String name) {
        return this;
    }
}
