package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.api.Json;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.ForgeSettings;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.config.PullRequestSettings;
import io.jenkins.plugins.deploymentgates.gate.MissingVotes;
import io.jenkins.plugins.deploymentgates.insight.Comparison;
import io.jenkins.plugins.deploymentgates.insight.FileDifference;
import io.jenkins.plugins.deploymentgates.insight.GitAnswers;
import io.jenkins.plugins.deploymentgates.insight.HistoryPage;
import io.jenkins.plugins.deploymentgates.insight.Incoming;
import io.jenkins.plugins.deploymentgates.insight.Matrix;
import io.jenkins.plugins.deploymentgates.insight.Matrix.CommitCount;
import io.jenkins.plugins.deploymentgates.insight.Metrics;
import io.jenkins.plugins.deploymentgates.insight.RolledBack;
import io.jenkins.plugins.deploymentgates.insight.StateAt;
import io.jenkins.plugins.deploymentgates.insight.Timeline;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.Hold;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.notify.DeadDelivery;
import io.jenkins.plugins.deploymentgates.notify.WebhookStatus;
import io.jenkins.plugins.deploymentgates.promotion.Drift;
import io.jenkins.plugins.deploymentgates.promotion.HotfixResult;
import io.jenkins.plugins.deploymentgates.promotion.Preview;
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
import java.util.function.Consumer;

/** Done by the engine of this process, on the session's ledger. */
final class LedgerDeeds implements Deeds {
    /** How often it is looked whether somebody else has recorded anything. */
    static final Duration LOOK = Duration.ofSeconds(2);

    private static final int PAGE = 1000;

    private final Session session;

    LedgerDeeds(Session session) {
        this.session = session;
    }

    @Override
    public RecordResult record(RecordRequest request) {
        return session.engine().recordings().record(session.actor(), request);
    }

    @Override
    public RecordResult verify(VerifyRequest request) {
        return session.engine().recordings().verify(session.actor(), request);
    }

    @Override
    public Explained explain(PromoteRequest request) {
        Preview preview = session.lookingEngine().promotions().preview(session.actor(), request);
        return new Explained(
                preview.explanation(),
                Incoming.of(session.configuration(), preview),
                preview.draft(),
                preview.pullRequest());
    }

    @Override
    public PromotionResult promote(PromoteRequest request) {
        return session.engine().promotions().promote(session.actor(), request);
    }

    @Override
    public PromotionResult later(Promotion waiting, Instant latest) throws InterruptedException {
        long head = session.read(LedgerView::head);
        Instant end = waiting.pullRequest() == null ? latest : poll(waiting, latest);
        while (session.read(LedgerView::head) == head && session.now().isBefore(end)) {
            session.pause(LOOK, end);
        }
        return session.engine().promotions().decide(waiting.id());
    }

    /** Nobody writes into the ledger that a pull request was merged before its server is asked. */
    private Instant poll(Promotion waiting, Instant latest) {
        GitSettings git =
                session.configuration().application(waiting.application()).git();
        ForgeSettings forge = git == null ? null : git.forge();
        PullRequestSettings settings = forge == null ? null : forge.pullRequests();
        if (settings == null) {
            return latest;
        }
        Instant next = session.now().plus(settings.poll());
        return next.isBefore(latest) ? next : latest;
    }

    @Override
    public PromotionResult approve(long promotion, String reason) {
        return session.engine().promotions().approve(session.actor(), promotion, reason);
    }

    @Override
    public PromotionResult refuse(long promotion, String reason) {
        return session.engine().promotions().refuse(session.actor(), promotion, reason);
    }

    @Override
    public PromotionResult cancel(long promotion) {
        return session.engine().promotions().cancel(session.actor(), promotion);
    }

    @Override
    public List<PromotionResult> askAgain(@CheckForNull String application) {
        known(application);
        return session.engine().promotions().reconsider(application);
    }

    @Override
    public List<Promotion> open(@CheckForNull String application, boolean mine) {
        known(application);
        return session.read(view -> view.openPromotions(application).stream()
                .filter(promotion -> !mine || waitsForMe(promotion, view))
                .toList());
    }

    private boolean waitsForMe(Promotion promotion, LedgerView view) {
        return session.configuration().environments().containsKey(promotion.to())
                && MissingVotes.includes(
                        session.configuration(), promotion, view.approvals(promotion.id()), session.actor());
    }

    @Override
    public List<Rollbacks.Choice> rollbackChoices(String application, String environment) {
        return session.lookingEngine().rollbacks().choices(application, environment);
    }

    @Override
    public List<RolledBack> rollBack(
            String application, List<String> environments, @CheckForNull String tier, @CheckForNull String version) {
        Rollbacks rollbacks = session.engine().rollbacks();
        List<String> chosen = tier == null ? environments : rollbacks.environmentsOfTier(application, tier);
        List<PromotionResult> results = rollbacks.rollback(session.actor(), application, chosen, version);
        return session.read(view ->
                results.stream().map(result -> RolledBack.of(view, result)).toList());
    }

    @Override
    public HotfixResult startHotfix(String application, String name, String from) {
        return session.engine().hotfixes().start(session.actor(), application, name, from);
    }

    @Override
    public HotfixResult finishHotfix(String application, String name) {
        return session.engine().hotfixes().finish(session.actor(), application, name);
    }

    @Override
    public HotfixResult resumeHotfix(String application) {
        return session.engine().hotfixes().resume(session.actor(), application);
    }

    @Override
    public Hold hold(String environment, String reason) {
        return session.engine().holds().hold(session.actor(), environment, reason);
    }

    @Override
    public List<PromotionResult> release(String environment) {
        return session.engine().holds().release(session.actor(), environment);
    }

    @Override
    public Matrix matrix(@CheckForNull String application, boolean git) {
        CommitCount commits = git ? new GitAnswers(session::repository) : CommitCount.NONE;
        return session.read(view -> Matrix.read(view, session.configuration(), application, session.now(), commits));
    }

    @Override
    public HistoryPage history(
            @CheckForNull String application, @CheckForNull String environment, long before, int limit) {
        if (application != null) {
            Application known = session.configuration().application(application);
            if (environment != null) {
                known.stage(environment);
            }
        }
        return session.read(view -> HistoryPage.read(view, application, environment, before, limit));
    }

    @Override
    public Timeline timeline(Timeline.Question question) {
        return session.read(view -> Timeline.read(view, session.configuration(), question, session.now()));
    }

    @Override
    public Comparison compare(String application, String left, String right) {
        Comparison.Sides sides = sides(application, left, right);
        return Comparison.of(
                session.configuration(),
                sides,
                changes(sides, new GitAnswers(session::repository)),
                () -> sides.compared(session.lookingEngine().comparisons()));
    }

    @Override
    public FileDifference compareFile(String application, String left, String right, String path) {
        Comparison.Sides sides = sides(application, left, right);
        GitAnswers git = new GitAnswers(session::repository);
        return FileDifference.of(
                sides,
                changes(sides, git),
                () -> sides.compared(session.lookingEngine().comparisons()),
                git.differences(sides.application()),
                path);
    }

    private Comparison.Sides sides(String application, String left, String right) {
        return session.read(view -> Comparison.Sides.read(view, session.configuration(), application, left, right));
    }

    /** Git, where both sides have a commit of it. */
    @CheckForNull
    private Comparison.Changes changes(Comparison.Sides sides, GitAnswers git) {
        return sides.hasCommits()
                ? git.changes(sides.application(), session.lookingEngine().commitPullRequests())
                : null;
    }

    @Override
    public FileDeeds files() {
        return new FileDeeds.Here(session);
    }

    @Override
    public Pushed changed(String application, Push push) {
        return session.lookingEngine().pushes().changed(application, push, null);
    }

    @Override
    public TraceDeeds traces() {
        return new TraceDeeds.Here(session);
    }

    @Override
    public List<Drift> drift(@CheckForNull String application, @CheckForNull String environment) {
        List<String> asked = application == null ? null : List.of(application);
        return session.lookingEngine().drifts().look(asked, environment, null);
    }

    @Override
    public StateAt at(Instant instant, @CheckForNull String application) {
        return session.read(view -> StateAt.read(view, session.configuration(), instant, application));
    }

    @Override
    public Metrics metrics(
            Metrics.Selection selection,
            @CheckForNull Instant from,
            @CheckForNull Instant to,
            int days,
            boolean inDetail) {
        Instant end = to == null ? session.now() : to;
        Instant begin = from == null ? end.minus(Duration.ofDays(days)) : from;
        Metrics.Source source =
                session.read(view -> Metrics.Source.read(view, session.configuration(), selection, begin, end));
        GitAnswers git = new GitAnswers(session::repository);
        return inDetail ? Metrics.inDetail(source, git) : Metrics.of(source, git);
    }

    @Override
    public List<WebhookStatus> webhooks() {
        return session.webhooks().list();
    }

    @Override
    public List<DeadDelivery> deadLetters(int limit) {
        return session.webhooks().dead(limit);
    }

    @Override
    public int resend(@CheckForNull String deadLetter) {
        if (deadLetter == null) {
            return session.webhooksToChange().resendAll();
        }
        session.webhooksToChange().resend(deadLetter);
        return 1;
    }

    @Override
    public long events(long after, Consumer<String> line) {
        long last = after;
        List<LedgerEvent> page;
        do {
            long from = last;
            page = session.read(view -> view.events(from, PAGE));
            for (LedgerEvent event : page) {
                line.accept(Json.line(event));
                last = event.sequence();
            }
        } while (page.size() == PAGE);
        return last;
    }

    @Override
    public void awaitEvents(long after) throws InterruptedException {
        long head = session.read(LedgerView::head);
        if (head == 0) {
            // One that is not there now would not be seen when somebody makes it.
            Ledgers.require(session.ledger());
        }
        if (head <= after) {
            session.host().sleeper().sleep(LOOK);
        }
    }

    private void known(@CheckForNull String application) {
        if (application != null) {
            session.configuration().application(application);
        }
    }
}
