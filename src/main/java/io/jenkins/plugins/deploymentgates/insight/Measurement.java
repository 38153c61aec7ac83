package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.insight.Metrics.CommitTimes;
import io.jenkins.plugins.deploymentgates.insight.Metrics.Measured;
import io.jenkins.plugins.deploymentgates.insight.Metrics.Pace;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Deployment.Cause;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Measures one application in one environment. The definitions are those of {@link Metrics}.
 *
 * @param from begin of the period, inclusive
 * @param to end of the period, exclusive
 * @param all deployments created since the begin of the period, oldest first; those after its end tell what became of
 *     those in it
 */
record Measurement(Application application, String environment, Instant from, Instant to, List<Deployment> all) {

    Metrics.Place measure(CommitTimes commits) {
        Set<LocalDate> days = daysWithDeployments();
        List<Double> weeks = perPeriod(
                days, day -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), begin -> begin.plusWeeks(1));
        Restoring restoring = restoring();
        return new Metrics.Place(
                application.name(),
                environment,
                Measured.of(median(weeks), weeks.size()),
                pace(days, median(weeks)),
                leadTime(commits),
                changeFailureRate(),
                restoring.times.isEmpty()
                        ? Measured.none(
                                restoring.open > 0 ? "no failure was restored yet" : "nothing failed in the period")
                        : Measured.of(medianOf(restoring.times), restoring.times.size()),
                restoring.open);
    }

    private boolean isInPeriod(Deployment deployment) {
        return deployment.createdAt().isBefore(to);
    }

    /** Days of the period on which something was completed. */
    private Set<LocalDate> daysWithDeployments() {
        Set<LocalDate> days = new TreeSet<>();
        for (Deployment deployment : all) {
            Instant completed = deployment.completedAt();
            if (completed != null && completed.isBefore(to)) {
                days.add(day(completed));
            }
        }
        return days;
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** How many of the days fall into each week or month that the period touches. */
    private List<Double> perPeriod(
            Set<LocalDate> days, UnaryOperator<LocalDate> beginOf, UnaryOperator<LocalDate> nextBegin) {
        LocalDate last = day(to.minusNanos(1));
        List<Double> counts = new ArrayList<>();
        for (LocalDate begin = beginOf.apply(day(from)); !begin.isAfter(last); begin = nextBegin.apply(begin)) {
            LocalDate end = nextBegin.apply(begin);
            LocalDate first = begin;
            counts.add((double) days.stream()
                    .filter(day -> !day.isBefore(first) && day.isBefore(end))
                    .count());
        }
        return counts;
    }

    private Pace pace(Set<LocalDate> days, double perWeek) {
        if (days.isEmpty()) {
            return Pace.NONE;
        }
        if (perWeek >= 1) {
            return perWeek >= 3 ? Pace.DAILY : Pace.WEEKLY;
        }
        List<Double> months = perPeriod(days, day -> day.withDayOfMonth(1), begin -> begin.plusMonths(1));
        return median(months) >= 1 ? Pace.MONTHLY : Pace.YEARLY;
    }

    private Measured<Duration> leadTime(CommitTimes commits) {
        Set<String> seen = new HashSet<>();
        List<Duration> times = new ArrayList<>();
        boolean delivered = false;
        for (Deployment deployment : all) {
            String commit = deployment.commit();
            Instant completed = deployment.completedAt();
            if (!isInPeriod(deployment) || !isChange(deployment) || completed == null) {
                continue;
            }
            delivered = true;
            if (commit != null && seen.add(commit)) {
                commits.of(application, commit).ifPresent(made -> {
                    Duration time = Duration.between(made, completed);
                    times.add(time.isNegative() ? Duration.ZERO : time);
                });
            }
        }
        if (times.isEmpty()) {
            String reason = "no deployment was completed in the period";
            if (delivered) {
                reason = seen.isEmpty()
                        ? "the deployments in the period were recorded without a commit"
                        : "Git does not know when the commits in the period were made";
            }
            return Measured.none(reason);
        }
        return Measured.of(medianOf(times), times.size());
    }

    private Measured<Double> changeFailureRate() {
        int changes = 0;
        int failures = 0;
        for (int i = 0; i < all.size(); i++) {
            Deployment deployment = all.get(i);
            if (isInPeriod(deployment) && isChange(deployment)) {
                boolean failed = failure(i).isPresent();
                if (failed || deployment.completedAt() != null) {
                    changes++;
                    failures += failed ? 1 : 0;
                }
            }
        }
        return changes == 0
                ? Measured.none("no deployment was completed or failed in the period")
                : Measured.of((double) failures / changes, changes);
    }

    /** Whether a deployment brings something new, rather than putting something back. */
    private static boolean isChange(Deployment deployment) {
        return deployment.cause() != Cause.ROLLBACK && deployment.cause() != Cause.HOTFIX;
    }

    /** When the deployment failed, or was taken away by a rollback; empty when neither. */
    private Optional<Instant> failure(int index) {
        Deployment deployment = all.get(index);
        if (deployment.failedAt() != null) {
            return Optional.of(deployment.failedAt());
        }
        boolean rolledBack = isChange(deployment)
                && index + 1 < all.size()
                && all.get(index + 1).cause() == Cause.ROLLBACK;
        return rolledBack ? Optional.of(all.get(index + 1).createdAt()) : Optional.empty();
    }

    private Restoring restoring() {
        Restoring found = new Restoring();
        Instant since = null;
        for (int i = 0; i < all.size(); i++) {
            Deployment deployment = all.get(i);
            Instant good = goodSince(deployment);
            if (since != null && good != null) {
                found.times.add(Duration.between(since, good));
                since = null;
            }
            if (since == null && isInPeriod(deployment)) {
                since = failure(i).orElse(null);
            }
        }
        found.open = since == null ? 0 : 1;
        return found;
    }

    /** When the deployment began to work; {@code null} when it did not. */
    @CheckForNull
    private static Instant goodSince(Deployment deployment) {
        if (deployment.verifiedAt() != null) {
            return deployment.verifiedAt();
        }
        return deployment.status() == DeploymentStatus.COMPLETED ? deployment.completedAt() : null;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static Duration medianOf(List<Duration> values) {
        List<Duration> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
    }

    /** Failures that are over, by how long they took, and whether one is not. */
    private static final class Restoring {
        private final List<Duration> times = new ArrayList<>();
        private int open;
    }
}
