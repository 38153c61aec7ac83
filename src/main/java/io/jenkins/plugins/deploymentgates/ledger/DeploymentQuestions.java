package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Module;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The questions about deployments. Those about more than one cell go from cell to cell, down the indexes that have the
 * deployments of each. An index for each question would be paid for with every deployment, so those about a time look at
 * the times of all deployments of a cell in its index, which is a hundred milliseconds for a million of them.
 */
final class DeploymentQuestions {
    private static final String DEPLOYMENTS = "SELECT " + Rows.DEPLOYMENT + " FROM deployment d WHERE ";
    private static final Comparator<Deployment> BY_PLACE =
            Comparator.comparing(Deployment::application).thenComparing(Deployment::environment);
    private static final Comparator<Deployment> BY_TIME =
            Comparator.comparing(Deployment::createdAt).thenComparingLong(Deployment::sequence);

    private final Sql sql;

    DeploymentQuestions(Sql sql) {
        this.sql = sql;
    }

    /** See {@link LedgerView#deployment}. */
    Optional<Deployment> deployment(long id) {
        return sql.first(DEPLOYMENTS + "d.id = ?", Rows::deployment, id);
    }

    /** See {@link LedgerView#current}. */
    Optional<Deployment> current(String application, String environment) {
        return sql.first(
                "SELECT " + Rows.CURRENT_DEPLOYMENT + " FROM deployment d WHERE d.application = ?"
                        + " AND d.environment = ? AND d.sequence IS NOT NULL ORDER BY d.sequence DESC LIMIT 1",
                Rows::deployment,
                application,
                environment);
    }

    /** See {@link LedgerView#deploymentsOf}. */
    List<Deployment> of(String application, String environment, String fingerprint, int limit) {
        return sql.list(
                DEPLOYMENTS + "d.fingerprint = ? AND d.environment = ? AND d.application = ?"
                        + " AND d.sequence IS NOT NULL ORDER BY d.sequence DESC LIMIT ?",
                Rows::deployment,
                fingerprint,
                environment,
                application,
                limit);
    }

    /** See {@link LedgerView#goodDeployments}. */
    List<Deployment> good(String application, String environment, int limit) {
        // VERIFIED can only become FAILED, so those that were and have not failed still are. The constant, not a bound
        // value, lets the database use the index that has only these.
        return sql.list(
                DEPLOYMENTS + "d.application = ? AND d.environment = ? AND d.status = 'VERIFIED'"
                        + " ORDER BY d.sequence DESC LIMIT ?",
                Rows::deployment,
                application,
                environment,
                limit);
    }

    /** See {@link LedgerView#evidenceForArtifact}. */
    Optional<Deployment> evidence(String application, String environment, Module module, String version) {
        return sql.first(
                "SELECT " + Rows.DEPLOYMENT + " FROM evidence e JOIN deployment d ON d.id = e.deployment"
                        + " WHERE e.application = ? AND e.environment = ? AND e.module_group = ?"
                        + " AND e.module_name = ? AND e.version = ? ORDER BY e.deployment DESC LIMIT 1",
                Rows::deployment,
                application,
                environment,
                module.group(),
                module.name(),
                version);
    }

    /** See {@link LedgerView#deployments}. */
    List<Deployment> history(
            @CheckForNull String application, @CheckForNull String environment, long beforeId, int limit) {
        if (application == null && environment == null) {
            return sql.list(
                    DEPLOYMENTS + "d.id < ? AND d.sequence IS NOT NULL ORDER BY d.id DESC LIMIT ?",
                    Rows::deployment,
                    beforeId,
                    limit);
        }
        long before = sequence(beforeId);
        if (application == null) {
            return newestOf("c.environment = ?", environment, before, limit);
        }
        return environment == null
                ? newestOf("c.application = ?", application, before, limit)
                : ofCell(application, environment, before, limit);
    }

    /** When a deployment came in; of an id that is none, when the next one did. */
    private long sequence(long id) {
        return id == LedgerView.NEWEST
                ? id
                : sql.first(
                                "SELECT d.sequence FROM deployment d WHERE d.id >= ? AND d.sequence IS NOT NULL"
                                        + " ORDER BY d.id LIMIT 1",
                                row -> row.getLong(1),
                                id)
                        .orElse(LedgerView.NEWEST);
    }

    private List<Deployment> ofCell(String application, String environment, long beforeSequence, int limit) {
        return sql.list(
                DEPLOYMENTS + "d.application = ? AND d.environment = ? AND d.sequence < ?"
                        + " ORDER BY d.sequence DESC LIMIT ?",
                Rows::deployment,
                application,
                environment,
                beforeSequence,
                limit);
    }

    /** The histories of several cells as one: the newest of each cell, and in the place of what is taken the next. */
    private List<Deployment> newestOf(String cells, String value, long beforeSequence, int limit) {
        PriorityQueue<Deployment> heads = new PriorityQueue<>(
                Comparator.comparingLong(Deployment::sequence).reversed());
        heads.addAll(sql.list(
                "SELECT " + Rows.DEPLOYMENT + " FROM cell c JOIN deployment d ON d.id = (SELECT e.id"
                        + " FROM deployment e WHERE e.application = c.application"
                        + " AND e.environment = c.environment AND e.sequence < ? ORDER BY e.sequence DESC LIMIT 1)"
                        + " WHERE " + cells,
                Rows::deployment,
                beforeSequence,
                value));
        List<Deployment> found = new ArrayList<>();
        while (found.size() < limit && !heads.isEmpty()) {
            Deployment newest = heads.remove();
            found.add(newest);
            heads.addAll(ofCell(newest.application(), newest.environment(), newest.sequence(), 1));
        }
        return found;
    }

    /** See {@link LedgerView#deploymentsAt}. */
    List<Deployment> at(Instant instant, @CheckForNull String application) {
        List<Deployment> found = at(instant, application, null);
        found.sort(BY_PLACE);
        return found;
    }

    private List<Deployment> at(Instant instant, @CheckForNull String application, @CheckForNull String environment) {
        // Back along the index that has the times of each cell, to the newest that had begun.
        String query = "SELECT " + Rows.DEPLOYMENT + " FROM cell c JOIN deployment d ON d.id = ("
                + "SELECT e.id FROM deployment e WHERE e.application = c.application"
                + " AND e.environment = c.environment AND e.created_at <= ? AND e.sequence IS NOT NULL"
                + " ORDER BY e.sequence DESC LIMIT 1)";
        List<Object> values = new ArrayList<>(List.of(instant));
        String cells = cells(application, environment, values);
        return sql.list(cells.isEmpty() ? query : query + " WHERE " + cells, Rows::deployment, values.toArray());
    }

    /** The condition for the cells of an application, an environment, both, or all, which is empty; adds its values. */
    private static String cells(
            @CheckForNull String application, @CheckForNull String environment, List<Object> values) {
        List<String> conditions = new ArrayList<>();
        if (application != null) {
            conditions.add("c.application = ?");
            values.add(application);
        }
        if (environment != null) {
            conditions.add("c.environment = ?");
            values.add(environment);
        }
        return String.join(" AND ", conditions);
    }

    /** See {@link LedgerView#deploymentsBetween}. */
    List<Deployment> between(@CheckForNull String application, Instant from, Instant to) {
        return between(application, null, from, to);
    }

    private List<Deployment> between(
            @CheckForNull String application, @CheckForNull String environment, Instant from, Instant to) {
        // Cell by cell, down the index that has the times of each; a cross join is one that is done in this order.
        String query = "SELECT " + Rows.DEPLOYMENT + " FROM cell c CROSS JOIN deployment d"
                + " WHERE d.application = c.application AND d.environment = c.environment"
                + " AND d.created_at >= ? AND d.created_at < ? AND d.sequence IS NOT NULL";
        List<Object> values = new ArrayList<>(List.of(from, to));
        String cells = cells(application, environment, values);
        List<Deployment> found =
                sql.list(cells.isEmpty() ? query : query + " AND " + cells, Rows::deployment, values.toArray());
        found.sort(BY_TIME);
        return found;
    }

    /** See {@link LedgerView#deploymentsDuring}. */
    List<Deployment> during(
            @CheckForNull String application, @CheckForNull String environment, Instant from, Instant to) {
        List<Deployment> found = at(from, application, environment);
        // One that came in at the first instant is among both.
        found.removeIf(deployment -> !deployment.createdAt().isBefore(from));
        found.addAll(between(application, environment, from, to));
        found.sort(BY_TIME);
        return found;
    }
}
