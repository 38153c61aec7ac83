package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Application.Stage;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Period;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.ledger.BigLedger;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Explaining a promotion with twelve gates that all pass, over a ledger of 200 applications in 20 environments each. What
 * Git says is given, so that only the ledger and the gates are measured.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx384m"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
public class ExplainBenchmark {
    private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String APPLICATION = BigLedger.application(100);
    private static final String SOURCE = BigLedger.environment(18);
    private static final String TARGET = BigLedger.environment(19);

    @Param({"10000", "1000000"})
    public int deployments;

    private final Gates gates = new Gates();
    private Path folder;
    private Ledger ledger;
    private Configuration configuration;
    private Release release;
    private Promotion promotion;
    private Line line;

    /** On a copy of the big ledger, a release is verified upstream and its promotion approved. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        folder = Files.createTempDirectory("explain");
        Path file = Files.copy(BigLedger.of(deployments), folder.resolve("ledger.db"));
        ledger = Ledgers.open(file);
        release = ledger.write(ExplainBenchmark::deploy);
        promotion = ledger.write(ExplainBenchmark.this::request);
        configuration = configuration();
        line = new Line(
                TARGET,
                "1".repeat(40),
                SOURCE,
                "2".repeat(40),
                Line.Relation.AHEAD,
                "1".repeat(40),
                List.of(new Line.Commit("2".repeat(40), "ann", BEGIN, "SHOP-1: change")),
                List.of("main"));
        if (explain().verdict() != Verdict.PASSED || explain().outcomes().size() != 12) {
            throw new IllegalStateException(
                    "twelve gates should pass: " + explain().reason());
        }
    }

    private static Release deploy(LedgerTransaction tx) {
        Release release = Release.of(
                APPLICATION,
                "2.0",
                Stream.of("api", "web", "jobs")
                        .map(name -> Artifact.parse("com.acme:" + name + ":2.0"))
                        .toList(),
                null,
                null);
        append(tx, "ci", new Event.ReleaseRecorded(release));
        long id = tx.next(Counter.DEPLOYMENT);
        append(
                tx,
                "ci",
                new Event.DeploymentCreated(
                        id,
                        APPLICATION,
                        SOURCE,
                        release.fingerprint(),
                        release.version(),
                        null,
                        Deployment.Cause.RECORD,
                        null,
                        null));
        append(
                tx,
                "ci",
                new Event.DeploymentMoved(
                        id, APPLICATION, SOURCE, DeploymentStatus.CREATED, DeploymentStatus.COMPLETED, ""));
        append(
                tx,
                "ci",
                new Event.VerificationRecorded(
                        tx.next(Counter.VERIFICATION), id, APPLICATION, SOURCE, "scan", true, null));
        append(
                tx,
                "ci",
                new Event.DeploymentMoved(
                        id, APPLICATION, SOURCE, DeploymentStatus.COMPLETED, DeploymentStatus.VERIFIED, ""));
        return release;
    }

    private static void append(LedgerTransaction tx, String by, Event event) {
        tx.append(BEGIN, by, null, event);
    }

    private Promotion request(LedgerTransaction tx) {
        long id = tx.next(Counter.PROMOTION);
        append(
                tx,
                "ann",
                new Event.PromotionRequested(
                        id,
                        APPLICATION,
                        List.of(SOURCE),
                        TARGET,
                        release.fingerprint(),
                        release.version(),
                        null,
                        PromotionKind.FORWARD,
                        null));
        for (String person : List.of("rita", "rob")) {
            append(tx, person, new Event.ApprovalGiven(id, APPLICATION, TARGET, Set.of("release-managers"), true, ""));
        }
        return tx.promotion(id).orElseThrow();
    }

    private static Configuration configuration() {
        List<GateSettings> settings = List.of(
                new GateSettings.Soak(Duration.ofHours(2)),
                new GateSettings.VerifiedWithin(Duration.ofDays(14)),
                new GateSettings.Verifications(List.of("scan")),
                new GateSettings.Approvals(2, List.of("release-managers"), true),
                new GateSettings.Freeze(new Period.Recurring("0 16 * * FRI", "0 8 * * MON", BERLIN), ""),
                new GateSettings.Window(new Period.Recurring("0 8 * * *", "0 18 * * *", BERLIN)),
                new GateSettings.Branches(List.of("main", "hotfix/*")));
        Application application = new Application(
                APPLICATION,
                "",
                List.of(),
                Application.Combination.EXACT,
                new GitSettings("/app.git", null, List.of(), GitSettings.Mechanic.FAST_FORWARD, "main"),
                List.of("scan"),
                Map.of(
                        SOURCE, new Stage(SOURCE, List.of(), List.of()),
                        TARGET, new Stage(TARGET, List.of(SOURCE), List.of())));
        Environment target = new Environment(
                TARGET, "", "production", TARGET, settings, Environment.FailurePolicy.RECORD, List.of());
        return new Configuration(
                Map.of(APPLICATION, application), Map.of(TARGET, target), List.of(), Map.of(), Map.of(), "", "");
    }

    /** As the command does it: one consistent state of the ledger, all gates. */
    @Benchmark
    public Explanation explain() {
        Application application = configuration.application(APPLICATION);
        Environment target = configuration.environment(TARGET);
        return ledger.read(view -> Explanation.of(
                gates.forEnvironment(application, target),
                new Question(
                        view,
                        configuration,
                        application,
                        target,
                        List.of(SOURCE),
                        release,
                        line.commit(),
                        PromotionKind.FORWARD,
                        promotion,
                        "ann",
                        BEGIN.plus(Duration.ofDays(2).plusHours(3)),
                        line)));
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        ledger.close();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
