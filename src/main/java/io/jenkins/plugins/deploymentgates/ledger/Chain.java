package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.model.Event;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * The end of the history while more is added to it: the chain of hashes, and the ids that come next. Used by one thread,
 * within one transaction that excludes other writers, so that what was read once stays true.
 */
final class Chain {
    /** The highest id so far. */
    private static final Map<Counter, String> HIGHEST = Map.of(
            Counter.DEPLOYMENT, "SELECT MAX(id) FROM deployment",
            Counter.VERIFICATION, "SELECT MAX(id) FROM verification",
            Counter.PROMOTION, "SELECT MAX(id) FROM promotion",
            Counter.PUSH_INTENT, "SELECT MAX(id) FROM push_intent",
            Counter.ARTIFACT, "SELECT MAX(id) FROM artifact",
            Counter.FLOW, "SELECT MAX(id) FROM flow",
            Counter.FLOW_CHECK, FlowProjection.LAST_CHECK);

    /** The ids that come next, as far as anybody has asked. */
    private final Map<Counter, Long> next = new EnumMap<>(Counter.class);

    private final Sql sql;
    private long sequence;
    private String hash;

    private Chain(Sql sql, long sequence, String hash) {
        this.sql = sql;
        this.sequence = sequence;
        this.hash = hash;
    }

    /** Where the chain ends in the connection's transaction. */
    static Chain end(Sql sql) {
        return sql.first(
                        "SELECT sequence, hash FROM events ORDER BY sequence DESC LIMIT 1",
                        row -> new Chain(sql, row.getLong(1), row.getString(2)))
                .orElseGet(() -> new Chain(sql, 0, EventRow.NO_HASH));
    }

    /** Whether the connection's transaction sees this end, or went on from it. */
    boolean isIn(Sql sql) {
        return sequence == 0 || sql.exists("SELECT 1 FROM events WHERE sequence = ? AND hash = ?", sequence, hash);
    }

    /** The next event in its place; the chain ends with it from now on. */
    EventRow next(Instant at, String by, @CheckForNull String idempotencyKey, Event event) {
        EventRow row = new EventRow(
                        sequence + 1,
                        at.toEpochMilli(),
                        EventCodec.kind(event),
                        event.type(),
                        by,
                        event.application(),
                        event.environment(),
                        idempotencyKey,
                        EventCodec.encode(event),
                        hash,
                        "")
                .hashed();
        sequence = row.sequence();
        hash = row.hash();
        if (event instanceof Event.DeploymentCreated created) {
            taken(Counter.DEPLOYMENT, created.id());
        } else if (event instanceof Event.VerificationRecorded recorded) {
            taken(Counter.VERIFICATION, recorded.id());
        } else if (event instanceof Event.PromotionRequested requested) {
            taken(Counter.PROMOTION, requested.id());
        } else if (event instanceof Event.PushIntended intended) {
            taken(Counter.PUSH_INTENT, intended.intent().id());
        } else if (event instanceof Event.ArtifactRecorded recorded) {
            taken(Counter.ARTIFACT, recorded.id());
        } else if (event instanceof Event.FlowCreated created) {
            taken(Counter.FLOW, created.id());
            created.stages().forEach(stage -> {
                taken(Counter.DEPLOYMENT, stage.deployment());
                stage.checks().forEach(check -> taken(Counter.FLOW_CHECK, check.id()));
            });
        }
        return row;
    }

    /** The smallest id above all that are taken. */
    long next(Counter counter) {
        return next.computeIfAbsent(counter, key -> sql.number("SELECT COALESCE((" + HIGHEST.get(key) + "), 0) + 1"));
    }

    private void taken(Counter counter, long id) {
        next.computeIfPresent(counter, (key, known) -> Math.max(known, id + 1));
    }
}
