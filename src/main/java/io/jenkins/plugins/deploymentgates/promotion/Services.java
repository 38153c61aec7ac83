package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.CheckSettings;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.gate.BranchPattern;
import io.jenkins.plugins.deploymentgates.git.Access;
import io.jenkins.plugins.deploymentgates.git.DeploymentReferences;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.Ledger.EnvironmentLock;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Closing;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** What the use cases share: the collaborators, and the few things all of them do with those. Thread-safe. */
record Services(
        Configuration configuration,
        Ledger ledger,
        GitRepositories repositories,
        Clock clock,
        Progress progress,
        boolean permissionsChecked) {

    /** Now, to the millisecond, as the ledger keeps it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The application's repository, or {@code null} when promotion does not go through Git. The caller closes it.
     *
     * @param build on whose behalf, which decides about credentials; {@code null} for a person
     */
    @CheckForNull
    LineRepository open(Application application, Access access, @CheckForNull Build build) {
        return repositories(application, access, build).line();
    }

    /** All repositories of the application; to be closed by the caller. */
    Repositories repositories(Application application, Access access, @CheckForNull Build build) {
        GitSettings git = application.git();
        boolean goesThroughGit = git != null && git.mechanic() != GitSettings.Mechanic.NONE;
        return goesThroughGit
                ? new Repositories(
                        git,
                        one -> repositories.open(one, access, build),
                        name -> repositories.openBeside(git, name, access, build),
                        new DeploymentReferences(repositories, git, build))
                : Repositories.NONE;
    }

    /** The same for a promotion, on behalf of whoever asked for it; flows never go through Git. */
    Repositories repositories(Promotion promotion, Access access) {
        return promotion.kind() == PromotionKind.FLOW
                ? Repositories.NONE
                : repositories(configuration.application(promotion.application()), access, asker(promotion.id()));
    }

    /** Whether promotions of the application, but for flows, go through Git. */
    boolean goesThroughGit(String application) {
        Application known = configuration.applications().get(application);
        return known != null && known.git() != null && known.git().mechanic() != GitSettings.Mechanic.NONE;
    }

    /**
     * The configuration a promotion is decided under: the one in force. A flow whose application or environment is not in
     * it any more goes on under the one it began with.
     */
    Configuration configurationOf(LedgerView view, @CheckForNull Promotion promotion) {
        if (promotion == null
                || promotion.deployment() == null
                || configuration.applications().containsKey(promotion.application())
                        && configuration.environments().containsKey(promotion.to())) {
            return configuration;
        }
        Deployment planned = view.deployment(promotion.deployment()).orElseThrow();
        String checksum = view.flow(planned.flow()).orElseThrow().configuration();
        return new ConfigurationReader()
                .parse("configuration " + checksum, view.configuration(checksum).orElseThrow());
    }

    /**
     * On whose behalf a promotion is carried out, whoever's event set it going: the newest build that asked for it and is
     * not deleted. {@code null} when only people did.
     */
    @CheckForNull
    Build asker(long promotion) {
        Build newest = null;
        for (BuildLink link : ledger.read(view -> view.buildsOfPromotion(promotion))) {
            if (link.role() == BuildLink.Role.PROMOTED && !link.gone()) {
                newest = link.build();
            }
        }
        return newest == null ? reporter(promotion) : newest;
    }

    /** The newest build that reported on the deployment because of whose failure a policy asked for the promotion. */
    @CheckForNull
    private Build reporter(long promotion) {
        List<BuildLink> links = ledger.read(view -> view.failureBehind(promotion)
                .map(failure -> view.buildsOfDeployment(failure.deployment()))
                .orElse(List.of()));
        Build newest = null;
        for (BuildLink link : links) {
            newest = link.gone() ? newest : link.build();
        }
        return newest;
    }

    /**
     * Checks a permission.
     *
     * @throws NotAllowedException naming who may
     */
    void check(Actor actor, Permission permission) {
        if (allows(actor, permission)) {
            return;
        }
        List<String> allowed = configuration.permissions().get(permission);
        String word = permission.name().toLowerCase(Locale.ROOT);
        throw new NotAllowedException(
                allowed == null
                        ? actor.name()
                                + " may not override gates: the configuration names nobody under permissions.override"
                        : actor.name() + " may not " + word + ": permissions." + word + " allows "
                                + (allowed.isEmpty() ? "nobody" : String.join(", ", allowed)));
    }

    /** Whether the configuration lets the actor do this. */
    boolean allows(Actor actor, Permission permission) {
        List<String> allowed = configuration.permissions().get(permission);
        return allowed == null ? permission != Permission.OVERRIDE || permissionsChecked : actor.isAnyOf(allowed);
    }

    /**
     * Checks that the actor may report the result of a check, whose settings may name who that is.
     *
     * @throws NotAllowedException naming who may
     */
    void checkReporter(Actor actor, String check) {
        CheckSettings settings = configuration.checks().get(check);
        if (settings != null && !settings.from().isEmpty() && !actor.isAnyOf(settings.from())) {
            throw new NotAllowedException(actor.name() + " may not report " + check + ": verifications." + check
                    + ".from allows " + String.join(", ", settings.from()));
        }
    }

    /**
     * Checks that the actor's build, if there is one, belongs to a job that may act on the environment.
     *
     * @param verb what it wants to do, such as {@code record at}
     * @throws NotAllowedException naming the jobs that may
     */
    void checkJob(Actor actor, Environment environment, String verb) {
        Build build = actor.build();
        if (build != null && !environment.recordedBy().isEmpty()) {
            boolean allowed = environment.recordedBy().stream()
                    .anyMatch(pattern -> new BranchPattern(pattern).matches(build.job()));
            if (!allowed) {
                throw new NotAllowedException("job " + build.job() + " may not " + verb + " " + environment.name()
                        + ": environments." + environment.name() + ".recordedBy allows "
                        + String.join(", ", environment.recordedBy()));
            }
        }
    }

    /** Records the configuration and the release in the same transaction as what uses them, if they are new. */
    void remember(LedgerTransaction tx, Instant now, Actor actor, @CheckForNull Release release) {
        remember(tx, now, actor.name());
        if (release != null && tx.release(release.fingerprint()).isEmpty()) {
            tx.append(now, actor.name(), null, new Event.ReleaseRecorded(release));
        }
    }

    /** Records the configuration in the same transaction as what uses it, if it is new. */
    void remember(LedgerTransaction tx, Instant now, String by) {
        if (!tx.hasConfiguration(configuration.checksum())) {
            tx.append(now, by, null, new Event.ConfigurationUsed(configuration.checksum(), configuration.recorded()));
        }
    }

    /** Records what the actor's build did, if there is one and it is not recorded yet. */
    void report(LedgerTransaction tx, Instant now, Actor actor, BuildLink.Role role, Deployment deployment) {
        Build build = actor.build();
        if (build != null) {
            report(
                    tx,
                    now,
                    actor,
                    new Event.BuildReported(
                            build, role, deployment.application(), deployment.environment(), deployment.id(), null));
        }
    }

    /** The same for a promotion. */
    void report(LedgerTransaction tx, Instant now, Actor actor, BuildLink.Role role, Promotion promotion) {
        Build build = actor.build();
        if (build != null) {
            report(
                    tx,
                    now,
                    actor,
                    new Event.BuildReported(
                            build, role, promotion.application(), promotion.to(), null, promotion.id()));
        }
    }

    private static void report(LedgerTransaction tx, Instant now, Actor actor, Event.BuildReported event) {
        boolean known = tx.build(event.build().job(), event.build().number()).stream()
                .anyMatch(link -> link.role() == event.role()
                        && Objects.equals(link.deployment(), event.deployment())
                        && Objects.equals(link.promotion(), event.promotion()));
        if (!known) {
            tx.append(now, actor.name(), null, event);
        }
    }

    /** Takes the locks of several environments in one order for everybody, so that no two wait for each other. */
    Locks lock(String application, Collection<String> environments) {
        return locks(environments, environment -> Optional.of(ledger.lock(application, environment)))
                .orElseThrow();
    }

    /** The same if nobody has any of them. */
    Optional<Locks> tryLock(String application, Collection<String> environments) {
        return locks(environments, environment -> ledger.tryLock(application, environment));
    }

    private static Optional<Locks> locks(
            Collection<String> environments, Function<String, Optional<EnvironmentLock>> take) {
        Locks locks = new Locks(new ArrayList<>());
        try {
            for (String environment : new TreeSet<>(environments)) {
                Optional<EnvironmentLock> lock = take.apply(environment);
                if (lock.isEmpty()) {
                    locks.close();
                    return Optional.empty();
                }
                locks.taken.add(lock.get());
            }
        } catch (RuntimeException e) {
            locks.close();
            throw e;
        }
        return Optional.of(locks);
    }

    /** Several environment locks with one end. */
    record Locks(List<EnvironmentLock> taken) implements AutoCloseable {
        @Override
        public void close() {
            Closing.all(taken, EnvironmentLock::close);
        }
    }
}
