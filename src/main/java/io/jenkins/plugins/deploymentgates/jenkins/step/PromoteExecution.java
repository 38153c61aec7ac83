package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.BuildEntry;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.PromotionWatch;
import io.jenkins.plugins.deploymentgates.jenkins.approval.InputApprovals;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import io.jenkins.plugins.deploymentgates.promotion.NotAllowedException;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import io.jenkins.plugins.deploymentgates.promotion.Promotions;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Asks for a promotion and waits, without a thread, until it has ended, whoever ends it. All that is saved is which
 * promotion it is and what was said about it last; before that is saved, the idempotency key finds it again.
 */
final class PromoteExecution extends PromotingExecution {
    private static final long serialVersionUID = 1L;

    /** The promotion once it was asked for; 0 before. */
    private volatile long promotion;

    /** What the log says it waits for. */
    @CheckForNull
    private volatile String said;

    PromoteExecution(PromoteStep step, StepContext context) {
        super(step, context);
    }

    @Override
    void proceed() throws IOException, InterruptedException {
        if (promotion == 0) {
            ask();
        } else {
            watch();
        }
    }

    private void ask() throws IOException, InterruptedException {
        Actor actor = Actors.of(run());
        checkOverride(actor);
        PromotionResult result = DeploymentGates.get().engine().promotions().promote(actor, request(null));
        promotion = result.promotion().id();
        getContext().saveState();
        PromotionWatch.get().lookSoon();
        at(result.promotion(), result.explanation());
        if (!result.promotion().status().isFinal()) {
            watch();
        }
    }

    private void watch() throws IOException, InterruptedException {
        InputApprovals.recordFor(getContext(), promotion);
        PromotionWatch.get().watch(key(), promotion, now -> later(() -> at(now, null)));
    }

    /** How the promotion stands. */
    private void at(Promotion now, @CheckForNull Explanation explanation) throws IOException, InterruptedException {
        if (now.status().isFinal()) {
            end(now, explanation);
        } else if (now.status() == PromotionStatus.WAITING
                && !StepLog.waits(now).equals(said)) {
            said = StepLog.waits(now);
            // Said once it is kept that it was: a restart in between would have it said twice.
            getContext().saveState().addListener(() -> later(() -> log().waiting(now)), DeploymentGates.background());
        }
    }

    private void end(Promotion now, @CheckForNull Explanation explanation) throws IOException, InterruptedException {
        PromotionWatch.get().forget(key());
        Deployment created = now.status() == PromotionStatus.PROMOTED ? created(now) : null;
        List<Artifact> artifacts = artifacts(now.fingerprint());
        keep(now, created, artifacts);
        if (created != null) {
            log().line(StepLog.link(now) + " is done: " + StepLog.link(created) + " is " + created.status());
            succeed(Results.promotion(now, created, artifacts));
        } else {
            String problem = problem(now, explanation);
            log().line(StepLog.link(now) + " is " + now.status());
            fail(new AbortException(problem));
        }
    }

    private void keep(Promotion now, @CheckForNull Deployment created, List<Artifact> artifacts)
            throws IOException, InterruptedException {
        tell(BuildEntry.promoted(
                now,
                created,
                artifacts,
                Actors.of(run()).name(),
                DeploymentGates.get().clock().instant()));
    }

    private static Deployment created(Promotion promoted) {
        return DeploymentGates.get()
                .ledger()
                .read(view -> view
                        .deploymentsOf(promoted.application(), promoted.to(), promoted.fingerprint(), Integer.MAX_VALUE)
                        .stream()
                        .filter(deployment -> Objects.equals(deployment.promotion(), promoted.id()))
                        .findFirst())
                .orElseThrow();
    }

    /** Why it ended without being promoted: what each gate said, where gates refused it. */
    private String problem(Promotion ended, @CheckForNull Explanation known) throws IOException, InterruptedException {
        if (ended.status() == PromotionStatus.REFUSED) {
            Explanation explanation = known == null ? explainAgain(ended) : known;
            if (explanation != null) {
                return ended.label() + " is refused:\n"
                        + explanation.outcomes().stream()
                                .filter(outcome -> outcome.verdict() != Verdict.PASSED)
                                .filter(outcome -> !explanation.overridden().contains(outcome))
                                .map(outcome -> "  " + StepLog.sentence(outcome))
                                .collect(Collectors.joining("\n"));
            }
        }
        return ended.label() + " is " + ended.status() + ": " + ended.reason();
    }

    /**
     * What would help is not kept with a promotion: the gates are asked once more, unless they would not refuse it for the
     * same reason, as when a person did.
     */
    @CheckForNull
    private Explanation explainAgain(Promotion ended) throws IOException, InterruptedException {
        try {
            Explanation explanation =
                    DeploymentGates.get().engine().promotions().explain(Actors.of(run()), request(ended.version()));
            return explanation.reason().equals(ended.reason()) ? explanation : null;
        } catch (DeploymentGatesException e) {
            return null;
        }
    }

    /** Calls the promotion off, unless another build waits for it, too. */
    @Override
    void aborted(Throwable cause) throws IOException, InterruptedException {
        PromotionWatch.get().forget(key());
        if (promotion == 0) {
            return;
        }
        Promotion now = DeploymentGates.get().ledger().read(view -> view.promotion(promotion)
                .orElseThrow());
        if (now.status().isFinal()) {
            log().line(StepLog.link(now) + " is " + now.status() + " already");
        } else if (PromotionWatch.get().isWatched(promotion)) {
            log().line(StepLog.link(now) + " goes on: another build waits for it, too");
        } else {
            Promotion cancelled = cancel(aborter(cause));
            PromotionWatch.get().lookSoon();
            log().line(StepLog.link(cancelled) + " is " + cancelled.status() + ": " + cancelled.reason());
            keep(cancelled, null, artifacts(cancelled.fingerprint()));
        }
    }

    private Promotion cancel(Actor aborter) throws IOException, InterruptedException {
        Promotions promotions = DeploymentGates.get().engine().promotions();
        try {
            return promotions.cancel(aborter, promotion).promotion();
        } catch (NotAllowedException e) {
            // Whoever may stop the build stops what it asked for, then on its behalf.
            return promotions.cancel(Actors.of(run()), promotion).promotion();
        }
    }

    /** Who aborted the build, if it was a person; else the build itself. */
    private Actor aborter(Throwable cause) throws IOException, InterruptedException {
        if (cause instanceof FlowInterruptedException interrupted) {
            for (CauseOfInterruption one : interrupted.getCauses()) {
                if (one instanceof CauseOfInterruption.UserInterruption user) {
                    return Actors.of(user.getUserId(), run());
                }
            }
        }
        return Actors.of(run());
    }

    @Override
    public String getStatus() {
        return promotion == 0 ? "asking for a promotion" : "waiting for promotion " + promotion;
    }
}
