package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.insight.HistoryPage;
import io.jenkins.plugins.deploymentgates.insight.Timeline;
import io.jenkins.plugins.deploymentgates.insight.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** History between two instants. */
final class TimelineResources {
    private static final Parameter APPLICATION =
            Parameter.text("application", "which; needed unless environment is given");
    private static final Parameter ENVIRONMENT =
            Parameter.text("environment", "which; needed unless application is given");
    private static final Parameter FROM =
            Parameter.text("from", "begin of the period, inclusive; 30 days before its end unless given");
    private static final Parameter TO = Parameter.text("to", "end of the period, exclusive; now unless given");
    private static final Parameter LIMIT = Parameter.number(
            "limit",
            "the newest so many deployments; 2000 unless given",
            1,
            HistoryPage.MAX_LIMIT,
            Timeline.USUAL_LIMIT);

    private final ApiHost host;
    private final Guard guard;

    TimelineResources(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
    }

    List<Route> routes() {
        return List.of(Route.get(
                "/v1/timeline",
                Need.IDENTITY,
                "What was where between two instants, with failures, holds and hotfixes",
                Timeline.class,
                this::timeline,
                APPLICATION,
                ENVIRONMENT,
                FROM,
                TO,
                LIMIT));
    }

    private ApiAnswer timeline(ApiRequest request, Map<String, String> path) {
        String application = request.text(APPLICATION);
        String environment = request.text(ENVIRONMENT);
        if (application == null && environment == null) {
            throw new ProblemException(
                    Problem.BAD_REQUEST, "the history of everything is too much; say application, environment or both");
        }
        guard.see(request.caller(), application);
        if (application == null) {
            guard.seeEnvironment(request.caller(), environment);
        }
        Timeline.Question question = new Timeline.Question(
                application, environment, instant(request, FROM), instant(request, TO), (int) request.number(LIMIT));
        Configuration shown = guard.configuration(request.caller());
        return ApiResponse.json(
                200,
                host.read(view ->
                        Timeline.read(view, shown, question, host.clock().instant())));
    }

    @CheckForNull
    private static Instant instant(ApiRequest request, Parameter parameter) {
        String text = request.text(parameter);
        return text == null ? null : Times.parse(text);
    }
}
