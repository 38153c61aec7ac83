package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Event;
import java.time.Instant;
import java.util.Optional;

/** Appends on the writer's connection. The chain is carried along, so an append reads nothing to find its place. */
final class SqlTransaction extends SqlView implements LedgerTransaction {
    private final Sql connection;
    private final Chain chain;
    private final Projection projection;
    private boolean changed;

    @CheckForNull
    private RuntimeException broken;

    SqlTransaction(Sql sql, Chain chain, Projection projection) {
        super(sql, null);
        connection = sql;
        this.chain = chain;
        this.projection = projection;
    }

    /** Whether nothing can be committed on the connection if this work is not to be. */
    boolean isInTheWay() {
        return changed || connection.failure() != null;
    }

    /**
     * Fails if an append or a question failed, even if the work went on regardless: half an append must not be
     * committed, and after a failed question not every database commits.
     */
    void check() {
        RuntimeException problem = broken == null ? connection.failure() : broken;
        if (problem != null) {
            throw problem;
        }
    }

    @Override
    public long next(Counter counter) {
        sql();
        return chain.next(counter);
    }

    @Override
    public long append(Instant at, String by, @CheckForNull String idempotencyKey, Event event) {
        Sql sql = sql();
        check();
        try {
            if (idempotencyKey != null) {
                checkUnused(idempotencyKey);
            }
            EventRow row = chain.next(at, by, idempotencyKey, event);
            changed = true;
            insert(sql, row);
            projection.apply(event, Projection.Context.of(row));
            return row.sequence();
        } catch (RuntimeException e) {
            broken = e;
            throw e;
        }
    }

    private void checkUnused(String key) {
        eventWithKey(key).ifPresent(event -> {
            throw new LedgerException("the idempotency key '" + key + "' belongs to event " + event.sequence() + " ("
                    + event.event().type() + "); use another key for another event");
        });
    }

    /** Adds a row to the history, and nothing to the derived tables. */
    static void insert(Sql sql, EventRow row) {
        sql.update(
                "INSERT INTO events (" + EventRow.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.sequence(),
                row.at(),
                row.kind(),
                row.type(),
                row.by(),
                row.application(),
                row.environment(),
                row.idempotencyKey(),
                row.data(),
                row.previousHash(),
                row.hash());
    }

    /** Whoever asks for it is taken to have changed something. */
    @Override
    public WebhookTransaction webhooks() {
        changed = true;
        return new SqlWebhooks(this::sql);
    }

    @Override
    public Optional<LedgerEvent> eventWithKey(String idempotencyKey) {
        return sql().first(
                        "SELECT " + EventRow.COLUMNS + " FROM events WHERE idempotency_key = ?",
                        EventRow::read,
                        idempotencyKey)
                .map(EventRow::decoded);
    }

    @Override
    public void addToken(AccessToken token) {
        changed = true;
        TokenTable.add(sql(), token);
    }

    @Override
    public boolean revokeToken(String id, Instant at, String by) {
        changed = true;
        return TokenTable.revoke(sql(), id, at, by);
    }
}
