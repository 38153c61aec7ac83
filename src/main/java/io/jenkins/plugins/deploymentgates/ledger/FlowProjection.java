package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.ledger.Projection.Context;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;

/** The part of the {@link Projection} about artifacts and the flows they set going. */
final class FlowProjection {
    /** The highest id of a check of a flow so far. */
    static final String LAST_CHECK = "SELECT last_check FROM flow ORDER BY id DESC LIMIT 1";

    /** So many deployments are planned by one statement; few enough for any database's limit of values. */
    private static final int AT_ONCE = 50;

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
        long lastCheck = Math.max(
                sql.first(LAST_CHECK, row -> row.getLong(1)).orElse(0L),
                event.stages().stream()
                        .flatMap(stage -> stage.checks().stream())
                        .mapToLong(Flow.Check::id)
                        .max()
                        .orElse(0));
        LongSummaryStatistics deployments =
                event.stages().stream().mapToLong(Flow.Stage::deployment).summaryStatistics();
        sql.update(
                "INSERT INTO flow (" + Rows.FLOW + ", first_deployment, last_deployment, last_check)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                deployments.getMin(),
                deployments.getMax(),
                lastCheck);
        for (int from = 0; from < event.stages().size(); from += AT_ONCE) {
            plan(
                    event,
                    event.stages()
                            .subList(
                                    from,
                                    Math.min(from + AT_ONCE, event.stages().size())),
                    context);
        }
    }

    /** One statement for several deployments, as each statement costs more than its row. */
    private void plan(Event.FlowCreated event, List<Flow.Stage> stages, Context context) {
        List<Object> values = new ArrayList<>();
        for (Flow.Stage stage : stages) {
            values.addAll(List.of(
                    stage.deployment(),
                    event.application(),
                    stage.environment(),
                    event.fingerprint(),
                    event.version(),
                    DeploymentStatus.NOT_STARTED,
                    Deployment.Cause.FLOW,
                    context.by(),
                    context.at(),
                    event.id()));
        }
        sql.update(planning(stages.size()), values.toArray());
    }

    private static String planning(int rows) {
        return "INSERT INTO deployment (id, application, environment, fingerprint, version, status, cause, actor,"
                + " created_at, flow) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)".repeat(rows - 1);
    }
}
