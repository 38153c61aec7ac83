package io.jenkins.plugins.deploymentgates.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.insight.Comparison.Difference;
import io.jenkins.plugins.deploymentgates.insight.Comparison.Kind;
import io.jenkins.plugins.deploymentgates.insight.Matrix.CommitCount;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Place;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Upstream;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.promotion.CommitPullRequests;
import io.jenkins.plugins.deploymentgates.promotion.Compared;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** On a real SQLite ledger. */
public class InsightTest {
    private static final Instant NOW = Instant.parse("2026-03-03T12:00:00Z");
    private static final Configuration CONFIGURATION = new ConfigurationReader()
            .parse(
                    "test.yaml",
                    """
                    applications:
                      shop:
                        git: {repository: "git@github.com:acme/shop.git"}
                        pipeline:
                          qa: {}
                          prod-eu: {after: [qa]}
                      blog:
                        pipeline:
                          qa: {}
                    environments:
                      prod-eu:
                        tier: production
                        branch: production
                        gates:
                          - ticket: {pattern: "WEB-[0-9]+"}
                    """);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Ledger ledger;

    @Before
    public void openLedger() {
        ledger = Ledgers.open(temporary.getRoot().toPath().resolve("ledger.db"));
    }

    @After
    public void closeLedger() {
        ledger.close();
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-03T" + time + ":00Z");
    }

    private void deployed(String time, String environment, String version, String commit, String... artifacts) {
        Release release = Release.of(
                "shop", version, Stream.of(artifacts).map(Artifact::parse).toList(), commit, "tree-" + version);
        ledger.write(tx -> {
            if (tx.release(release.fingerprint()).isEmpty()) {
                tx.append(at(time), "anna", null, new Event.ReleaseRecorded(release));
            }
            return tx.append(
                    at(time),
                    "anna",
                    null,
                    new Event.DeploymentCreated(
                            tx.next(Counter.DEPLOYMENT),
                            "shop",
                            environment,
                            release.fingerprint(),
                            version,
                            commit,
                            Deployment.Cause.RECORD,
                            null,
                            null));
        });
    }

    private void moved(String time, String environment, DeploymentStatus... statuses) {
        for (DeploymentStatus to : statuses) {
            ledger.write(tx -> {
                Deployment current = tx.current("shop", environment).orElseThrow();
                return tx.append(
                        at(time),
                        "anna",
                        null,
                        new Event.DeploymentMoved(current.id(), "shop", environment, current.status(), to, ""));
            });
        }
    }

    private void verified(String time, String environment, String version, String commit, String... artifacts) {
        deployed(time, environment, version, commit, artifacts);
        moved(time, environment, DeploymentStatus.COMPLETED, DeploymentStatus.VERIFIED);
    }

    private Matrix matrix(String application, CommitCount commits) {
        return ledger.read(view -> Matrix.read(view, CONFIGURATION, application, NOW, commits));
    }

    @Test
    public void shouldShowEveryEnvironmentInPipelineOrder() {
        verified("09:00", "qa", "1.0", "a1");
        verified("10:00", "prod-eu", "1.0", "a1");
        verified("11:30", "qa", "1.1", "b2");
        ledger.write(tx -> tx.append(at("11:40"), "bert", null, new Event.HoldPlaced("prod-eu", "sale")));
        ledger.write(tx -> tx.append(at("11:50"), "bert", null, new Event.LineLeft("shop", "prod-eu", "a0", "picked")));

        Matrix matrix = matrix(null, (application, environment, from, to) -> OptionalInt.of(from.equals("a1") ? 3 : 0));

        assertThat(matrix.rows()).extracting(Matrix.Row::application).containsExactly("shop", "blog");
        Place qa = matrix.rows().get(0).places().get(0);
        assertThat(qa.environment()).isEqualTo("qa");
        assertThat(qa.deployment().version()).isEqualTo("1.1");
        assertThat(qa.age(NOW)).isEqualTo(Duration.ofMinutes(30));
        assertThat(qa.newer()).isEmpty();
        assertThat(qa.behind()).isNull();
        Place production = matrix.rows().get(0).places().get(1);
        assertThat(production.tier()).isEqualTo("production");
        assertThat(production.after()).containsExactly("qa");
        assertThat(production.deployment().version()).isEqualTo("1.0");
        assertThat(production.hold().reason()).isEqualTo("sale");
        assertThat(production.offLine()).isEqualTo("a0");
        assertThat(production.newer()).containsExactly(new Upstream("qa", "1.1", "1.1"));
        assertThat(production.behind()).isEqualTo(3);
        assertThat(matrix.rows().get(1).places().get(0).deployment()).isNull();
        assertThat(matrix("blog", CommitCount.NONE).rows()).hasSize(1);
    }

    @Test
    public void shouldTellWhatWasWhereAndHowToGetItBack() {
        verified("09:00", "prod-eu", "1.0", "a1", "com.acme:shop-api:1.0");
        deployed("10:00", "prod-eu", "1.1", "b2", "com.acme:shop-api:1.1");
        moved("10:30", "prod-eu", DeploymentStatus.STARTED);
        moved("11:00", "prod-eu", DeploymentStatus.FAILED);

        StateAt before = ledger.read(view -> StateAt.read(view, CONFIGURATION, at("09:59"), "shop"));
        StateAt during = ledger.read(view -> StateAt.read(view, CONFIGURATION, at("10:30"), null));
        StateAt nothing = ledger.read(view -> StateAt.read(view, CONFIGURATION, at("08:00"), null));

        StateAt.OfApplication then = before.applications().get(0);
        assertThat(then.places()).extracting(StateAt.Place::statusThen).containsExactly(DeploymentStatus.VERIFIED);
        assertThat(then.places()).extracting(StateAt.Place::current).containsExactly(false);
        assertThat(then.rollBack()).containsExactly("deployment-gates rollback shop prod-eu --to 1.0");
        assertThat(then.setBranches())
                .containsExactly(
                        "git clone --bare git@github.com:acme/shop.git shop.git",
                        "git -C shop.git push --force-with-lease=refs/heads/production:b2 origin"
                                + " a1:refs/heads/production");
        assertThat(then.record())
                .containsExactly("deployment-gates record shop prod-eu 1.0 --artifact com.acme:shop-api:1.0"
                        + " --commit a1 --status COMPLETED");
        assertThat(during.applications().get(0).places())
                .extracting(StateAt.Place::statusThen)
                .containsExactly(DeploymentStatus.STARTED);
        assertThat(during.applications().get(0).rollBack()).isEmpty();
        assertThat(during.applications().get(0).setBranches()).isEmpty();
        assertThat(nothing.applications()).isEmpty();
    }

    @Test
    public void shouldCompareArtifactsCommitsAndTickets() {
        verified("09:00", "prod-eu", "1.0", "a1", "com.acme:api:1.0", "com.acme:old:1.0", "com.acme:web:1.0");
        verified("10:00", "qa", "1.1", "b2", "com.acme:api:1.1", "com.acme:new:1.1", "com.acme:web:1.0");
        Line.Commit commit = new Line.Commit("b2", "Anna", at("09:30"), "WEB-7 faster\n\nWEB-8, SHOP-1 is no ticket");
        Comparison.Sides sides =
                ledger.read(view -> Comparison.Sides.read(view, CONFIGURATION, "shop", "qa", "prod-eu"));

        Comparison comparison = Comparison.of(
                CONFIGURATION,
                sides,
                new Comparison.Changes() {
                    @Override
                    public List<Line.Commit> commits(String from, String to) {
                        return from.equals("a1") && to.equals("b2") ? List.of(commit) : List.of();
                    }

                    @Override
                    public List<String> files(String from, String to) {
                        return List.of("M " + from + " " + to);
                    }

                    @Override
                    public Map<String, String> heads() {
                        return Map.of("feature/WEB-9-faster", "b2", "feature/WEB-10", "c3");
                    }

                    @Override
                    public CommitPullRequests.Found pullRequests(List<Line.Commit> commits) {
                        return CommitPullRequests.Found.NONE;
                    }
                },
                () -> Compared.NOTHING);

        assertThat(comparison.sameRelease()).isFalse();
        assertThat(comparison.artifacts())
                .containsExactly(
                        new Difference(Module.parse("com.acme:api"), "1.1", "1.0", Kind.CHANGED),
                        new Difference(Module.parse("com.acme:new"), "1.1", null, Kind.ONLY_LEFT),
                        new Difference(Module.parse("com.acme:old"), null, "1.0", Kind.ONLY_RIGHT),
                        new Difference(Module.parse("com.acme:web"), "1.0", "1.0", Kind.SAME));
        assertThat(comparison.onlyLeft())
                .containsExactly(new Comparison.Commit(commit, "https://github.com/acme/shop/commit/b2"));
        assertThat(comparison.onlyRight()).isEmpty();
        assertThat(comparison.tickets())
                .containsExactly(new Ticket("WEB-7", null), new Ticket("WEB-8", null), new Ticket("WEB-9", null));
        assertThat(comparison.files()).containsExactly("M b2 a1");
        assertThat(comparison.withoutGit()).isNull();
    }

    @Test
    public void shouldCompareWhatTheLedgerKnowsWhenCommitsAreGone() {
        verified("09:00", "prod-eu", "1.0", "a1", "com.acme:api:1.0");
        verified("10:00", "qa", "1.1", "b2", "com.acme:api:1.1");
        Comparison.Sides sides =
                ledger.read(view -> Comparison.Sides.read(view, CONFIGURATION, "shop", "qa", "prod-eu"));
        GitAnswers gone = new GitAnswers(application -> {
            throw new GitException("repository 'shop.git' does not exist");
        });

        Comparison comparison = Comparison.of(
                CONFIGURATION, sides, gone.changes(CONFIGURATION.application("shop"), null), () -> Compared.NOTHING);

        assertThat(comparison.withoutGit()).isEqualTo("repository 'shop.git' does not exist");
        assertThat(comparison.artifacts())
                .containsExactly(new Difference(Module.parse("com.acme:api"), "1.1", "1.0", Kind.CHANGED));
        assertThat(comparison.onlyLeft()).isEmpty();
    }

    @Test
    public void shouldGoWithoutTheCommitsOfARepositoryThatDoesNotAnswer() {
        GitAnswers gone = new GitAnswers(application -> {
            throw new GitException("repository 'shop.git' does not exist");
        });

        assertThat(gone.between(CONFIGURATION.application("shop"), "qa", "a1", "b2"))
                .isEmpty();
        assertThat(gone.of(CONFIGURATION.application("shop"), "a1")).isEmpty();
    }

    @Test
    public void shouldSayWhyThereAreNoCommitsToCompare() {
        verified("09:00", "qa", "1.0", "a1");
        Comparison.Sides sides =
                ledger.read(view -> Comparison.Sides.read(view, CONFIGURATION, "shop", "qa", "prod-eu"));

        assertThat(Comparison.of(CONFIGURATION, sides, null, () -> Compared.NOTHING)
                        .withoutGit())
                .isEqualTo("nothing was recorded in prod-eu yet");
        assertThatThrownBy(() -> ledger.read(view -> Comparison.Sides.read(view, CONFIGURATION, "shop", "qa", "prod")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("application shop has no environment 'prod'; its pipeline has qa, prod-eu");
    }

    @Test
    public void shouldPageThroughHistory() {
        verified("09:00", "qa", "1.0", "a1");
        verified("10:00", "qa", "1.1", "b2");
        verified("11:00", "qa", "1.2", "c3");

        HistoryPage first = ledger.read(view -> HistoryPage.read(view, "shop", "qa", LedgerView.NEWEST, 2));
        HistoryPage last = ledger.read(view -> HistoryPage.read(view, "shop", "qa", first.next(), 2));

        assertThat(first.deployments()).extracting(Deployment::version).containsExactly("1.2", "1.1");
        assertThat(last.deployments()).extracting(Deployment::version).containsExactly("1.0");
        assertThat(last.next()).isNull();
    }

    @Test
    public void shouldMeasureFromTheLedger() {
        verified("09:00", "qa", "1.0", "a1");
        deployed("10:00", "qa", "1.1", "b2");
        moved("10:05", "qa", DeploymentStatus.FAILED);
        verified("10:35", "qa", "1.2", "c3");

        Metrics.Source source = ledger.read(view -> Metrics.Source.read(
                view,
                CONFIGURATION,
                new Metrics.Selection("shop", null, null),
                Instant.parse("2026-03-02T00:00:00Z"),
                NOW));
        Metrics.Place qa = Metrics.of(source, (application, commit) -> Optional.of(at("08:00")))
                .places()
                .get(0);

        assertThat(qa.deploymentFrequency()).isEqualTo(Metrics.Measured.median(1.0, 1));
        assertThat(qa.leadTime()).isEqualTo(Metrics.Measured.median(Duration.parse("PT1H47M30S"), 2));
        assertThat(qa.changeFailureRate()).isEqualTo(Metrics.Measured.rate(1, 3));
        assertThat(qa.timeToRestore()).isEqualTo(Metrics.Measured.median(Duration.ofMinutes(30), 1));
    }
}
