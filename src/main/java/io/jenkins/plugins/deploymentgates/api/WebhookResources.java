package io.jenkins.plugins.deploymentgates.api;

import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.notify.DeadDelivery;
import io.jenkins.plugins.deploymentgates.notify.WebhookStatus;
import io.jenkins.plugins.deploymentgates.notify.Webhooks;
import java.util.List;
import java.util.Map;

/** How webhooks are, and what they did not take. Where they are sent is said by the configuration alone. */
final class WebhookResources {
    private static final Parameter LIMIT = Parameter.number("limit", "at most; 100 unless given", 1, 1000, 100);

    private final ApiHost host;

    WebhookResources(ApiHost host) {
        this.host = host;
    }

    /** How many dead letters are sent again. */
    record Resent(int count) {}

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/v1/webhooks",
                        Need.ADMINISTER,
                        "Every webhook and how it is",
                        WebhookStatus[].class,
                        this::webhooks),
                Route.get(
                        "/v1/webhooks/dead",
                        Need.ADMINISTER,
                        "What was given up, oldest events first",
                        DeadDelivery[].class,
                        this::dead,
                        LIMIT),
                Route.act(
                        "POST",
                        "/v1/webhooks/dead/{id}/resend",
                        Need.ADMINISTER,
                        "Send a dead letter again, once",
                        null,
                        DeadDelivery.class,
                        this::resend),
                Route.act(
                        "POST",
                        "/v1/webhooks/dead/resend",
                        Need.ADMINISTER,
                        "Send every dead letter again, once",
                        null,
                        Resent.class,
                        this::resendAll));
    }

    private ApiAnswer webhooks(ApiRequest request, Map<String, String> path) {
        Guard.administer(request.caller());
        return ApiResponse.json(200, host.webhooks().list());
    }

    private ApiAnswer dead(ApiRequest request, Map<String, String> path) {
        Guard.administer(request.caller());
        return ApiResponse.json(200, host.webhooks().dead((int) request.number(LIMIT)));
    }

    private ApiAnswer resend(ApiRequest request, Map<String, String> path) {
        Guard.administer(request.caller());
        Json.nothing(request.body());
        Webhooks webhooks = host.webhooks();
        String id = path.get("id");
        if (!webhooks.isDead(id)) {
            throw new ProblemException(Problem.NOT_FOUND, "there is no dead letter " + Names.quote(id));
        }
        return ApiResponse.json(200, webhooks.resend(id));
    }

    private ApiAnswer resendAll(ApiRequest request, Map<String, String> path) {
        Guard.administer(request.caller());
        Json.nothing(request.body());
        return ApiResponse.json(200, new Resent(host.webhooks().resendAll()));
    }
}
