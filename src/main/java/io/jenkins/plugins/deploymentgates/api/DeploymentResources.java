package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.git.CommitLinks;
import io.jenkins.plugins.deploymentgates.insight.HistoryPage;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.model.Verification;
import io.jenkins.plugins.deploymentgates.promotion.RecordRequest;
import io.jenkins.plugins.deploymentgates.promotion.RecordResult;
import io.jenkins.plugins.deploymentgates.promotion.VerifyRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Deployments and what is reported about them. */
final class DeploymentResources {
    private static final Parameter APPLICATION = Parameter.text("application", "only this one");
    private static final Parameter ENVIRONMENT = Parameter.text("environment", "only this one");
    private static final Parameter BEFORE = Parameter.number(
            "before", "only those with a smaller id: the next page", 1, Long.MAX_VALUE, Long.MAX_VALUE);
    private static final Parameter LIMIT =
            Parameter.number("limit", "at most; 20 unless given", 1, HistoryPage.MAX_LIMIT, 20);

    private final ApiHost host;
    private final Guard guard;

    DeploymentResources(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
    }

    /**
     * A deployment with all that is known of it.
     *
     * @param commitLink where a person can read its commit; {@code null} when that is not known
     * @param before what was in its environment before it; {@code null} when nothing was
     * @param failure what the failure policy did about it; {@code null} unless it failed
     * @param redeployedFor the failure because of which a failure policy put it there; {@code null} otherwise
     */
    record DeploymentDetails(
            Deployment deployment,
            @CheckForNull String commitLink,
            @CheckForNull Deployment before,
            Release release,
            List<Verification> verifications,
            List<BuildLink> builds,
            @CheckForNull FailureAnswer failure,
            @CheckForNull FailureAnswer redeployedFor) {}

    /** What can be reported of a deployment. */
    enum Reported {
        STARTED,
        COMPLETED,
        FAILED
    }

    /** A report that something was deployed; COMPLETED unless it says otherwise. */
    record Recording(
            String application,
            String environment,
            @CheckForNull String version,
            @CheckForNull List<String> artifacts,
            @CheckForNull String commit,
            @CheckForNull Reported status,
            @CheckForNull String reason) {}

    /** A report of what a check said. */
    record CheckResult(
            String application, String environment, String check, Boolean passed, @CheckForNull String url) {}

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/v1/deployments",
                        Need.IDENTITY,
                        "What was deployed, newest first",
                        HistoryPage.class,
                        this::history,
                        APPLICATION,
                        ENVIRONMENT,
                        BEFORE,
                        LIMIT),
                Route.get(
                        "/v1/deployments/{id}",
                        Need.IDENTITY,
                        "A deployment with its release, checks and builds",
                        DeploymentDetails.class,
                        this::details),
                Route.post(
                        "/v1/deployments",
                        Need.RECORD,
                        "Report a deployment",
                        Recording.class,
                        RecordResult.class,
                        200,
                        this::record),
                Route.post(
                        "/v1/verifications",
                        Need.RECORD,
                        "Report what a check said about what is deployed",
                        CheckResult.class,
                        RecordResult.class,
                        200,
                        this::verify));
    }

    private ApiAnswer history(ApiRequest request, Map<String, String> path) {
        String application = request.text(APPLICATION);
        String environment = request.text(ENVIRONMENT);
        long before = request.number(BEFORE);
        int limit = (int) request.number(LIMIT);
        guard.see(request.caller(), application);
        if (application != null && environment != null) {
            host.configuration().application(application).stage(environment);
        }
        boolean narrow = application == null && !request.caller().administers();
        return ApiResponse.json(
                200,
                host.read(view -> narrow
                        ? merged(view, guard.visible(request.caller()), environment, before, limit)
                        : HistoryPage.read(view, application, environment, before, limit)));
    }

    /** Full pages for whoever may not see all, at the cost of what they may see. */
    private static HistoryPage merged(
            LedgerView view, List<String> applications, @CheckForNull String environment, long before, int limit) {
        List<Deployment> found = applications.stream()
                .flatMap(one -> view.deployments(one, environment, before, limit + 1).stream())
                .sorted(Comparator.comparingLong(Deployment::sequence).reversed())
                .limit(limit + 1L)
                .toList();
        return HistoryPage.of(view, found, limit);
    }

    private ApiAnswer details(ApiRequest request, Map<String, String> path) {
        long id = Guard.id(path.get("id"));
        DeploymentDetails details = host.read(view -> view.deployment(id)
                .filter(deployment -> guard.sees(request.caller(), deployment.application()))
                .map(deployment -> new DeploymentDetails(
                        deployment,
                        commitLink(deployment),
                        before(view, deployment),
                        view.release(deployment.fingerprint()).orElseThrow(),
                        view.verifications(id),
                        view.buildsOfDeployment(id),
                        view.failureAnswer(id).orElse(null),
                        deployment.promotion() == null
                                ? null
                                : view.failureBehind(deployment.promotion()).orElse(null)))
                .orElse(null));
        if (details == null) {
            throw new ProblemException(Problem.NOT_FOUND, "there is no deployment " + id);
        }
        return ApiResponse.json(200, details);
    }

    @CheckForNull
    private String commitLink(Deployment deployment) {
        // An application may have left the configuration; its history has not.
        Application application = host.configuration().applications().get(deployment.application());
        return application == null ? null : CommitLinks.of(application, deployment.commit());
    }

    @CheckForNull
    private static Deployment before(LedgerView view, Deployment deployment) {
        return view.deployments(deployment.application(), deployment.environment(), deployment.id(), 1).stream()
                .findFirst()
                .orElse(null);
    }

    private ApiAnswer record(ApiRequest request, Map<String, String> path) {
        Recording body = Json.read(request.body(), Recording.class);
        String application = Body.required("application", body.application(), "shop");
        guard.allow(request.caller(), Permission.RECORD, application);
        DeploymentStatus status = body.status() == null
                ? DeploymentStatus.COMPLETED
                : DeploymentStatus.valueOf(body.status().name());
        RecordRequest recording = new RecordRequest(
                application,
                Body.required("environment", body.environment(), "qa"),
                inFile(application) ? body.version() : Body.required("version", body.version(), "1.4.2"),
                artifacts(body.artifacts()),
                body.commit(),
                status,
                body.reason() == null ? "" : body.reason(),
                request.idempotencyKey());
        return told(request, host.engine().recordings().record(request.caller().actor(), recording));
    }

    /** Whether a file says which version it is. */
    private boolean inFile(String application) {
        GitSettings git = host.configuration().application(application).git();
        return git != null && (git.deploymentFiles() != null || git.releaseFile() != null);
    }

    private ApiAnswer verify(ApiRequest request, Map<String, String> path) {
        CheckResult body = Json.read(request.body(), CheckResult.class);
        String application = Body.required("application", body.application(), "shop");
        guard.allow(request.caller(), Permission.RECORD, application);
        VerifyRequest verification = new VerifyRequest(
                application,
                Body.required("environment", body.environment(), "qa"),
                Body.required("check", body.check(), "smoke"),
                Body.required("passed", body.passed(), "true"),
                body.url(),
                request.idempotencyKey());
        return told(request, host.engine().recordings().verify(request.caller().actor(), verification));
    }

    private ApiResponse told(ApiRequest request, RecordResult result) {
        return ApiResponse.json(
                200,
                new RecordResult(
                        result.deployment(),
                        result.changed(),
                        result.failure(),
                        guard.visible(request.caller(), result.followUps())));
    }

    static List<Artifact> artifacts(@CheckForNull List<String> texts) {
        return texts == null
                ? List.of()
                : texts.stream()
                        .map(text -> Artifact.parse(Body.required("artifacts", text, "com.acme:shop-api:1.4.2")))
                        .toList();
    }
}
