package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.Flow;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.PullRequestLink;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Histories that could have happened, made from numbers: the same numbers make the same history. */
final class Histories {
    private static final Instant T0 = Instant.parse("2026-03-02T10:00:00.123Z");
    private static final List<String> ENVIRONMENTS = List.of("dev", "qa", "prod \u00fc");
    private static final List<String> PEOPLE = List.of("ann", "bob", "\u5f20\u4f1f");

    /** How many kinds of steps there are. */
    static final int STEPS = 19;

    private static final int ROUNDS = 12;

    /** How many events {@link #appendAll} appends. */
    static final int EVENTS = ROUNDS * STEPS;

    private Histories() {}

    /** Appends one event for each number, in a transaction each. */
    static void append(Ledger ledger, List<Integer> numbers) {
        for (int number : numbers) {
            ledger.write(transaction -> step(transaction, number));
        }
    }

    /** A history with at least one event of every kind, in one transaction. */
    static void appendAll(Ledger ledger) {
        ledger.write(transaction -> {
            for (int round = 0; round < ROUNDS; round++) {
                for (int step = 0; step < STEPS; step++) {
                    step(transaction, step + STEPS * (round * 7 + step));
                }
            }
            return null;
        });
    }

    private static long step(LedgerTransaction transaction, int number) {
        int variant = number / STEPS;
        Instant at = T0.plusSeconds(60 * transaction.head());
        String by = PEOPLE.get(variant % PEOPLE.size());
        String key = variant % 4 == 0 ? "key-" + transaction.head() : null;
        return transaction.append(at, by, key, event(transaction, number % STEPS, variant));
    }

    private static Event event(LedgerTransaction transaction, int step, int variant) {
        String application = variant % 2 == 0 ? "shop" : "billing";
        String environment = ENVIRONMENTS.get(variant % ENVIRONMENTS.size());
        Release release = release(application, variant);
        return switch (step) {
            case 0 -> new Event.ReleaseRecorded(release);
            case 1, 2 -> created(transaction, application, environment, release);
            case 3, 4, 5 ->
                transaction
                        .current(application, environment)
                        .flatMap(current -> moved(current, variant))
                        .orElseGet(() -> created(transaction, application, environment, release));
            case 6 ->
                transaction
                        .current(application, environment)
                        .<Event>map(current -> new Event.VerificationRecorded(
                                transaction.next(LedgerTransaction.Counter.VERIFICATION),
                                current.id(),
                                application,
                                environment,
                                "smoke",
                                variant % 5 != 0,
                                variant % 2 == 0 ? null : "https://ci.example.com/1"))
                        .orElseGet(() -> new Event.HoldReleased(environment));
            case 7 -> requested(transaction, application, environment, release);
            case 8, 9 ->
                open(transaction, variant)
                        .map(promotion -> variant % 5 == 2 ? pullRequest(promotion) : moved(promotion, variant))
                        .orElseGet(() -> requested(transaction, application, environment, release));
            case 10 ->
                open(transaction, variant)
                        .map(promotion -> voted(promotion, variant))
                        .orElseGet(() -> requested(transaction, application, environment, release));
            case 11 -> intended(transaction, application);
            case 12 ->
                transaction.openIntents().stream()
                        .filter(intent -> variant % 3 != 0)
                        .findFirst()
                        .<Event>map(intent ->
                                new Event.PushSettled(intent.id(), application, PushIntent.Outcome.OVERTAKEN, "moved"))
                        .orElseGet(() -> new Event.ConfigurationUsed("sum-" + variant, "applications: {}\n"));
            case 13 ->
                variant % 2 == 0
                        ? new Event.HoldPlaced(environment, "audit \"quoted\"\n")
                        : new Event.LineLeft(application, environment, "base-" + variant, "pick");
            case 14 ->
                variant % 2 == 0
                        ? drift(application, environment, variant)
                        : transaction
                                .current(application, environment)
                                .filter(current -> variant % 4 == 1
                                        && transaction
                                                .failureAnswer(current.id())
                                                .isEmpty())
                                .map(current -> answered(current, open(transaction, variant)))
                                .orElseGet(
                                        () -> new Event.EvidenceVoided(application, ENVIRONMENTS, "hotfix " + variant));
            case 15 -> build(application, environment, variant);
            case 16 ->
                new Event.ArtifactRecorded(
                        transaction.next(LedgerTransaction.Counter.ARTIFACT),
                        Artifact.parse("com.acme:api:1." + transaction.head()));
            case 17 -> flow(transaction, application, release);
            default ->
                transaction
                        .activeHotfix(application)
                        .<Event>map(hotfix -> new Event.HotfixMoved(
                                application,
                                hotfix.name(),
                                variant % 3 == 0 ? Hotfix.Status.RESUMED : Hotfix.Status.FINISHED,
                                ""))
                        .orElseGet(() -> new Event.HotfixStarted(
                                application,
                                "fix-" + variant % 3,
                                "hotfix/fix",
                                environment,
                                "c0",
                                Map.of("qa", "c1", "dev", "c2"),
                                List.of(1L, 2L)));
        };
    }

    private static Release release(String application, int variant) {
        String version = "1." + variant % 4;
        return Release.of(
                application,
                version,
                List.of(Artifact.parse("com.acme:api:" + version), Artifact.parse("com.acme:web:2.0")),
                "c" + variant,
                null);
    }

    private static Event created(
            LedgerTransaction transaction, String application, String environment, Release release) {
        return new Event.DeploymentCreated(
                transaction.next(LedgerTransaction.Counter.DEPLOYMENT),
                application,
                environment,
                release.fingerprint(),
                release.version(),
                release.commit(),
                Deployment.Cause.RECORD,
                null,
                null);
    }

    /** A flow of the newest artifact, or the next step of the last one. */
    private static Event flow(LedgerTransaction transaction, String application, Release release) {
        Optional<Event> next = transaction.flows(null, 0, 1).stream()
                .flatMap(flow -> flow.stages().stream())
                .map(stage -> transaction.deployment(stage.deployment()).orElseThrow())
                .filter(deployment -> deployment.status() == DeploymentStatus.NOT_STARTED)
                .findFirst()
                .map(planned -> new Event.DeploymentCreated(
                        planned.id(),
                        planned.application(),
                        planned.environment(),
                        planned.fingerprint(),
                        planned.version(),
                        null,
                        Deployment.Cause.FLOW,
                        null,
                        null));
        if (next.isPresent()) {
            return next.get();
        }
        long artifact = transaction.next(LedgerTransaction.Counter.ARTIFACT) - 1;
        if (artifact == 0) {
            return new Event.ArtifactRecorded(1, Artifact.parse("com.acme:api:1.0"));
        }
        long deployment = transaction.next(LedgerTransaction.Counter.DEPLOYMENT);
        long check = transaction.next(LedgerTransaction.Counter.FLOW_CHECK);
        return new Event.FlowCreated(
                transaction.next(LedgerTransaction.Counter.FLOW),
                artifact,
                application,
                "main",
                "sum",
                release.fingerprint(),
                release.version(),
                List.of(
                        new Flow.Stage(deployment, "dev", List.of(), List.of(new Flow.Check(check, "smoke"))),
                        new Flow.Stage(deployment + 1, "qa", List.of("dev"), List.of())));
    }

    private static Optional<Event> moved(Deployment current, int variant) {
        DeploymentStatus from = current.status();
        return List.of(DeploymentStatus.STARTED, DeploymentStatus.COMPLETED, DeploymentStatus.VERIFIED).stream()
                .filter(from::canBecome)
                .findFirst()
                .or(() -> variant % 3 == 0 && from.canBecome(DeploymentStatus.FAILED)
                        ? Optional.of(DeploymentStatus.FAILED)
                        : Optional.empty())
                .map(to -> new Event.DeploymentMoved(
                        current.id(), current.application(), current.environment(), from, to, "because"));
    }

    private static Event answered(Deployment failed, Optional<Promotion> promotion) {
        return new Event.FailureAnswered(
                failed.id(),
                failed.application(),
                failed.environment(),
                "redeploy-last-good",
                promotion.isPresent() ? FailureAnswer.Action.REDEPLOYING : FailureAnswer.Action.LEFT,
                promotion.map(Promotion::id).orElse(null),
                "because");
    }

    private static Event requested(
            LedgerTransaction transaction, String application, String environment, Release release) {
        return new Event.PromotionRequested(
                transaction.next(LedgerTransaction.Counter.PROMOTION),
                application,
                List.of("dev"),
                environment,
                release.fingerprint(),
                release.version(),
                release.commit(),
                PromotionKind.FORWARD,
                null);
    }

    private static Optional<Promotion> open(LedgerTransaction transaction, int variant) {
        List<Promotion> open = transaction.openPromotions(null);
        return open.isEmpty() ? Optional.empty() : Optional.of(open.get(variant % open.size()));
    }

    private static Event moved(Promotion promotion, int variant) {
        boolean waits = variant % 3 != 0;
        return new Event.PromotionMoved(
                promotion.id(),
                promotion.application(),
                promotion.to(),
                promotion.status(),
                waits ? PromotionStatus.WAITING : PromotionStatus.CANCELLED,
                "because",
                waits ? T0.plusNanos(1) : null);
    }

    private static Event pullRequest(Promotion promotion) {
        String number = String.valueOf(promotion.id());
        return promotion.pullRequest() == null
                ? new Event.PullRequestOpened(
                        promotion.id(),
                        promotion.application(),
                        promotion.to(),
                        new PullRequestLink(number, "https://git.example.com/pulls/" + number, "promote/" + number))
                : new Event.PullRequestEnded(
                        promotion.id(),
                        promotion.application(),
                        promotion.to(),
                        promotion.id() % 2 == 0,
                        promotion.id() % 2 == 0 ? "merge-" + number : null,
                        "pull request " + number);
    }

    private static Event voted(Promotion promotion, int variant) {
        return variant % 4 == 3
                ? new Event.OverrideUsed(
                        promotion.id(), promotion.application(), promotion.to(), List.of("soak"), "urgent")
                : new Event.ApprovalGiven(
                        promotion.id(),
                        promotion.application(),
                        promotion.to(),
                        Set.of("rm", "qa", "ops"),
                        variant % 2 == 0,
                        "");
    }

    private static Event intended(LedgerTransaction transaction, String application) {
        return new Event.PushIntended(new PushIntent(
                transaction.next(LedgerTransaction.Counter.PUSH_INTENT),
                application,
                PushIntent.Kind.PROMOTION,
                List.of(1L),
                List.of(RefMove.branch("prod", "c0", "c1"), RefMove.branch("qa", null, "c1")),
                Map.of("z", "1", "a", "2"),
                T0,
                "ann",
                null,
                null));
    }

    private static Event drift(String application, String environment, int variant) {
        if (variant % 4 == 0) {
            return new Event.LineRejoined(application, environment);
        }
        return variant % 3 == 0
                ? new Event.EnvironmentAligned(application, environment, 1 + variant)
                : new Event.EnvironmentDrifted(
                        application, environment, 1 + variant, variant % 5 == 0 ? null : "c" + variant, "ahead");
    }

    private static Event build(String application, String environment, int variant) {
        String job = "deploy/" + application;
        return switch (variant % 4) {
            case 0 -> new Event.BuildDeleted(job, variant);
            case 1 -> new Event.JobMoved(job, job + "-new");
            case 2 -> new Event.JobDeleted(job + "-new");
            default ->
                new Event.BuildReported(
                        new Build(job, variant, null), BuildLink.Role.RECORDED, application, environment, 1L, null);
        };
    }
}
