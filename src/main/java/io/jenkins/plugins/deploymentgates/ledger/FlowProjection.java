package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.ledger.Projection.Context;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Flow;

/** The part of the {@link Projection} about artifacts and the flows they set going. */
final class FlowProjection {
    /** The highest id of a check of a flow so far. */
    static final String LAST_CHECK = "SELECT last_check FROM flow ORDER BY id DESC LIMIT 1";

    private final Sql sql;

    FlowProjection(Sql sql) {
        this.sql = sql;
    }

    void artifactRecorded(Event.ArtifactRecorded event, Context context) {
        Artifact artifact = event.artifact();
        sql.update(
                "INSERT INTO artifact (" + Rows.ARTIFACT + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                event.id(),
                artifact.module().group(),
                artifact.module().name(),
                artifact.version(),
                artifact.sourceUrl(),
                artifact.digest(),
                context.by(),
                context.at());
    }

    void created(Event.FlowCreated event, Context context) {
        if (!sql.exists("SELECT 1 FROM artifact WHERE id = ?", event.artifact())) {
            throw Projection.missing(event, "artifact " + event.artifact());
        }
        long last = sql.first(LAST_CHECK, row -> row.getLong(1)).orElse(0L);
        for (Flow.Stage stage : event.stages()) {
            for (Flow.Check check : stage.checks()) {
                last = Math.max(last, check.id());
            }
        }
        sql.update(
                "INSERT INTO flow (" + Rows.FLOW + ", last_check) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                event.id(),
                event.artifact(),
                event.application(),
                event.pipeline(),
                event.configuration(),
                event.fingerprint(),
                event.version(),
                EventCodec.write(event.stages()),
                context.by(),
                context.at(),
                last);
        for (Flow.Stage stage : event.stages()) {
            sql.update(
                    "INSERT INTO deployment (id, application, environment, fingerprint, version, status, cause, actor,"
                            + " created_at, flow) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    stage.deployment(),
                    event.application(),
                    stage.environment(),
                    event.fingerprint(),
                    event.version(),
                    DeploymentStatus.NOT_STARTED,
                    Deployment.Cause.FLOW,
                    context.by(),
                    context.at(),
                    event.id());
        }
    }
}
