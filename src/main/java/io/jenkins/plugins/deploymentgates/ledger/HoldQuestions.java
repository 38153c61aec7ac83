package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.model.Hold;
import io.jenkins.plugins.deploymentgates.model.HoldSpan;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The questions about holds. */
final class HoldQuestions {
    private final Sql sql;

    HoldQuestions(Sql sql) {
        this.sql = sql;
    }

    /** See {@link LedgerView#hold}. */
    Optional<Hold> hold(String environment) {
        return sql.first("SELECT " + Rows.HOLD + " FROM hold WHERE environment = ?", Rows::hold, environment);
    }

    /** See {@link LedgerView#holds}. */
    List<Hold> holds() {
        List<Hold> found = sql.list("SELECT " + Rows.HOLD + " FROM hold", Rows::hold);
        found.sort(Comparator.comparing(Hold::environment));
        return found;
    }

    /** See {@link LedgerView#holdsDuring}. */
    List<HoldSpan> during(Instant from, Instant to) {
        List<HoldSpan> found = sql.list(
                "SELECT " + Rows.HOLD + ", ended_at, ended_by FROM past_hold WHERE ended_at > ? AND at < ?",
                Rows::holdSpan,
                from,
                to);
        found.addAll(sql.list("SELECT " + Rows.HOLD + ", NULL, NULL FROM hold WHERE at < ?", Rows::holdSpan, to));
        found.sort(Comparator.comparing(HoldSpan::at).thenComparing(HoldSpan::environment));
        return found;
    }
}
