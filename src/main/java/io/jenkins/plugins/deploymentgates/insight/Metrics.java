package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The four delivery metrics of DORA (Forsgren, Humble, Kim: Accelerate, 2018; dora.dev/guides/dora-metrics-four-keys) for
 * each application and environment over a period. The buckets of the deployment frequency are those of DORA's Four Keys
 * project (METRICS.md of dora-team/fourkeys).
 *
 * <p>A deployment belongs to the period in which it was created; what became of it is told as it is known today, also
 * when that happened after the period. Days and weeks are those of UTC; weeks begin on Monday. A median of an even number
 * of values is the mean of the middle two.
 *
 * <ul>
 *   <li><b>Deployment frequency</b>: the median, over all weeks the period touches, of the number of days in the week on
 *       which at least one deployment was completed. Sample: the weeks.
 *   <li><b>Lead time for changes</b>: the median time from the commit (the committer's time) to the completion of its
 *       first deployment to the environment in the period. Rollbacks bring no change and do not count. A commit that is
 *       dated after its deployment counts as zero. Sample: the commits.
 *   <li><b>Change failure rate</b>: deployments that failed, or that a rollback took away, in relation to all that were
 *       delivered or failed. Rollbacks and the setting back at the start of a hotfix are remedies, not changes, and do
 *       not count. Sample: the deployments.
 *   <li><b>Time to restore service</b>: the median time from a failure (or, when a rollback took a deployment away that
 *       had not failed, from the rollback) to the first later deployment there that is VERIFIED, or COMPLETED where
 *       nothing more is awaited. Failures in a row are one. Sample: the failures that are over.
 * </ul>
 *
 * @param from inclusive
 * @param to exclusive
 */
public record Metrics(Instant from, Instant to, List<Place> places) {
    /** Later than anything that is recorded. */
    private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

    public Metrics {
        places = List.copyOf(places);
    }

    /**
     * The four metrics of one application in one environment.
     *
     * @param deploymentFrequency days per week
     * @param pace the frequency in a word
     * @param changeFailureRate from 0 to 1
     * @param unrestored failures that are not over yet
     */
    public record Place(
            String application,
            String environment,
            Measured<Double> deploymentFrequency,
            Pace pace,
            Measured<Duration> leadTime,
            Measured<Double> changeFailureRate,
            Measured<Duration> timeToRestore,
            int unrestored) {}

    /**
     * A value and how far it can be trusted.
     *
     * @param value {@code null} when there is no sample
     * @param sample how many observations it is made of
     * @param reason why there is no value; {@code null} when there is one
     */
    public record Measured<T>(@CheckForNull T value, int sample, @CheckForNull String reason) {
        static <T> Measured<T> of(T value, int sample) {
            return new Measured<>(value, sample, null);
        }

        static <T> Measured<T> none(String reason) {
            return new Measured<>(null, 0, reason);
        }
    }

    /** Deployment frequency in a word. */
    public enum Pace {
        /** In the median week, on three days or more. */
        DAILY,
        /** In the median week, on one day or more. */
        WEEKLY,
        /** In the median month, on one day or more. */
        MONTHLY,
        /** Less often. */
        YEARLY,
        /** Not at all in the period. */
        NONE
    }

    /** Finds when a commit was made; asks Git. */
    public interface CommitTimes {
        /** Knows nothing: for metrics from the ledger alone. */
        CommitTimes NONE = (application, commit) -> Optional.empty();

        /** The committer's time; empty when the commit is not known. */
        Optional<Instant> of(Application application, String commit);
    }

    /**
     * The deployments metrics are made of, read before Git is asked so that no reading work waits for the network.
     *
     * @param deployments created since the begin of the period, oldest first, by application and environment
     */
    public record Source(
            List<Application> applications, Instant from, Instant to, Map<Key, List<Deployment>> deployments) {
        /** An application's environment. */
        public record Key(String application, String environment) {}

        public Source {
            applications = List.copyOf(applications);
            deployments = Map.copyOf(deployments);
        }

        /**
         * Reads what happened since the begin of the period.
         *
         * @param application the one to measure, or {@code null} for all
         * @throws InvalidInputException when there is no such application, or the period is empty
         */
        public static Source read(
                LedgerView view,
                Configuration configuration,
                @CheckForNull String application,
                Instant from,
                Instant to) {
            if (!from.isBefore(to)) {
                throw new InvalidInputException(
                        "the period from " + from + " to " + to + " is empty; its end must be after its begin");
            }
            Collection<Application> measured = application == null
                    ? configuration.applications().values()
                    : List.of(configuration.application(application));
            Map<Key, List<Deployment>> deployments = new HashMap<>();
            for (Deployment deployment : view.deploymentsBetween(application, from, END)) {
                deployments
                        .computeIfAbsent(
                                new Key(deployment.application(), deployment.environment()), key -> new ArrayList<>())
                        .add(deployment);
            }
            return new Source(List.copyOf(measured), from, to, deployments);
        }
    }

    /** Measures. */
    public static Metrics of(Source source, CommitTimes commits) {
        List<Place> places = new ArrayList<>();
        for (Application application : source.applications()) {
            for (String environment : application.pipeline().keySet()) {
                List<Deployment> all =
                        source.deployments().getOrDefault(new Source.Key(application.name(), environment), List.of());
                places.add(new Measurement(application, environment, source.from(), source.to(), all).measure(commits));
            }
        }
        return new Metrics(source.from(), source.to(), places);
    }
}
