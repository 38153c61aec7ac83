package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Flow;
import io.jenkins.plugins.deploymentgates.model.RecordedArtifact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The questions about artifacts and flows. A page costs what it returns and what is skipped before it. */
final class FlowQuestions {
    private static final String ARTIFACTS = "SELECT " + Rows.ARTIFACT + " FROM artifact WHERE ";
    private static final String FLOWS = "SELECT " + Rows.FLOW + " FROM flow WHERE ";
    private static final String DEPLOYMENTS = "SELECT " + Rows.DEPLOYMENT + " FROM deployment d WHERE ";

    /**
     * By flow and so by the deployments' own key: an index for it would be paid for with each of them. A cross join, as
     * SQLite then begins with the flow.
     */
    private static final String OF_FLOWS = "SELECT " + Rows.DEPLOYMENT + " FROM flow f CROSS JOIN deployment d"
            + " WHERE d.id BETWEEN f.first_deployment AND f.last_deployment AND d.flow = f.id AND ";

    private final Sql sql;

    FlowQuestions(Sql sql) {
        this.sql = sql;
    }

    /** See {@link LedgerView#artifact(long)}. */
    Optional<RecordedArtifact> artifact(long id) {
        return sql.first(ARTIFACTS + "id = ?", Rows::artifact, id);
    }

    /** See {@link LedgerView#artifact(String, String, String)}. */
    Optional<RecordedArtifact> artifact(String group, String name, String version) {
        return sql.first(
                ARTIFACTS + "module_group = ? AND module_name = ? AND version = ?",
                Rows::artifact,
                group,
                name,
                version);
    }

    /** See {@link LedgerView#artifacts}. */
    List<RecordedArtifact> artifacts(String group, String name, long offset, int limit) {
        return sql.list(
                ARTIFACTS + "module_group = ? AND module_name = ? ORDER BY id DESC LIMIT ? OFFSET ?",
                Rows::artifact,
                group,
                name,
                limit,
                offset);
    }

    /** See {@link LedgerView#flow}. */
    Optional<Flow> flow(long id) {
        return sql.first(FLOWS + "id = ?", Rows::flow, id);
    }

    /** See {@link LedgerView#flowsOf}. */
    List<Flow> flowsOf(long artifact) {
        return sql.list(FLOWS + "artifact = ? ORDER BY id", Rows::flow, artifact);
    }

    /** See {@link LedgerView#flows}. */
    List<Flow> flows(@CheckForNull Collection<String> applications, long offset, int limit) {
        List<Object> values = new ArrayList<>();
        String query =
                FLOWS + "id > 0" + among("application", applications, values) + " ORDER BY id DESC LIMIT ? OFFSET ?";
        values.add(limit);
        values.add(offset);
        return sql.list(query, Rows::flow, values.toArray());
    }

    /** See {@link LedgerView#flowDeployments(Collection, String, long, int)}. */
    List<Deployment> deployments(
            @CheckForNull Collection<String> applications, @CheckForNull String environment, long offset, int limit) {
        List<Object> values = new ArrayList<>();
        String query;
        if (environment != null) {
            values.add(environment);
            query = DEPLOYMENTS + "d.environment = ? AND d.flow IS NOT NULL"
                    + among("d.application", applications, values) + " ORDER BY d.id DESC";
        } else if (applications != null && applications.size() == 1) {
            values.addAll(applications);
            query = OF_FLOWS + "f.application = ? ORDER BY f.id DESC, d.id DESC";
        } else {
            // Later flows have higher ids of deployments, so that both orders are one.
            query = OF_FLOWS + "f.id > 0" + among("f.application", applications, values)
                    + " ORDER BY f.id DESC, d.id DESC";
        }
        values.add(limit);
        values.add(offset);
        return sql.list(query + " LIMIT ? OFFSET ?", Rows::deployment, values.toArray());
    }

    /** See {@link LedgerView#flowDeployments(String, String, String)}. */
    List<Deployment> deployments(String application, String environment, String fingerprint) {
        return sql.list(
                OF_FLOWS + "f.fingerprint = ? AND f.application = ? AND d.environment = ? ORDER BY d.id",
                Rows::deployment,
                fingerprint,
                application,
                environment);
    }

    /** A condition that is no reason to go down an index of that column, for then the rows would have to be sorted. */
    private static String among(String column, @CheckForNull Collection<String> applications, List<Object> values) {
        if (applications == null) {
            return "";
        }
        values.addAll(applications);
        return applications.isEmpty()
                ? " AND 1 = 0"
                : " AND " + column + " || '' IN (" + String.join(", ", Collections.nCopies(applications.size(), "?"))
                        + ")";
    }
}
