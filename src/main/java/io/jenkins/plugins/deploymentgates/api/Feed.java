package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The ledger's events as far as a caller may see them. Stateless. */
final class Feed {
    /** So many events are looked at for a page, so that one who may see little does not have all of them read. */
    private static final int LOOKED_AT = 10_000;

    private static final int AT_ONCE = 1000;

    private final ApiHost host;
    private final Guard guard;

    Feed(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
    }

    /**
     * An event with what the ledger keeps beside it.
     *
     * @param key the key under which its sender may repeat it
     */
    record Entry(
            long sequence,
            Instant at,
            String by,
            @CheckForNull String key,
            String type,
            @CheckForNull String application,
            @CheckForNull String environment,
            Event event,
            String previousHash,
            String hash) {
        static Entry of(LedgerEvent event) {
            return new Entry(
                    event.sequence(),
                    event.at(),
                    event.by(),
                    event.idempotencyKey(),
                    event.event().type(),
                    event.event().application(),
                    event.event().environment(),
                    event.event(),
                    event.previousHash(),
                    event.hash());
        }
    }

    /**
     * A page of the feed.
     *
     * @param next what to pass as {@code after} for what comes then; the same as was passed when there is nothing more
     */
    record Page(List<Entry> events, long next) {}

    /** The page after a sequence number. It may have no events although there are more: {@code next} goes on all the same. */
    Page page(Caller caller, long after, int limit) {
        List<Entry> seen = new ArrayList<>();
        long next = after;
        for (int looked = 0; looked < LOOKED_AT && seen.size() < limit; looked += AT_ONCE) {
            long from = next;
            List<LedgerEvent> events = host.read(view -> view.events(from, AT_ONCE));
            for (LedgerEvent event : events) {
                if (seen.size() == limit) {
                    break;
                }
                next = event.sequence();
                if (guard.sees(caller, event)) {
                    seen.add(Entry.of(event));
                }
            }
            if (events.size() < AT_ONCE) {
                break;
            }
        }
        return new Page(seen, next);
    }

    /** The newest event's sequence number. */
    long head() {
        return host.read(LedgerView::head);
    }
}
