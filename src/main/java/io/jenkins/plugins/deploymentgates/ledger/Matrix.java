package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Remembers the cells of all applications between two readings and asks again only for the applications that something
 * happened to. What it answers is always the state of the view it answers for. Thread-safe.
 */
final class Matrix {
    /** With more changes than this it is cheaper to ask for everything. */
    private static final int MAX_CHANGES = 1000;

    private final AtomicReference<State> newest = new AtomicReference<>();

    /** All cells as of one event, ordered by application and environment. */
    private record State(long head, TreeMap<String, List<LedgerView.Cell>> byApplication, List<LedgerView.Cell> cells) {
        static State of(long head, TreeMap<String, List<LedgerView.Cell>> byApplication) {
            List<LedgerView.Cell> cells = new ArrayList<>();
            byApplication.values().forEach(cells::addAll);
            return new State(head, byApplication, List.copyOf(cells));
        }
    }

    /** The cells of all applications in the view's state. */
    List<LedgerView.Cell> cells(SqlView view) {
        long head = view.head();
        State known = newest.get();
        if (known != null && known.head() == head) {
            return known.cells();
        }
        if (known != null && known.head() > head) {
            // An older view than the last one: rare, and not worth remembering.
            return view.queryCells(null);
        }
        State state = State.of(head, refresh(view, known, head));
        newest.accumulateAndGet(state, (one, other) -> one != null && one.head() > other.head() ? one : other);
        return state.cells();
    }

    private static TreeMap<String, List<LedgerView.Cell>> refresh(SqlView view, @CheckForNull State known, long head) {
        if (known == null || head - known.head() > MAX_CHANGES) {
            TreeMap<String, List<LedgerView.Cell>> all = new TreeMap<>();
            for (LedgerView.Cell cell : view.queryCells(null)) {
                all.computeIfAbsent(cell.deployment().application(), key -> new ArrayList<>())
                        .add(cell);
            }
            return all;
        }
        TreeMap<String, List<LedgerView.Cell>> changed = new TreeMap<>(known.byApplication());
        for (String application : view.applicationsAfter(known.head())) {
            changed.put(application, view.queryCells(application));
        }
        return changed;
    }
}
