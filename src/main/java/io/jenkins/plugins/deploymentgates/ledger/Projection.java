package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Keeps the derived tables: applied to the events in order, it always makes the same tables, whether one by one as they
 * are appended or all at once in a rebuild. Works on the connection's transaction.
 */
final class Projection {

    /** Derived tables, those that refer to others first. */
    static final List<String> TABLES = List.of(
            "application_job",
            "build_link",
            "evidence",
            "cell",
            "failure_answer",
            "verification",
            "approval",
            "promotion",
            "deployment",
            "flow",
            "artifact",
            "release_artifact",
            "release",
            "hold",
            "past_hold",
            "line_left",
            "drift",
            "hotfix",
            "push_intent",
            "configuration");

    private final Sql sql;
    private final Map<Class<? extends Event>, Step<Event>> steps;

    /**
     * An event's circumstances.
     *
     * @param at milliseconds since 1970
     */
    record Context(long sequence, long at, String by) {
        static Context of(EventRow row) {
            return new Context(row.sequence(), row.at(), row.by());
        }
    }

    @FunctionalInterface
    interface Step<E extends Event> {
        void apply(E event, Context context);
    }

    Projection(Sql sql) {
        this.sql = sql;
        DeploymentProjection deployments = new DeploymentProjection(sql);
        PromotionProjection promotions = new PromotionProjection(sql);
        BuildProjection builds = new BuildProjection(sql);
        FlowProjection flows = new FlowProjection(sql);
        steps = Map.ofEntries(
                step(Event.ConfigurationUsed.class, this::configurationUsed),
                step(Event.ReleaseRecorded.class, this::releaseRecorded),
                step(Event.ArtifactRecorded.class, flows::artifactRecorded),
                step(Event.FlowCreated.class, flows::created),
                step(Event.DeploymentCreated.class, deployments::created),
                step(Event.DeploymentMoved.class, deployments::moved),
                step(Event.VerificationRecorded.class, deployments::verificationRecorded),
                step(Event.FailureAnswered.class, deployments::failureAnswered),
                step(Event.EvidenceVoided.class, deployments::evidenceVoided),
                step(Event.PromotionRequested.class, promotions::requested),
                step(Event.PromotionMoved.class, promotions::moved),
                step(Event.OverrideUsed.class, promotions::overrideUsed),
                step(Event.ApprovalGiven.class, promotions::approvalGiven),
                step(Event.PushIntended.class, this::pushIntended),
                step(Event.PushSettled.class, this::pushSettled),
                step(Event.PullRequestOpened.class, promotions::pullRequestOpened),
                step(Event.PullRequestEnded.class, promotions::pullRequestEnded),
                step(Event.HoldPlaced.class, this::holdPlaced),
                step(Event.HoldReleased.class, this::holdReleased),
                step(Event.LineLeft.class, this::lineLeft),
                step(Event.LineRejoined.class, this::lineRejoined),
                step(Event.EnvironmentDrifted.class, this::drifted),
                step(Event.EnvironmentAligned.class, this::aligned),
                step(Event.HotfixStarted.class, this::hotfixStarted),
                step(Event.HotfixMoved.class, this::hotfixMoved),
                step(Event.BuildReported.class, builds::reported),
                step(Event.BuildDeleted.class, builds::deleted),
                step(Event.JobMoved.class, builds::jobMoved),
                step(Event.JobDeleted.class, builds::jobDeleted));
    }

    private static <E extends Event> Map.Entry<Class<? extends Event>, Step<Event>> step(Class<E> kind, Step<E> step) {
        return Map.entry(kind, (event, context) -> step.apply(kind.cast(event), context));
    }

    /**
     * Brings the derived tables up to date with one more event.
     *
     * @throws LedgerException when it names something the ledger does not hold, or the storage fails
     */
    void apply(Event event, Context context) {
        steps.get(event.getClass()).apply(event, context);
    }

    /** Empties the derived tables. */
    void clear() {
        for (String table : TABLES) {
            sql.update("DELETE FROM " + table);
        }
    }

    /** The error for an event about something that was never recorded. */
    static LedgerException missing(Event event, String what) {
        return new LedgerException(
                "the event " + event.type() + " names " + what + ", which the ledger does not hold; record that first");
    }

    private void configurationUsed(Event.ConfigurationUsed event, Context context) {
        sql.update(
                "INSERT INTO configuration (checksum, content, sequence) VALUES (?, ?, ?) ON CONFLICT (checksum) DO"
                        + " NOTHING",
                event.checksum(),
                event.text(),
                context.sequence());
    }

    private void releaseRecorded(Event.ReleaseRecorded event, Context context) {
        Release release = event.release();
        int added = sql.update(
                "INSERT INTO release (fingerprint, application, version, commit_id, shared_tree, sequence)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (fingerprint) DO NOTHING",
                release.fingerprint(),
                release.application(),
                release.version(),
                release.commit(),
                release.sharedTree(),
                context.sequence());
        if (added == 0) {
            return;
        }
        for (Artifact artifact : release.artifacts()) {
            sql.update(
                    "INSERT INTO release_artifact (fingerprint, module_group, module_name, version, source_url, digest)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    release.fingerprint(),
                    artifact.module().group(),
                    artifact.module().name(),
                    artifact.version(),
                    artifact.sourceUrl(),
                    artifact.digest());
        }
    }

    private void pushIntended(Event.PushIntended event, Context context) {
        PushIntent intent = event.intent();
        sql.update(
                "INSERT INTO push_intent (id, application, kind, promotions, refs, details, at, actor, settled,"
                        + " environment) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                intent.id(),
                intent.application(),
                intent.kind(),
                EventCodec.write(intent.promotions()),
                EventCodec.write(intent.refs()),
                EventCodec.write(intent.details()),
                intent.at(),
                intent.by(),
                intent.settled(),
                intent.environment());
    }

    private void pushSettled(Event.PushSettled event, Context context) {
        if (sql.update("UPDATE push_intent SET settled = ? WHERE id = ?", event.outcome(), event.intent()) == 0) {
            throw missing(event, "push " + event.intent());
        }
    }

    private void holdPlaced(Event.HoldPlaced event, Context context) {
        sql.update(
                "INSERT INTO hold (environment, reason, actor, at) VALUES (?, ?, ?, ?) ON CONFLICT (environment)"
                        + " DO UPDATE SET reason = excluded.reason, actor = excluded.actor, at = excluded.at",
                event.environment(),
                event.reason(),
                context.by(),
                context.at());
    }

    private void holdReleased(Event.HoldReleased event, Context context) {
        sql.update(
                "INSERT INTO past_hold (sequence, environment, reason, actor, at, ended_at, ended_by)"
                        + " SELECT CAST(? AS BIGINT), environment, reason, actor, at, CAST(? AS BIGINT), ? FROM hold"
                        + " WHERE environment = ?",
                context.sequence(),
                context.at(),
                context.by(),
                event.environment());
        sql.update("DELETE FROM hold WHERE environment = ?", event.environment());
    }

    private void lineLeft(Event.LineLeft event, Context context) {
        sql.update(
                "INSERT INTO line_left (application, environment, base) VALUES (?, ?, ?)"
                        + " ON CONFLICT (application, environment) DO UPDATE SET base = excluded.base",
                event.application(),
                event.environment(),
                event.base());
    }

    private void lineRejoined(Event.LineRejoined event, Context context) {
        sql.update(
                "DELETE FROM line_left WHERE application = ? AND environment = ?",
                event.application(),
                event.environment());
    }

    private void drifted(Event.EnvironmentDrifted event, Context context) {
        sql.update(
                "INSERT INTO drift (application, environment, deployment, actual, reason, at) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (application, environment) DO UPDATE SET deployment = excluded.deployment,"
                        + " actual = excluded.actual, reason = excluded.reason, at = excluded.at",
                event.application(),
                event.environment(),
                event.deployment(),
                event.actual(),
                event.reason(),
                context.at());
    }

    private void aligned(Event.EnvironmentAligned event, Context context) {
        sql.update(
                "DELETE FROM drift WHERE application = ? AND environment = ?",
                event.application(),
                event.environment());
    }

    private void hotfixStarted(Event.HotfixStarted event, Context context) {
        sql.update(
                "INSERT INTO hotfix (sequence, application, name, branch, from_environment, base, previous_heads,"
                        + " cancelled, status, actor, started_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                context.sequence(),
                event.application(),
                event.name(),
                event.branch(),
                event.from(),
                event.base(),
                EventCodec.write(event.previousHeads()),
                EventCodec.write(event.cancelled()),
                Hotfix.Status.STARTED,
                context.by(),
                Instant.ofEpochMilli(context.at()));
    }

    private void hotfixMoved(Event.HotfixMoved event, Context context) {
        int moved = sql.update(
                "UPDATE hotfix SET status = ? WHERE sequence ="
                        + " (SELECT MAX(h.sequence) FROM hotfix h WHERE h.application = ? AND h.name = ?)",
                event.to(),
                event.application(),
                event.name());
        if (moved == 0) {
            throw missing(event, "the hotfix " + event.name() + " of " + event.application());
        }
    }
}
