package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Event;
import java.time.Instant;

/** The end of the chain of events while more are added to it. Used by one thread, within one transaction. */
final class Chain {
    private long sequence;
    private String hash;

    private Chain(long sequence, String hash) {
        this.sequence = sequence;
        this.hash = hash;
    }

    /** Where the chain ends in the connection's transaction. */
    static Chain end(Sql sql) {
        return sql.first(
                        "SELECT sequence, hash FROM events ORDER BY sequence DESC LIMIT 1",
                        row -> new Chain(row.getLong(1), row.getString(2)))
                .orElseGet(() -> new Chain(0, EventRow.NO_HASH));
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
        return row;
    }
}
