package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One thing that happened, as the ledger keeps it. Events carry everything the derived tables are built from; who did it
 * and when is kept beside them.
 */
public sealed interface Event {

    /** The name webhooks and readers know it by, such as {@code deployment.failed}. */
    String type();

    /** The application it concerns, or {@code null} when it concerns all of them or none. */
    @CheckForNull
    default String application() {
        return null;
    }

    /** The environment it concerns, or {@code null} when it concerns several or none. */
    @CheckForNull
    default String environment() {
        return null;
    }

    private static String word(Enum<?> status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** A version of the configuration was used for the first time. */
    record ConfigurationUsed(String checksum, String text) implements Event {
        @Override
        public String type() {
            return "configuration.used";
        }
    }

    /** A combination was named for the first time. */
    record ReleaseRecorded(Release release) implements Event {
        @Override
        public String type() {
            return "release.recorded";
        }

        @Override
        public String application() {
            return release.application();
        }
    }

    /** An artifact was told of for the first time. */
    record ArtifactRecorded(long id, Artifact artifact) implements Event {
        @Override
        public String type() {
            return "artifact.recorded";
        }
    }

    /** A flow began: its deployments are planned, and NOT_STARTED. The components are those of {@link Flow}. */
    record FlowCreated(
            long id,
            long artifact,
            String application,
            String pipeline,
            String configuration,
            String fingerprint,
            String version,
            List<Flow.Stage> stages)
            implements Event {
        public FlowCreated {
            stages = List.copyOf(stages);
        }

        @Override
        public String type() {
            return "flow.created";
        }
    }

    /**
     * A deployment came into being, in status CREATED, or the turn of one that was planned has come; it ends the one that
     * was current in its environment.
     */
    record DeploymentCreated(
            long id,
            String application,
            String environment,
            String fingerprint,
            String version,
            @CheckForNull String commit,
            Deployment.Cause cause,
            @CheckForNull Long promotion,
            @CheckForNull String outOfBand)
            implements Event {
        @Override
        public String type() {
            return "deployment.created";
        }
    }

    /** A deployment moved on. */
    record DeploymentMoved(
            long deployment,
            String application,
            String environment,
            DeploymentStatus from,
            DeploymentStatus to,
            String reason)
            implements Event {
        @Override
        public String type() {
            return "deployment." + word(to);
        }
    }

    /** A check reported its result. */
    record VerificationRecorded(
            long id,
            long deployment,
            String application,
            String environment,
            String check,
            boolean passed,
            @CheckForNull String url)
            implements Event {
        @Override
        public String type() {
            return passed ? "verification.passed" : "verification.failed";
        }
    }

    /**
     * An environment's failure policy was asked about a deployment that had just failed.
     *
     * @param policy as written in the configuration
     * @param promotion the promotion that puts the last good release back, requested in the same transaction; or {@code
     *     null}
     */
    record FailureAnswered(
            long deployment,
            String application,
            String environment,
            String policy,
            FailureAnswer.Action action,
            @CheckForNull Long promotion,
            String reason)
            implements Event {
        @Override
        public String type() {
            return "failure." + word(action);
        }
    }

    /**
     * A promotion was asked for, in status REQUESTED; the actor is its trigger.
     *
     * @param deployment the planned deployment of a flow that it brings in, or {@code null}
     */
    record PromotionRequested(
            long id,
            String application,
            List<String> from,
            String environment,
            String fingerprint,
            String version,
            @CheckForNull String commit,
            PromotionKind kind,
            @CheckForNull String overrideReason,
            @CheckForNull Long deployment)
            implements Event {
        public PromotionRequested {
            from = List.copyOf(from);
        }

        /** One that makes its deployment. */
        public PromotionRequested(
                long id,
                String application,
                List<String> from,
                String environment,
                String fingerprint,
                String version,
                @CheckForNull String commit,
                PromotionKind kind,
                @CheckForNull String overrideReason) {
            this(id, application, from, environment, fingerprint, version, commit, kind, overrideReason, null);
        }

        @Override
        public String type() {
            return "promotion.requested";
        }
    }

    /**
     * A promotion moved on, or waits for something else than before (WAITING to WAITING is allowed for that).
     *
     * @param grounds on what grounds, when it moved to EXECUTING; else {@code null}
     */
    record PromotionMoved(
            long promotion,
            String application,
            String environment,
            PromotionStatus from,
            PromotionStatus to,
            String reason,
            @CheckForNull Instant earliest,
            @CheckForNull Grounds grounds)
            implements Event {
        /** One that is not carried out by it. */
        public PromotionMoved(
                long promotion,
                String application,
                String environment,
                PromotionStatus from,
                PromotionStatus to,
                String reason,
                @CheckForNull Instant earliest) {
            this(promotion, application, environment, from, to, reason, earliest, null);
        }

        @Override
        public String type() {
            return "promotion." + word(to);
        }
    }

    /** An override was used: these gates were not satisfied, and the promotion went on all the same. */
    record OverrideUsed(long promotion, String application, String environment, List<String> gates, String reason)
            implements Event {
        public OverrideUsed {
            gates = List.copyOf(gates);
        }

        @Override
        public String type() {
            return "promotion.overridden";
        }
    }

    /** One person said yes or no to a promotion; the actor is that person. */
    record ApprovalGiven(
            long promotion, String application, String environment, Set<String> groups, boolean approved, String reason)
            implements Event {
        public ApprovalGiven {
            groups = Set.copyOf(groups);
        }

        @Override
        public String type() {
            return approved ? "approval.given" : "approval.refused";
        }
    }

    /** A push is about to happen. {@link PushIntent#settled()} is {@code null}. */
    record PushIntended(PushIntent intent) implements Event {
        @Override
        public String type() {
            return "push.intended";
        }

        @Override
        public String application() {
            return intent.application();
        }
    }

    /** How a push ended. */
    record PushSettled(long intent, String application, PushIntent.Outcome outcome, String detail) implements Event {
        @Override
        public String type() {
            return "push." + word(outcome);
        }
    }

    /** A promotion became a pull request, which it waits for. */
    record PullRequestOpened(long promotion, String application, String environment, PullRequestLink pullRequest)
            implements Event {
        @Override
        public String type() {
            return "pullrequest.opened";
        }
    }

    /**
     * A promotion's pull request was merged or closed; the actor is who did it, as the server of pull requests knows them.
     *
     * @param commit what the merge put on the target's branch; {@code null} when it was closed
     * @param detail what happened, in a sentence
     */
    record PullRequestEnded(
            long promotion,
            String application,
            String environment,
            boolean merged,
            @CheckForNull String commit,
            String detail)
            implements Event {
        @Override
        public String type() {
            return merged ? "pullrequest.merged" : "pullrequest.closed";
        }
    }

    /** Somebody put a stop sign on an environment. */
    record HoldPlaced(String environment, String reason) implements Event {
        @Override
        public String type() {
            return "hold.placed";
        }
    }

    /** The stop sign was taken away. */
    record HoldReleased(String environment) implements Event {
        @Override
        public String type() {
            return "hold.released";
        }
    }

    /** All evidence of the application gathered so far in these environments is void. */
    record EvidenceVoided(String application, List<String> environments, String reason) implements Event {
        public EvidenceVoided {
            environments = List.copyOf(environments);
        }

        @Override
        public String type() {
            return "evidence.voided";
        }
    }

    /**
     * The environment's branch left the line of history by a cherry-pick.
     *
     * @param base the last commit of the branch that is on the line
     */
    record LineLeft(String application, String environment, String base, String reason) implements Event {
        @Override
        public String type() {
            return "line.left";
        }
    }

    /** The environment's branch is on the line again. */
    record LineRejoined(String application, String environment) implements Event {
        @Override
        public String type() {
            return "line.rejoined";
        }
    }

    /** A hotfix began. {@link Hotfix#status()} is STARTED. */
    record HotfixStarted(
            String application,
            String name,
            String branch,
            String from,
            String base,
            Map<String, String> previousHeads,
            List<Long> cancelled)
            implements Event {
        public HotfixStarted {
            previousHeads = Map.copyOf(previousHeads);
            cancelled = List.copyOf(cancelled);
        }

        @Override
        public String type() {
            return "hotfix.started";
        }

        @Override
        public String environment() {
            return from;
        }
    }

    /** A hotfix moved on to FINISHED or RESUMED. */
    record HotfixMoved(String application, String name, Hotfix.Status to, String reason) implements Event {
        @Override
        public String type() {
            return "hotfix." + word(to);
        }
    }

    /**
     * A build did something with a deployment or promotion.
     *
     * @param deployment the deployment it recorded or verified, or {@code null}
     * @param promotion the promotion it asked for or approved, or {@code null}
     */
    record BuildReported(
            Build build,
            BuildLink.Role role,
            String application,
            String environment,
            @CheckForNull Long deployment,
            @CheckForNull Long promotion)
            implements Event {
        @Override
        public String type() {
            return "build." + word(role);
        }
    }

    /** A build that had done something was deleted; what it did stays. */
    record BuildDeleted(String job, int number) implements Event {
        @Override
        public String type() {
            return "build.deleted";
        }
    }

    /** A job whose builds had done something has another full name now. */
    record JobMoved(String from, String to) implements Event {
        @Override
        public String type() {
            return "job.moved";
        }
    }

    /** A job whose builds had done something was deleted with them; what they did stays. */
    record JobDeleted(String job) implements Event {
        @Override
        public String type() {
            return "job.deleted";
        }
    }

    /**
     * Git says something else than the ledger of what is in an environment, or differs in another way than before.
     *
     * @param deployment the newest one there
     * @param actual the commit that Git tells; {@code null} when it tells none
     */
    record EnvironmentDrifted(
            String application, String environment, long deployment, @CheckForNull String actual, String reason)
            implements Event {
        @Override
        public String type() {
            return "environment.drifted";
        }
    }

    /** Git says of an environment what the ledger says, again. */
    record EnvironmentAligned(String application, String environment, long deployment) implements Event {
        @Override
        public String type() {
            return "environment.aligned";
        }
    }
}
