package io.jenkins.plugins.deploymentgates.api;

import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import io.jenkins.plugins.deploymentgates.promotion.HotfixResult;
import java.util.List;
import java.util.Map;

/** Fixes that overtake what is under way. */
final class HotfixResources {
    private static final Parameter WHOSE = Parameter.required("application", "whose", "shop");

    private final ApiHost host;
    private final Guard guard;

    HotfixResources(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
    }

    /** A hotfix to begin. */
    record HotfixStart(String application, String name, String from) {}

    /** A hotfix to finish. */
    record HotfixFinish(String application, String name) {}

    /** Whose cancelled promotions to ask for again. */
    record HotfixResume(String application) {}

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/v1/hotfixes",
                        Need.IDENTITY,
                        "An application's hotfixes, newest first",
                        Hotfix[].class,
                        this::hotfixes,
                        WHOSE),
                Route.post(
                        "/v1/hotfixes",
                        Need.PROMOTE,
                        "Branch a hotfix from an environment",
                        HotfixStart.class,
                        HotfixResult.class,
                        201,
                        this::start),
                Route.post(
                        "/v1/hotfixes/finish",
                        Need.PROMOTE,
                        "Put the main branch on top of a hotfix",
                        HotfixFinish.class,
                        HotfixResult.class,
                        200,
                        this::finish),
                Route.post(
                        "/v1/hotfixes/resume",
                        Need.PROMOTE,
                        "Ask again for what the newest hotfix cancelled",
                        HotfixResume.class,
                        HotfixResult.class,
                        200,
                        this::resume));
    }

    private ApiAnswer hotfixes(ApiRequest request, Map<String, String> path) {
        String application = request.required(WHOSE);
        guard.see(request.caller(), application);
        return ApiResponse.json(200, host.read(view -> view.hotfixes(application)));
    }

    private ApiAnswer start(ApiRequest request, Map<String, String> path) {
        HotfixStart body = Json.read(request.body(), HotfixStart.class);
        String application = allowed(request, body.application());
        String name = Body.required("name", body.name(), "login");
        String from = Body.required("from", body.from(), "prod");
        return ApiResponse.json(
                201,
                host.engine()
                        .hotfixes()
                        .start(request.caller().actor(), application, name, from, request.idempotencyKey()));
    }

    private ApiAnswer finish(ApiRequest request, Map<String, String> path) {
        HotfixFinish body = Json.read(request.body(), HotfixFinish.class);
        String application = allowed(request, body.application());
        String name = Body.required("name", body.name(), "login");
        return ApiResponse.json(
                200,
                host.engine().hotfixes().finish(request.caller().actor(), application, name, request.idempotencyKey()));
    }

    private ApiAnswer resume(ApiRequest request, Map<String, String> path) {
        HotfixResume body = Json.read(request.body(), HotfixResume.class);
        String application = allowed(request, body.application());
        return ApiResponse.json(
                200, host.engine().hotfixes().resume(request.caller().actor(), application, request.idempotencyKey()));
    }

    private String allowed(ApiRequest request, String application) {
        String name = Body.required("application", application, "shop");
        guard.allow(request.caller(), Permission.PROMOTE, name);
        return name;
    }
}
