package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.insight.RolledBack;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import io.jenkins.plugins.deploymentgates.promotion.Rollbacks;
import java.util.List;
import java.util.Map;

/** What environments can go back to, and going back. */
final class RollbackResources {
    private static final Parameter WHOSE = Parameter.required("application", "which", "shop");
    private static final Parameter FROM = Parameter.required("environment", "what is to be rolled back", "prod");

    private final ApiHost host;
    private final Guard guard;

    RollbackResources(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
    }

    /**
     * What shall go back: environments by name, or all of a tier.
     *
     * @param version to which; the last good one unless given
     */
    record Rollback(
            String application,
            @CheckForNull List<String> environments,
            @CheckForNull String tier,
            @CheckForNull String version) {}

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/v1/rollback",
                        Need.IDENTITY,
                        "The releases an environment can go back to, newest first",
                        Rollbacks.Choice[].class,
                        this::choices,
                        WHOSE,
                        FROM),
                Route.post(
                        "/v1/rollback",
                        Need.PROMOTE,
                        "Put the last good release back, in all of the environments or none",
                        Rollback.class,
                        RolledBack[].class,
                        200,
                        this::rollBack));
    }

    private ApiAnswer choices(ApiRequest request, Map<String, String> path) {
        String application = request.required(WHOSE);
        guard.see(request.caller(), application);
        return ApiResponse.json(200, host.engine().rollbacks().choices(application, request.required(FROM)));
    }

    private ApiAnswer rollBack(ApiRequest request, Map<String, String> path) {
        Rollback body = Json.read(request.body(), Rollback.class);
        String application = Body.required("application", body.application(), "shop");
        guard.allow(request.caller(), Permission.PROMOTE, application);
        List<String> named = body.environments() == null ? List.of() : body.environments();
        if (named.isEmpty() == (body.tier() == null)) {
            throw new ProblemException(
                    Problem.INVALID, "name either the environments to roll back, as a list, or their tier");
        }
        named.forEach(one -> Body.required("environments", one, "prod"));
        List<String> environments =
                body.tier() == null ? named : host.engine().rollbacks().environmentsOfTier(application, body.tier());
        List<PromotionResult> results = host.engine()
                .rollbacks()
                .rollback(
                        request.caller().actor(), application, environments, body.version(), request.idempotencyKey());
        return ApiResponse.json(200, host.read(view -> results.stream()
                .map(result -> RolledBack.of(view, result))
                .toList()));
    }
}
