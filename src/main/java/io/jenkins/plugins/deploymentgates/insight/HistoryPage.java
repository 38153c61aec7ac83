package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.util.List;

/**
 * A page of history, newest first.
 *
 * @param next what to pass as {@code before} for the next page; {@code null} when this is the last
 */
public record HistoryPage(List<Deployment> deployments, @CheckForNull Long next) {
    /** The most one page holds. */
    public static final int MAX_LIMIT = 10_000;

    public HistoryPage {
        deployments = List.copyOf(deployments);
    }

    /**
     * Reads a page.
     *
     * @param application or {@code null} for all
     * @param environment or {@code null} for all
     * @param before only deployments with a smaller id; {@link LedgerView#NEWEST} for the first page
     * @param limit how many at most, from 1 to {@link #MAX_LIMIT}
     * @throws InvalidInputException when the limit is out of bounds
     */
    public static HistoryPage read(
            LedgerView view,
            @CheckForNull String application,
            @CheckForNull String environment,
            long before,
            int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException(
                    "a page of history cannot have " + limit + " deployments; ask for 1 to " + MAX_LIMIT);
        }
        List<Deployment> found = view.deployments(application, environment, before, limit + 1);
        if (found.size() <= limit) {
            return new HistoryPage(found, null);
        }
        return new HistoryPage(found.subList(0, limit), found.get(limit - 1).id());
    }
}
