package io.jenkins.plugins.deploymentgates.cli.serve;

import io.jenkins.plugins.deploymentgates.api.ApiResponse;

/** A request is answered without being looked at further. Carries no stack trace: it is an answer, not a failure. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ApiResponse response;

    Refusal(ApiResponse response) {
        super(String.valueOf(response.status()), null, false, false);
        this.response = response;
    }

    ApiResponse response() {
        return response;
    }
}
