package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;

/** Goes along the chain of events and notes where it is broken. Used by one thread. */
final class ChainCheck {
    /** How far from its place a moved event is looked for. */
    private static final int REACH = 1000;

    private final List<String> findings = new ArrayList<>();

    @CheckForNull
    private EventRow previous;

    private long count;

    /** By how much the events before were shifted; the next ones probably are as well. */
    private long offset;

    /** The run of shifted events that is not reported yet. */
    private long runStart;

    /** Checks the next event in the order of the sequence. */
    void check(EventRow row) {
        count++;
        long expected = previous == null ? 1 : previous.sequence() + 1;
        boolean placed = row.sequence() == expected;
        if (!placed) {
            endRun();
            findings.add(
                    row.sequence() == expected + 1
                            ? "event " + expected + " is missing"
                            : "events " + expected + " to " + (row.sequence() - 1) + " are missing");
        }
        boolean whole = row.computeHash().equals(row.hash());
        if (!whole) {
            findMoved(row);
        } else {
            endRun();
            String before = previous == null ? EventRow.NO_HASH : previous.hash();
            if (placed && !row.previousHash().equals(before)) {
                findings.add("event " + row.sequence() + " (" + row.type() + ") does not follow "
                        + (previous == null ? "the beginning" : "event " + previous.sequence())
                        + ": its previous hash is another; the event before it was changed or replaced, or this one is"
                        + " no original");
            }
            checkReadable(row);
        }
        previous = row;
    }

    /** A hash that fits at another place tells that the event was moved, not changed. */
    private void findMoved(EventRow row) {
        long found = 0;
        if (offset != 0 && fitsAt(row, row.sequence() + offset)) {
            found = offset;
        }
        for (int distance = 1; distance <= REACH && found == 0 && runStart == 0; distance++) {
            if (fitsAt(row, row.sequence() + distance)) {
                found = distance;
            } else if (fitsAt(row, row.sequence() - distance)) {
                found = -distance;
            }
        }
        if (found == 0 || found != offset) {
            endRun();
        }
        if (found == 0) {
            findings.add(
                    "event " + row.sequence() + " (" + row.type() + ") was changed: its fields do not give its hash");
        } else if (runStart == 0) {
            runStart = row.sequence();
            offset = found;
        }
    }

    private static boolean fitsAt(EventRow row, long sequence) {
        return sequence > 0
                && new EventRow(
                                sequence,
                                row.at(),
                                row.kind(),
                                row.type(),
                                row.by(),
                                row.application(),
                                row.environment(),
                                row.idempotencyKey(),
                                row.data(),
                                row.previousHash(),
                                row.hash())
                        .computeHash()
                        .equals(row.hash());
    }

    private void endRun() {
        if (runStart == 0 || previous == null) {
            return;
        }
        long end = previous.sequence();
        if (end == runStart) {
            findings.add("event " + runStart + " is not in its place: it was recorded as event " + (runStart + offset));
        } else {
            findings.add("events " + runStart + " to " + end + " are not in their place: they were recorded as events "
                    + (runStart + offset) + " to " + (end + offset) + "; "
                    + (offset < 0 ? "an event was inserted before them" : "an event before them was removed"));
        }
        runStart = 0;
        offset = 0;
    }

    private void checkReadable(EventRow row) {
        try {
            EventCodec.decode(row.kind(), row.data());
        } catch (LedgerException e) {
            findings.add("event " + row.sequence() + " (" + row.type() + ") cannot be read: " + e.getMessage());
        }
    }

    /** How many events were checked. */
    long count() {
        return count;
    }

    /** What is wrong, in the order of the events. */
    List<String> findings() {
        endRun();
        return findings;
    }
}
