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
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Measures an application in an environment, or several together. The definitions are those of {@link Metrics}. Not
 * thread-safe.
 */
final class Measurement {
    /** Where the bars of lengths of time begin: those that people tell apart in words. */
    private static final List<Duration> BOUNDS = List.of(
            Duration.ZERO,
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofDays(1),
            Duration.ofDays(3),
            Duration.ofDays(7),
            Duration.ofDays(28));

    private final Instant from;
    private final Instant to;
    private final CommitTimes commits;
    private final Set<LocalDate> days = new TreeSet<>();
    private final List<Duration> leadTimes = new ArrayList<>();
    private final List<Duration> restored = new ArrayList<>();
    private boolean delivered;
    private boolean withCommit;
    private int changes;
    private int failures;
    private int unrestored;

    /**
     * @param from begin of the period, inclusive
     * @param to end of the period, exclusive
     */
    Measurement(Instant from, Instant to, CommitTimes commits) {
        this.from = from;
        this.to = to;
        this.commits = commits;
    }

    /**
     * Adds what happened in one environment.
     *
     * @param all deployments created since the begin of the period, oldest first; those after its end tell what became of
     *     those in it
     */
    void add(Application application, List<Deployment> all) {
        addDays(all);
        addLeadTimes(application, all);
        addChanges(all);
        addFailures(all);
    }

    /** @param where {@code null} for several together */
    Metrics.Place place(@CheckForNull Metrics.Where where) {
        List<Double> weeks = weeks();
        double perWeek = median(weeks);
        return new Metrics.Place(
                where == null ? null : where.application().name(),
                where == null ? null : where.environment(),
                where == null ? null : where.tier(),
                Measured.median(perWeek, weeks.size()),
                pace(perWeek),
                leadTimes.isEmpty()
                        ? Measured.none(withoutLeadTime())
                        : Measured.median(medianOf(leadTimes), leadTimes.size()),
                changes == 0
                        ? Measured.none("no deployment was completed or failed in the period")
                        : Measured.rate(failures, changes),
                restored.isEmpty()
                        ? Measured.none(unrestored > 0 ? "no failure was restored yet" : "nothing failed in the period")
                        : Measured.median(medianOf(restored), restored.size()),
                unrestored);
    }

    /** How what the values are made of is spread. */
    Metrics.Spread spread() {
        List<Integer> weeks = new ArrayList<>(Collections.nCopies(DayOfWeek.values().length + 1, 0));
        weeks().forEach(count -> weeks.set(count.intValue(), weeks.get(count.intValue()) + 1));
        return new Metrics.Spread(weeks, lengths(leadTimes), changes - failures, failures, lengths(restored));
    }

    @CheckForNull
    private static Metrics.Lengths lengths(List<Duration> values) {
        if (values.isEmpty()) {
            return null;
        }
        List<Duration> sorted = values.stream().sorted().toList();
        List<Metrics.Bar> bars = new ArrayList<>();
        for (int i = 0; i < BOUNDS.size(); i++) {
            Duration least = BOUNDS.get(i);
            Duration end = i + 1 < BOUNDS.size() ? BOUNDS.get(i + 1) : null;
            long count = sorted.stream()
                    .filter(one -> one.compareTo(least) >= 0 && (end == null || one.compareTo(end) < 0))
                    .count();
            bars.add(new Metrics.Bar(least, end, (int) count));
        }
        int last = sorted.size() - 1;
        return new Metrics.Lengths(
                sorted.get(0),
                sorted.get(last / 4),
                sorted.get((3 * sorted.size() + 3) / 4 - 1),
                sorted.get(last),
                bars);
    }

    private boolean isInPeriod(Deployment deployment) {
        return deployment.createdAt().isBefore(to);
    }

    /** Days of the period on which something was completed. */
    private void addDays(List<Deployment> all) {
        for (Deployment deployment : all) {
            Instant completed = deployment.completedAt();
            if (completed != null && completed.isBefore(to)) {
                days.add(day(completed));
            }
        }
    }

    private List<Double> weeks() {
        return perPeriod(
                day -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), begin -> begin.plusWeeks(1));
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** How many of the days fall into each week or month that the period touches. */
    private List<Double> perPeriod(UnaryOperator<LocalDate> beginOf, UnaryOperator<LocalDate> nextBegin) {
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

    private Pace pace(double perWeek) {
        if (days.isEmpty()) {
            return Pace.NONE;
        }
        if (perWeek >= 1) {
            return perWeek >= 3 ? Pace.DAILY : Pace.WEEKLY;
        }
        List<Double> months = perPeriod(day -> day.withDayOfMonth(1), begin -> begin.plusMonths(1));
        return median(months) >= 1 ? Pace.MONTHLY : Pace.YEARLY;
    }

    private void addLeadTimes(Application application, List<Deployment> all) {
        Set<String> seen = new HashSet<>();
        for (Deployment deployment : all) {
            String commit = deployment.commit();
            Instant completed = deployment.completedAt();
            if (!isInPeriod(deployment) || !isChange(deployment) || completed == null) {
                continue;
            }
            delivered = true;
            if (commit != null && seen.add(commit)) {
                withCommit = true;
                commits.of(application, commit).ifPresent(made -> {
                    Duration time = Duration.between(made, completed);
                    leadTimes.add(time.isNegative() ? Duration.ZERO : time);
                });
            }
        }
    }

    private String withoutLeadTime() {
        if (!delivered) {
            return "no deployment was completed in the period";
        }
        return withCommit
                ? "Git does not know when the commits in the period were made"
                : "the deployments in the period were recorded without a commit";
    }

    private void addChanges(List<Deployment> all) {
        for (int i = 0; i < all.size(); i++) {
            Deployment deployment = all.get(i);
            if (isInPeriod(deployment) && isChange(deployment)) {
                boolean failed = failure(all, i).isPresent();
                if (failed || deployment.completedAt() != null) {
                    changes++;
                    failures += failed ? 1 : 0;
                }
            }
        }
    }

    /** Whether a deployment brings something new, rather than putting something back. */
    private static boolean isChange(Deployment deployment) {
        return deployment.cause() != Cause.ROLLBACK && deployment.cause() != Cause.HOTFIX;
    }

    /** When the deployment failed, or was taken away by a rollback; empty when neither. */
    private static Optional<Instant> failure(List<Deployment> all, int index) {
        Deployment deployment = all.get(index);
        if (deployment.failedAt() != null) {
            return Optional.of(deployment.failedAt());
        }
        boolean rolledBack = isChange(deployment)
                && index + 1 < all.size()
                && all.get(index + 1).cause() == Cause.ROLLBACK;
        return rolledBack ? Optional.of(all.get(index + 1).createdAt()) : Optional.empty();
    }

    private void addFailures(List<Deployment> all) {
        Instant since = null;
        for (int i = 0; i < all.size(); i++) {
            Deployment deployment = all.get(i);
            Instant good = goodSince(deployment);
            if (since != null && good != null) {
                restored.add(Duration.between(since, good));
                since = null;
            }
            if (since == null && isInPeriod(deployment)) {
                since = failure(all, i).orElse(null);
            }
        }
        unrestored += since == null ? 0 : 1;
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
}
