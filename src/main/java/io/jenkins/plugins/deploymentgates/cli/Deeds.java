package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.insight.Comparison;
import io.jenkins.plugins.deploymentgates.insight.FileDifference;
import io.jenkins.plugins.deploymentgates.insight.HistoryPage;
import io.jenkins.plugins.deploymentgates.insight.Incoming;
import io.jenkins.plugins.deploymentgates.insight.Matrix;
import io.jenkins.plugins.deploymentgates.insight.Metrics;
import io.jenkins.plugins.deploymentgates.insight.RolledBack;
import io.jenkins.plugins.deploymentgates.insight.StateAt;
import io.jenkins.plugins.deploymentgates.insight.Timeline;
import io.jenkins.plugins.deploymentgates.model.Hold;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.notify.DeadDelivery;
import io.jenkins.plugins.deploymentgates.notify.WebhookStatus;
import io.jenkins.plugins.deploymentgates.promotion.Draft;
import io.jenkins.plugins.deploymentgates.promotion.Drift;
import io.jenkins.plugins.deploymentgates.promotion.HotfixResult;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import io.jenkins.plugins.deploymentgates.promotion.PullRequestDraft;
import io.jenkins.plugins.deploymentgates.promotion.Push;
import io.jenkins.plugins.deploymentgates.promotion.Pushed;
import io.jenkins.plugins.deploymentgates.promotion.RecordRequest;
import io.jenkins.plugins.deploymentgates.promotion.RecordResult;
import io.jenkins.plugins.deploymentgates.promotion.Rollbacks;
import io.jenkins.plugins.deploymentgates.promotion.VerifyRequest;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the commands have done for them, by the ledger at hand or by a server. Both tell the same of the same, so that a command
 * prints one thing whoever did it, and both fail with the same words. Used by one thread.
 */
interface Deeds {

    /**
     * What would happen, and what it would bring.
     *
     * @param incoming {@code null} where no Git is asked
     * @param draft the commit the promotion would make of its own; {@code null} when it makes none
     */
    record Explained(
            Explanation explanation,
            @CheckForNull Incoming incoming,
            @CheckForNull Draft draft,
            @CheckForNull PullRequestDraft pullRequest) {}

    RecordResult record(RecordRequest request);

    RecordResult verify(VerifyRequest request);

    Explained explain(PromoteRequest request);

    PromotionResult promote(PromoteRequest request);

    /**
     * Asks the gates of a promotion again as soon as something was recorded that may have changed their answer, and at an
     * instant at the latest.
     */
    PromotionResult later(Promotion waiting, Instant latest) throws InterruptedException;

    PromotionResult approve(long promotion, String reason);

    PromotionResult refuse(long promotion, String reason);

    PromotionResult cancel(long promotion);

    /** Asks the gates of all that wait again; those that moved on. */
    List<PromotionResult> askAgain(@CheckForNull String application);

    /**
     * The promotions that are not over.
     *
     * @param mine only those that a yes of whoever asks would bring nearer
     */
    List<Promotion> open(@CheckForNull String application, boolean mine);

    /** Rolls back the environments, or all of a tier where one is named. */
    List<RolledBack> rollBack(
            String application, List<String> environments, @CheckForNull String tier, @CheckForNull String version);

    /** To what an environment can go back, newest first. */
    List<Rollbacks.Choice> rollbackChoices(String application, String environment);

    HotfixResult startHotfix(String application, String name, String from);

    HotfixResult finishHotfix(String application, String name);

    HotfixResult resumeHotfix(String application);

    Hold hold(String environment, String reason);

    /** Takes a hold away; those that moved on because of it. */
    List<PromotionResult> release(String environment);

    /** @param git whether to ask Git as well */
    Matrix matrix(@CheckForNull String application, boolean git);

    HistoryPage history(@CheckForNull String application, @CheckForNull String environment, long before, int limit);

    /** What was where between two instants, and what happened there. */
    Timeline timeline(Timeline.Question question);

    Comparison compare(String application, String left, String right);

    /** What differs in a file between them. */
    FileDifference compareFile(String application, String left, String right, String path);

    /** What is done with deployment files. */
    FileDeeds files();

    /** What a push deploys. */
    Pushed changed(String application, Push push);

    /** Where versions come from, and where commits, tickets and builds went. */
    TraceDeeds traces();

    /** What Git says, against what was deployed. */
    List<Drift> drift(@CheckForNull String application, @CheckForNull String environment);

    StateAt at(Instant instant, @CheckForNull String application);

    /**
     * @param from {@code null} for some days before the end
     * @param to {@code null} for now
     * @param inDetail with trend and spread
     */
    Metrics metrics(
            Metrics.Selection selection,
            @CheckForNull Instant from,
            @CheckForNull Instant to,
            int days,
            boolean inDetail);

    /** Every webhook of the configuration and how it is. */
    List<WebhookStatus> webhooks();

    /** What webhooks did not take, oldest first. */
    List<DeadDelivery> deadLetters(int limit);

    /** Has a dead letter sent again, or all of them where none is named; how many. */
    int resend(@CheckForNull String deadLetter);

    /** Hands on each event after a sequence number as a line of JSON; the number of the last, or the same where there is none. */
    long events(long after, Consumer<String> line);

    /** Waits for some time, but no longer than until there is an event after a sequence number. */
    void awaitEvents(long after) throws InterruptedException;
}
