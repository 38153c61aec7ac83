package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.gate.MissingVotes;
import io.jenkins.plugins.deploymentgates.insight.Incoming;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.promotion.Draft;
import io.jenkins.plugins.deploymentgates.promotion.Preview;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import io.jenkins.plugins.deploymentgates.promotion.PullRequestDraft;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Promotions and votes on them. */
final class PromotionResources {
    /** Whoever prefers not to wait for what was asked for (RFC 7240, section 4.1). */
    private static final Pattern RESPOND_ASYNC = Pattern.compile("(?i)(?:^|[,;])\\s*respond-async\\s*(?:$|[,;])");

    private static final Parameter APPLICATION = Parameter.text("application", "only this one");
    private static final Parameter MINE =
            Parameter.flag("mine", "true: only those that your yes would bring nearer to their target");
    private static final Parameter WHOSE = Parameter.required("application", "which", "shop");
    private static final Parameter INTO = Parameter.required("environment", "the target", "prod");
    private static final Parameter WAIT =
            Parameter.number("wait", "while the promotion is not over, seconds to wait for its end", 0, 60, 0);
    private static final Parameter LIMIT = Parameter.number("limit", "at most; 20 unless given", 1, 1000, 20);

    private final ApiHost host;
    private final Guard guard;

    PromotionResources(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
    }

    /** A promotion with all that is known of it. */
    record PromotionDetails(Promotion promotion, List<Approval> approvals, List<BuildLink> builds) {}

    /** What would happen. */
    record Explained(
            Explanation explanation,
            @CheckForNull Incoming incoming,
            @CheckForNull Draft draft,
            @CheckForNull PullRequestDraft pullRequest) {}

    /**
     * What shall move where.
     *
     * @param branch into the first environment: the branch whose head is promoted, instead of the source branch
     * @param sameVersion whether a version is released once more whose final tag is at another commit
     * @param override why gates that do not pass shall not hold it back
     * @param fingerprint the release that was looked at; refused when it would be another one by now
     */
    record Wish(
            String application,
            String to,
            @CheckForNull String from,
            @CheckForNull String version,
            @CheckForNull String branch,
            @CheckForNull List<String> artifacts,
            @CheckForNull Boolean cherryPick,
            @CheckForNull Boolean sameVersion,
            @CheckForNull List<String> modules,
            @CheckForNull String override,
            @CheckForNull String fingerprint) {}

    /** A yes. */
    record Yes(@CheckForNull String reason) {}

    /**
     * Whose waiting promotions to ask again.
     *
     * @param application those of all applications unless given
     */
    record Again(@CheckForNull String application) {}

    /** A no. */
    record No(String reason) {}

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/v1/waiting",
                        Need.IDENTITY,
                        "The promotions that are not over, oldest first",
                        Promotion[].class,
                        this::waiting,
                        APPLICATION,
                        MINE),
                Route.get(
                        "/v1/waiting/votes",
                        Need.IDENTITY,
                        "Which promotions wait for your yes, by which of your names it counts, and how many there are",
                        MissingVotes.Missing[].class,
                        this::missing,
                        APPLICATION),
                Route.act(
                        "POST",
                        "/v1/waiting",
                        Need.PROMOTE,
                        "Ask the gates of promotions that wait again; answers with those that moved on",
                        Again.class,
                        PromotionResult[].class,
                        this::reconsider),
                Route.get(
                        "/v1/promotions",
                        Need.IDENTITY,
                        "Promotions into an environment, newest first",
                        Promotion[].class,
                        this::promotions,
                        WHOSE,
                        INTO,
                        LIMIT),
                Route.get(
                        "/v1/promotions/{id}",
                        Need.IDENTITY,
                        "A promotion with its votes and builds",
                        PromotionDetails.class,
                        this::details,
                        WAIT),
                Route.get(
                        "/v1/promotions/{id}/explanation",
                        Need.IDENTITY,
                        "What the gates of a promotion say now",
                        Explanation.class,
                        this::standing),
                Route.get(
                        "/v1/promotions/{id}/preview",
                        Need.IDENTITY,
                        "What the gates of a promotion say now, and what it would bring",
                        Explained.class,
                        this::preview),
                Route.post(
                        "/v1/explain",
                        Need.IDENTITY,
                        "What would happen if you asked for a promotion; changes nothing",
                        Wish.class,
                        Explained.class,
                        200,
                        this::explain),
                Route.post(
                                "/v1/promotions",
                                Need.PROMOTE,
                                "Ask for a promotion; an override needs that permission, too",
                                Wish.class,
                                PromotionResult.class,
                                200,
                                this::promote)
                        .orLater(),
                Route.act(
                        "POST",
                        "/v1/promotions/{id}/decide",
                        Need.PROMOTE,
                        "Ask the gates of a promotion again, and carry it out if they pass",
                        null,
                        PromotionResult.class,
                        this::decide),
                Route.act(
                        "POST",
                        "/v1/promotions/{id}/approve",
                        Need.APPROVE,
                        "Say yes to a promotion",
                        Yes.class,
                        PromotionResult.class,
                        this::approve),
                Route.post(
                        "/v1/promotions/{id}/refuse",
                        Need.APPROVE,
                        "Say no to a promotion, which ends it",
                        No.class,
                        PromotionResult.class,
                        200,
                        this::refuse),
                Route.act(
                        "POST",
                        "/v1/promotions/{id}/cancel",
                        Need.PROMOTE,
                        "Call a promotion off",
                        null,
                        PromotionResult.class,
                        this::cancel));
    }

    private ApiAnswer waiting(ApiRequest request, Map<String, String> path) {
        String application = request.text(APPLICATION);
        guard.see(request.caller(), application);
        boolean mine = request.flag(MINE);
        return ApiResponse.json(200, host.read(view -> view.openPromotions(application).stream()
                .filter(promotion -> guard.sees(request.caller(), promotion.application()))
                .filter(promotion ->
                        !mine || missing(request.caller(), promotion, view).isPresent())
                .toList()));
    }

    private ApiAnswer missing(ApiRequest request, Map<String, String> path) {
        String application = request.text(APPLICATION);
        guard.see(request.caller(), application);
        return ApiResponse.json(200, host.read(view -> view.openPromotions(application).stream()
                .filter(promotion -> guard.sees(request.caller(), promotion.application()))
                .flatMap(promotion -> missing(request.caller(), promotion, view).stream())
                .toList()));
    }

    private Optional<MissingVotes.Missing> missing(Caller caller, Promotion promotion, LedgerView view) {
        return guard.may(caller, Permission.APPROVE, promotion.application())
                        && host.configuration().environments().containsKey(promotion.to())
                ? MissingVotes.of(host.configuration(), promotion, view.approvals(promotion.id()), caller.actor())
                : Optional.empty();
    }

    private ApiAnswer promotions(ApiRequest request, Map<String, String> path) {
        String application = request.required(WHOSE);
        guard.see(request.caller(), application);
        String environment = host.configuration()
                .application(application)
                .stage(request.required(INTO))
                .environment();
        int limit = (int) request.number(LIMIT);
        return ApiResponse.json(200, host.read(view -> view.promotions(application, environment, limit)));
    }

    private ApiAnswer details(ApiRequest request, Map<String, String> path) {
        long wait = request.number(WAIT);
        Promotion promotion = guard.promotion(request.caller(), Guard.id(path.get("id")));
        long id = promotion.id();
        if (wait == 0 || promotion.status().isFinal()) {
            return detailed(id);
        }
        return new PendingResponse(
                host.clock(),
                host.clock().instant().plusSeconds(wait),
                () -> guard.promotion(request.caller(), id).status().isFinal()
                        ? Optional.of(detailed(id))
                        : Optional.empty(),
                () -> detailed(id),
                UnaryOperator.identity());
    }

    private ApiResponse detailed(long id) {
        return ApiResponse.json(
                200,
                host.read(view -> new PromotionDetails(
                        view.promotion(id).orElseThrow(), view.approvals(id), view.buildsOfPromotion(id))));
    }

    private ApiAnswer reconsider(ApiRequest request, Map<String, String> path) {
        String application = request.body().length == 0
                ? null
                : Json.read(request.body(), Again.class).application();
        guard.allow(request.caller(), Permission.PROMOTE, application);
        List<PromotionResult> moved = host.engine().promotions().reconsider(application);
        return ApiResponse.json(200, guard.visible(request.caller(), moved));
    }

    private ApiAnswer decide(ApiRequest request, Map<String, String> path) {
        Promotion promotion = allowed(request, path, Permission.PROMOTE);
        Json.nothing(request.body());
        return ApiResponse.json(200, host.engine().promotions().decide(promotion.id()));
    }

    private ApiAnswer standing(ApiRequest request, Map<String, String> path) {
        return ApiResponse.json(200, host.engine().promotions().explain(open(request, path)));
    }

    private ApiAnswer preview(ApiRequest request, Map<String, String> path) {
        return explained(host.engine().promotions().preview(open(request, path)));
    }

    /** The number of a promotion that is not over. */
    private long open(ApiRequest request, Map<String, String> path) {
        Promotion promotion = guard.promotion(request.caller(), Guard.id(path.get("id")));
        if (promotion.status().isFinal()) {
            throw new ProblemException(
                    Problem.REFUSED,
                    promotion.label() + " is " + promotion.status() + "; its gates are not asked any more");
        }
        return promotion.id();
    }

    private ApiAnswer explain(ApiRequest request, Map<String, String> path) {
        PromoteRequest asked = wish(request, null);
        guard.see(request.caller(), asked.application());
        Preview preview = host.engine().promotions().preview(request.caller().actor(), asked);
        return explained(preview);
    }

    private ApiResponse explained(Preview preview) {
        return ApiResponse.json(
                200,
                new Explained(
                        preview.explanation(),
                        Incoming.of(host.configuration(), preview),
                        preview.draft(),
                        preview.pullRequest()));
    }

    private ApiAnswer promote(ApiRequest request, Map<String, String> path) {
        PromoteRequest asked = wish(request, request.idempotencyKey());
        guard.allow(request.caller(), Permission.PROMOTE, asked.application());
        if (asked.overrideReason() != null) {
            guard.allow(request.caller(), Permission.OVERRIDE, asked.application());
            Body.required("override", asked.overrideReason(), "the shop is down");
        }
        Actor actor = request.caller().actor();
        if (RESPOND_ASYNC
                .matcher(Objects.requireNonNullElse(request.header("prefer"), ""))
                .find()) {
            PromotionResult result = host.engine().promotions().ask(actor, asked);
            return later(result, result).with("Preference-Applied", "respond-async");
        }
        return ApiResponse.json(200, host.engine().promotions().promote(actor, asked));
    }

    /** A promotion that is in the ledger, and is decided and carried out afterwards. */
    static ApiResponse later(PromotionResult result, Object body) {
        return ApiResponse.json(202, body)
                .with("Location", "/api/v1/promotions/" + result.promotion().id());
    }

    private static PromoteRequest wish(ApiRequest request, @CheckForNull String key) {
        Wish body = Json.read(request.body(), Wish.class);
        return new PromoteRequest(
                Body.required("application", body.application(), "shop"),
                Body.required("to", body.to(), "prod"),
                body.from(),
                body.version(),
                DeploymentResources.artifacts(body.artifacts()),
                Boolean.TRUE.equals(body.cherryPick()),
                Boolean.TRUE.equals(body.sameVersion()),
                body.override(),
                body.modules() == null ? List.of() : body.modules(),
                body.branch(),
                body.fingerprint(),
                key);
    }

    private ApiAnswer approve(ApiRequest request, Map<String, String> path) {
        Promotion promotion = allowed(request, path, Permission.APPROVE);
        String reason = request.body().length == 0
                ? null
                : Json.read(request.body(), Yes.class).reason();
        return ApiResponse.json(
                200,
                host.engine()
                        .promotions()
                        .approve(
                                request.caller().actor(),
                                promotion.id(),
                                reason == null ? "" : reason,
                                request.idempotencyKey()));
    }

    private ApiAnswer refuse(ApiRequest request, Map<String, String> path) {
        Promotion promotion = allowed(request, path, Permission.APPROVE);
        String reason = Json.read(request.body(), No.class).reason();
        return ApiResponse.json(
                200,
                host.engine()
                        .promotions()
                        .refuse(
                                request.caller().actor(),
                                promotion.id(),
                                Body.required("reason", reason, "the numbers are wrong"),
                                request.idempotencyKey()));
    }

    private ApiAnswer cancel(ApiRequest request, Map<String, String> path) {
        Promotion promotion = allowed(request, path, Permission.PROMOTE);
        Json.nothing(request.body());
        return ApiResponse.json(
                200,
                host.engine().promotions().cancel(request.caller().actor(), promotion.id(), request.idempotencyKey()));
    }

    private Promotion allowed(ApiRequest request, Map<String, String> path, Permission permission) {
        Promotion promotion = guard.promotion(request.caller(), Guard.id(path.get("id")));
        guard.allow(request.caller(), permission, promotion.application());
        return promotion;
    }
}
