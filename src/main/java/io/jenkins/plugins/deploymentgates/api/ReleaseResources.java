package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.util.List;
import java.util.Map;

/** The applications, and the combinations of theirs that were deployed. */
final class ReleaseResources {
    private static final Parameter APPLICATION = Parameter.required("application", "whose", "shop");
    private static final Parameter VERSION = Parameter.required("version", "the label", "1.4.2");

    private final ApiHost host;
    private final Guard guard;

    ReleaseResources(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
    }

    /**
     * An application as it is configured.
     *
     * @param mechanic how it is promoted through Git; {@code null} without a repository
     */
    record Described(
            String name,
            String description,
            List<Module> artifacts,
            Application.Combination combination,
            @CheckForNull GitSettings.Mechanic mechanic,
            List<Stage> pipeline) {}

    /**
     * An environment of its pipeline, upstream before downstream.
     *
     * @param checks what must pass there for a deployment to be VERIFIED
     */
    record Stage(String environment, String tier, List<String> after, List<String> checks) {}

    /** A release and its newest deployment in each environment of the pipeline that had it. */
    record ReleaseDetails(Release release, List<Deployment> deployments) {}

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/v1/applications",
                        Need.IDENTITY,
                        "The applications you may see",
                        Described[].class,
                        this::applications),
                Route.get(
                        "/v1/releases",
                        Need.IDENTITY,
                        "The releases with a label, the one recorded last first",
                        Release[].class,
                        this::releases,
                        APPLICATION,
                        VERSION),
                Route.get(
                        "/v1/releases/{fingerprint}",
                        Need.IDENTITY,
                        "A release and where it was deployed",
                        ReleaseDetails.class,
                        this::details));
    }

    private ApiAnswer applications(ApiRequest request, Map<String, String> path) {
        Configuration configuration = guard.configuration(request.caller());
        return ApiResponse.json(
                200,
                configuration.applications().values().stream()
                        .map(application -> described(configuration, application))
                        .toList());
    }

    private static Described described(Configuration configuration, Application application) {
        return new Described(
                application.name(),
                application.description(),
                application.artifacts(),
                application.combination(),
                application.git() == null ? null : application.git().mechanic(),
                application.pipeline().values().stream()
                        .map(stage -> new Stage(
                                stage.environment(),
                                configuration.environment(stage.environment()).tier(),
                                stage.after(),
                                application.requiredChecks(stage.environment())))
                        .toList());
    }

    private ApiAnswer releases(ApiRequest request, Map<String, String> path) {
        String application = request.required(APPLICATION);
        guard.see(request.caller(), application);
        String version = request.required(VERSION);
        return ApiResponse.json(200, host.read(view -> view.releases(application, version)));
    }

    private ApiAnswer details(ApiRequest request, Map<String, String> path) {
        ReleaseDetails found = host.read(view -> view.release(path.get("fingerprint"))
                .filter(release -> guard.sees(request.caller(), release.application()))
                .map(release -> new ReleaseDetails(release, deployments(view, release)))
                .orElse(null));
        if (found == null) {
            throw new ProblemException(Problem.NOT_FOUND, "there is no release with this fingerprint");
        }
        return ApiResponse.json(200, found);
    }

    private List<Deployment> deployments(LedgerView view, Release release) {
        Application application = host.configuration().applications().get(release.application());
        return application == null
                ? List.of()
                : application.pipeline().keySet().stream()
                        .flatMap(environment ->
                                view.deploymentsOf(application.name(), environment, release.fingerprint(), 1).stream())
                        .toList();
    }
}
