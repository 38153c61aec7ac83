package io.jenkins.plugins.deploymentgates.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.cli.remote.Connection;
import io.jenkins.plugins.deploymentgates.cli.remote.ServerAddress;
import io.jenkins.plugins.deploymentgates.insight.Comparison;
import io.jenkins.plugins.deploymentgates.insight.FileDifference;
import io.jenkins.plugins.deploymentgates.insight.HistoryPage;
import io.jenkins.plugins.deploymentgates.insight.Matrix;
import io.jenkins.plugins.deploymentgates.insight.Metrics;
import io.jenkins.plugins.deploymentgates.insight.RolledBack;
import io.jenkins.plugins.deploymentgates.insight.StateAt;
import io.jenkins.plugins.deploymentgates.insight.Timeline;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Hold;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.notify.DeadDelivery;
import io.jenkins.plugins.deploymentgates.notify.WebhookStatus;
import io.jenkins.plugins.deploymentgates.promotion.Drift;
import io.jenkins.plugins.deploymentgates.promotion.HotfixResult;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import io.jenkins.plugins.deploymentgates.promotion.Push;
import io.jenkins.plugins.deploymentgates.promotion.Pushed;
import io.jenkins.plugins.deploymentgates.promotion.RecordRequest;
import io.jenkins.plugins.deploymentgates.promotion.RecordResult;
import io.jenkins.plugins.deploymentgates.promotion.Rollbacks;
import io.jenkins.plugins.deploymentgates.promotion.VerifyRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Done by a server, which is asked through its HTTP API. */
final class ServerDeeds implements Deeds {
    private static final TypeReference<RecordResult> RECORDED = new TypeReference<>() {};
    private static final TypeReference<PromotionResult> PROMOTION = new TypeReference<>() {};
    private static final TypeReference<List<PromotionResult>> PROMOTIONS = new TypeReference<>() {};
    private static final TypeReference<HotfixResult> HOTFIX = new TypeReference<>() {};

    /** So long one request waits at most; shorter than what proxies put up with. */
    private static final long WAIT_SECONDS = 25;

    private static final int PAGE = 1000;

    private final Session session;
    private final ServerCalls calls;

    ServerDeeds(Session session, Connection server) {
        this.session = session;
        this.calls = new ServerCalls(session, server);
    }

    /** A promotion with more than is read here. */
    private record Details(Promotion promotion) {}

    /** A page of the feed. */
    private record Events(List<JsonNode> events, long next) {}

    /** How many dead letters are sent again. */
    private record Resent(int count) {}

    @Override
    public RecordResult record(RecordRequest request) {
        Fields body = new Fields()
                .with("application", request.application())
                .with("environment", request.environment())
                .with("version", request.version())
                .with("artifacts", references(request.artifacts()))
                .with("commit", request.commit())
                .with("status", request.status().name())
                .with("reason", request.reason());
        return calls.post("/v1/deployments", body, request.key(), RECORDED);
    }

    @Override
    public RecordResult verify(VerifyRequest request) {
        Fields body = new Fields()
                .with("application", request.application())
                .with("environment", request.environment())
                .with("check", request.check())
                .with("passed", request.passed())
                .with("url", request.url());
        return calls.post("/v1/verifications", body, request.key(), RECORDED);
    }

    @Override
    public Explained explain(PromoteRequest request) {
        return calls.post("/v1/explain", wish(request), null, new TypeReference<>() {});
    }

    @Override
    public PromotionResult promote(PromoteRequest request) {
        return calls.post(
                "/v1/promotions", wish(request).with("override", request.overrideReason()), request.key(), PROMOTION);
    }

    private static Fields wish(PromoteRequest request) {
        return new Fields()
                .with("application", request.application())
                .with("to", request.to())
                .with("from", request.from())
                .with("version", request.version())
                .with("branch", request.branch())
                .with("artifacts", references(request.artifacts()))
                .with("cherryPick", request.cherryPick())
                .with("sameVersion", request.sameVersion())
                .with("modules", request.parts().isEmpty() ? null : request.parts());
    }

    private static List<String> references(List<Artifact> artifacts) {
        return artifacts.stream().map(Artifact::reference).toList();
    }

    /** The server asks the gates of its own accord; one long poll after the other waits for what comes of it. */
    @Override
    public PromotionResult later(Promotion waiting, Instant latest) throws InterruptedException {
        TypeReference<Details> details = new TypeReference<>() {};
        while (session.now().isBefore(latest)) {
            Instant asked = session.now();
            long left = Duration.between(asked, latest).plusMillis(999).toSeconds();
            long seconds = Math.min(WAIT_SECONDS, Math.max(1, left));
            Promotion now = calls.await("/v1/promotions/" + waiting.id(), Map.of(), seconds, details)
                    .promotion();
            if (now.status().isFinal()) {
                break;
            }
            if (session.now().isBefore(asked.plusSeconds(seconds))) {
                // So many wait there already that the server answers at once.
                session.pause(LedgerDeeds.LOOK, latest);
            }
        }
        return voted(waiting.id(), "decide", new Fields());
    }

    @Override
    public PromotionResult approve(long promotion, String reason) {
        return voted(promotion, "approve", new Fields().with("reason", reason));
    }

    @Override
    public PromotionResult refuse(long promotion, String reason) {
        return voted(promotion, "refuse", new Fields().with("reason", reason));
    }

    @Override
    public PromotionResult cancel(long promotion) {
        return voted(promotion, "cancel", new Fields());
    }

    private PromotionResult voted(long promotion, String deed, Fields body) {
        return calls.post("/v1/promotions/" + promotion + "/" + deed, body, null, PROMOTION);
    }

    @Override
    public List<PromotionResult> askAgain(@CheckForNull String application) {
        return calls.post("/v1/waiting", new Fields().with("application", application), null, PROMOTIONS);
    }

    @Override
    public List<Promotion> open(@CheckForNull String application, boolean mine) {
        Fields query = new Fields().with("application", application).with("mine", mine ? true : null);
        return calls.get("/v1/waiting", query, new TypeReference<>() {});
    }

    @Override
    public List<RolledBack> rollBack(
            String application, List<String> environments, @CheckForNull String tier, @CheckForNull String version) {
        Fields body = new Fields()
                .with("application", application)
                .with("environments", tier == null ? environments : null)
                .with("tier", tier)
                .with("version", version);
        return calls.post("/v1/rollback", body, null, new TypeReference<>() {});
    }

    @Override
    public List<Rollbacks.Choice> rollbackChoices(String application, String environment) {
        Fields query = new Fields().with("application", application).with("environment", environment);
        return calls.get("/v1/rollback", query, new TypeReference<>() {});
    }

    @Override
    public HotfixResult startHotfix(String application, String name, String from) {
        return calls.post(
                "/v1/hotfixes",
                new Fields().with("application", application).with("name", name).with("from", from),
                null,
                HOTFIX);
    }

    @Override
    public HotfixResult finishHotfix(String application, String name) {
        return calls.post(
                "/v1/hotfixes/finish",
                new Fields().with("application", application).with("name", name),
                null,
                HOTFIX);
    }

    @Override
    public HotfixResult resumeHotfix(String application) {
        return calls.post("/v1/hotfixes/resume", new Fields().with("application", application), null, HOTFIX);
    }

    @Override
    public Hold hold(String environment, String reason) {
        return calls.post(
                "/v1/holds",
                new Fields().with("environment", environment).with("reason", reason),
                null,
                new TypeReference<>() {});
    }

    @Override
    public List<PromotionResult> release(String environment) {
        return calls.delete("/v1/holds/" + ServerAddress.encoded(environment), PROMOTIONS);
    }

    @Override
    public Matrix matrix(@CheckForNull String application, boolean git) {
        return calls.get(
                "/v1/matrix",
                new Fields().with("application", application).with("git", git ? true : null),
                new TypeReference<>() {});
    }

    @Override
    public HistoryPage history(
            @CheckForNull String application, @CheckForNull String environment, long before, int limit) {
        Fields query = new Fields()
                .with("application", application)
                .with("environment", environment)
                .with("before", before == LedgerView.NEWEST ? null : before)
                .with("limit", limit);
        return calls.get("/v1/deployments", query, new TypeReference<>() {});
    }

    @Override
    public Timeline timeline(Timeline.Question question) {
        Fields query = new Fields()
                .with("application", question.application())
                .with("environment", question.environment())
                .with("from", question.from())
                .with("to", question.to())
                .with("limit", question.limit());
        return calls.get("/v1/timeline", query, new TypeReference<>() {});
    }

    @Override
    public Comparison compare(String application, String left, String right) {
        Fields query =
                new Fields().with("application", application).with("left", left).with("right", right);
        return calls.get("/v1/comparison", query, new TypeReference<>() {});
    }

    @Override
    public FileDifference compareFile(String application, String left, String right, String path) {
        Fields query = new Fields()
                .with("application", application)
                .with("left", left)
                .with("right", right)
                .with("path", path);
        return calls.get("/v1/comparison/file", query, new TypeReference<>() {});
    }

    @Override
    public FileDeeds files() {
        return new ServerFileDeeds(calls);
    }

    @Override
    public Pushed changed(String application, Push push) {
        Fields query = new Fields()
                .with("application", application)
                .with("base", push.base())
                .with("head", push.head())
                .with("branch", push.branch());
        return calls.get("/v1/changes", query, new TypeReference<>() {});
    }

    @Override
    public TraceDeeds traces() {
        return new ServerTraceDeeds(calls);
    }

    @Override
    public List<Drift> drift(@CheckForNull String application, @CheckForNull String environment) {
        Fields query = new Fields().with("application", application).with("environment", environment);
        return calls.get("/v1/drift", query, new TypeReference<>() {});
    }

    @Override
    public StateAt at(Instant instant, @CheckForNull String application) {
        return calls.get(
                "/v1/state",
                new Fields().with("at", instant).with("application", application),
                new TypeReference<>() {});
    }

    @Override
    public Metrics metrics(
            Metrics.Selection selection,
            @CheckForNull Instant from,
            @CheckForNull Instant to,
            int days,
            boolean inDetail) {
        Fields query = new Fields()
                .with("application", selection.application())
                .with("environment", selection.environment())
                .with("tier", selection.tier())
                .with("trend", inDetail ? true : null)
                .with("from", from)
                .with("to", to)
                .with("days", from == null ? days : null);
        return calls.get("/v1/metrics", query, new TypeReference<>() {});
    }

    @Override
    public List<WebhookStatus> webhooks() {
        return calls.get("/v1/webhooks", new Fields(), new TypeReference<>() {});
    }

    @Override
    public List<DeadDelivery> deadLetters(int limit) {
        return calls.get("/v1/webhooks/dead", new Fields().with("limit", limit), new TypeReference<>() {});
    }

    @Override
    public int resend(@CheckForNull String deadLetter) {
        if (deadLetter == null) {
            return calls.post("/v1/webhooks/dead/resend", new Fields(), null, new TypeReference<Resent>() {})
                    .count();
        }
        String path = "/v1/webhooks/dead/" + ServerAddress.encoded(deadLetter) + "/resend";
        calls.post(path, new Fields(), null, new TypeReference<DeadDelivery>() {});
        return 1;
    }

    /** Written again as they came, field by field: their hashes are over what the ledger keeps. */
    @Override
    public long events(long after, Consumer<String> line) {
        long last;
        long next = after;
        do {
            last = next;
            Events page = calls.get(
                    "/v1/events", new Fields().with("after", last).with("limit", PAGE), new TypeReference<Events>() {});
            page.events().forEach(event -> line.accept(event.toString()));
            next = page.next();
        } while (next != last);
        return last;
    }

    @Override
    public void awaitEvents(long after) throws InterruptedException {
        Instant asked = session.now();
        Map<String, String> query = Map.of("after", String.valueOf(after), "limit", "1");
        boolean none = calls.await("/v1/events", query, WAIT_SECONDS, new TypeReference<Events>() {})
                .events()
                .isEmpty();
        if (none && session.now().isBefore(asked.plusSeconds(WAIT_SECONDS))) {
            // So many wait there already that the server answers at once.
            session.host().sleeper().sleep(LedgerDeeds.LOOK);
        }
    }
}
