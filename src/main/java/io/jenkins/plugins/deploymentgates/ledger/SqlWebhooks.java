package io.jenkins.plugins.deploymentgates.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Deliveries as SQL, on the connection's transaction. */
final class SqlWebhooks implements WebhookTransaction {
    private static final String STATE =
            "webhook, delivered, attempts, failures, failing_since, next_attempt, delivered_at, problem";
    private static final String LETTER = "id, webhook, sequence, attempts, died_at, problem, resend";
    private static final String LETTERS = "SELECT " + LETTER + " FROM dead_letter ";

    private final Supplier<Sql> sql;

    /** @param sql the connection, as long as the work lasts */
    SqlWebhooks(Supplier<Sql> sql) {
        this.sql = sql;
    }

    @Override
    public Optional<WebhookState> state(String webhook) {
        return sql.get()
                .first(
                        "SELECT " + STATE + " FROM webhook WHERE webhook = ?",
                        row -> new WebhookState(
                                row.getString(1),
                                row.getLong(2),
                                row.getInt(3),
                                row.getInt(4),
                                Sql.instant(row, 5),
                                Sql.instant(row, 6),
                                Sql.instant(row, 7),
                                row.getString(8)),
                        webhook);
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        return sql.get().list(LETTERS + "ORDER BY sequence, webhook LIMIT ?", SqlWebhooks::letter, limit);
    }

    @Override
    public Optional<DeadLetter> deadLetter(String id) {
        return sql.get().first(LETTERS + "WHERE id = ?", SqlWebhooks::letter, id);
    }

    @Override
    public Map<String, Long> deadLetterCounts() {
        Map<String, Long> counts = new TreeMap<>();
        sql.get()
                .list(
                        "SELECT webhook, COUNT(*) FROM dead_letter GROUP BY webhook",
                        row -> counts.put(row.getString(1), row.getLong(2)));
        return counts;
    }

    @Override
    public List<String> toResend() {
        return sql.get()
                .list(
                        "SELECT DISTINCT webhook FROM dead_letter WHERE resend = 1 ORDER BY webhook",
                        row -> row.getString(1));
    }

    @Override
    public Optional<DeadLetter> nextToResend(String webhook) {
        return sql.get()
                .first(
                        LETTERS + "WHERE resend = 1 AND webhook = ? ORDER BY sequence LIMIT 1",
                        SqlWebhooks::letter,
                        webhook);
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getInt(4),
                Instant.ofEpochMilli(row.getLong(5)),
                row.getString(6),
                row.getInt(7) == 1);
    }

    @Override
    public void put(WebhookState state) {
        sql.get()
                .update(
                        "INSERT INTO webhook (" + STATE + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (webhook) DO"
                                + " UPDATE SET delivered = excluded.delivered, attempts = excluded.attempts,"
                                + " failures = excluded.failures, failing_since = excluded.failing_since,"
                                + " next_attempt = excluded.next_attempt, delivered_at = excluded.delivered_at,"
                                + " problem = excluded.problem",
                        state.webhook(),
                        state.delivered(),
                        state.attempts(),
                        state.failures(),
                        state.failingSince(),
                        state.nextAttempt(),
                        state.deliveredAt(),
                        state.problem());
    }

    @Override
    public void put(DeadLetter letter) {
        sql.get()
                .update(
                        "INSERT INTO dead_letter (" + LETTER + ") VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO"
                                + " UPDATE SET attempts = excluded.attempts, died_at = excluded.died_at,"
                                + " problem = excluded.problem, resend = excluded.resend",
                        letter.id(),
                        letter.webhook(),
                        letter.sequence(),
                        letter.attempts(),
                        letter.diedAt(),
                        letter.problem(),
                        letter.resend());
    }

    @Override
    public void remove(String id) {
        sql.get().update("DELETE FROM dead_letter WHERE id = ?", id);
    }

    @Override
    public int resendAll(String webhook) {
        return sql.get().update("UPDATE dead_letter SET resend = 1 WHERE webhook = ?", webhook);
    }
}
