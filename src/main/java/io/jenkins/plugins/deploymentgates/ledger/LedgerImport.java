package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.LongConsumer;

/** Reads what {@link LedgerExport} wrote into an empty ledger; the events keep their hashes. */
public final class LedgerImport {
    private LedgerImport() {}

    /**
     * Imports all lines in one transaction.
     *
     * @param address whose ledger; it must hold no events
     * @param lines what to import; not closed
     * @param progress told how many events are done, after each
     * @return how many events were imported
     * @throws LedgerException when the ledger is not empty or a line does not fit (the message names its number);
     *     nothing is kept
     * @throws UncheckedIOException when {@code lines} fails; nothing is kept
     */
    public static long read(LedgerAddress address, BufferedReader lines, LongConsumer progress) {
        try (Sql sql = Ledgers.openToMaintain(address)) {
            return sql.writing(() -> {
                long held = sql.number("SELECT COUNT(*) FROM events");
                if (held > 0) {
                    throw new LedgerException("the ledger " + address.name() + " holds " + held
                            + " events already; nothing was imported; import into a new ledger");
                }
                return readLines(sql, lines, progress);
            });
        }
    }

    private static long readLines(Sql sql, BufferedReader lines, LongConsumer progress) {
        Projection projection = new Projection(sql);
        String previousHash = EventRow.NO_HASH;
        long number = 0;
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                EventRow row = EventLine.read(line);
                Event event = check(row, number, previousHash);
                SqlTransaction.insert(sql, row);
                projection.apply(event, Projection.Context.of(row));
                previousHash = row.hash();
                progress.accept(number);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DeploymentGatesException e) {
            throw new LedgerException(
                    "line " + number + " does not fit: " + e.getMessage() + "; nothing was imported", e);
        }
        return number;
    }

    private static Event check(EventRow row, long sequence, String previousHash) {
        if (row.sequence() != sequence) {
            throw new LedgerException("it is event " + row.sequence() + " where event " + sequence + " belongs");
        }
        if (!row.previousHash().equals(previousHash)) {
            throw new LedgerException("its previousHash is " + row.previousHash() + ", but the event before it has the"
                    + " hash " + previousHash);
        }
        String hash = row.computeHash();
        if (!row.hash().equals(hash)) {
            throw new LedgerException("its hash is " + row.hash() + ", but its fields give " + hash);
        }
        Event event = EventCodec.decode(row.kind(), row.data());
        if (!row.type().equals(event.type())
                || !Objects.equals(row.application(), event.application())
                || !Objects.equals(row.environment(), event.environment())) {
            throw new LedgerException("its type, application and environment are not those of its data");
        }
        return event;
    }
}
