package io.jenkins.plugins.deploymentgates.insight;

import static org.assertj.core.api.Assertions.assertThat;

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
                List.of(SHOP), at(from), at(to), Map.of(new Metrics.Source.Key("shop", "prod"), deployments));
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

        assertThat(place.deploymentFrequency()).isEqualTo(new Measured<>(1.0, 3, null));
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

        assertThat(place.deploymentFrequency()).isEqualTo(new Measured<>(3.0, 2, null));
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
                        new Measured<>(0.0, 2, null),
                        Pace.NONE,
                        new Measured<>(null, 0, "no deployment was completed in the period"),
                        new Measured<>(null, 0, "no deployment was completed or failed in the period"),
                        new Measured<>(null, 0, "nothing failed in the period"),
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

        assertThat(place.leadTime()).isEqualTo(new Measured<>(Duration.ofHours(2), 3, null));
    }

    @Test
    public void shouldSayWhyThereIsNoLeadTime() {
        verified("03-02T10:00", Cause.RECORD, null);
        assertThat(measure("03-02T00:00", "03-16T00:00", CommitTimes.NONE).leadTime())
                .isEqualTo(new Measured<>(null, 0, "the deployments in the period were recorded without a commit"));

        verified("03-03T10:00", Cause.RECORD, "a1");
        assertThat(measure("03-02T00:00", "03-16T00:00", CommitTimes.NONE).leadTime())
                .isEqualTo(new Measured<>(null, 0, "Git does not know when the commits in the period were made"));
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

        assertThat(place.changeFailureRate()).isEqualTo(new Measured<>(0.5, 4, null));
        assertThat(place.timeToRestore()).isEqualTo(new Measured<>(Duration.ofMinutes(15), 2, null));
        assertThat(place.unrestored()).isZero();
    }

    @Test
    public void shouldMeasureFailuresInARowFromTheFirst() {
        failed("03-03T10:00", "03-03T10:30", Cause.RECORD);
        failed("03-03T11:00", "03-03T11:30", Cause.RECORD);
        verified("03-03T13:00", Cause.RECORD, null);

        Place place = measure("03-02T00:00", "03-16T00:00", CommitTimes.NONE);

        assertThat(place.timeToRestore()).isEqualTo(new Measured<>(Duration.ofMinutes(150), 1, null));
    }

    @Test
    public void shouldTellFailuresThatAreNotOver() {
        failed("03-03T10:00", "03-03T10:30", Cause.RECORD);

        Place place = measure("03-02T00:00", "03-16T00:00", CommitTimes.NONE);

        assertThat(place.timeToRestore()).isEqualTo(new Measured<>(null, 0, "no failure was restored yet"));
        assertThat(place.unrestored()).isEqualTo(1);
    }

    @Test
    public void shouldUseWhatCameAfterThePeriodOnlyToTellWhatBecameOfIt() {
        failed("03-15T23:00", "03-16T01:00", Cause.RECORD);
        verified("03-16T03:00", Cause.RECORD, null);
        failed("03-17T10:00", "03-17T10:30", Cause.RECORD);

        Place place = measure("03-02T00:00", "03-16T00:00", CommitTimes.NONE);

        assertThat(place.changeFailureRate()).isEqualTo(new Measured<>(1.0, 1, null));
        assertThat(place.timeToRestore()).isEqualTo(new Measured<>(Duration.ofHours(2), 1, null));
        assertThat(place.unrestored()).isZero();
    }
}
