package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.ledger.FlowBodies;
import io.jenkins.plugins.deploymentgates.ledger.FlowBodies.CheckBody;
import io.jenkins.plugins.deploymentgates.ledger.FlowBodies.DeploymentBody;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.IllegalMoveException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.Verification;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The deployments of flows and the results of their checks, for clients of DeployDB, which calls a check a promotion and an
 * application a service.
 */
final class DeployDbDeploymentResources {
    private final ApiHost host;
    private final Guard guard;

    DeployDbDeploymentResources(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
    }

    /** How far a deployment is: STARTED, COMPLETED or FAILED. */
    record NewStatus(String status) {}

    /** What a check said: SUCCESS or FAILED. */
    record NewResult(String name, String status, @CheckForNull String infoUrl) {}

    List<Route> routes() {
        return List.of(
                list("/deployments", "Deployments of flows, newest first", this::deployments),
                Route.get(
                                "/deployments/latest",
                                Need.IDENTITY,
                                "The newest deployment of a flow",
                                DeploymentBody.class,
                                this::latest)
                        .forDeployDb(),
                list("/deployments/by-artifact/{id}", "The deployments of an artifact, newest first", this::byArtifact),
                list(
                        "/deployments/by-service/{name}",
                        "The deployments of an application's flows, newest first",
                        this::byService),
                list(
                        "/environments/{name}/deployments",
                        "The deployments of flows in an environment, newest first",
                        this::byEnvironment),
                Route.get(
                                "/deployments/{id}",
                                Need.IDENTITY,
                                "A deployment of a flow with its checks",
                                DeploymentBody.class,
                                this::deployment)
                        .forDeployDb(),
                Route.patch(
                                "/deployments/{id}",
                                Need.RECORD,
                                "Report how far the deployment of a flow is",
                                NewStatus.class,
                                DeploymentBody.class,
                                this::move)
                        .forDeployDb(),
                Route.post(
                                "/deployments/{id}/promotions",
                                Need.RECORD,
                                "Report what a check said of the deployment of a flow",
                                NewResult.class,
                                CheckBody.class,
                                201,
                                this::report)
                        .forDeployDb(),
                Route.get(
                                "/deployments/{id}/promotions/{pid}",
                                Need.IDENTITY,
                                "A check of the deployment of a flow, and what it said",
                                CheckBody.class,
                                this::check)
                        .forDeployDb());
    }

    private static Route list(String template, String summary, Route.Handler handler) {
        return Route.get(template, Need.IDENTITY, summary, DeploymentBody[].class, handler, Paging.NUMBER, Paging.SIZE)
                .forDeployDb();
    }

    private ApiAnswer deployments(ApiRequest request, Map<String, String> path) {
        return page(request, guard.applications(request.caller()), null);
    }

    private ApiAnswer byService(ApiRequest request, Map<String, String> path) {
        String name = path.get("name");
        if (!guard.sees(request.caller(), name)) {
            guard.see(request.caller(), name);
        }
        return page(request, List.of(name), null);
    }

    private ApiAnswer byEnvironment(ApiRequest request, Map<String, String> path) {
        String name = path.get("name");
        guard.seeEnvironment(request.caller(), name);
        return page(request, guard.applications(request.caller()), name);
    }

    private ApiAnswer page(
            ApiRequest request, @CheckForNull List<String> applications, @CheckForNull String environment) {
        Paging page = Paging.of(request);
        return page.answer(
                "deployments",
                host.read(view ->
                        bodies(view, view.flowDeployments(applications, environment, page.offset(), page.size()))));
    }

    private static List<DeploymentBody> bodies(LedgerView view, List<Deployment> deployments) {
        FlowBodies bodies = new FlowBodies(view);
        return deployments.stream().map(bodies::deployment).toList();
    }

    private ApiAnswer latest(ApiRequest request, Map<String, String> path) {
        List<String> applications = guard.applications(request.caller());
        List<DeploymentBody> newest = host.read(view -> bodies(view, view.flowDeployments(applications, null, 0, 1)));
        if (newest.isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND, "there are no deployments");
        }
        return ApiResponse.json(200, newest.get(0));
    }

    private ApiAnswer byArtifact(ApiRequest request, Map<String, String> path) {
        long id = Guard.id(path.get("id"));
        Paging page = Paging.of(request);
        return page.answer("deployments of artifact " + id, host.read(view -> {
            List<Deployment> all = view.flowsOf(id).stream()
                    .filter(flow -> guard.sees(request.caller(), flow.application()))
                    .flatMap(flow -> flow.stages().stream())
                    .map(stage -> view.deployment(stage.deployment()).orElseThrow())
                    .sorted(Comparator.comparingLong(Deployment::id).reversed())
                    .toList();
            return bodies(view, page.cut(all));
        }));
    }

    private ApiAnswer deployment(ApiRequest request, Map<String, String> path) {
        Deployment deployment = seen(request.caller(), path);
        return ApiResponse.json(200, body(deployment.id()));
    }

    private DeploymentBody body(long id) {
        return host.read(view -> new FlowBodies(view).deployment(id).orElseThrow());
    }

    /** The deployment of a flow the path names, if the caller may see it. */
    private Deployment seen(Caller caller, Map<String, String> path) {
        long id = Guard.id(path.get("id"));
        Deployment deployment = host.read(view -> view.deployment(id))
                .filter(one -> guard.sees(caller, one.application()))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "there is no deployment " + id));
        if (deployment.flow() == null) {
            throw new ProblemException(
                    Problem.NOT_FOUND,
                    deployment.label() + " is of no artifact's flow; it is at /v1/deployments/" + id);
        }
        return deployment;
    }

    private ApiAnswer move(ApiRequest request, Map<String, String> path) {
        NewStatus body = Json.read(request.body(), NewStatus.class);
        Deployment deployment = seen(request.caller(), path);
        guard.allow(request.caller(), Permission.RECORD, deployment.application());
        DeploymentStatus status = status(Body.required("status", body.status(), "STARTED"));
        legally(() -> host.engine()
                .flows()
                .move(request.caller().actor(), deployment.id(), status, request.idempotencyKey()));
        return ApiResponse.json(200, body(deployment.id()));
    }

    private static DeploymentStatus status(String word) {
        return Stream.of(DeploymentStatus.values())
                .filter(status -> status.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        Problem.BAD_REQUEST,
                        "there is no status " + Names.quote(word) + "; there are "
                                + Stream.of(DeploymentStatus.values())
                                        .map(DeploymentStatus::name)
                                        .collect(Collectors.joining(", "))));
    }

    private ApiAnswer report(ApiRequest request, Map<String, String> path) {
        NewResult body = Json.read(request.body(), NewResult.class);
        Deployment deployment = seen(request.caller(), path);
        guard.allow(request.caller(), Permission.RECORD, deployment.application());
        String name = Body.required("name", body.name(), "smoke");
        String status = Body.required("status", body.status(), "SUCCESS");
        List<CheckBody> checks = body(deployment.id()).promotions();
        if (checks.stream().noneMatch(check -> check.promotion().equals(name))) {
            throw new ProblemException(
                    Problem.NOT_FOUND,
                    deployment.label() + " has no check " + Names.quote(name) + "; "
                            + (checks.isEmpty()
                                    ? "it has none"
                                    : "it has "
                                            + checks.stream()
                                                    .map(CheckBody::promotion)
                                                    .collect(Collectors.joining(", "))));
        }
        if (!status.equals("SUCCESS") && !status.equals("FAILED")) {
            throw new ProblemException(
                    Problem.ILLEGAL_MOVE, "the result of a check is SUCCESS or FAILED, not " + Names.quote(status));
        }
        Verification result = legally(() -> host.engine()
                .flows()
                .report(
                        request.caller().actor(),
                        deployment.id(),
                        name,
                        status.equals("SUCCESS"),
                        body.infoUrl(),
                        request.idempotencyKey()));
        CheckBody check = host.read(view -> new FlowBodies(view).check(result).orElseThrow());
        return ApiResponse.json(201, check).with("Location", "promotions/" + check.id());
    }

    /** What cannot become that is answered as DeployDB does. */
    private static <T> T legally(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalMoveException e) {
            throw new ProblemException(Problem.ILLEGAL_MOVE, e.getMessage());
        }
    }

    private ApiAnswer check(ApiRequest request, Map<String, String> path) {
        Deployment deployment = seen(request.caller(), path);
        long id = Guard.id(path.get("pid"));
        return ApiResponse.json(
                200,
                body(deployment.id()).promotions().stream()
                        .filter(check -> check.id() == id)
                        .findFirst()
                        .orElseThrow(() -> new ProblemException(
                                Problem.NOT_FOUND, deployment.label() + " has no check with the number " + id)));
    }
}
