package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.insight.BuildTrace;
import io.jenkins.plugins.deploymentgates.insight.CommitTrace;
import io.jenkins.plugins.deploymentgates.insight.GitAnswers;
import io.jenkins.plugins.deploymentgates.insight.Report;
import io.jenkins.plugins.deploymentgates.insight.ReportFormat;
import io.jenkins.plugins.deploymentgates.insight.ReportSource;
import io.jenkins.plugins.deploymentgates.insight.TicketTrace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Where versions come from, and where commits, tickets and builds went. */
final class TraceResources {
    private static final Parameter WHOSE = Parameter.required("application", "which", "shop");
    private static final Parameter WHERE = Parameter.required("environment", "where it is or was", "prod");
    private static final Parameter VERSION = Parameter.required("version", "the release's label", "1.4.2");
    private static final Parameter COMMIT =
            Parameter.required("commit", "its id, full or abbreviated to at least 7 digits", "4f2a91c0de");
    private static final Parameter TICKET =
            Parameter.required("ticket", "its key, as commits and branches name it", "SHOP-42");
    private static final Parameter BUILD =
            Parameter.required("build", "its job's full name, # and its number", "deploy/shop#12");

    private final ApiHost host;
    private final Guard guard;

    TraceResources(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                                "/v1/report",
                                Need.IDENTITY,
                                "Where a version in an environment comes from: commits, tickets, builds, checks,"
                                        + " decisions, settings",
                                Report.class,
                                this::report,
                                WHOSE,
                                WHERE,
                                VERSION)
                        .producing(ApiResponse.JSON, ApiResponse.MARKDOWN, ApiResponse.HTML),
                Route.get(
                                "/v1/trace",
                                Need.IDENTITY,
                                "Where and when a commit was deployed",
                                CommitTrace.class,
                                this::trace,
                                WHOSE,
                                COMMIT)
                        .producing(ApiResponse.JSON, ApiResponse.MARKDOWN, ApiResponse.HTML),
                Route.get(
                                "/v1/trace/ticket",
                                Need.IDENTITY,
                                "Where and when the commits of a ticket were deployed",
                                TicketTrace.class,
                                this::ticket,
                                WHOSE,
                                TICKET)
                        .producing(ApiResponse.JSON, ApiResponse.MARKDOWN, ApiResponse.HTML),
                Route.get(
                                "/v1/trace/build",
                                Need.IDENTITY,
                                "What a build did, and where and when its releases were deployed",
                                BuildTrace.class,
                                this::build,
                                WHOSE,
                                BUILD)
                        .producing(ApiResponse.JSON, ApiResponse.MARKDOWN, ApiResponse.HTML));
    }

    private ApiAnswer report(ApiRequest request, Map<String, String> path) {
        String application = request.required(WHOSE);
        guard.see(request.caller(), application);
        String environment = request.required(WHERE);
        String version = request.required(VERSION);
        Configuration configuration = host.configuration();
        ReportSource source = host.read(view -> Report.source(view, configuration, application, environment, version));
        try (Repositories repositories = new Repositories(host)) {
            Report report = Report.of(
                    configuration,
                    source,
                    source.hasCommits()
                            ? new GitAnswers(repositories)
                                    .changes(source.application(), host.engine().commitPullRequests())
                            : null,
                    (before, after) -> host.engine().comparisons().brought(application, before, after));
            return written(request, report, format -> format.write(report));
        }
    }

    private ApiAnswer trace(ApiRequest request, Map<String, String> path) {
        String application = request.required(WHOSE);
        guard.see(request.caller(), application);
        String commit = request.required(COMMIT);
        Configuration configuration = host.configuration();
        CommitTrace.Source source = source(configuration, application);
        try (Repositories repositories = new Repositories(host)) {
            CommitTrace trace = CommitTrace.of(configuration, source, commit, git(source.application(), repositories));
            return written(request, trace, format -> format.write(trace));
        }
    }

    private CommitTrace.Source source(Configuration configuration, String application) {
        return host.read(view -> CommitTrace.Source.read(view, configuration, application));
    }

    @CheckForNull
    private CommitTrace.Ancestry git(Application application, Repositories repositories) {
        return application.git() == null
                ? null
                : new GitAnswers(repositories)
                        .changes(application, host.engine().commitPullRequests());
    }

    /** In the form the sender wants. */
    private static ApiResponse written(ApiRequest request, Object value, Function<ReportFormat, String> text) {
        String type = String.valueOf(request.header("accept"));
        if (type.equals(ApiResponse.MARKDOWN)) {
            return ApiResponse.of(
                    200,
                    type + "; charset=utf-8",
                    text.apply(ReportFormat.MARKDOWN).getBytes(StandardCharsets.UTF_8));
        }
        if (type.equals(ApiResponse.HTML)) {
            return ApiResponse.of(
                            200,
                            type + "; charset=utf-8",
                            text.apply(ReportFormat.HTML).getBytes(StandardCharsets.UTF_8))
                    .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
        }
        return ApiResponse.json(200, value);
    }

    private ApiAnswer ticket(ApiRequest request, Map<String, String> path) {
        String application = request.required(WHOSE);
        guard.see(request.caller(), application);
        String ticket = request.required(TICKET);
        Configuration configuration = host.configuration();
        CommitTrace.Source source = source(configuration, application);
        try (Repositories repositories = new Repositories(host)) {
            TicketTrace trace = TicketTrace.of(configuration, source, ticket, git(source.application(), repositories));
            return written(request, trace, format -> format.write(trace));
        }
    }

    private ApiAnswer build(ApiRequest request, Map<String, String> path) {
        String application = request.required(WHOSE);
        guard.see(request.caller(), application);
        String build = request.required(BUILD);
        Configuration configuration = host.configuration();
        BuildTrace trace = host.read(view -> BuildTrace.read(view, configuration, application, build));
        return written(request, trace, format -> format.write(trace));
    }
}
