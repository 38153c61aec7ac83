package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Deployment.Cause;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Flow;
import io.jenkins.plugins.deploymentgates.model.Grounds;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What follows in the ledger once a push has ended. Everything it needs is in the intent, so that another process can do
 * it after a crash. Runs inside a transaction; stateless.
 */
final class Settlement {
    /** Key in {@link PushIntent#details()}: where the target was on the line before a cherry-pick left it. */
    static final String LINE_BASE = "line-base";

    /** Key: the commit the target has after the push, where it differs from the promotion's. */
    static final String COMMIT = "commit";

    /** Key: the hotfix's name. */
    static final String HOTFIX = "hotfix";

    /** Key: the environment a hotfix is branched from. */
    static final String FROM = "from";

    /** Key prefix: the head of an environment's branch before it was set back. */
    static final String PREVIOUS = "previous.";

    /** Key: the idempotency key of what is done once the push is. */
    static final String KEY = "key";

    private Settlement() {}

    /** Key: the same for one of several promotions. */
    static String commitOf(long promotion) {
        return COMMIT + "." + promotion;
    }

    /** Records how the push ended and what that means; does nothing when that is recorded already. */
    static void settle(LedgerTransaction tx, Instant now, PushIntent intent, Outcome outcome, String detail) {
        settle(tx, now, intent, outcome, detail, null);
    }

    /**
     * The same.
     *
     * @param outOfBand why what was promoted should not have been; {@code null} when all is right
     */
    static void settle(
            LedgerTransaction tx,
            Instant now,
            PushIntent intent,
            Outcome outcome,
            String detail,
            @CheckForNull String outOfBand) {
        if (tx.openIntents().stream().noneMatch(open -> open.id() == intent.id())) {
            return;
        }
        String key = outcome == Outcome.DONE ? intent.details().get(KEY) : null;
        tx.append(now, intent.by(), key, new Event.PushSettled(intent.id(), intent.application(), outcome, detail));
        for (long id : intent.promotions()) {
            Promotion promotion = tx.promotion(id).orElseThrow();
            if (outcome == Outcome.DONE) {
                promoted(tx, now, intent, promotion, outOfBand);
            } else {
                // Not WAITING: it waits for nothing, and whoever starts next must ask it.
                PromotionStatus next =
                        outcome == Outcome.ABANDONED ? PromotionStatus.REQUESTED : PromotionStatus.FAILED;
                move(tx, now, intent.by(), promotion, next, detail);
            }
        }
        if (outcome == Outcome.DONE && intent.kind() == PushIntent.Kind.HOTFIX_START) {
            hotfixStarted(tx, now, intent);
        } else if (outcome == Outcome.DONE && intent.kind() == PushIntent.Kind.HOTFIX_FINISH) {
            tx.append(
                    now,
                    intent.by(),
                    null,
                    new Event.HotfixMoved(
                            intent.application(), intent.details().get(HOTFIX), Hotfix.Status.FINISHED, detail));
        }
    }

    /** Appends a promotion's move after checking it against the table. */
    static void move(
            LedgerTransaction tx, Instant now, String by, Promotion promotion, PromotionStatus to, String reason) {
        move(tx, now, by, null, promotion, to, reason);
    }

    /** The same under an idempotency key. */
    static void move(
            LedgerTransaction tx,
            Instant now,
            String by,
            @CheckForNull String key,
            Promotion promotion,
            PromotionStatus to,
            String reason) {
        promotion.status().checkMove(promotion.label(), to);
        tx.append(
                now,
                by,
                key,
                new Event.PromotionMoved(
                        promotion.id(), promotion.application(), promotion.to(), promotion.status(), to, reason, null));
    }

    /** Appends that a promotion is carried out, and on what grounds. */
    static void execute(LedgerTransaction tx, Instant now, String by, Promotion promotion, Grounds grounds) {
        execute(tx, now, by, promotion, "all gates passed", grounds);
    }

    /** The same, with why it is. */
    static void execute(
            LedgerTransaction tx, Instant now, String by, Promotion promotion, String reason, Grounds grounds) {
        promotion.status().checkMove(promotion.label(), PromotionStatus.EXECUTING);
        tx.append(
                now,
                by,
                null,
                new Event.PromotionMoved(
                        promotion.id(),
                        promotion.application(),
                        promotion.to(),
                        promotion.status(),
                        PromotionStatus.EXECUTING,
                        reason,
                        null,
                        grounds));
    }

    /** Appends a deployment's move after checking it against the table. */
    static void move(
            LedgerTransaction tx, Instant now, String by, Deployment deployment, DeploymentStatus to, String reason) {
        deployment.status().checkMove(deployment.label(), to);
        tx.append(
                now,
                by,
                null,
                new Event.DeploymentMoved(
                        deployment.id(),
                        deployment.application(),
                        deployment.environment(),
                        deployment.status(),
                        to,
                        reason));
    }

    private static void promoted(
            LedgerTransaction tx, Instant now, PushIntent intent, Promotion promotion, @CheckForNull String outOfBand) {
        boolean rollback = promotion.kind() == PromotionKind.ROLLBACK;
        if (rollback) {
            // What is rolled back is no evidence any more and counts as a failed change (DORA).
            tx.current(promotion.application(), promotion.to())
                    .filter(current -> current.status() != DeploymentStatus.FAILED)
                    .ifPresent(current -> move(
                            tx,
                            now,
                            intent.by(),
                            current,
                            DeploymentStatus.FAILED,
                            "rolled back to " + promotion.version()));
        }
        move(tx, now, intent.by(), promotion, PromotionStatus.PROMOTED, "promoted");
        Optional<Long> planned = FlowSteps.planned(tx, promotion).map(Deployment::id);
        planned.ifPresent(id -> FlowSteps.callOff(tx, now, intent.by(), id, promotion.id()));
        tx.append(
                now,
                intent.by(),
                null,
                new Event.DeploymentCreated(
                        planned.orElseGet(() -> tx.next(Counter.DEPLOYMENT)),
                        promotion.application(),
                        promotion.to(),
                        promotion.fingerprint(),
                        promotion.version(),
                        intent.details()
                                .getOrDefault(
                                        commitOf(promotion.id()),
                                        intent.details().getOrDefault(COMMIT, promotion.commit())),
                        cause(promotion.kind()),
                        promotion.id(),
                        outOfBand));
        Optional<String> base = tx.lineBase(promotion.application(), promotion.to());
        if (promotion.kind() == PromotionKind.CHERRY_PICK) {
            if (base.isEmpty()) {
                tx.append(
                        now,
                        intent.by(),
                        null,
                        new Event.LineLeft(
                                promotion.application(),
                                promotion.to(),
                                intent.details().get(LINE_BASE),
                                promotion.version() + " was cherry-picked"));
            }
        } else if (base.isPresent()) {
            tx.append(now, intent.by(), null, new Event.LineRejoined(promotion.application(), promotion.to()));
        }
    }

    private static Cause cause(PromotionKind kind) {
        if (kind == PromotionKind.ROLLBACK) {
            return Cause.ROLLBACK;
        }
        return kind == PromotionKind.FLOW ? Cause.FLOW : Cause.PROMOTION;
    }

    /** The turn of a flow's first environment has come. */
    static Event entering(Flow flow, Flow.Stage stage) {
        return new Event.DeploymentCreated(
                stage.deployment(),
                flow.application(),
                stage.environment(),
                flow.fingerprint(),
                flow.version(),
                null,
                Cause.FLOW,
                null,
                null);
    }

    private static void hotfixStarted(LedgerTransaction tx, Instant now, PushIntent intent) {
        String application = intent.application();
        String name = intent.details().get(HOTFIX);
        String from = intent.details().get(FROM);
        String base = intent.details().get(COMMIT);
        Map<String, String> previous = new TreeMap<>();
        intent.details().forEach((key, head) -> {
            if (key.startsWith(PREVIOUS)) {
                previous.put(key.substring(PREVIOUS.length()), head);
            }
        });
        List<Long> cancelled = new ArrayList<>();
        for (Promotion promotion : tx.openPromotions(application)) {
            // A flow is on no line of history that a hotfix could overtake.
            if (promotion.status() != PromotionStatus.EXECUTING && promotion.kind() != PromotionKind.FLOW) {
                move(tx, now, intent.by(), promotion, PromotionStatus.CANCELLED, "overtaken by hotfix " + name);
                cancelled.add(promotion.id());
            }
        }
        tx.append(
                now,
                intent.by(),
                null,
                new Event.HotfixStarted(application, name, "hotfix/" + name, from, base, previous, cancelled));
        List<String> environments = List.copyOf(previous.keySet());
        tx.append(
                now,
                intent.by(),
                null,
                new Event.EvidenceVoided(application, environments, "hotfix " + name + " overtook it"));
        Deployment production = tx.current(application, from).orElseThrow();
        for (String environment : environments) {
            tx.append(
                    now,
                    intent.by(),
                    null,
                    new Event.DeploymentCreated(
                            tx.next(Counter.DEPLOYMENT),
                            application,
                            environment,
                            production.fingerprint(),
                            production.version(),
                            base,
                            Cause.HOTFIX,
                            null,
                            null));
            if (tx.lineBase(application, environment).isPresent()) {
                tx.append(now, intent.by(), null, new Event.LineRejoined(application, environment));
            }
        }
    }
}
