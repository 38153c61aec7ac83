package io.jenkins.plugins.deploymentgates.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.insight.Metrics.CommitTimes;
import io.jenkins.plugins.deploymentgates.insight.Metrics.Measured;
import io.jenkins.plugins.deploymentgates.insight.Metrics.Pace;
import io.jenkins.plugins.deploymentgates.insight.Metrics.Place;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Deployment.Cause;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** 2026-03-02 is a Monday. */
public class MetricsTest {
    private static final Application SHOP = new Application(
            "shop",
            "",
            List.of(),
            Application.Combination.EXACT,
            null,
            List.of(),
            Map.of("prod", new Application.Stage("prod", List.of(), List.of())));

    private final List<Deployment> deployments = new ArrayList<>();

    private static Instant at(String time) {
        return Instant.parse("2026-" + time + ":00Z");
    }

    private void verified(String time, Cause cause, String commit) {
        add(time, cause, commit, DeploymentStatus.VERIFIED, at(time), at(time), null);
    }

    private void failed(String created, String failed, Cause cause) {
        add(created, cause, null, DeploymentStatus.FAILED, at(created), null, at(failed));
    }

    private void add(
            String created,
            Cause cause,
            String commit,
            DeploymentStatus status,
            Instant completed,
            Instant verified,
            Instant failed) {
        deployments.add(new Deployment(
                deployments.size() + 1,
                "shop",
                "prod",
                "f".repeat(64),
                "1.0",
                commit,
                status,
                cause,
                null,
                null,
                "anna",
                at(created),
                null,
                completed,
                verified,
                verified,
                failed,
                null,
                null,
                null,
                deployments.size() + 1));
    }

    private Place measure(String from, String to, CommitTimes commits) {
        Metrics.Source source = new Metrics.Source(
                List.of(new Metrics.Where(SHOP, "prod", "production")),
                at(from),
                at(to),
                Map.of(new Metrics.Key("shop", "prod"), deployments));
        return Metrics.of(source, commits).places().get(0);
    }

    @Test
    public void shouldTakeMedianOfDaysPerWeekOverAllWeeksOfThePeriod() {
        verified("03-02T00:00", Cause.RECORD, null);
        verified("03-02T12:00", Cause.RECORD, null);
        verified("03-04T09:00", Cause.RECORD, null);
        verified("03-08T23:59", Cause.RECORD, null);
        verified("03-09T00:00", Cause.RECORD, null);

        Place place = measure("03-02T00:00", "03-23T00:00", CommitTimes.NONE);

        assertThat(place.deploymentFrequency()).isEqualTo(Measured.median(1.0, 3));
        assertThat(place.pace()).isEqualTo(Pace.WEEKLY);
    }

    @Test
    public void shouldTakeMeanOfTheMiddleTwoWeeks() {
        verified("03-02T10:00", Cause.RECORD, null);
        verified("03-03T10:00", Cause.RECORD, null);
        verified("03-04T10:00", Cause.RECORD, null);
        verified("03-05T10:00", Cause.RECORD, null);
        verified("03-09T10:00", Cause.RECORD, null);
        verified("03-10T10:00", Cause.RECORD, null);

        Place place = measure("03-02T00:00", "03-16T00:00", CommitTimes.NONE);

        assertThat(place.deploymentFrequency()).isEqualTo(Measured.median(3.0, 2));
        assertThat(place.pace()).isEqualTo(Pace.DAILY);
    }

    @Test
    public void shouldCallItMonthlyOrYearlyWhenMostWeeksHaveNone() {
        verified("01-10T10:00", Cause.RECORD, null);
        verified("02-10T10:00", Cause.RECORD, null);
        verified("03-10T10:00", Cause.RECORD, null);

        assertThat(measure("01-01T00:00", "04-01T00:00", CommitTimes.NONE).pace())
                .isEqualTo(Pace.MONTHLY);
        assertThat(measure("01-01T00:00", "08-01T00:00", CommitTimes.NONE).pace())
                .isEqualTo(Pace.YEARLY);
    }

    @Test
    public void shouldSayWhyThereIsNoValueWhenNothingHappened() {
        assertThat(measure("03-02T00:00", "03-16T00:00", CommitTimes.NONE))
                .isEqualTo(new Place(
                        "shop",
                        "prod",
                        "production",
                        Measured.median(0.0, 2),
                        Pace.NONE,
                        Measured.none("no deployment was completed in the period"),
                        Measured.none("no deployment was completed or failed in the period"),
                        Measured.none("nothing failed in the period"),
                        0));
    }

    @Test
    public void shouldMeasureLeadTimeFromCommitToItsFirstDeployment() {
        verified("03-02T10:00", Cause.RECORD, "a1");
        verified("03-03T10:00", Cause.RECORD, "b2");
        verified("03-04T10:00", Cause.ROLLBACK, "a1");
        verified("03-05T10:00", Cause.RECORD, "b2");
        verified("03-06T10:00", Cause.RECORD, "c3");
        Map<String, Instant> made = Map.of("a1", at("03-02T08:00"), "b2", at("03-03T04:00"), "c3", at("03-06T11:00"));

        Place place =
                measure("03-02T00:00", "03-16T00:00", (application, commit) -> Optional.ofNullable(made.get(commit)));

        assertThat(place.leadTime()).isEqualTo(Measured.median(Duration.ofHours(2), 3));
    }

    @Test
    public void shouldSayWhyThereIsNoLeadTime() {
        verified("03-02T10:00", Cause.RECORD, null);
        assertThat(measure("03-02T00:00", "03-16T00:00", CommitTimes.NONE).leadTime())
                .isEqualTo(Measured.none("the deployments in the period were recorded without a commit"));

        verified("03-03T10:00", Cause.RECORD, "a1");
        assertThat(measure("03-02T00:00", "03-16T00:00", CommitTimes.NONE).leadTime())
                .isEqualTo(Measured.none("Git does not know when the commits in the period were made"));
    }

    @Test
    public void shouldCountFailedAndRolledBackDeploymentsAsFailuresOnce() {
        verified("03-02T10:00", Cause.PROMOTION, null);
        failed("03-03T10:00", "03-03T10:30", Cause.PROMOTION);
        verified("03-03T11:00", Cause.ROLLBACK, null);
        verified("03-04T10:00", Cause.PROMOTION, null);
        verified("03-04T12:00", Cause.ROLLBACK, null);
        verified("03-05T10:00", Cause.PROMOTION, null);
        verified("03-05T11:00", Cause.HOTFIX, null);

        Place place = measure("03-02T00:00", "03-16T00:00", CommitTimes.NONE);

        assertThat(place.changeFailureRate()).isEqualTo(Measured.rate(2, 4));
        assertThat(place.timeToRestore()).isEqualTo(Measured.median(Duration.ofMinutes(15), 2));
        assertThat(place.unrestored()).isZero();
    }

    @Test
    public void shouldMeasureFailuresInARowFromTheFirst() {
        failed("03-03T10:00", "03-03T10:30", Cause.RECORD);
        failed("03-03T11:00", "03-03T11:30", Cause.RECORD);
        verified("03-03T13:00", Cause.RECORD, null);

        Place place = measure("03-02T00:00", "03-16T00:00", CommitTimes.NONE);

        assertThat(place.timeToRestore()).isEqualTo(Measured.median(Duration.ofMinutes(150), 1));
    }

    @Test
    public void shouldTellFailuresThatAreNotOver() {
        failed("03-03T10:00", "03-03T10:30", Cause.RECORD);

        Place place = measure("03-02T00:00", "03-16T00:00", CommitTimes.NONE);

        assertThat(place.timeToRestore()).isEqualTo(Measured.none("no failure was restored yet"));
        assertThat(place.unrestored()).isEqualTo(1);
    }

    @Test
    public void shouldUseWhatCameAfterThePeriodOnlyToTellWhatBecameOfIt() {
        failed("03-15T23:00", "03-16T01:00", Cause.RECORD);
        verified("03-16T03:00", Cause.RECORD, null);
        failed("03-17T10:00", "03-17T10:30", Cause.RECORD);

        Place place = measure("03-02T00:00", "03-16T00:00", CommitTimes.NONE);

        assertThat(place.changeFailureRate()).isEqualTo(Measured.rate(1, 1));
        assertThat(place.timeToRestore()).isEqualTo(Measured.median(Duration.ofHours(2), 1));
        assertThat(place.unrestored()).isZero();
    }

    private Metrics.Source source(String from, String to) {
        return new Metrics.Source(
                List.of(new Metrics.Where(SHOP, "prod", "production"), new Metrics.Where(SHOP, "=calc", "production")),
                at(from),
                at(to),
                Map.of(new Metrics.Key("shop", "prod"), deployments, new Metrics.Key("shop", "=calc"), deployments));
    }

    @Test
    public void shouldMeasureEachStepOfTheTrendAsIfItWereThePeriod() {
        verified("03-02T10:00", Cause.RECORD, null);
        failed("03-03T10:00", "03-03T10:30", Cause.RECORD);
        verified("03-10T10:00", Cause.RECORD, null);
        verified("03-12T10:00", Cause.RECORD, null);

        Metrics metrics = Metrics.inDetail(source("03-03T00:00", "03-13T12:00"), CommitTimes.NONE);

        assertThat(metrics.trend())
                .extracting(Metrics.Step::from, Metrics.Step::to)
                .containsExactly(
                        tuple(at("03-03T00:00"), at("03-09T00:00")), tuple(at("03-09T00:00"), at("03-13T12:00")));
        for (Metrics.Step step : metrics.trend()) {
            List<Deployment> since = deployments.stream()
                    .filter(one -> !one.createdAt().isBefore(step.from()))
                    .toList();
            Metrics.Source alone = new Metrics.Source(
                    source("03-03T00:00", "03-13T12:00").places(),
                    step.from(),
                    step.to(),
                    Map.of(new Metrics.Key("shop", "prod"), since, new Metrics.Key("shop", "=calc"), since));
            assertThat(step.overall())
                    .isEqualTo(Metrics.of(alone, CommitTimes.NONE).overall());
        }
        assertThat(metrics.trend().get(1).overall().deploymentFrequency()).isEqualTo(Measured.median(2.0, 1));
    }

    @Test
    public void shouldStepByMonthsAndYearsWhenThePeriodIsLong() {
        assertThat(Steps.of(at("01-15T00:00"), at("07-20T00:00"))).hasSize(28);
        assertThat(Steps.of(at("01-15T00:00"), at("12-20T00:00")))
                .hasSize(13)
                .startsWith(at("01-15T00:00"), at("02-01T00:00"));
        assertThat(Steps.of(at("01-15T00:00"), Instant.parse("2036-01-01T00:00:00Z")))
                .hasSize(11)
                .startsWith(at("01-15T00:00"), Instant.parse("2027-01-01T00:00:00Z"));
    }

    @Test
    public void shouldPutTogetherAllPlaces() {
        verified("03-02T10:00", Cause.RECORD, "a1");
        failed("03-03T10:00", "03-03T10:30", Cause.RECORD);
        verified("03-03T13:00", Cause.RECORD, "b2");

        Metrics metrics = Metrics.inDetail(
                source("03-02T00:00", "03-16T00:00"), (application, commit) -> Optional.of(at("03-02T09:00")));

        assertThat(metrics.overall())
                .isEqualTo(new Place(
                        null,
                        null,
                        null,
                        Measured.median(1.0, 2),
                        Pace.WEEKLY,
                        Measured.median(Duration.ofMinutes(870), 4),
                        Measured.rate(2, 6),
                        Measured.median(Duration.ofMinutes(150), 2),
                        0));
        Metrics.Spread spread = metrics.spread();
        assertThat(spread.weeks()).containsExactly(1, 0, 1, 0, 0, 0, 0, 0);
        assertThat(spread.succeeded()).isEqualTo(4);
        assertThat(spread.failed()).isEqualTo(2);
        assertThat(spread.leadTime().bars()).extracting(Metrics.Bar::count).containsExactly(0, 0, 2, 0, 2, 0, 0, 0);
        assertThat(spread.leadTime().lowerQuartile()).isEqualTo(Duration.ofHours(1));
        assertThat(spread.leadTime().upperQuartile()).isEqualTo(Duration.ofHours(28));
        assertThat(spread.timeToRestore().longest()).isEqualTo(Duration.ofMinutes(150));
    }

    @Test
    public void shouldSayThatASampleIsTooSmall() {
        assertThat(Measured.median(1.0, 5).few()).isTrue();
        assertThat(Measured.median(1.0, 6).few()).isFalse();
        assertThat(Measured.rate(1, 9).few()).isTrue();
        assertThat(Measured.rate(1, 10).few()).isFalse();
    }

    @Test
    public void shouldWriteTheSameNumbersAsCsvWithoutFormulas() {
        verified("03-02T10:00", Cause.RECORD, "a1");
        failed("03-03T10:00", "03-03T10:30", Cause.RECORD);

        Metrics metrics = Metrics.of(
                source("03-02T00:00", "03-09T00:00"), (application, commit) -> Optional.of(at("03-02T09:59")));

        String period = "2026-03-02T00:00:00Z,2026-03-09T00:00:00Z";
        assertThat(MetricsCsv.write(metrics))
                .isEqualTo(String.join(
                        "\r\n",
                        "application,environment,tier,from,to,pace,deployment_days_per_week,weeks,lead_time_seconds,commits,"
                                + "change_failure_rate,changes,time_to_restore_seconds,restored_failures,"
                                + "unrestored_failures",
                        "shop,prod,production," + period + ",weekly,2.0,1,60,1,0.5,2,,0,1",
                        "shop,'=calc,production," + period + ",weekly,2.0,1,60,1,0.5,2,,0,1",
                        ",,," + period + ",weekly,2.0,1,60,2,0.5,4,,0,2",
                        ""));
    }
}
