package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * {@code withDeployment}: STARTED before it, COMPLETED or FAILED after it. Which of the three is next is in
 * the fields, so that it is found again after a restart before, in and after the block.
 */
final class WithDeploymentExecution extends RecordingExecution {
    private static final long serialVersionUID = 1L;

    /** What an aborted block's deployment failed of. */
    private static final String ABORTED = "aborted";

    /** The deployment once it is recorded as STARTED; 0 before. */
    private volatile long deployment;

    /** What the first report was about; the last one is about the same, whatever Git says by then. */
    @CheckForNull
    private volatile String version;

    @CheckForNull
    private volatile String commit;

    /** Set where the block is launched, so that it is saved together with it. */
    private volatile boolean launched;

    /** How the block ended; {@code null} before. */
    @CheckForNull
    private volatile DeploymentStatus outcome;

    private volatile String reason = "";

    /** The result a block that was interrupted asks for. */
    @CheckForNull
    private volatile String interruption;

    @CheckForNull
    private transient volatile Throwable failure;

    @CheckForNull
    private transient volatile BodyExecution body;

    WithDeploymentExecution(WithDeploymentStep step, StepContext context) {
        super(step, context);
    }

    @Override
    void proceed() throws IOException, InterruptedException {
        if (outcome != null) {
            end();
        } else if (!launched && body == null) {
            begin();
        }
    }

    private void begin() throws IOException, InterruptedException {
        Deployment started = record(DeploymentStatus.STARTED, "", null, null, key() + "-started")
                .deployment();
        version = started.version();
        commit = started.commit();
        deployment = started.id();
        body = getContext().newBodyInvoker().withCallback(new Callback(this)).start();
    }

    private void ended(DeploymentStatus status, String why) {
        reason = why;
        outcome = status;
        later(this::end);
    }

    private void end() throws IOException, InterruptedException {
        DeploymentStatus reported = outcome;
        Deployment known = DeploymentGates.get().ledger().read(view -> view.deployment(deployment)
                .orElseThrow());
        Deployment result = known;
        if (known.status() == DeploymentStatus.FAILED) {
            // A check in the block failed: that stays so, whatever else the block did.
            log().line(StepLog.link(known) + " is FAILED already");
        } else {
            result = record(reported, reason, version, commit, key() + "-ended").deployment();
        }
        Duration duration = Results.duration(result);
        if (duration != null) {
            log().line("  it took " + Texts.duration(duration));
        }
        if (reported == DeploymentStatus.COMPLETED) {
            Map<String, String> map = Results.deployment(result, artifacts(result.fingerprint()));
            if (duration != null) {
                map.put("durationMillis", String.valueOf(duration.toMillis()));
            }
            succeed(map);
        } else {
            fail(cause());
        }
    }

    /** What the block failed with; the same in kind after a restart. */
    private Throwable cause() {
        Throwable known = failure;
        if (known != null) {
            return known;
        }
        return interruption == null
                ? new AbortException(reason)
                : new FlowInterruptedException(Result.fromString(interruption), true);
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        BodyExecution running = body;
        if (running != null && outcome == null) {
            running.cancel(cause);
        } else if (!launched) {
            super.stop(cause);
        }
        // Else the steps in the block are stopped themselves, or it has ended.
    }

    @Override
    void aborted(Throwable cause) throws IOException, InterruptedException {
        if (deployment != 0) {
            record(DeploymentStatus.FAILED, ABORTED, version, commit, key() + "-ended");
        }
    }

    /** Hears of the block on the thread that runs it. */
    private static final class Callback extends BodyExecutionCallback {
        private static final long serialVersionUID = 1L;

        private final WithDeploymentExecution block;

        Callback(WithDeploymentExecution block) {
            this.block = block;
        }

        @Override
        public void onStart(StepContext context) {
            block.launched = true;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            block.ended(DeploymentStatus.COMPLETED, "");
        }

        @Override
        public void onFailure(StepContext context, Throwable cause) {
            block.failure = cause;
            if (cause instanceof FlowInterruptedException interrupted) {
                block.interruption = interrupted.getResult().toString();
                block.ended(DeploymentStatus.FAILED, ABORTED);
            } else {
                String message = cause.getMessage();
                block.ended(
                        DeploymentStatus.FAILED,
                        message == null || message.isBlank() ? cause.getClass().getSimpleName() : message);
            }
        }
    }
}
