package io.jenkins.plugins.deploymentgates.api;

import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Whether it is alive, whether it can work, how it is described, and what the administrator can have it do. */
final class SystemResources {
    private static final Parameter APPLICATION = Parameter.text(
            "application", "what you may do with this one; else what you may do with all, such as holds");

    private final ApiHost host;
    private final Guard guard;
    private final byte[] description;

    SystemResources(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
        this.description = description();
    }

    /** How it is. */
    record Health(String status) {}

    /** The OpenAPI document. */
    record Description() {}

    /**
     * Who the caller is to the API.
     *
     * @param may what they are allowed to do, with the application that was asked about, else with all of them
     */
    record Identity(
            String name, List<String> groups, boolean administers, List<String> applications, List<Permission> may) {}

    List<Route> routes() {
        return List.of(
                Route.get("/health", Need.NOTHING, "Whether the server is alive", Health.class, this::health),
                Route.get(
                        "/ready",
                        Need.NOTHING,
                        "Whether the ledger and the configuration can be read",
                        Health.class,
                        this::ready),
                Route.get("/openapi.json", Need.NOTHING, "This description", Description.class, this::described),
                Route.get("/v1/caller", Need.IDENTITY, "Who you are here", Identity.class, this::identity, APPLICATION),
                Route.act(
                                "POST",
                                "/tasks/configReload",
                                Need.ADMINISTER,
                                "Read the configuration again",
                                null,
                                Health.class,
                                this::reload)
                        .forDeployDb());
    }

    private static byte[] description() {
        try (InputStream in = SystemResources.class.getResourceAsStream("openapi.json")) {
            return Objects.requireNonNull(in, "openapi.json is beside this class")
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ApiAnswer health(ApiRequest request, Map<String, String> path) {
        return ApiResponse.json(200, new Health("up"));
    }

    private ApiAnswer ready(ApiRequest request, Map<String, String> path) {
        host.read(LedgerView::head);
        host.configuration();
        return ApiResponse.json(200, new Health("ready"));
    }

    private ApiAnswer described(ApiRequest request, Map<String, String> path) {
        return ApiResponse.of(200, ApiResponse.JSON, description);
    }

    private ApiAnswer identity(ApiRequest request, Map<String, String> path) {
        Caller caller = request.caller();
        String application = request.text(APPLICATION);
        guard.see(caller, application);
        return ApiResponse.json(
                200,
                new Identity(
                        caller.actor().name(),
                        caller.actor().groups().stream().sorted().toList(),
                        caller.administers(),
                        guard.visible(caller),
                        Stream.of(Permission.values())
                                .filter(permission -> guard.may(caller, permission, application))
                                .toList()));
    }

    private ApiAnswer reload(ApiRequest request, Map<String, String> path) {
        Guard.administer(request.caller());
        Json.nothing(request.body());
        host.reloadConfiguration();
        return ApiResponse.json(200, new Health("reloaded"));
    }
}
