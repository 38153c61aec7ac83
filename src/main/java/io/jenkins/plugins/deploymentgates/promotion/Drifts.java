package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.git.Access;
import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.DriftNote;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Compares what Git says with what the ledger says was deployed. Thread-safe. */
public final class Drifts {
    private static final int MAX_REASON = 1000;

    private final Services services;

    Drifts(Services services) {
        this.services = services;
    }

    /**
     * Every environment that something was recorded in, of applications that go through Git, in the order of the pipelines.
     * Writes nothing.
     *
     * @param applications which; {@code null} for all
     * @param environment the only one; {@code null} for all
     * @param build on whose behalf, which decides about credentials; {@code null} for a person
     * @throws InvalidInputException when there is no such application, or an only one has no such environment
     */
    public List<Drift> look(
            @CheckForNull Collection<String> applications,
            @CheckForNull String environment,
            @CheckForNull Build build) {
        Collection<String> asked =
                applications == null ? services.configuration().applications().keySet() : applications;
        if (environment != null) {
            services.configuration().environment(environment);
        }
        List<Drift> found = new ArrayList<>();
        for (String name : asked) {
            Application application = services.configuration().application(name);
            if (environment != null && asked.size() == 1) {
                application.stage(environment);
            }
            if (services.goesThroughGit(name)) {
                found.addAll(of(application, environment, build));
            }
        }
        return found;
    }

    private List<Drift> of(Application application, @CheckForNull String environment, @CheckForNull Build build) {
        List<Deployment> deployed = services.ledger().read(view -> application.pipeline().keySet().stream()
                .filter(name -> environment == null || environment.equals(name))
                .map(name -> view.current(application.name(), name))
                .flatMap(Optional::stream)
                .filter(one -> one.flow() == null)
                .toList());
        if (deployed.isEmpty()) {
            return List.of();
        }
        try (Repositories repositories = services.repositories(application, Access.READ, build)) {
            return deployed.stream()
                    .map(one -> settled(application, one, of(application, one, repositories)))
                    .toList();
        } catch (GitException e) {
            return deployed.stream()
                    .map(one -> Drift.unknown(one, String.valueOf(e.getMessage())))
                    .toList();
        }
    }

    private Drift of(Application application, Deployment deployment, Repositories repositories) {
        if (deployment.commit() == null) {
            return Drift.unknown(deployment, deployment.label() + " was recorded without a commit");
        }
        try {
            return Drift.of(
                    deployment,
                    Mechanic.of(application)
                            .drift(
                                    application,
                                    services.configuration().environment(deployment.environment()),
                                    deployment,
                                    services.ledger().read(view -> view.release(deployment.fingerprint())
                                            .orElseThrow()),
                                    repositories));
        } catch (DeploymentGatesException e) {
            return Drift.unknown(deployment, String.valueOf(e.getMessage()));
        }
    }

    /** Between a push and its record Git is ahead of the ledger, which is no drift. */
    private Drift settled(Application application, Deployment deployment, Drift drift) {
        if (drift.state() != Drift.State.DRIFTED) {
            return drift;
        }
        boolean moving = services.ledger()
                .read(view -> isMoving(view, application.name(), deployment.environment())
                        || view.current(application.name(), deployment.environment())
                                .map(now -> now.id() != deployment.id())
                                .orElse(true));
        return moving
                ? Drift.unknown(deployment, "something is being promoted at the moment; ask again when that has ended")
                : drift;
    }

    /** A pull request may be open for days, so only the environment that it is for is in motion. */
    private static boolean isMoving(LedgerView view, String application, String environment) {
        return view.openIntents().stream()
                .filter(intent -> application.equals(intent.application()))
                .anyMatch(intent -> intent.kind() != PushIntent.Kind.PULL_REQUEST
                        || intent.promotions().stream()
                                .map(view::promotion)
                                .flatMap(Optional::stream)
                                .anyMatch(promotion -> promotion.to().equals(environment)));
    }

    /**
     * Looks at everything and records what changed since the last time: {@code environment.drifted} and
     * {@code environment.aligned}. What cannot be told changes nothing.
     *
     * @return what there is
     */
    public List<Drift> record(Actor actor) {
        List<Drift> found = look(null, null, null);
        boolean news = services.ledger().read(view -> found.stream().anyMatch(drift -> event(view, drift) != null));
        if (news) {
            services.ledger().write(tx -> {
                services.remember(tx, services.now(), actor, null);
                found.forEach(drift -> record(tx, actor, drift));
                return null;
            });
        }
        return found;
    }

    private void record(LedgerTransaction tx, Actor actor, Drift drift) {
        Event event = event(tx, drift);
        if (event != null) {
            tx.append(services.now(), actor.name(), null, event);
        }
    }

    /** What is news of it; {@code null} when that is known, or something else is deployed by now. */
    @CheckForNull
    private static Event event(LedgerView view, Drift drift) {
        String application = drift.application();
        String environment = drift.environment();
        DriftNote known = view.drift(application, environment).orElse(null);
        boolean current = view.current(application, environment)
                .map(now -> now.id() == drift.deployment())
                .orElse(false);
        if (!current || drift.state() == Drift.State.UNKNOWN) {
            return null;
        }
        if (drift.state() == Drift.State.ALIGNED) {
            return known == null ? null : new Event.EnvironmentAligned(application, environment, drift.deployment());
        }
        String reason = reason(drift);
        boolean same = known != null
                && known.deployment() == drift.deployment()
                && known.reason().equals(reason);
        return same
                ? null
                : new Event.EnvironmentDrifted(application, environment, drift.deployment(), drift.actual(), reason);
    }

    private static String reason(Drift drift) {
        String all = String.join("; ", drift.details());
        return all.length() <= MAX_REASON ? all : all.substring(0, MAX_REASON) + "…";
    }
}
