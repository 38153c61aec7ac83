package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DriftNote;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.Flow;
import io.jenkins.plugins.deploymentgates.model.Grounds;
import io.jenkins.plugins.deploymentgates.model.Hold;
import io.jenkins.plugins.deploymentgates.model.HoldSpan;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.RecordedArtifact;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.model.Verification;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Questions to one consistent state of the ledger. Lives as long as the work it was handed to and is used by one thread.
 * Every question costs what it returns, and those about more than one cell a look at each cell, not what is in the
 * history.
 */
public interface LedgerView {

    /** A position in an application's or environment's history that reaches further back than any deployment. */
    long NEWEST = Long.MAX_VALUE;

    Optional<Release> release(String fingerprint);

    /** The releases with this label, the one recorded last first. */
    List<Release> releases(String application, String version);

    /** The sequence number of the event that recorded the release; tells which of two is older. */
    Optional<Long> releaseSequence(String fingerprint);

    /** A deployment, also one of a flow that is NOT_STARTED, which no other question about deployments tells of. */
    Optional<Deployment> deployment(long id);

    /** The newest deployment of the application in the environment, whatever its status. */
    Optional<Deployment> current(String application, String environment);

    /**
     * History, newest first: in the order in which they came in, and of everything in the order of their ids.
     *
     * @param application or {@code null} for all
     * @param environment or {@code null} for all
     * @param beforeId only deployments before the one with this id; {@link #NEWEST} for the newest
     * @param limit how many at most
     */
    List<Deployment> deployments(
            @CheckForNull String application, @CheckForNull String environment, long beforeId, int limit);

    /** Deployments of one release in one environment, newest first. */
    List<Deployment> deploymentsOf(String application, String environment, String fingerprint, int limit);

    /** Deployments that were VERIFIED (now or before something took their place) and are not FAILED, newest first. */
    List<Deployment> goodDeployments(String application, String environment, int limit);

    /**
     * Whether a release that holds this version of the module has evidence in the environment: the newest such
     * deployment that is VERIFIED and not voided.
     */
    Optional<Deployment> evidenceForArtifact(String application, String environment, Module module, String version);

    /** Deployments that were current at the instant, ordered by application and environment. */
    List<Deployment> deploymentsAt(Instant instant, @CheckForNull String application);

    /** Deployments created from {@code from} (inclusive) to {@code to} (exclusive), oldest first. */
    List<Deployment> deploymentsBetween(@CheckForNull String application, Instant from, Instant to);

    /**
     * Deployments that were current at some time from {@code from} (inclusive) to {@code to} (exclusive), oldest first. It
     * costs what all that came in between does.
     *
     * @param application or {@code null} for all
     * @param environment or {@code null} for all
     */
    List<Deployment> deploymentsDuring(
            @CheckForNull String application, @CheckForNull String environment, Instant from, Instant to);

    Optional<RecordedArtifact> artifact(long id);

    Optional<RecordedArtifact> artifact(String group, String name, String version);

    /** The recorded versions of a module, newest first, from an offset on. */
    List<RecordedArtifact> artifacts(String group, String name, long offset, int limit);

    Optional<Flow> flow(long id);

    /**
     * Flows, newest first, from an offset on.
     *
     * @param applications of these; {@code null} for all
     */
    List<Flow> flows(@CheckForNull Collection<String> applications, long offset, int limit);

    /** The flows of a recorded artifact, oldest first. */
    List<Flow> flowsOf(long artifact);

    /**
     * Deployments of flows, NOT_STARTED ones included, by their ids, newest first, from an offset on.
     *
     * @param applications of these; {@code null} for all
     * @param environment or {@code null} for all
     */
    List<Deployment> flowDeployments(
            @CheckForNull Collection<String> applications, @CheckForNull String environment, long offset, int limit);

    /** Deployments of flows of one release in one environment, NOT_STARTED ones included, oldest first. */
    List<Deployment> flowDeployments(String application, String environment, String fingerprint);

    /** Results on a deployment, oldest first. */
    List<Verification> verifications(long deployment);

    /** What the failure policy did about the deployment; empty unless it failed. */
    Optional<FailureAnswer> failureAnswer(long deployment);

    /** The failure because of which a failure policy asked for the promotion; empty when it was not one that did. */
    Optional<FailureAnswer> failureBehind(long promotion);

    Optional<Promotion> promotion(long id);

    /** On what grounds a promotion was carried out; empty when it was not. */
    Optional<Grounds> grounds(long promotion);

    /** Promotions that are not final, oldest first; of one application, or of all for {@code null}. */
    List<Promotion> openPromotions(@CheckForNull String application);

    /** Promotions into one environment, newest first. */
    List<Promotion> promotions(String application, String environment, int limit);

    /** Votes on a promotion, oldest first; one a person. */
    List<Approval> approvals(long promotion);

    /** The hold on an environment, if there is one. */
    Optional<Hold> hold(String environment);

    List<Hold> holds();

    /** The holds that stood at some time from {@code from} (exclusive) to {@code to} (exclusive), oldest first. */
    List<HoldSpan> holdsDuring(Instant from, Instant to);

    /** The base commit if the environment's branch has left the line of history. */
    Optional<String> lineBase(String application, String environment);

    /** How Git differed from the ledger when it was last found out; of whatever deployment was there then. */
    Optional<DriftNote> drift(String application, String environment);

    /** The hotfix under way, if there is one. */
    Optional<Hotfix> activeHotfix(String application);

    Optional<Hotfix> hotfix(String application, String name);

    /** Hotfixes of the application, newest first. */
    List<Hotfix> hotfixes(String application);

    /** Pushes whose end nobody has recorded, oldest first. */
    List<PushIntent> openIntents();

    /** A push by its number, whether it ended or not. */
    Optional<PushIntent> intent(long id);

    /** What builds did with a deployment, oldest first. */
    List<BuildLink> buildsOfDeployment(long deployment);

    /**
     * What builds did with the deployments that are current in their environments, by deployment, oldest first; those of
     * no build are left out.
     *
     * @param application or {@code null} for all
     */
    Map<Long, List<BuildLink>> buildsOfCurrent(@CheckForNull String application);

    /** What builds did with a promotion, oldest first. */
    List<BuildLink> buildsOfPromotion(long promotion);

    /**
     * What the builds of a job did, newest first.
     *
     * @param job the full name it has now
     * @param beforeSequence only what has a smaller {@link BuildLink#sequence}; {@link #NEWEST} for the newest
     * @param limit how many at most
     */
    List<BuildLink> buildsOfJob(String job, long beforeSequence, int limit);

    /** What one build did, oldest first; nothing of an earlier, deleted job of that name. */
    List<BuildLink> build(String job, int number);

    /** What builds of that job and number did, oldest first; those that were deleted since, too. */
    List<BuildLink> buildsNamed(String job, int number);

    /** The full names of the jobs whose builds did something, by application; those deleted since are left out. */
    Map<String, Set<String>> jobsByApplication();

    /** The current deployment of each application and environment, ordered by both. */
    List<Cell> cells(@CheckForNull String application);

    /** Whether this version of the configuration has been stored. */
    boolean hasConfiguration(String checksum);

    Optional<String> configuration(String checksum);

    /** The sequence number of the event that stored this version of the configuration. */
    Optional<Long> configurationSequence(String checksum);

    /**
     * The newest version of the configuration that was stored by an event before this sequence number; {@link #NEWEST}
     * for the newest of all.
     */
    Optional<StoredConfiguration> configurationBefore(long sequence);

    /** Events after a sequence number, oldest first. */
    List<LedgerEvent> events(long afterSequence, int limit);

    /** The newest event's sequence number; 0 when there is none. */
    long head();

    /** What was delivered to webhooks. */
    WebhookView webhooks();

    /**
     * A version of the configuration.
     *
     * @param sequence of the event that stored it
     */
    record StoredConfiguration(long sequence, String text) {}

    /** The server's bearer tokens, oldest first, those that were revoked too. */
    List<AccessToken> tokens();

    /** The bearer token of that id, revoked or not. */
    Optional<AccessToken> token(String id);

    /**
     * What the matrix shows of the current deployment of an application in an environment.
     *
     * @param lineBase set when the environment's branch has left the line
     * @param waiting how many promotions into it wait
     * @param drift how Git differs from this deployment, as far as that was found out
     */
    record Cell(Deployment deployment, @CheckForNull String lineBase, int waiting, @CheckForNull DriftNote drift) {}
}
