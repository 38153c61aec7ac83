package io.jenkins.plugins.deploymentgates.ledger;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Makes the derived tables anew from the events. */
public final class LedgerRebuild {
    private LedgerRebuild() {}

    /**
     * Rebuilds in one transaction: others see the old tables until it is done, and writing waits.
     *
     * @param address whose ledger
     * @param progress told how many events are done, after each
     * @return how many events there are
     * @throws LedgerException when an event cannot be applied; the tables are then as they were
     */
    public static long rebuild(LedgerAddress address, LongConsumer progress) {
        try (Sql sql = Ledgers.openToMaintain(address)) {
            return sql.writing(() -> {
                Projection projection = new Projection(sql);
                projection.clear();
                return replay(sql, projection, progress);
            });
        }
    }

    /** Applies all events of a ledger to a projection, be it of the same or of another database. */
    static long replay(Sql events, Projection projection, LongConsumer progress) {
        AtomicLong count = new AtomicLong();
        events.each("SELECT " + EventRow.COLUMNS + " FROM events ORDER BY sequence", rows -> {
            EventRow row = EventRow.read(rows);
            try {
                projection.apply(EventCodec.decode(row.kind(), row.data()), Projection.Context.of(row));
            } catch (LedgerException e) {
                throw new LedgerException(
                        "event " + row.sequence() + " (" + row.type() + ") cannot be applied: " + e.getMessage(), e);
            }
            progress.accept(count.incrementAndGet());
        });
        return count.get();
    }
}
