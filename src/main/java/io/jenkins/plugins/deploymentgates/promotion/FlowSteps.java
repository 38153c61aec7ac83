package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Flow;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What flows do inside a transaction, whoever reports on their deployments, and how. Stateless. */
final class FlowSteps {
    private FlowSteps() {}

    /** The stage of a deployment's flow, which keeps what the flow began with; empty when it is of no flow. */
    static Optional<Flow.Stage> stage(LedgerView view, Deployment deployment) {
        return flow(view, deployment).map(flow -> flow.stageOf(deployment.id()));
    }

    static Optional<Flow> flow(LedgerView view, Deployment deployment) {
        return Optional.ofNullable(deployment.flow()).flatMap(view::flow);
    }

    static Flow.Status status(LedgerView view, Flow flow) {
        return Flow.Status.of(
                flow.stages().stream().map(stage -> statusOf(view, stage)).collect(Collectors.toSet()));
    }

    private static DeploymentStatus statusOf(LedgerView view, Flow.Stage stage) {
        return view.deployment(stage.deployment()).orElseThrow().status();
    }

    /**
     * Asks for the promotions into whatever comes next in the flow of a deployment that has just become VERIFIED: the
     * stages all of whose upstream ones are. In the transaction that verifies, so that a crash after it loses nothing.
     *
     * @return the promotions, to be decided once the transaction is done
     */
    static List<Long> advance(LedgerTransaction tx, Instant now, Actor actor, Deployment verified) {
        Optional<Flow> flow = flow(tx, verified);
        if (flow.isEmpty() || status(tx, flow.get()) != Flow.Status.RUNNING) {
            return List.of();
        }
        List<Long> asked = new ArrayList<>();
        for (Flow.Stage next : flow.get().behind(flow.get().stageOf(verified.id()))) {
            boolean ready = flow.get().before(next).stream()
                    .allMatch(before -> statusOf(tx, before) == DeploymentStatus.VERIFIED);
            if (ready
                    && statusOf(tx, next) == DeploymentStatus.NOT_STARTED
                    && open(tx, next.deployment()).isEmpty()) {
                asked.add(ask(tx, now, actor, flow.get(), next));
            }
        }
        return asked;
    }

    /** Asks for the promotion of a flow into one of its environments. */
    static long ask(LedgerTransaction tx, Instant now, Actor actor, Flow flow, Flow.Stage next) {
        long id = tx.next(Counter.PROMOTION);
        tx.append(
                now,
                actor.name(),
                null,
                new Event.PromotionRequested(
                        id,
                        flow.application(),
                        next.after(),
                        next.environment(),
                        flow.fingerprint(),
                        flow.version(),
                        null,
                        PromotionKind.FLOW,
                        null,
                        next.deployment()));
        return id;
    }

    private static List<Promotion> open(LedgerView view, long deployment) {
        String application = view.deployment(deployment).orElseThrow().application();
        return view.openPromotions(application).stream()
                .filter(promotion -> promotion.deployment() != null && promotion.deployment() == deployment)
                .toList();
    }

    /** Why a promotion of a flow has nothing to do any more; empty while it has. */
    static Optional<String> obsolete(LedgerView view, Promotion promotion) {
        if (promotion.deployment() == null) {
            return Optional.empty();
        }
        Deployment planned = view.deployment(promotion.deployment()).orElseThrow();
        if (planned.status() != DeploymentStatus.NOT_STARTED) {
            return Optional.of("deployment " + planned.id() + " came in another way and is " + planned.status());
        }
        return flow(view, planned)
                .filter(flow -> status(view, flow) == Flow.Status.FAILED)
                .map(flow -> flow.label() + " failed");
    }

    /**
     * The planned deployment of a flow that a promotion brings in: the one it was asked for, or one of the same release
     * whose turn has not come, so that there are not two.
     */
    static Optional<Deployment> planned(LedgerView view, Promotion promotion) {
        if (promotion.deployment() != null) {
            return view.deployment(promotion.deployment());
        }
        return promotion.kind() != PromotionKind.FORWARD
                ? Optional.empty()
                : view.flowDeployments(promotion.application(), promotion.to(), promotion.fingerprint()).stream()
                        .filter(one -> one.status() == DeploymentStatus.NOT_STARTED)
                        .findFirst();
    }

    /** Calls off what else would bring in a planned deployment that has come in. */
    static void callOff(LedgerTransaction tx, Instant now, String by, long deployment, long promotion) {
        for (Promotion other : open(tx, deployment)) {
            if (other.id() != promotion && other.status() != PromotionStatus.EXECUTING) {
                Settlement.move(
                        tx,
                        now,
                        by,
                        other,
                        PromotionStatus.CANCELLED,
                        "promotion " + promotion + " brought deployment " + deployment + " in");
            }
        }
    }

    /**
     * The deployments of flows that a report by version means, where it is not about what is current: those that are not
     * over, and of these rather the ones whose turn has come.
     *
     * @param planned whether it can be one whose turn has not come
     */
    static List<Deployment> meant(LedgerView view, RecordRequest request, boolean planned) {
        Set<String> named = request.artifacts().stream().map(Artifact::toString).collect(Collectors.toSet());
        List<Deployment> open = view.releases(request.application(), request.version()).stream()
                .filter(release -> named.isEmpty()
                        || release.artifacts().stream()
                                .map(Artifact::toString)
                                .collect(Collectors.toSet())
                                .equals(named))
                .flatMap(release ->
                        view
                                .flowDeployments(request.application(), request.environment(), release.fingerprint())
                                .stream())
                .filter(one -> isOpen(one.status(), request.status()))
                .toList();
        List<Deployment> there = open.stream()
                .filter(one -> one.status() != DeploymentStatus.NOT_STARTED)
                .toList();
        return there.isEmpty() && planned ? open.stream().limit(1).toList() : there;
    }

    /** Whether what is reported can be of a deployment that is not what is current. */
    private static boolean isOpen(DeploymentStatus status, DeploymentStatus reported) {
        return status == DeploymentStatus.NOT_STARTED
                || status.isOpen() && (status == reported || status.canBecome(reported))
                || status == DeploymentStatus.COMPLETED && reported == DeploymentStatus.FAILED;
    }

    /**
     * The deployments of the same artifact in the same environment along other pipelines of the application that are not
     * over: what is reported by application and environment is true of them, too.
     */
    static List<Deployment> siblings(LedgerView view, Deployment deployment) {
        Optional<Flow> flow = flow(view, deployment);
        return flow.isEmpty()
                ? List.of()
                : view
                        .flowDeployments(deployment.application(), deployment.environment(), deployment.fingerprint())
                        .stream()
                        .filter(one -> one.id() != deployment.id())
                        .filter(one -> one.status() != DeploymentStatus.NOT_STARTED
                                && (one.status().isOpen() || one.status() == DeploymentStatus.COMPLETED))
                        .toList();
    }
}
