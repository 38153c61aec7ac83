package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.HoldSpan;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    /**
     * Reads it.
     *
     * @param applications which
     * @param environment or {@code null} for all
     * @param from inclusive
     * @param to exclusive
     * @param limit how many deployments at most that came in between; the newest of them are told
     */
    public static Timeline read(
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
