package io.jenkins.plugins.deploymentgates.notify;

import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The newest events, so that each is read once however many webhooks look at it; they never change. Thread-safe.
 */
final class Tail {
    private static final int PAGE = 500;
    private static final int KEPT = 2000;

    private final Ledger ledger;
    private final TreeMap<Long, LedgerEvent> kept = new TreeMap<>();

    Tail(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Some of the events after a sequence number, oldest first and without gaps; none when there are none yet. */
    List<LedgerEvent> after(long sequence) {
        synchronized (kept) {
            List<LedgerEvent> known = new ArrayList<>();
            long next = sequence + 1;
            for (Map.Entry<Long, LedgerEvent> entry : kept.tailMap(next, true).entrySet()) {
                if (entry.getKey() != next++ || known.size() == PAGE) {
                    break;
                }
                known.add(entry.getValue());
            }
            if (!known.isEmpty()) {
                return known;
            }
        }
        List<LedgerEvent> read = ledger.read(view -> view.events(sequence, PAGE));
        synchronized (kept) {
            read.forEach(event -> kept.put(event.sequence(), event));
            while (kept.size() > KEPT) {
                kept.pollFirstEntry();
            }
        }
        return read;
    }
}
