package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.Pipeline;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.BuildLink.Role;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Flow;
import io.jenkins.plugins.deploymentgates.model.IllegalMoveException;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.RecordedArtifact;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.model.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Artifacts and the flows they set going: one for each pipeline of each application that has the artifact. A flow moves
 * nothing in Git; others deploy and report. Its deployments can be reported on by their numbers here, and by application
 * and environment in {@link Recordings}, which comes to the same. Thread-safe.
 */
public final class Flows {
    private static final Set<DeploymentStatus> REPORTED =
            EnumSet.of(DeploymentStatus.STARTED, DeploymentStatus.COMPLETED, DeploymentStatus.FAILED);

    private final Services services;
    private final Promotions promotions;
    private final Recordings recordings;

    Flows(Services services, Promotions promotions, Recordings recordings) {
        this.services = services;
        this.promotions = promotions;
        this.recordings = recordings;
    }

    /** The configured applications that have a module. */
    public List<Application> owners(Module module) {
        return services.configuration().applications().values().stream()
                .filter(application -> application.artifacts().contains(module))
                .toList();
    }

    /**
     * Tells of an artifact and begins its flows, in one transaction: the deployment of each flow's first environment is
     * CREATED, unless a gate or a hold there makes it wait, the others are NOT_STARTED.
     *
     * @param key the sender's idempotency key, or {@code null}; a call repeated under it tells of nothing new
     * @throws InvalidInputException when no application has it
     * @throws RefusedException when it was told of before
     * @throws NotAllowedException when {@code actor} may not record
     */
    public RecordedArtifact add(Actor actor, Artifact artifact, @CheckForNull String key) {
        services.check(actor, Permission.RECORD);
        List<Application> owners = owners(artifact.module());
        if (owners.isEmpty()) {
            throw new InvalidInputException("no application has the artifact " + artifact.module()
                    + "; add it under artifacts of the application it belongs to");
        }
        List<Start> starts = owners.stream()
                .map(application -> new Start(
                        application, Release.of(application.name(), artifact.version(), List.of(artifact), null, null)))
                .toList();
        for (Start start : starts) {
            start.environments().forEach(name -> services.checkJob(actor, environment(name), "record at"));
        }
        Added added = services.ledger().write(tx -> add(tx, actor, artifact, starts, key));
        added.promotions().forEach(promotions::decideLater);
        return added.artifact();
    }

    private Environment environment(String name) {
        return services.configuration().environment(name);
    }

    /** An application and the release that is the artifact alone. */
    private record Start(Application application, Release release) {
        /** Where flows begin. */
        List<String> environments() {
            return application.pipelines().values().stream()
                    .flatMap(pipeline -> pipeline.stages().values().stream())
                    .filter(stage -> stage.after().isEmpty())
                    .map(Application.Stage::environment)
                    .distinct()
                    .toList();
        }
    }

    /**
     * What came of telling.
     *
     * @param promotions into first environments that have gates, to be decided
     */
    private record Added(RecordedArtifact artifact, List<Long> promotions) {}

    private Added add(
            LedgerTransaction tx, Actor actor, Artifact artifact, List<Start> starts, @CheckForNull String key) {
        Optional<LedgerEvent> known = Keys.find(
                tx,
                key,
                event -> event.event() instanceof Event.ArtifactRecorded recorded
                        && recorded.artifact().equals(artifact));
        if (known.isPresent()) {
            long id = ((Event.ArtifactRecorded) known.get().event()).id();
            return new Added(tx.artifact(id).orElseThrow(), List.of());
        }
        Module module = artifact.module();
        tx.artifact(module.group(), module.name(), artifact.version()).ifPresent(same -> {
            throw new RefusedException("artifact " + artifact + " is there already: number " + same.id()
                    + "; artifacts never change, so tell of another version");
        });
        Instant now = services.now();
        long id = tx.next(Counter.ARTIFACT);
        tx.append(now, actor.name(), key, new Event.ArtifactRecorded(id, artifact));
        List<Long> asked = new ArrayList<>();
        for (Start start : starts) {
            services.remember(tx, now, actor, start.release());
            for (Pipeline pipeline : start.application().pipelines().values()) {
                asked.addAll(begin(tx, now, actor, id, start, pipeline));
            }
        }
        return new Added(tx.artifact(id).orElseThrow(), asked);
    }

    private List<Long> begin(
            LedgerTransaction tx, Instant now, Actor actor, long artifact, Start start, Pipeline pipeline) {
        List<Flow.Stage> stages = new ArrayList<>();
        long deployment = tx.next(Counter.DEPLOYMENT);
        long check = tx.next(Counter.FLOW_CHECK);
        for (Application.Stage stage : pipeline.stages().values()) {
            List<Flow.Check> checks = new ArrayList<>();
            for (String name : start.application().requiredChecks(pipeline.name(), stage.environment())) {
                checks.add(new Flow.Check(check++, name));
            }
            stages.add(new Flow.Stage(deployment++, stage.environment(), stage.after(), checks));
        }
        Flow flow = new Flow(
                tx.next(Counter.FLOW),
                artifact,
                start.application().name(),
                pipeline.name(),
                services.configuration().checksum(),
                start.release().fingerprint(),
                start.release().version(),
                stages,
                actor.name(),
                now);
        tx.append(
                now,
                actor.name(),
                null,
                new Event.FlowCreated(
                        flow.id(),
                        flow.artifact(),
                        flow.application(),
                        flow.pipeline(),
                        flow.configuration(),
                        flow.fingerprint(),
                        flow.version(),
                        stages));
        List<Long> asked = new ArrayList<>();
        for (Flow.Stage stage : stages) {
            if (!stage.after().isEmpty()) {
                continue;
            }
            boolean free = environment(stage.environment()).gates().isEmpty()
                    && tx.hold(stage.environment()).isEmpty();
            if (free) {
                // The rules built in have nothing to say to the first environment of a flow.
                tx.append(now, actor.name(), null, Settlement.entering(flow, stage));
            } else {
                asked.add(FlowSteps.ask(tx, now, actor, flow, stage));
            }
        }
        return asked;
    }

    /**
     * Reports how far the deployment of a flow is.
     *
     * @param to STARTED, COMPLETED or FAILED
     * @param key the sender's idempotency key, or {@code null}; a call repeated under it changes nothing
     * @throws InvalidInputException when there is no such deployment of a flow
     * @throws IllegalMoveException when it cannot become that
     * @throws NotAllowedException when {@code actor} may not record there
     */
    public Deployment move(Actor actor, long deployment, DeploymentStatus to, @CheckForNull String key) {
        Deployment found = reportable(actor, deployment);
        Recordings.Effect effect = services.ledger().write(tx -> move(tx, actor, deployment, to, key));
        return recordings.result(effect, found.application()).deployment();
    }

    private Recordings.Effect move(
            LedgerTransaction tx, Actor actor, long id, DeploymentStatus to, @CheckForNull String key) {
        Optional<LedgerEvent> known = Keys.find(
                tx,
                key,
                event -> event.event() instanceof Event.DeploymentMoved moved
                        && moved.deployment() == id
                        && moved.to() == to);
        if (known.isPresent()) {
            return Recordings.Effect.none(id);
        }
        Deployment deployment = tx.deployment(id).orElseThrow();
        DeploymentStatus from = deployment.status();
        if (from != DeploymentStatus.CREATED && from != DeploymentStatus.STARTED || !REPORTED.contains(to)) {
            throw new IllegalMoveException(
                    deployment.label(),
                    from,
                    to,
                    from == DeploymentStatus.NOT_STARTED
                            ? "its turn has not come"
                            : "reported can be STARTED, COMPLETED and FAILED, of what is CREATED or STARTED");
        }
        return recordings.moved(tx, services.now(), actor, deployment, to, "", key);
    }

    /**
     * Reports what a check said of the deployment of a flow. A check can report again; the newest result counts, but for
     * a deployment that failed.
     *
     * @param url where more can be read, or {@code null}
     * @param key the sender's idempotency key, or {@code null}; a call repeated under it changes nothing
     * @return the result as it was recorded
     * @throws InvalidInputException when there is no such deployment of a flow, or it does not have the check
     * @throws IllegalMoveException when its turn has not come, or it has failed
     * @throws NotAllowedException when {@code actor} may not record there, or not report this check
     */
    public Verification report(
            Actor actor,
            long deployment,
            String check,
            boolean passed,
            @CheckForNull String url,
            @CheckForNull String key) {
        Deployment found = reportable(actor, deployment);
        Flow.Stage stage =
                services.ledger().read(view -> FlowSteps.stage(view, found)).orElseThrow();
        if (stage.check(check).isEmpty()) {
            throw new InvalidInputException(found.label() + " has no check " + Names.quote(check) + "; "
                    + (stage.checks().isEmpty() ? "it has none" : "it has " + String.join(", ", stage.checkNames())));
        }
        services.checkReporter(actor, check);
        Checked checked = services.ledger().write(tx -> report(tx, actor, deployment, check, passed, url, key));
        recordings.result(checked.effect(), found.application());
        return services.ledger().read(view -> result(view, deployment, checked.verification()));
    }

    private record Checked(Recordings.Effect effect, long verification) {}

    private Checked report(
            LedgerTransaction tx,
            Actor actor,
            long id,
            String check,
            boolean passed,
            @CheckForNull String url,
            @CheckForNull String key) {
        Optional<LedgerEvent> known = Keys.find(
                tx,
                key,
                event -> event.event() instanceof Event.VerificationRecorded recorded
                        && recorded.deployment() == id
                        && recorded.check().equals(check)
                        && recorded.passed() == passed);
        if (known.isPresent()) {
            return new Checked(
                    Recordings.Effect.none(id),
                    ((Event.VerificationRecorded) known.get().event()).id());
        }
        Deployment deployment = tx.deployment(id).orElseThrow();
        if (deployment.status() == DeploymentStatus.NOT_STARTED || deployment.status() == DeploymentStatus.FAILED) {
            throw new IllegalMoveException(deployment.label() + " is " + deployment.status()
                    + ", so no check can report on it"
                    + (deployment.status() == DeploymentStatus.FAILED ? " any more" : " yet"));
        }
        Instant now = services.now();
        long verification = tx.next(Counter.VERIFICATION);
        tx.append(
                now,
                actor.name(),
                key,
                new Event.VerificationRecorded(
                        verification, id, deployment.application(), deployment.environment(), check, passed, url));
        services.report(tx, now, actor, Role.VERIFIED, deployment);
        return new Checked(recordings.checked(tx, now, actor, id), verification);
    }

    private static Verification result(LedgerView view, long deployment, long id) {
        return view.verifications(deployment).stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow();
    }

    /** A deployment of a flow that the actor may report on. */
    private Deployment reportable(Actor actor, long id) {
        services.check(actor, Permission.RECORD);
        Deployment deployment = services.ledger()
                .read(view -> view.deployment(id))
                .filter(one -> one.flow() != null)
                .orElseThrow(() -> new InvalidInputException("there is no deployment " + id + " of a flow"));
        Environment environment = services.configuration().environments().get(deployment.environment());
        if (environment != null) {
            services.checkJob(actor, environment, "record at");
        }
        return deployment;
    }
}
