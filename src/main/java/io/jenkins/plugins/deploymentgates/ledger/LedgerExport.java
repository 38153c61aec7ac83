package io.jenkins.plugins.deploymentgates.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Writes the history as JSON Lines: one event a line, oldest first, everything the hashes are made of included. */
public final class LedgerExport {
    private LedgerExport() {}

    /**
     * Exports one consistent state, without holding it in memory.
     *
     * @param address whose ledger
     * @param out where to; flushed, not closed
     * @param progress told how many events are done, after each
     * @return how many events were written
     * @throws LedgerException when the ledger cannot be read
     * @throws IOException when {@code out} fails
     */
    public static long export(LedgerAddress address, Writer out, LongConsumer progress) throws IOException {
        try {
            return Ledgers.inspect(address, sql -> {
                AtomicLong count = new AtomicLong();
                sql.each("SELECT " + EventRow.COLUMNS + " FROM events ORDER BY sequence", row -> {
                    write(out, EventRow.read(row));
                    progress.accept(count.incrementAndGet());
                });
                return count.get();
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            out.flush();
        }
    }

    private static void write(Writer out, EventRow row) {
        try {
            out.write(EventLine.write(row));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
