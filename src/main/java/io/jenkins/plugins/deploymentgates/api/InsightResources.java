package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.insight.BriefMatrix;
import io.jenkins.plugins.deploymentgates.insight.Comparison;
import io.jenkins.plugins.deploymentgates.insight.FileDifference;
import io.jenkins.plugins.deploymentgates.insight.GitAnswers;
import io.jenkins.plugins.deploymentgates.insight.Matrix;
import io.jenkins.plugins.deploymentgates.insight.Metrics;
import io.jenkins.plugins.deploymentgates.insight.MetricsCsv;
import io.jenkins.plugins.deploymentgates.insight.StateAt;
import io.jenkins.plugins.deploymentgates.insight.Times;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is where, what was where, what differs, and how quick delivery is. */
final class InsightResources {
    private static final Parameter APPLICATION = Parameter.text("application", "only this one");
    private static final Parameter GIT =
            Parameter.flag("git", "ask Git how many commits each environment is behind; takes longer");
    private static final Parameter WHOSE = Parameter.required("application", "which", "shop");
    private static final Parameter LEFT = Parameter.required(
            "left", "the one environment; qa@1.4.2 for a version there, qa@2026-03-03T09:00:00Z for an instant", "qa");
    private static final Parameter RIGHT = Parameter.required("right", "the other environment", "prod");
    private static final Parameter PATH = Parameter.required("path", "one of the comparison's files", "app.yaml");
    private static final Parameter AT = Parameter.required(
            "at", "ISO 8601 with an offset, or a date, which means its begin in UTC", "2026-03-03T09:00:00Z");
    private static final Parameter FROM = Parameter.text("from", "begin of the period, inclusive");
    private static final Parameter TO = Parameter.text("to", "end of the period, exclusive; now unless given");
    private static final Parameter DAYS =
            Parameter.number("days", "length of the period before its end; 90 unless given", 1, 36_500, 90);

    private static final Parameter ENVIRONMENT = Parameter.text("environment", "only this one");
    private static final Parameter TIER = Parameter.text("tier", "only environments of this tier");
    private static final Parameter TREND = Parameter.flag("trend", "tell also trend and spread of all together");
    private static final String CSV = "text/csv";

    private final ApiHost host;
    private final Guard guard;
    private final MatrixCache matrices;

    InsightResources(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
        this.matrices = new MatrixCache(host);
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/v1/matrix", Need.IDENTITY, "What is where now", Matrix.class, this::matrix, APPLICATION, GIT),
                Route.get(
                        "/v1/matrix/brief",
                        Need.IDENTITY,
                        "What is where now, as briefly as can be",
                        BriefMatrix.class,
                        this::brief,
                        APPLICATION),
                Route.get(
                        "/v1/comparison",
                        Need.IDENTITY,
                        "What differs between two environments",
                        Comparison.class,
                        this::compare,
                        WHOSE,
                        LEFT,
                        RIGHT),
                Route.get(
                        "/v1/comparison/file",
                        Need.IDENTITY,
                        "What differs in a file between two environments",
                        FileDifference.class,
                        this::compareFile,
                        WHOSE,
                        LEFT,
                        RIGHT,
                        PATH),
                Route.get(
                        "/v1/state",
                        Need.IDENTITY,
                        "What was where at an instant",
                        StateAt.class,
                        this::at,
                        AT,
                        APPLICATION),
                Route.get(
                                "/v1/metrics",
                                Need.IDENTITY,
                                "The four delivery metrics over a period",
                                Metrics.class,
                                this::metrics,
                                APPLICATION,
                                ENVIRONMENT,
                                TIER,
                                FROM,
                                TO,
                                DAYS,
                                TREND)
                        .producing(ApiResponse.JSON, CSV));
    }

    private ApiAnswer matrix(ApiRequest request, Map<String, String> path) {
        String application = request.text(APPLICATION);
        guard.see(request.caller(), application);
        Configuration shown = guard.configuration(request.caller());
        if (!request.flag(GIT)) {
            return matrices.matrix(shown, application, false);
        }
        try (Repositories repositories = new Repositories(host)) {
            GitAnswers git = new GitAnswers(repositories);
            Instant now = host.clock().instant();
            Matrix matrix = host.read(view -> Matrix.read(view, shown, application, now, git));
            return ApiResponse.json(200, matrix).with("ETag", Digest.weakTag(Json.bytes(matrix.rows())));
        }
    }

    private ApiAnswer brief(ApiRequest request, Map<String, String> path) {
        String application = request.text(APPLICATION);
        guard.see(request.caller(), application);
        return matrices.matrix(guard.configuration(request.caller()), application, true);
    }

    private ApiAnswer compare(ApiRequest request, Map<String, String> path) {
        Configuration configuration = host.configuration();
        Comparison.Sides sides = sides(request, configuration);
        try (Repositories repositories = new Repositories(host)) {
            return ApiResponse.json(
                    200,
                    Comparison.of(
                            configuration,
                            sides,
                            changes(sides, new GitAnswers(repositories)),
                            () -> sides.compared(host.engine().comparisons())));
        }
    }

    private ApiAnswer compareFile(ApiRequest request, Map<String, String> path) {
        Comparison.Sides sides = sides(request, host.configuration());
        try (Repositories repositories = new Repositories(host)) {
            GitAnswers git = new GitAnswers(repositories);
            return ApiResponse.json(
                    200,
                    FileDifference.of(
                            sides,
                            changes(sides, git),
                            () -> sides.compared(host.engine().comparisons()),
                            git.differences(sides.application()),
                            request.required(PATH)));
        }
    }

    private Comparison.Sides sides(ApiRequest request, Configuration configuration) {
        String application = request.required(WHOSE);
        guard.see(request.caller(), application);
        String left = request.required(LEFT);
        String right = request.required(RIGHT);
        return host.read(view -> Comparison.Sides.read(view, configuration, application, left, right));
    }

    /** Git, where both sides have a commit of it. */
    @CheckForNull
    private Comparison.Changes changes(Comparison.Sides sides, GitAnswers git) {
        return sides.hasCommits()
                ? git.changes(sides.application(), host.engine().commitPullRequests())
                : null;
    }

    private ApiAnswer at(ApiRequest request, Map<String, String> path) {
        String application = request.text(APPLICATION);
        guard.see(request.caller(), application);
        Instant instant = Times.parse(request.required(AT));
        Configuration shown = guard.configuration(request.caller());
        StateAt state = host.read(view -> StateAt.read(view, shown, instant, application));
        return ApiResponse.json(200, state.onlyOf(name -> guard.sees(request.caller(), name)));
    }

    private ApiAnswer metrics(ApiRequest request, Map<String, String> path) {
        String application = request.text(APPLICATION);
        guard.see(request.caller(), application);
        String from = request.text(FROM);
        String to = request.text(TO);
        if (from != null && request.text(DAYS) != null) {
            throw new ProblemException(
                    Problem.BAD_REQUEST, "from and days both name the begin of the period; leave one out");
        }
        Instant end = to == null ? host.clock().instant() : Times.parse(to);
        Instant begin = from == null ? end.minus(Duration.ofDays(request.number(DAYS))) : Times.parse(from);
        Configuration shown = guard.configuration(request.caller());
        Metrics.Selection selection = new Metrics.Selection(application, request.text(ENVIRONMENT), request.text(TIER));
        Metrics.Source source = host.read(view -> Metrics.Source.read(view, shown, selection, begin, end));
        try (Repositories repositories = new Repositories(host)) {
            GitAnswers git = new GitAnswers(repositories);
            Metrics metrics = request.flag(TREND) ? Metrics.inDetail(source, git) : Metrics.of(source, git);
            if (CSV.equals(request.header("accept"))) {
                return ApiResponse.of(
                                200,
                                CSV + "; charset=utf-8",
                                MetricsCsv.write(metrics).getBytes(StandardCharsets.UTF_8))
                        .with("Content-Disposition", "attachment; filename=\"metrics.csv\"");
            }
            return ApiResponse.json(200, metrics)
                    .with("ETag", Digest.weakTag(Json.bytes(List.of(metrics.places(), metrics.overall()))));
        }
    }
}
