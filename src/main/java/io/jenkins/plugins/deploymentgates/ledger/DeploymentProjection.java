package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.ledger.Projection.Context;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;

/** The part of the {@link Projection} about deployments and what they prove. */
final class DeploymentProjection {
    private final Sql sql;

    DeploymentProjection(Sql sql) {
        this.sql = sql;
    }

    void created(Event.DeploymentCreated event, Context context) {
        // One that was planned is in the table already.
        int created = sql.update(
                "INSERT INTO deployment (id, application, environment, fingerprint, version, commit_id, status, cause,"
                        + " promotion, out_of_band, actor, created_at, sequence)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                        + " commit_id = excluded.commit_id, status = excluded.status, cause = excluded.cause,"
                        + " promotion = excluded.promotion, out_of_band = excluded.out_of_band, actor = excluded.actor,"
                        + " created_at = excluded.created_at, sequence = excluded.sequence"
                        + " WHERE deployment.status = 'NOT_STARTED'",
                event.id(),
                event.application(),
                event.environment(),
                event.fingerprint(),
                event.version(),
                event.commit(),
                DeploymentStatus.CREATED,
                event.cause(),
                event.promotion(),
                event.outOfBand(),
                context.by(),
                context.at(),
                context.sequence());
        if (created == 0) {
            throw new LedgerException("the event " + event.type() + " creates deployment " + event.id()
                    + ", which was created before; take the next id");
        }
        sql.update(
                "INSERT INTO cell (application, environment) VALUES (?, ?) ON CONFLICT DO NOTHING",
                event.application(),
                event.environment());
    }

    void moved(Event.DeploymentMoved event, Context context) {
        String changes =
                switch (event.to()) {
                    case STARTED -> ", started_at = ?";
                    case COMPLETED -> ", completed_at = ?";
                    case VERIFIED -> ", verified_at = ?, last_verified_at = ?";
                    case FAILED -> ", failed_at = ?";
                    case NOT_STARTED, CREATED -> "";
                };
        Object[] values =
                switch (event.to()) {
                    case VERIFIED -> new Object[] {event.to(), context.at(), context.at(), event.deployment()};
                    case STARTED, COMPLETED, FAILED -> new Object[] {event.to(), context.at(), event.deployment()};
                    case NOT_STARTED, CREATED -> new Object[] {event.to(), event.deployment()};
                };
        if (sql.update("UPDATE deployment SET status = ?" + changes + " WHERE id = ?", values) == 0) {
            throw missing(event, event.deployment());
        }
        if (event.to() == DeploymentStatus.VERIFIED) {
            sql.update(
                    "INSERT INTO evidence (application, environment, module_group, module_name, version, deployment)"
                            + " SELECT d.application, d.environment, a.module_group, a.module_name, a.version, d.id"
                            + " FROM deployment d JOIN release_artifact a ON a.fingerprint = d.fingerprint"
                            + " WHERE d.id = ? AND d.voided IS NULL ON CONFLICT DO NOTHING",
                    event.deployment());
        } else if (event.from() == DeploymentStatus.VERIFIED) {
            sql.update(
                    "DELETE FROM evidence WHERE application = ? AND environment = ? AND deployment = ?",
                    event.application(),
                    event.environment(),
                    event.deployment());
        }
    }

    void verificationRecorded(Event.VerificationRecorded event, Context context) {
        String status = sql.first(
                        "SELECT status FROM deployment WHERE id = ?", row -> row.getString(1), event.deployment())
                .orElseThrow(() -> missing(event, event.deployment()));
        sql.update(
                "INSERT INTO verification (id, deployment, check_name, passed, url, actor, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                event.id(),
                event.deployment(),
                event.check(),
                event.passed(),
                event.url(),
                context.by(),
                context.at());
        if (event.passed() && status.equals(DeploymentStatus.VERIFIED.name())) {
            sql.update(
                    "UPDATE deployment SET last_verified_at = ? WHERE id = ? AND last_verified_at < ?",
                    context.at(),
                    event.deployment(),
                    context.at());
        }
    }

    void evidenceVoided(Event.EvidenceVoided event, Context context) {
        for (String environment : event.environments()) {
            sql.update(
                    "UPDATE deployment SET voided = ? WHERE application = ? AND environment = ? AND voided IS NULL"
                            + " AND sequence IS NOT NULL",
                    event.reason(),
                    event.application(),
                    environment);
            sql.update(
                    "DELETE FROM evidence WHERE application = ? AND environment = ?", event.application(), environment);
        }
    }

    private static LedgerException missing(Event event, long deployment) {
        return Projection.missing(event, "deployment " + deployment);
    }

    void failureAnswered(Event.FailureAnswered event, Context context) {
        if (!sql.exists("SELECT 1 FROM deployment WHERE id = ?", event.deployment())) {
            throw Projection.missing(event, "deployment " + event.deployment());
        }
        sql.update(
                "INSERT INTO failure_answer (deployment, application, environment, policy, action, promotion, reason, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                event.deployment(),
                event.application(),
                event.environment(),
                event.policy(),
                event.action(),
                event.promotion(),
                event.reason(),
                context.at());
    }
}
