package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.BuildLink.Role;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Fills an empty ledger with what builds kept of what they did: with their times, in the order of time, and with the numbers
 * that deployments and promotions had, so that links to them stay right. Nothing is asked of gates or of Git, and nothing
 * is promoted. Thread-safe.
 */
public final class BuildImport {
    static final String UNKNOWN_END = "imported from builds, which do not tell how it ended";

    private final Services services;

    BuildImport(Services services) {
        this.services = services;
    }

    /** One thing a build did. */
    public sealed interface Entry {
        Build build();

        Instant at();

        /** On whose behalf. */
        String by();

        Release release();
    }

    /**
     * A build reported a deployment, or a check on one.
     *
     * @param deployment how the deployment came into being
     * @param status how it stood after the report
     * @param reason why it failed; may be empty
     * @param check what was checked; {@code null} when the deployment itself was reported
     */
    public record Reported(
            Build build,
            Instant at,
            String by,
            Release release,
            Event.DeploymentCreated deployment,
            DeploymentStatus status,
            String reason,
            @CheckForNull Check check)
            implements Entry {}

    /** The result of a check. */
    public record Check(String name, boolean passed, @CheckForNull String url) {}

    /**
     * A build asked for a promotion, or saw it end.
     *
     * @param promotion what was asked for
     * @param status how it stood then
     * @param reason why it stood so
     * @param deployment the deployment it led to; {@code null} while there was none
     */
    public record Asked(
            Build build,
            Instant at,
            String by,
            Release release,
            Event.PromotionRequested promotion,
            PromotionStatus status,
            String reason,
            @CheckForNull Event.DeploymentCreated deployment)
            implements Entry {}

    /**
     * What came of an import.
     *
     * @param imported how many entries are in the ledger now
     * @param leftOut a sentence for each entry that contradicts an earlier one, naming its build
     */
    public record Result(int imported, List<String> leftOut) {
        public Result {
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * Imports all entries, or none.
     *
     * @param actor on whose behalf promotions whose end no build knows are closed
     * @throws RefusedException when the ledger is not empty
     */
    public Result run(Actor actor, List<? extends Entry> entries) {
        List<Entry> ordered = new ArrayList<>(entries);
        ordered.sort(Comparator.comparing(Entry::at));
        return services.ledger().write(tx -> {
            if (tx.head() > 0) {
                throw new RefusedException("the ledger holds " + tx.head()
                        + " events already; builds can only be imported" + " into an empty one");
            }
            List<String> leftOut = new ArrayList<>();
            for (Entry entry : ordered) {
                String contradiction =
                        entry instanceof Reported reported ? reported(tx, reported) : asked(tx, (Asked) entry);
                if (contradiction != null) {
                    leftOut.add(entry.build().label() + ": " + contradiction);
                }
            }
            if (!ordered.isEmpty()) {
                close(tx, actor, ordered.get(ordered.size() - 1).at());
            }
            return new Result(ordered.size() - leftOut.size(), leftOut);
        });
    }

    @CheckForNull
    private String reported(LedgerTransaction tx, Reported entry) {
        Event.DeploymentCreated told = entry.deployment();
        Optional<Deployment> known = tx.deployment(told.id());
        if (known.isPresent() && !isSame(known.get(), told)) {
            return contradiction(known.get(), told);
        }
        Actor actor = new Actor(entry.by(), Set.of(), entry.build());
        create(tx, actor, entry, told);
        Deployment deployment = tx.deployment(told.id()).orElseThrow();
        Check check = entry.check();
        if (check != null) {
            tx.append(
                    entry.at(),
                    entry.by(),
                    null,
                    new Event.VerificationRecorded(
                            tx.next(Counter.VERIFICATION),
                            told.id(),
                            told.application(),
                            told.environment(),
                            check.name(),
                            check.passed(),
                            check.url()));
        }
        services.report(tx, entry.at(), actor, check == null ? Role.RECORDED : Role.VERIFIED, deployment);
        DeploymentStatus status = deployment.status();
        for (DeploymentStatus next :
                way(status, entry.status(), DeploymentStatus.values(), DeploymentStatus::canBecome)) {
            Settlement.move(tx, entry.at(), entry.by(), tx.deployment(told.id()).orElseThrow(), next, entry.reason());
        }
        return null;
    }

    @CheckForNull
    private String asked(LedgerTransaction tx, Asked entry) {
        Event.PromotionRequested told = entry.promotion();
        Event.DeploymentCreated made = entry.deployment();
        Optional<Promotion> known = tx.promotion(told.id());
        if (known.isPresent() && !isSame(known.get(), told)) {
            return "promotion " + told.id() + " is " + told.application() + " " + told.version() + " to "
                    + told.environment() + " here, but " + known.get().label() + " in an earlier build";
        }
        Optional<Deployment> there = made == null ? Optional.empty() : tx.deployment(made.id());
        if (there.isPresent() && !isSame(there.get(), made)) {
            return contradiction(there.get(), made);
        }
        Actor actor = new Actor(entry.by(), Set.of(), entry.build());
        services.remember(tx, entry.at(), actor, entry.release());
        if (known.isEmpty()) {
            tx.append(entry.at(), entry.by(), null, told);
        }
        Promotion promotion = tx.promotion(told.id()).orElseThrow();
        services.report(tx, entry.at(), actor, Role.PROMOTED, promotion);
        for (PromotionStatus next :
                way(promotion.status(), entry.status(), PromotionStatus.values(), PromotionStatus::canBecome)) {
            Settlement.move(tx, entry.at(), entry.by(), tx.promotion(told.id()).orElseThrow(), next, entry.reason());
        }
        if (made != null) {
            create(tx, actor, entry, made);
        }
        return null;
    }

    private void create(LedgerTransaction tx, Actor actor, Entry entry, Event.DeploymentCreated told) {
        services.remember(tx, entry.at(), actor, entry.release());
        if (tx.deployment(told.id()).isEmpty()) {
            // A promotion that no build knows any more cannot be pointed at.
            Long promotion = told.promotion() == null
                    ? null
                    : tx.promotion(told.promotion()).map(Promotion::id).orElse(null);
            supersede(tx, entry, told);
            tx.append(
                    entry.at(),
                    entry.by(),
                    null,
                    new Event.DeploymentCreated(
                            told.id(),
                            told.application(),
                            told.environment(),
                            told.fingerprint(),
                            told.version(),
                            told.commit(),
                            told.cause(),
                            promotion,
                            told.outOfBand()));
        }
    }

    /**
     * What people did without a build shows in what came of it: a rollback's deployment says that the one before it has
     * failed, and a hotfix's that nothing before it is evidence.
     */
    private static void supersede(LedgerTransaction tx, Entry entry, Event.DeploymentCreated told) {
        if (told.cause() == Deployment.Cause.ROLLBACK) {
            tx.deployments(told.application(), told.environment(), told.id(), 1).stream()
                    .filter(before -> before.status() != DeploymentStatus.FAILED)
                    .forEach(before -> Settlement.move(
                            tx,
                            entry.at(),
                            entry.by(),
                            before,
                            DeploymentStatus.FAILED,
                            "rolled back to " + told.version()));
        } else if (told.cause() == Deployment.Cause.HOTFIX) {
            tx.append(
                    entry.at(),
                    entry.by(),
                    null,
                    new Event.EvidenceVoided(told.application(), List.of(told.environment()), "a hotfix overtook it"));
        }
    }

    /** A promotion that was left open would be carried out, as if somebody had just asked for it. */
    private static void close(LedgerTransaction tx, Actor actor, Instant at) {
        for (Promotion promotion : tx.openPromotions(null)) {
            PromotionStatus end = promotion.status() == PromotionStatus.EXECUTING
                    ? PromotionStatus.FAILED
                    : PromotionStatus.CANCELLED;
            Settlement.move(tx, at, actor.name(), promotion, end, UNKNOWN_END);
        }
    }

    private static boolean isSame(Deployment known, Event.DeploymentCreated told) {
        return known.application().equals(told.application())
                && known.environment().equals(told.environment())
                && known.fingerprint().equals(told.fingerprint());
    }

    private static boolean isSame(Promotion known, Event.PromotionRequested told) {
        return known.application().equals(told.application())
                && known.to().equals(told.environment())
                && known.fingerprint().equals(told.fingerprint());
    }

    private static String contradiction(Deployment known, Event.DeploymentCreated told) {
        return "deployment " + told.id() + " is " + told.application() + " " + told.version() + " at "
                + told.environment() + " here, but " + known.label() + " in an earlier build";
    }

    /** The shortest way of legal moves, without where it begins; none when it is there or further already. */
    private static <S> List<S> way(S from, S to, S[] all, BiPredicate<S, S> legal) {
        Deque<List<S>> open = new ArrayDeque<>(List.of(List.<S>of()));
        Set<S> seen = new HashSet<>(Set.of(from));
        while (!from.equals(to) && !open.isEmpty()) {
            List<S> way = open.remove();
            S last = way.isEmpty() ? from : way.get(way.size() - 1);
            for (S next : all) {
                if (legal.test(last, next) && seen.add(next)) {
                    List<S> longer = new ArrayList<>(way);
                    longer.add(next);
                    if (next.equals(to)) {
                        return longer;
                    }
                    open.add(longer);
                }
            }
        }
        return List.of();
    }
}
