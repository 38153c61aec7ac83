package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.insight.Times;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.promotion.FileRefresh;
import io.jenkins.plugins.deploymentgates.promotion.FileRequest;
import io.jenkins.plugins.deploymentgates.promotion.FileResult;
import io.jenkins.plugins.deploymentgates.promotion.FileTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Deployment files. */
final class FileResources {
    private static final Parameter WHOSE = Parameter.required("application", "which", "shop");
    private static final Parameter NAMES = Parameter.text(
            "deployments", "names with commas between them, in the order wanted; all of them unless given");
    private static final Parameter TIER = Parameter.text("tier", "only those of this tier");

    private final ApiHost host;
    private final Guard guard;

    FileResources(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
    }

    /**
     * What shall become of deployment files.
     *
     * @param deployment all actions but RESTORE need it
     * @param from DUPLICATE and PROMOTE need it
     * @param set the core as core and modules by name
     * @param remove modules that are removed
     * @param names what of it is promoted or restored; everything unless given
     * @param at the instant whose content is restored
     * @param confirm the name of the deployment to delete, once more
     * @param explain true to change nothing, and only be told
     */
    record FileChange(
            String application,
            FileRequest.Action action,
            @CheckForNull String deployment,
            @CheckForNull String from,
            @CheckForNull String folder,
            @CheckForNull String tier,
            @CheckForNull Map<String, FileRequest.Component> set,
            @CheckForNull List<String> remove,
            @CheckForNull List<String> names,
            @CheckForNull String at,
            @CheckForNull String confirm,
            @CheckForNull Boolean explain) {}

    /**
     * Whose deployments to deploy again where their versions moved.
     *
     * @param environments all of the pipeline unless given
     * @param explain true to change nothing, and only be told
     */
    record Refresh(String application, @CheckForNull List<String> environments, @CheckForNull Boolean explain) {}

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/v1/files",
                        Need.IDENTITY,
                        "Deployment files next to each other",
                        FileTable.class,
                        this::compare,
                        WHOSE,
                        NAMES,
                        TIER),
                Route.post(
                        "/v1/files",
                        Need.PROMOTE,
                        "Change deployment files in one commit, or be told what would be changed",
                        FileChange.class,
                        FileResult.class,
                        200,
                        this::change),
                Route.post(
                        "/v1/files/refresh",
                        Need.PROMOTE,
                        "Deploy again what versions that move have moved on for",
                        Refresh.class,
                        FileRefresh.class,
                        200,
                        this::refresh));
    }

    private ApiAnswer compare(ApiRequest request, Map<String, String> path) {
        String application = request.required(WHOSE);
        guard.see(request.caller(), application);
        String names = request.text(NAMES);
        return ApiResponse.json(
                200,
                host.engine()
                        .files()
                        .compare(
                                request.caller().actor(),
                                application,
                                names == null ? List.of() : Arrays.asList(names.split(",", -1)),
                                request.text(TIER)));
    }

    private ApiAnswer change(ApiRequest request, Map<String, String> path) {
        FileChange body = Json.read(request.body(), FileChange.class);
        String application = Body.required("application", body.application(), "shop");
        guard.allow(request.caller(), Permission.PROMOTE, application);
        Actor actor = request.caller().actor();
        FileRequest asked = new FileRequest(
                application,
                Body.required("action", body.action(), "UPDATE"),
                body.deployment(),
                body.from(),
                body.folder(),
                body.tier(),
                Objects.requireNonNullElse(body.set(), Map.of()),
                Objects.requireNonNullElse(body.remove(), List.of()),
                Objects.requireNonNullElse(body.names(), List.of()),
                body.at() == null ? null : Times.parse(body.at()),
                body.confirm(),
                request.idempotencyKey());
        return ApiResponse.json(
                200,
                Boolean.TRUE.equals(body.explain())
                        ? host.engine().files().explain(actor, asked)
                        : host.engine().files().edit(actor, asked));
    }

    private ApiAnswer refresh(ApiRequest request, Map<String, String> path) {
        Refresh body = Json.read(request.body(), Refresh.class);
        String application = Body.required("application", body.application(), "shop");
        guard.allow(request.caller(), Permission.PROMOTE, application);
        Actor actor = request.caller().actor();
        List<String> environments = Objects.requireNonNullElse(body.environments(), List.of());
        return ApiResponse.json(
                200,
                Boolean.TRUE.equals(body.explain())
                        ? host.engine().refreshes().explain(actor, application, environments)
                        : host.engine()
                                .refreshes()
                                .refresh(actor, application, environments, request.idempotencyKey()));
    }
}
