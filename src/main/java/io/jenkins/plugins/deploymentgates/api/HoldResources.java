package io.jenkins.plugins.deploymentgates.api;

import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.model.Hold;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import java.util.List;
import java.util.Map;

/** Stop signs on environments. */
final class HoldResources {
    private final ApiHost host;
    private final Guard guard;

    HoldResources(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
    }

    /** A stop sign to place. */
    record StopSign(String environment, String reason) {}

    List<Route> routes() {
        return List.of(
                Route.get("/v1/holds", Need.IDENTITY, "The holds on environments", Hold[].class, this::holds),
                Route.post(
                        "/v1/holds",
                        Need.HOLD,
                        "Place a hold on an environment",
                        StopSign.class,
                        Hold.class,
                        201,
                        this::hold),
                Route.act(
                        "DELETE",
                        "/v1/holds/{environment}",
                        Need.HOLD,
                        "Take a hold away; answers with the promotions that moved on because of it",
                        null,
                        PromotionResult[].class,
                        this::release));
    }

    private ApiAnswer holds(ApiRequest request, Map<String, String> path) {
        return ApiResponse.json(
                200,
                host.read(view -> view.holds()).stream()
                        .filter(hold -> guard.seesEnvironment(request.caller(), hold.environment()))
                        .toList());
    }

    private ApiAnswer hold(ApiRequest request, Map<String, String> path) {
        StopSign body = Json.read(request.body(), StopSign.class);
        String environment = Body.required("environment", body.environment(), "prod");
        guard.seeEnvironment(request.caller(), environment);
        guard.allow(request.caller(), Permission.HOLD, null);
        String reason = Body.required("reason", body.reason(), "the database is being moved");
        return ApiResponse.json(
                201,
                host.engine().holds().hold(request.caller().actor(), environment, reason, request.idempotencyKey()));
    }

    private ApiAnswer release(ApiRequest request, Map<String, String> path) {
        String environment = path.get("environment");
        guard.seeEnvironment(request.caller(), environment);
        guard.allow(request.caller(), Permission.HOLD, null);
        Json.nothing(request.body());
        List<PromotionResult> moved =
                host.engine().holds().release(request.caller().actor(), environment, request.idempotencyKey());
        return ApiResponse.json(200, guard.visible(request.caller(), moved));
    }
}
