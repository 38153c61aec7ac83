package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.insight.HistoryPage;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import java.time.Instant;
import java.util.List;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** One page of a table that is paged by a number in its address, newest first. Immutable. */
public final class History<R> {
    /** The parameter: only what is older than this. */
    static final String BEFORE = "before";

    private final List<R> rows;
    private final boolean first;

    @CheckForNull
    private final Long next;

    private History(List<R> rows, boolean first, @CheckForNull Long next) {
        this.rows = List.copyOf(rows);
        this.first = first;
        this.next = next;
    }

    /** What {@code ?before=} says, else the newest; what is no number means the newest, too. */
    static long before() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String text = request == null ? null : request.getParameter(BEFORE);
        if (text == null || !text.matches("[0-9]{1,18}")) {
            return LedgerView.NEWEST;
        }
        return Long.parseLong(text);
    }

    /**
     * A page of rows.
     *
     * @param before what it was asked for
     * @param next what to ask for to get older ones; {@code null} when there are none
     */
    static <R> History<R> of(List<R> rows, long before, @CheckForNull Long next) {
        return new History<>(rows, before == LedgerView.NEWEST, next);
    }

    /** A page of deployments. */
    static History<DeploymentRow> of(LedgerView view, HistoryPage page, long before, Instant now) {
        return of(DeploymentRow.of(view, page.deployments(), now), before, page.next());
    }

    public List<R> getRows() {
        return rows;
    }

    /** Whether it begins with the newest. */
    public boolean isFirst() {
        return first;
    }

    /** The query of the page with older ones; {@code null} when there are none. */
    @CheckForNull
    public String getOlder() {
        return next == null ? null : "?" + BEFORE + "=" + next;
    }
}
