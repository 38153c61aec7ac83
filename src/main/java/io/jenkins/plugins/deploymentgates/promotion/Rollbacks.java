package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.git.Access;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
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
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    private final Planner planner;
    private final Execution execution;

    Rollbacks(Services services, Planner planner, Execution execution) {
        this.services = services;
        this.planner = planner;
        this.execution = execution;
    }

    /**
     * Rolls back one or several environments, all or none of them. What is rolled back becomes FAILED and is no evidence
     * any more.
     *
     * @param version the release to go back to; {@code null} for the last good one that is not there now
     *     and has not failed or been rolled back since, so that each call goes one release further back. Instead of the
     *     version at least 7 digits of its commit or of its fingerprint
     * @throws RefusedException when there is none, or when several are called so
     */
    public List<PromotionResult> rollback(
            Actor actor, String application, List<String> environments, @CheckForNull String version) {
        return rollback(actor, application, environments, version, null);
    }

    /**
     * The same.
     *
     * @param key the sender's idempotency key, or {@code null}; a call repeated under it goes no further back
     */
    public List<PromotionResult> rollback(
            Actor actor,
            String application,
            List<String> environments,
            @CheckForNull String version,
            @CheckForNull String key) {
        services.check(actor, Permission.PROMOTE);
        Application known = services.configuration().application(application);
        if (environments.isEmpty()) {
            throw new InvalidInputException("name at least one environment to roll back");
        }
        environments.forEach(known::stage);
        tryOut(actor, known, environments, version, key);
        List<Long> ids = services.ledger().write(tx -> request(tx, actor, known, environments, version, key));
        return execution.decide(ids);
    }

    /**
     * Throws what carrying it out would: what cannot be drafted is not asked for. Else it would be tried again and again
     * after whoever asked was told that it cannot be.
     */
    private void tryOut(
            Actor actor,
            Application application,
            List<String> environments,
            @CheckForNull String version,
            @CheckForNull String key) {
        boolean before = key != null
                && services.ledger().write(tx -> Keys.find(
                                tx, key, event -> isAbout(tx, event.event(), application.name(), environments, version))
                        .isPresent());
        if (before || !services.goesThroughGit(application.name())) {
            return;
        }
        try (Repositories repositories = services.repositories(application, Access.READ, actor.build())) {
            services.ledger().read(view -> {
                for (String environment : new LinkedHashSet<>(environments)) {
                    Deployment good = good(view, application.name(), environment, version);
                    Promotion wanted = wanted(actor, environment, good);
                    planner.drafted(view, planner.plan(view, wanted, repositories), actor.name(), repositories);
                }
                return null;
            });
        }
    }

    private Promotion wanted(Actor actor, String environment, Deployment good) {
        return new Promotion(
                0,
                good.application(),
                List.of(environment),
                environment,
                good.fingerprint(),
                good.version(),
                good.commit(),
                PromotionKind.ROLLBACK,
                PromotionStatus.REQUESTED,
                null,
                actor.name(),
                services.now(),
                "",
                null,
                null,
                null,
                null);
    }

    /**
     * A release to which an environment can go back.
     *
     * @param deployment the one that was good there
     * @param next whether it is where a rollback goes that names no version
     */
    public record Choice(Deployment deployment, boolean next) {}

    /**
     * To what an environment can go back, newest first, each release once.
     *
     * @throws InvalidInputException when the application has no such environment
     */
    public List<Choice> choices(String application, String environment) {
        services.configuration().application(application).stage(environment);
        return services.ledger().read(view -> {
            Optional<String> next = lastGood(view, application, environment).map(Deployment::fingerprint);
            return NamedReleases.once(others(view, application, environment)).stream()
                    .map(good -> new Choice(
                            good, next.filter(good.fingerprint()::equals).isPresent()))
                    .toList();
        });
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
        if (promotion.kind() != PromotionKind.ROLLBACK
                || promotion.status().isFinal()
                || view.failureBehind(id).isPresent()) {
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
            @CheckForNull String version,
            @CheckForNull String key) {
        Optional<LedgerEvent> known =
                Keys.find(tx, key, event -> isAbout(tx, event.event(), application.name(), environments, version));
        if (known.isPresent()) {
            return before(tx, known.get(), application.name(), environments);
        }
        Instant now = services.now();
        services.remember(tx, now, actor, null);
        String unused = key;
        List<Long> ids = new ArrayList<>();
        for (String environment : new LinkedHashSet<>(environments)) {
            Deployment good = good(tx, application.name(), environment, version);
            Optional<Promotion> same = tx.openPromotions(application.name()).stream()
                    .filter(open -> open.kind() == PromotionKind.ROLLBACK
                            && open.to().equals(environment)
                            && open.fingerprint().equals(good.fingerprint()))
                    .findFirst();
            if (same.isPresent()) {
                if (unused != null && same.get().status() == PromotionStatus.WAITING) {
                    // Without an event under the key, repeating the call later would go one release further back.
                    tx.append(now, actor.name(), unused, askedAgain(same.get()));
                    unused = null;
                }
                ids.add(same.get().id());
                continue;
            }
            long id = tx.next(Counter.PROMOTION);
            tx.append(
                    now,
                    actor.name(),
                    unused,
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
            unused = null;
            ids.add(id);
        }
        return ids;
    }

    private static Event askedAgain(Promotion waiting) {
        return new Event.PromotionMoved(
                waiting.id(),
                waiting.application(),
                waiting.to(),
                PromotionStatus.WAITING,
                PromotionStatus.WAITING,
                waiting.reason(),
                waiting.earliest());
    }

    /** The promotion an event under a rollback's key is about. */
    private static Optional<Promotion> rollbackOf(LedgerView view, Event event) {
        Optional<Promotion> promotion = Optional.empty();
        if (event instanceof Event.PromotionRequested requested) {
            promotion = view.promotion(requested.id());
        } else if (event instanceof Event.PromotionMoved moved && moved.from() == moved.to()) {
            promotion = view.promotion(moved.promotion());
        }
        return promotion.filter(one -> one.kind() == PromotionKind.ROLLBACK);
    }

    private static boolean isAbout(
            LedgerView view, Event event, String application, List<String> environments, @CheckForNull String version) {
        return rollbackOf(view, event)
                .filter(promotion -> promotion.application().equals(application)
                        && environments.contains(promotion.to())
                        && (version == null
                                || promotion.version().equals(version)
                                || NamedReleases.isOf(version, promotion.commit(), promotion.fingerprint())))
                .isPresent();
    }

    /** What an earlier call asked for, in the order of the environments: its events follow each other. */
    private static List<Long> before(
            LedgerView view, LedgerEvent first, String application, List<String> environments) {
        Map<String, Long> found = new HashMap<>();
        for (LedgerEvent event : view.events(first.sequence() - 1, environments.size())) {
            rollbackOf(view, event.event())
                    .filter(promotion -> event.at().equals(first.at())
                            && promotion.application().equals(application))
                    .ifPresent(promotion -> found.put(promotion.to(), promotion.id()));
        }
        // The others had been asked for already.
        return new LinkedHashSet<>(environments)
                .stream()
                        .map(environment -> found.containsKey(environment)
                                ? found.get(environment)
                                : view.promotions(application, environment, HISTORY).stream()
                                        .filter(one -> one.kind() == PromotionKind.ROLLBACK
                                                && !one.requestedAt().isAfter(first.at()))
                                        .map(Promotion::id)
                                        .findFirst()
                                        .orElseThrow(() -> new RefusedException(application + " at " + environment
                                                + " was not rolled back under this idempotency key; use a new one")))
                        .toList();
    }

    private static Deployment good(
            LedgerView view, String application, String environment, @CheckForNull String version) {
        List<Deployment> good = others(view, application, environment);
        Optional<Deployment> chosen = version == null
                ? lastGood(view, application, environment)
                : NamedReleases.of(good, application, environment, version);
        return chosen.orElseThrow(() -> new RefusedException(application + " at " + environment
                + " cannot be rolled back" + (version == null ? "" : " to " + Names.quote(version)) + ": "
                + nothingGood(good)
                + (version == null && !good.isEmpty()
                        ? ", but each failed since or was rolled back; name one with --to to return to it"
                        : "")));
    }

    /** The newest good deployment of another release than the one that is there, if it has not failed since. */
    static Optional<Deployment> lastGood(LedgerView view, String application, String environment) {
        return others(view, application, environment).stream()
                .filter(one -> !failedSince(view, one))
                .findFirst();
    }

    /** Good deployments there of other releases than the one that is there, newest first. */
    static List<Deployment> others(LedgerView view, String application, String environment) {
        Optional<Deployment> current = view.current(application, environment);
        return view.goodDeployments(application, environment, HISTORY).stream()
                .filter(deployment -> current.isEmpty()
                        || deployment.id() != current.get().id()
                                && !deployment
                                        .fingerprint()
                                        .equals(current.get().fingerprint()))
                .toList();
    }

    /** Why there is nothing to go back to, of {@link #others}. */
    static String nothingGood(List<Deployment> good) {
        Set<String> versions = new LinkedHashSet<>();
        good.forEach(one -> versions.add(one.version()));
        return versions.isEmpty()
                ? "no other release was ever verified there"
                : "verified there before were " + String.join(", ", versions);
    }

    /** Whether the release was tried there again after this deployment, and in vain: such as rolled back from. */
    private static boolean failedSince(LedgerView view, Deployment good) {
        return view.deploymentsOf(good.application(), good.environment(), good.fingerprint(), 1).stream()
                .anyMatch(newest -> newest.status() == DeploymentStatus.FAILED);
    }
}
