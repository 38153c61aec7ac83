package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a release back that was good in the environment before. It earned its place there, so only holds and a promotion
 * under way stop it; freezes, approvals and soak times do not. Thread-safe.
 */
public final class Rollbacks {
    /** How far back a good release is looked for. */
    private static final int HISTORY = 200;

    private final Services services;
    private final Execution execution;

    Rollbacks(Services services, Execution execution) {
        this.services = services;
        this.execution = execution;
    }

    /**
     * Rolls back one or several environments, all or none of them. What is rolled back becomes FAILED and is no evidence
     * any more.
     *
     * @param version the release to go back to; {@code null} for the last good one that is not there now
     *     and has not failed or been rolled back since, so that each call goes one release further back
     * @throws RefusedException when there is none
     */
    public List<PromotionResult> rollback(
            Actor actor, String application, List<String> environments, @CheckForNull String version) {
        services.check(actor, Permission.PROMOTE);
        Application known = services.configuration().application(application);
        if (environments.isEmpty()) {
            throw new InvalidInputException("name at least one environment to roll back");
        }
        environments.forEach(known::stage);
        List<Long> ids = services.ledger().write(tx -> request(tx, actor, known, environments, version));
        return execution.decide(ids);
    }

    /** The environments of a tier that have something to roll back from. */
    public List<String> environmentsOfTier(String application, String tier) {
        Application known = services.configuration().application(application);
        List<String> found = known.pipeline().keySet().stream()
                .filter(name ->
                        services.configuration().environment(name).tier().equals(tier))
                .toList();
        if (found.isEmpty()) {
            Set<String> tiers = new LinkedHashSet<>();
            known.pipeline()
                    .keySet()
                    .forEach(name ->
                            tiers.add(services.configuration().environment(name).tier()));
            throw new InvalidInputException(application + " has no environment of tier " + Names.quote(tier)
                    + "; its tiers are " + String.join(", ", tiers));
        }
        return found;
    }

    /**
     * The promotions that go all or none with this one, itself among them: rollbacks that one person asked for at once,
     * which is to say in one transaction and so with one time.
     */
    static List<Long> together(LedgerView view, long id) {
        Promotion promotion = view.promotion(id).orElseThrow();
        if (promotion.kind() != PromotionKind.ROLLBACK || promotion.status().isFinal()) {
            return List.of(id);
        }
        return view.openPromotions(promotion.application()).stream()
                .filter(open -> open.kind() == PromotionKind.ROLLBACK
                        && open.requestedAt().equals(promotion.requestedAt())
                        && open.trigger().equals(promotion.trigger()))
                .map(Promotion::id)
                .toList();
    }

    private List<Long> request(
            LedgerTransaction tx,
            Actor actor,
            Application application,
            List<String> environments,
            @CheckForNull String version) {
        Instant now = services.now();
        services.remember(tx, now, actor, null);
        List<Long> ids = new ArrayList<>();
        for (String environment : new LinkedHashSet<>(environments)) {
            Deployment good = good(tx, application.name(), environment, version);
            Optional<Promotion> same = tx.openPromotions(application.name()).stream()
                    .filter(open -> open.kind() == PromotionKind.ROLLBACK
                            && open.to().equals(environment)
                            && open.fingerprint().equals(good.fingerprint()))
                    .findFirst();
            if (same.isPresent()) {
                ids.add(same.get().id());
                continue;
            }
            long id = tx.next(Counter.PROMOTION);
            tx.append(
                    now,
                    actor.name(),
                    null,
                    new Event.PromotionRequested(
                            id,
                            application.name(),
                            List.of(environment),
                            environment,
                            good.fingerprint(),
                            good.version(),
                            good.commit(),
                            PromotionKind.ROLLBACK,
                            null));
            ids.add(id);
        }
        return ids;
    }

    private static Deployment good(
            LedgerView view, String application, String environment, @CheckForNull String version) {
        Optional<Deployment> current = view.current(application, environment);
        List<Deployment> good = view.goodDeployments(application, environment, HISTORY).stream()
                .filter(deployment -> current.isEmpty()
                        || deployment.id() != current.get().id()
                                && !deployment
                                        .fingerprint()
                                        .equals(current.get().fingerprint()))
                .toList();
        Optional<Deployment> chosen = version == null
                ? good.stream().filter(one -> !failedSince(view, one)).findFirst()
                : good.stream().filter(one -> one.version().equals(version)).findFirst();
        return chosen.orElseThrow(() -> {
            Set<String> versions = new LinkedHashSet<>();
            good.forEach(one -> versions.add(one.version()));
            String there = versions.isEmpty()
                    ? "no other release was ever verified there"
                    : "verified there before were " + String.join(", ", versions);
            return new RefusedException(application + " at " + environment + " cannot be rolled back"
                    + (version == null ? "" : " to " + Names.quote(version)) + ": " + there
                    + (version == null && !versions.isEmpty()
                            ? ", but each failed since or was rolled back; name one with --to to return to it"
                            : ""));
        });
    }

    /** Whether the release was tried there again after this deployment, and in vain: such as rolled back from. */
    private static boolean failedSince(LedgerView view, Deployment good) {
        return view.deploymentsOf(good.application(), good.environment(), good.fingerprint(), 1).stream()
                .anyMatch(newest -> newest.status() == DeploymentStatus.FAILED);
    }
}
