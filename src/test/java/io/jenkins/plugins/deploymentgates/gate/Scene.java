package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Application.Combination;
import io.jenkins.plugins.deploymentgates.config.Application.Stage;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/**
 * The shop on a real ledger: dev → qa → (integration, load) → staging → prod, with a clock the test sets. Every step
 * happens at {@link #now}.
 */
final class Scene extends ExternalResource {
    private final TemporaryFolder folder = new TemporaryFolder();
    private Ledger ledger;

    Instant now = Instant.parse("2026-03-03T09:00:00Z");
    Combination combination = Combination.EXACT;
    Map<String, List<String>> groups = Map.of("release-managers", List.of("rita", "rob"));
    List<GateSettings> gates = List.of();
    Line line;
    PromotionKind kind = PromotionKind.FORWARD;

    @Override
    protected void before() throws Throwable {
        folder.create();
        ledger = Ledgers.open(Path.of(folder.getRoot().getPath(), "ledger.db"));
    }

    @Override
    protected void after() {
        ledger.close();
        folder.delete();
    }

    void at(String instant) {
        now = Instant.parse(instant);
    }

    /** Records a release with these artifacts. */
    Release release(String version, String... artifacts) {
        return releaseAt(null, version, artifacts);
    }

    Release releaseAt(String sharedTree, String version, String... artifacts) {
        Release release = Release.of(
                "shop", version, Stream.of(artifacts).map(Artifact::parse).toList(), null, sharedTree);
        append(new Event.ReleaseRecorded(release));
        return release;
    }

    /** Creates a deployment; its id counts from 1. */
    long create(String environment, Release release) {
        return ledger.write(tx -> {
            long id = tx.next(Counter.DEPLOYMENT);
            tx.append(
                    now,
                    "ann",
                    null,
                    new Event.DeploymentCreated(
                            id,
                            "shop",
                            environment,
                            release.fingerprint(),
                            release.version(),
                            null,
                            Deployment.Cause.RECORD,
                            null,
                            null));
            return id;
        });
    }

    void move(long deployment, DeploymentStatus... path) {
        for (DeploymentStatus to : path) {
            ledger.write(tx -> {
                Deployment before = tx.deployment(deployment).orElseThrow();
                return tx.append(
                        now,
                        "ann",
                        null,
                        new Event.DeploymentMoved(deployment, "shop", before.environment(), before.status(), to, ""));
            });
        }
    }

    void check(long deployment, String check, boolean passed) {
        ledger.write(tx -> tx.append(
                now,
                "ann",
                null,
                new Event.VerificationRecorded(
                        tx.next(Counter.VERIFICATION),
                        deployment,
                        "shop",
                        tx.deployment(deployment).orElseThrow().environment(),
                        check,
                        passed,
                        null)));
    }

    /** A deployment that is COMPLETED. */
    long complete(String environment, Release release) {
        long id = create(environment, release);
        move(id, DeploymentStatus.STARTED, DeploymentStatus.COMPLETED);
        return id;
    }

    /** A deployment that is VERIFIED, with the check smoke passed. */
    long verify(String environment, Release release) {
        long id = complete(environment, release);
        check(id, "smoke", true);
        move(id, DeploymentStatus.VERIFIED);
        return id;
    }

    Promotion promotion(String environment, Release release) {
        return ledger.write(tx -> {
            long id = tx.next(Counter.PROMOTION);
            tx.append(
                    now,
                    "ann",
                    null,
                    new Event.PromotionRequested(
                            id,
                            "shop",
                            application().stage(environment).after(),
                            environment,
                            release.fingerprint(),
                            release.version(),
                            null,
                            kind,
                            null));
            return tx.promotion(id).orElseThrow();
        });
    }

    void execute(Promotion promotion) {
        append(new Event.PromotionMoved(
                promotion.id(),
                "shop",
                promotion.to(),
                PromotionStatus.REQUESTED,
                PromotionStatus.EXECUTING,
                "",
                null));
    }

    void vote(Promotion promotion, String by, boolean approved, String reason, String... groups) {
        append(by, new Event.ApprovalGiven(promotion.id(), "shop", promotion.to(), Set.of(groups), approved, reason));
    }

    void append(Event event) {
        append("ann", event);
    }

    void append(String by, Event event) {
        ledger.write((LedgerTransaction tx) -> tx.append(now, by, null, event));
    }

    GateOutcome ask(Gate gate, String target, Release release) {
        return ask(gate, target, release, null);
    }

    GateOutcome ask(Gate gate, String target, Release release, Promotion promotion) {
        return asking(target, release, promotion, gate::ask);
    }

    Explanation explain(String target, Release release) {
        return asking(
                target,
                release,
                null,
                question -> Explanation.of(
                        new Gates().forEnvironment(question.application(), question.target()), question));
    }

    Explanation override(String target, Release release) {
        return asking(
                target,
                release,
                null,
                question -> Explanation.overriding(
                        new Gates().forEnvironment(question.application(), question.target()), question));
    }

    <T> T asking(String target, Release release, Promotion promotion, Function<Question, T> work) {
        return ledger.read(view -> work.apply(new Question(
                view,
                configuration(),
                application(),
                environment(target),
                application().stage(target).after(),
                release,
                line == null ? null : line.commit(),
                kind,
                promotion,
                "ann",
                now,
                line)));
    }

    Application application() {
        Map<String, Stage> pipeline = new LinkedHashMap<>();
        pipeline.put("dev", new Stage("dev", List.of(), List.of()));
        pipeline.put("qa", new Stage("qa", List.of("dev"), List.of()));
        pipeline.put("integration", new Stage("integration", List.of("qa"), List.of()));
        pipeline.put("load", new Stage("load", List.of("qa"), List.of("load-test")));
        pipeline.put("staging", new Stage("staging", List.of("integration", "load"), List.of()));
        pipeline.put("prod", new Stage("prod", List.of("staging"), List.of()));
        GitSettings git = line == null
                ? null
                : new GitSettings("/shop.git", null, List.of(), GitSettings.Mechanic.FAST_FORWARD, "main");
        return new Application("shop", "", List.of(), combination, git, List.of("smoke"), pipeline);
    }

    Environment environment(String name) {
        return new Environment(name, "", "test", name, gates, Environment.FailurePolicy.RECORD, List.of());
    }

    private Configuration configuration() {
        Map<String, Environment> environments = new LinkedHashMap<>();
        application().pipeline().keySet().forEach(name -> environments.put(name, environment(name)));
        return new Configuration(Map.of("shop", application()), environments, List.of(), groups, Map.of(), "", "");
    }
}
