package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.HoldSpan;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was where between two instants, and what happened there: the history of applications, of an environment, or of one
 * in the other. Immutable.
 *
 * @param from since when it tells everything; later than what was asked for when that was more than the limit
 * @param complete whether it tells everything that was asked for
 * @param deployments those that were somewhere in between, oldest first; the first in each place may have come before
 * @param failures what failure policies did about those of them that failed, or because of which they were put there
 * @param holds those that stood in between where these deployments are, oldest first
 * @param hotfixes those that began in between, oldest first
 */
public record Timeline(
        Instant from,
        Instant to,
        boolean complete,
        List<Deployment> deployments,
        List<FailureAnswer> failures,
        List<HoldSpan> holds,
        List<Hotfix> hotfixes) {
    public Timeline {
        deployments = List.copyOf(deployments);
        failures = List.copyOf(failures);
        holds = List.copyOf(holds);
        hotfixes = List.copyOf(hotfixes);
    }

    /** So many deployments are told unless it is said how many. */
    public static final int USUAL_LIMIT = 2000;

    /** So long before its end a period begins for which no begin is said. */
    public static final Duration USUAL_PERIOD = Duration.ofDays(30);

    /**
     * What is asked for: the history of an application, of an environment, or of one in the other.
     *
     * @param application or {@code null} for all that are configured
     * @param environment or {@code null} for all
     * @param from inclusive; {@code null} for {@link #USUAL_PERIOD} before the end
     * @param to exclusive; {@code null} for now
     * @param limit how many deployments at most that came in between; the newest of them are told
     */
    public record Question(
            @CheckForNull String application,
            @CheckForNull String environment,
            @CheckForNull Instant from,
            @CheckForNull Instant to,
            int limit) {}

    /**
     * Reads the answer.
     *
     * @throws InvalidInputException when there is no such application or environment, or the period ends before it begins
     */
    public static Timeline read(LedgerView view, Configuration configuration, Question question, Instant now) {
        String environment = question.environment();
        List<String> applications = List.copyOf(configuration.applications().keySet());
        if (question.application() != null) {
            Application known = configuration.application(question.application());
            if (environment != null) {
                known.stage(environment);
            }
            applications = List.of(known.name());
        } else if (environment != null) {
            configuration.environment(environment);
        }
        // The end is exclusive, but what happens now belongs to what has happened until now.
        Instant to = question.to() == null ? now.plusMillis(1) : question.to();
        Instant from = question.from() == null ? to.minus(USUAL_PERIOD) : question.from();
        if (!from.isBefore(to)) {
            throw new InvalidInputException(
                    "the period is from " + from + " to " + to + "; it has to end after it begins");
        }
        return read(view, configuration, applications, environment, from, to, question.limit());
    }

    /** The same without whatever is not about this version; holds are about no version. */
    public Timeline ofVersion(String version) {
        List<Deployment> kept = deployments.stream()
                .filter(one -> one.version().equals(version))
                .toList();
        Set<Long> ids = kept.stream().map(Deployment::id).collect(Collectors.toSet());
        Set<Long> promotions = kept.stream()
                .map(Deployment::promotion)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new Timeline(
                from,
                to,
                complete,
                kept,
                failures.stream()
                        .filter(one -> ids.contains(one.deployment()) || promotions.contains(one.promotion()))
                        .toList(),
                List.of(),
                List.of());
    }

    /**
     * Reads it.
     *
     * @param applications which
     * @param environment or {@code null} for all
     * @param from inclusive
     * @param to exclusive
     * @param limit how many deployments at most that came in between; the newest of them are told
     */
    private static Timeline read(
            LedgerView view,
            Configuration configuration,
            List<String> applications,
            @CheckForNull String environment,
            Instant from,
            Instant to,
            int limit) {
        List<Deployment> found = during(view, applications, environment, from, to);
        Instant begin = from;
        List<Deployment> came =
                found.stream().filter(one -> !one.createdAt().isBefore(from)).toList();
        boolean complete = came.size() <= limit;
        if (!complete) {
            begin = came.get(came.size() - limit).createdAt();
            found = during(view, applications, environment, begin, to);
        }
        return of(view, configuration, applications, environment, found, begin, to, complete);
    }

    private static List<Deployment> during(
            LedgerView view, List<String> applications, @CheckForNull String environment, Instant from, Instant to) {
        List<Deployment> found = new ArrayList<>();
        applications.forEach(one -> found.addAll(view.deploymentsDuring(one, environment, from, to)));
        found.sort(Comparator.comparing(Deployment::createdAt).thenComparingLong(Deployment::sequence));
        return found;
    }

    private static Timeline of(
            LedgerView view,
            Configuration configuration,
            List<String> applications,
            @CheckForNull String environment,
            List<Deployment> found,
            Instant from,
            Instant to,
            boolean complete) {
        Set<String> places = found.stream().map(Deployment::environment).collect(Collectors.toSet());
        applications.forEach(one -> {
            Application application = configuration.applications().get(one);
            if (application != null) {
                places.addAll(application.pipeline().keySet());
            }
        });
        return new Timeline(
                from,
                to,
                complete,
                found,
                HistoryPage.failures(view, found),
                view.holdsDuring(from, to).stream()
                        .filter(hold -> environment == null
                                ? places.contains(hold.environment())
                                : hold.environment().equals(environment))
                        .toList(),
                applications.stream()
                        .flatMap(one -> view.hotfixes(one).stream())
                        .filter(hotfix -> environment == null || hotfix.from().equals(environment))
                        .filter(hotfix -> !hotfix.startedAt().isBefore(from)
                                && hotfix.startedAt().isBefore(to))
                        .sorted(Comparator.comparing(Hotfix::startedAt))
                        .toList());
    }
}
