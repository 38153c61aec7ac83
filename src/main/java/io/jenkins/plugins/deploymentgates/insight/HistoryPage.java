package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Deployment.Cause;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A page of history, newest first.
 *
 * @param failures what failure policies did about the deployments of this page that failed, and the failures because of
 *     which some of them were put there; by the id of what failed, newest first
 * @param next what to pass as {@code before} for the next page; {@code null} when this is the last
 */
public record HistoryPage(List<Deployment> deployments, List<FailureAnswer> failures, @CheckForNull Long next) {
    /** The most one page holds. */
    public static final int MAX_LIMIT = 10_000;

    public HistoryPage {
        deployments = List.copyOf(deployments);
        failures = List.copyOf(failures);
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
        checkLimit(limit);
        return of(view, view.deployments(application, environment, before, limit + 1), limit);
    }

    /**
     * Checks how many are asked for.
     *
     * @throws InvalidInputException when a page cannot have so many
     */
    public static void checkLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException(
                    "a page of history cannot have " + limit + " deployments; ask for 1 to " + MAX_LIMIT);
        }
    }

    /**
     * The page of these deployments.
     *
     * @param found newest first; one more than {@code limit} when there is a next page
     */
    public static HistoryPage of(LedgerView view, List<Deployment> found, int limit) {
        List<Deployment> shown = found.size() <= limit ? found : found.subList(0, limit);
        return new HistoryPage(
                shown,
                failures(view, shown),
                found.size() <= limit ? null : found.get(limit - 1).id());
    }

    /** What failure policies did about these that failed, and the failures because of which some of them were put there. */
    static List<FailureAnswer> failures(LedgerView view, List<Deployment> deployments) {
        return deployments.stream()
                .flatMap(one -> Stream.of(about(view, one), behind(view, one)))
                .flatMap(Optional::stream)
                .distinct()
                .sorted((a, b) -> Long.compare(b.deployment(), a.deployment()))
                .toList();
    }

    private static Optional<FailureAnswer> about(LedgerView view, Deployment deployment) {
        return deployment.status() == DeploymentStatus.FAILED ? view.failureAnswer(deployment.id()) : Optional.empty();
    }

    private static Optional<FailureAnswer> behind(LedgerView view, Deployment deployment) {
        return deployment.cause() == Cause.ROLLBACK && deployment.promotion() != null
                ? view.failureBehind(deployment.promotion())
                : Optional.empty();
    }

    /** What the failure policy did about a deployment of this page. */
    public Optional<FailureAnswer> about(Deployment deployment) {
        return failures.stream()
                .filter(one -> one.deployment() == deployment.id())
                .findFirst();
    }

    /** The failure because of which a deployment of this page was put there. */
    public Optional<FailureAnswer> behind(Deployment deployment) {
        return failures.stream()
                .filter(one -> one.promotion() != null && one.promotion().equals(deployment.promotion()))
                .findFirst();
    }

    /** What there is to say about a deployment of this page besides version and state. */
    public List<String> notes(Deployment deployment) {
        List<String> notes = new ArrayList<>();
        if (deployment.outOfBand() != null) {
            notes.add("out of band: " + deployment.outOfBand());
        }
        if (deployment.voided() != null) {
            notes.add("evidence void: " + deployment.voided());
        }
        behind(deployment).ifPresent(failure -> notes.add("deployment " + failure.deployment() + " failed"));
        about(deployment)
                .filter(failure -> failure.action() != FailureAnswer.Action.RECORDED)
                .ifPresent(failure -> notes.add(failure.policy() + ": "
                        + (failure.action() == FailureAnswer.Action.LEFT ? "left to you: " : "") + failure.reason()));
        return notes;
    }
}
