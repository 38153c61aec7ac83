package io.jenkins.plugins.deploymentgates.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.insight.Matrix;
import io.jenkins.plugins.deploymentgates.insight.MatrixPage;
import io.jenkins.plugins.deploymentgates.insight.RecentHistory;
import io.jenkins.plugins.deploymentgates.insight.Timeline;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** How much history is in a page. */
public class RecentHistoryTest {
    private static final Instant NOW = Instant.parse("2026-03-05T15:00:00Z");

    private static Deployment deployment(String application, int number, Instant at) {
        return new Deployment(
                number,
                application,
                "prod",
                "print",
                "1." + number,
                null,
                DeploymentStatus.VERIFIED,
                Deployment.Cause.RECORD,
                null,
                null,
                "ann",
                at,
                null,
                at,
                at,
                at,
                null,
                at.plusSeconds(600),
                null,
                null,
                number);
    }

    private static Matrix.Row row(String application, Deployment there) {
        return new Matrix.Row(
                application,
                List.of(new Matrix.Place(
                        "prod",
                        "production",
                        List.of(),
                        there,
                        there == null ? null : there.createdAt(),
                        null,
                        List.of(),
                        null,
                        List.of(),
                        null,
                        null)));
    }

    /** As many as are asked for. */
    private static Timeline plenty(Timeline.Question question) {
        List<Deployment> found = new ArrayList<>();
        for (int i = 0; i < question.limit(); i++) {
            found.add(deployment(question.application(), i, NOW.minusSeconds(600L * (question.limit() - i))));
        }
        return new Timeline(question.from(), question.to(), false, found, List.of(), List.of(), List.of());
    }

    @Test
    public void shouldAskForTheTimeBeforeTheMatrix() {
        List<Timeline.Question> asked = new ArrayList<>();
        RecentHistory history = RecentHistory.read(
                new Matrix(NOW, List.of(row("shop", deployment("shop", 1, NOW)), row("empty", null))), 7, question -> {
                    asked.add(question);
                    return plenty(question);
                });
        assertThat(asked)
                .containsExactly(new Timeline.Question(
                        "shop", null, NOW.plusMillis(1).minus(Duration.ofDays(7)), NOW.plusMillis(1), 2000));
        assertThat(history.count()).isEqualTo(1);
    }

    @Test
    public void shouldStaySmallHoweverLongTheLedgerIsAndSayWhatIsLeftOut() {
        List<Matrix.Row> rows = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String name = "app" + i;
            rows.add(row(name, deployment(name, 1, NOW.minus(Duration.ofHours(i == 3 ? 99 : i)))));
        }
        Matrix matrix = new Matrix(NOW, rows);
        RecentHistory history = RecentHistory.read(matrix, 30, RecentHistoryTest::plenty);
        assertThat(history.timelines().keySet())
                .hasSize(RecentHistory.APPLICATIONS)
                .startsWith("app0", "app1", "app2", "app4")
                .endsWith("app20");
        assertThat(history.timelines().values())
                .allSatisfy(one -> assertThat(one.deployments()).hasSize(100));
        String html = MatrixPage.write(matrix, history, PageWords.of("en", ZoneId.of("UTC")));
        assertThat(html)
                .contains("<p>Shown are the 20 of 30 applications that moved last.</p>")
                .contains("So much happened that only what is after ")
                .hasSizeLessThan(2_500_000);
    }
}
