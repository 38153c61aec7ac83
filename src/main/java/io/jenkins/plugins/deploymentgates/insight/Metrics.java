package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * <p>Of several places together the observations are put together: days on which something was completed at any of them,
 * the lead times, deployments and failures of all.
 *
 * @param from inclusive
 * @param to exclusive
 * @param overall all places together
 * @param trend all places together in each week, month or year of the period; empty unless asked for
 * @param spread how what the overall values are made of is spread; {@code null} unless asked for
 */
public record Metrics(
        Instant from, Instant to, List<Place> places, Place overall, List<Step> trend, @CheckForNull Spread spread) {
    /** Later than anything that is recorded. */
    private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

    public Metrics {
        places = List.copyOf(places);
        trend = List.copyOf(trend);
    }

    /**
     * The four metrics of one application in one environment, or of several together.
     *
     * @param application {@code null} for several together
     * @param environment {@code null} for several together
     * @param tier {@code null} for several together
     * @param deploymentFrequency days per week
     * @param pace the frequency in a word
     * @param changeFailureRate from 0 to 1
     * @param unrestored failures that are not over yet
     */
    public record Place(
            @CheckForNull String application,
            @CheckForNull String environment,
            @CheckForNull String tier,
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
     * @param few whether these are so few that another one may change the value much
     * @param reason why there is no value; {@code null} when there is one
     */
    public record Measured<T>(@CheckForNull T value, int sample, boolean few, @CheckForNull String reason) {
        /**
         * The least from which the smallest and the largest observation have the true median between them with 95 %
         * confidence: 1 - 2 · 0.5^6 (David, Nagaraja: Order Statistics, 2003, 7.1).
         */
        private static final int ENOUGH_FOR_MEDIAN = 6;

        /** With fewer each deployment is worth more than ten points in a hundred. */
        private static final int ENOUGH_FOR_RATE = 10;

        static <T> Measured<T> median(T value, int sample) {
            return new Measured<>(value, sample, sample < ENOUGH_FOR_MEDIAN, null);
        }

        static Measured<Double> rate(int part, int sample) {
            return new Measured<>((double) part / sample, sample, sample < ENOUGH_FOR_RATE, null);
        }

        static <T> Measured<T> none(String reason) {
            return new Measured<>(null, 0, false, reason);
        }
    }

    /**
     * A part of the period, with what would be measured if it were the period.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public record Step(Instant from, Instant to, Place overall) {}

    /**
     * What values are made of.
     *
     * @param weeks how many weeks had no, one, and up to seven days with a deployment
     * @param leadTime {@code null} where there is none
     * @param succeeded changes that did not fail
     * @param failed changes that failed
     * @param timeToRestore {@code null} where there is none
     */
    public record Spread(
            List<Integer> weeks,
            @CheckForNull Lengths leadTime,
            int succeeded,
            int failed,
            @CheckForNull Lengths timeToRestore) {
        public Spread {
            weeks = List.copyOf(weeks);
        }
    }

    /**
     * Lengths of time.
     *
     * @param lowerQuartile a quarter is not longer (nearest rank)
     * @param upperQuartile three quarters are not longer
     */
    public record Lengths(
            Duration shortest, Duration lowerQuartile, Duration upperQuartile, Duration longest, List<Bar> bars) {
        public Lengths {
            bars = List.copyOf(bars);
        }
    }

    /**
     * How many are how long.
     *
     * @param from inclusive
     * @param to exclusive; {@code null} for no end
     */
    public record Bar(Duration from, @CheckForNull Duration to, int count) {}

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
     * What is measured.
     *
     * @param application {@code null} for all
     * @param environment {@code null} for all
     * @param tier {@code null} for all
     */
    public record Selection(
            @CheckForNull String application, @CheckForNull String environment, @CheckForNull String tier) {
        private List<Where> of(Configuration configuration) {
            Collection<Application> measured = application == null
                    ? configuration.applications().values()
                    : List.of(configuration.application(application));
            List<Where> all = measured.stream()
                    .flatMap(one -> one.pipeline().keySet().stream()
                            .map(name -> new Where(
                                    one, name, configuration.environment(name).tier())))
                    .toList();
            check("environment", environment, all.stream().map(Where::environment));
            check("tier", tier, all.stream().map(Where::tier));
            return all.stream()
                    .filter(where -> environment == null || environment.equals(where.environment()))
                    .filter(where -> tier == null || tier.equals(where.tier()))
                    .toList();
        }

        private static void check(String kind, @CheckForNull String wanted, Stream<String> there) {
            Set<String> names = there.collect(Collectors.toCollection(TreeSet::new));
            if (wanted != null && !names.contains(wanted)) {
                throw new InvalidInputException("nothing is deployed to " + kind + " " + Names.quote(wanted)
                        + "; there is " + (names.isEmpty() ? "none" : String.join(", ", names)));
            }
        }
    }

    /** An environment of an application. */
    public record Where(Application application, String environment, String tier) {
        Key key() {
            return new Key(application.name(), environment);
        }
    }

    /** An application's environment by its name. */
    public record Key(String application, String environment) {}

    /**
     * The deployments metrics are made of, read before Git is asked so that no reading work waits for the network.
     *
     * @param deployments created since the begin of the period, oldest first
     */
    public record Source(List<Where> places, Instant from, Instant to, Map<Key, List<Deployment>> deployments) {
        public Source {
            places = List.copyOf(places);
            deployments = Map.copyOf(deployments);
        }

        /**
         * Reads what happened since the begin of the period.
         *
         * @throws InvalidInputException when there is no such application, environment or tier, or the period is empty
         */
        public static Source read(
                LedgerView view, Configuration configuration, Selection selection, Instant from, Instant to) {
            if (!from.isBefore(to)) {
                throw new InvalidInputException(
                        "the period from " + from + " to " + to + " is empty; its end must be after its begin");
            }
            List<Where> places = selection.of(configuration);
            Map<Key, List<Deployment>> deployments = new HashMap<>();
            places.forEach(place -> deployments.put(place.key(), new ArrayList<>()));
            for (Deployment deployment : view.deploymentsBetween(selection.application(), from, END)) {
                List<Deployment> there = deployments.get(new Key(deployment.application(), deployment.environment()));
                if (there != null) {
                    there.add(deployment);
                }
            }
            return new Source(places, from, to, deployments);
        }

        private List<Deployment> of(Where place) {
            return deployments.getOrDefault(place.key(), List.of());
        }
    }

    /** Measures. */
    public static Metrics of(Source source, CommitTimes commits) {
        List<Place> places = new ArrayList<>();
        for (Where where : source.places()) {
            Measurement one = new Measurement(source.from(), source.to(), commits);
            one.add(where.application(), source.of(where));
            places.add(one.place(where));
        }
        return new Metrics(
                source.from(),
                source.to(),
                places,
                together(source, source.from(), source.to(), commits).place(null),
                List.of(),
                null);
    }

    /** Measures, and tells trend and spread. */
    public static Metrics inDetail(Source source, CommitTimes commits) {
        Metrics metrics = of(source, commits);
        List<Step> trend = new ArrayList<>();
        List<Instant> bounds = Steps.of(source.from(), source.to());
        for (int i = 0; i + 1 < bounds.size(); i++) {
            Instant from = bounds.get(i);
            Instant to = bounds.get(i + 1);
            trend.add(new Step(from, to, together(source, from, to, commits).place(null)));
        }
        return new Metrics(
                metrics.from(),
                metrics.to(),
                metrics.places(),
                metrics.overall(),
                trend,
                together(source, source.from(), source.to(), commits).spread());
    }

    private static Measurement together(Source source, Instant from, Instant to, CommitTimes commits) {
        Measurement all = new Measurement(from, to, commits);
        for (Where where : source.places()) {
            List<Deployment> there = source.of(where);
            int begin = 0;
            while (begin < there.size() && there.get(begin).createdAt().isBefore(from)) {
                begin++;
            }
            all.add(where.application(), there.subList(begin, there.size()));
        }
        return all;
    }
}
