package io.jenkins.plugins.deploymentgates.api;

import io.jenkins.plugins.deploymentgates.promotion.Drift;
import io.jenkins.plugins.deploymentgates.promotion.Push;
import io.jenkins.plugins.deploymentgates.promotion.Pushed;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What Git says about what is deployed. */
final class GitResources {
    private static final Parameter WHOSE = Parameter.required("application", "which", "shop");
    private static final Parameter BASE = Parameter.text(
            "base",
            "where the branch was, as an id, a tag, a branch, or steps back from one such as main~2; left out, empty or"
                    + " zeros for a new branch");
    private static final Parameter HEAD = Parameter.required("head", "where the branch is, in the same way", "qa");
    private static final Parameter BRANCH = Parameter.text(
            "branch", "the branch that was pushed to; unless given, the one that head names, or that is at head");

    private static final Parameter APPLICATION = Parameter.text("application", "only this one");
    private static final Parameter ENVIRONMENT = Parameter.text("environment", "only this one");

    private final ApiHost host;
    private final Guard guard;

    GitResources(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/v1/changes",
                        Need.IDENTITY,
                        "Which environments or deployments a push deploys",
                        Pushed.class,
                        this::changed,
                        WHOSE,
                        BASE,
                        HEAD,
                        BRANCH),
                Route.get(
                        "/v1/drift",
                        Need.IDENTITY,
                        "What Git says, against what was deployed",
                        Drift[].class,
                        this::drift,
                        APPLICATION,
                        ENVIRONMENT));
    }

    private ApiAnswer drift(ApiRequest request, Map<String, String> path) {
        String application = request.text(APPLICATION);
        guard.see(request.caller(), application);
        Collection<String> shown = application == null
                ? guard.configuration(request.caller()).applications().keySet()
                : List.of(application);
        return ApiResponse.json(200, host.engine().drifts().look(shown, request.text(ENVIRONMENT), null));
    }

    private ApiAnswer changed(ApiRequest request, Map<String, String> path) {
        String application = request.required(WHOSE);
        guard.see(request.caller(), application);
        Push push = new Push(request.text(BRANCH), request.text(BASE), request.required(HEAD));
        return ApiResponse.json(200, host.engine().pushes().changed(application, push, null));
    }
}
