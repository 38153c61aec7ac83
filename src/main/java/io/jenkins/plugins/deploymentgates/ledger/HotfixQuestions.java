package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.model.Hotfix;
import java.util.List;
import java.util.Optional;

/** The questions about hotfixes. */
final class HotfixQuestions {
    private final Sql sql;

    HotfixQuestions(Sql sql) {
        this.sql = sql;
    }

    /** See {@link LedgerView#activeHotfix}. */
    Optional<Hotfix> active(String application) {
        return sql.first(
                "SELECT " + Rows.HOTFIX + " FROM hotfix WHERE application = ? AND status = 'STARTED'"
                        + " ORDER BY sequence DESC LIMIT 1",
                Rows::hotfix,
                application);
    }

    /** See {@link LedgerView#hotfix}. */
    Optional<Hotfix> hotfix(String application, String name) {
        return sql.first(
                "SELECT " + Rows.HOTFIX + " FROM hotfix WHERE application = ? AND name = ?"
                        + " ORDER BY sequence DESC LIMIT 1",
                Rows::hotfix,
                application,
                name);
    }

    /** See {@link LedgerView#hotfixes}. */
    List<Hotfix> hotfixes(String application) {
        return sql.list(
                "SELECT " + Rows.HOTFIX + " FROM hotfix WHERE application = ? ORDER BY sequence DESC",
                Rows::hotfix,
                application);
    }
}
