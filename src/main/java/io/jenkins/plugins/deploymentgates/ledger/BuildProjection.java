package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.ledger.Projection.Context;
import io.jenkins.plugins.deploymentgates.model.Event;

/** The part of the {@link Projection} about what builds did. */
final class BuildProjection {
    private final Sql sql;

    BuildProjection(Sql sql) {
        this.sql = sql;
    }

    void reported(Event.BuildReported event, Context context) {
        sql.update(
                "INSERT INTO build_link (" + Rows.BUILD_LINK + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                context.sequence(),
                event.build().job(),
                event.build().number(),
                event.build().url(),
                event.role(),
                event.application(),
                event.environment(),
                event.deployment(),
                event.promotion(),
                context.by(),
                context.at());
        sql.update(
                "INSERT INTO application_job (application, job) VALUES (?, ?) ON CONFLICT DO NOTHING",
                event.application(),
                event.build().job());
    }

    void deleted(Event.BuildDeleted event, Context context) {
        sql.update("UPDATE build_link SET gone = 1 WHERE job = ? AND number = ?", event.job(), event.number());
    }

    void jobMoved(Event.JobMoved event, Context context) {
        sql.update("UPDATE build_link SET job = ? WHERE job = ?", event.to(), event.from());
        sql.update(
                "INSERT INTO application_job (application, job)"
                        + " SELECT application, ? FROM application_job WHERE job = ? ON CONFLICT DO NOTHING",
                event.to(),
                event.from());
        sql.update("DELETE FROM application_job WHERE job = ?", event.from());
    }

    void jobDeleted(Event.JobDeleted event, Context context) {
        sql.update("UPDATE build_link SET gone = 1 WHERE job = ?", event.job());
        sql.update("DELETE FROM application_job WHERE job = ?", event.job());
    }
}
