package io.jenkins.plugins.deploymentgates.jenkins.step;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.deploymentgates.jenkins.BuildEntry;
import io.jenkins.plugins.deploymentgates.jenkins.BuildRecorder;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A step that works in the background. Its pieces of work are done one after the other in the order they were asked for,
 * each holding this object's lock; one that a restart cut off is done again, so each is written to find out what it did
 * before. Once the step has ended, what is left is dropped.
 */
abstract class GatesExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(GatesExecution.class.getName());

    private final String key = UUID.randomUUID().toString();
    private transient Queue<Work> queue = new ConcurrentLinkedQueue<>();
    private transient volatile boolean ended;

    /** A piece of work. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    GatesExecution(StepContext context) {
        super(context);
    }

    /** Called when an execution is read back after a restart. */
    protected Object readResolve() {
        queue = new ConcurrentLinkedQueue<>();
        return this;
    }

    /** Begins, or goes on after a restart; may be called again at any time. */
    abstract void proceed() throws IOException, InterruptedException;

    /** Cleans up before the step fails because it was aborted. */
    void aborted(Throwable cause) throws IOException, InterruptedException {}

    /** The idempotency key of what this execution does; the same after a restart. */
    final String key() {
        return key;
    }

    @Override
    public final boolean start() {
        later(this::proceed);
        return false;
    }

    @Override
    public final void onResume() {
        later(this::proceed);
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        later(() -> {
            try {
                aborted(cause);
            } catch (DeploymentGatesException e) {
                log().line(String.valueOf(e.getMessage()));
            }
            fail(cause);
        });
    }

    /** Does the work in the background, after what was asked for before. */
    final void later(Work work) {
        queue.add(work);
        DeploymentGates.background().execute(this::next);
    }

    private synchronized void next() {
        Work work = queue.remove();
        if (ended) {
            return;
        }
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failUnlessGoingDown(e);
        } catch (DeploymentGatesException e) {
            LOGGER.log(Level.FINE, e, () -> "A step failed: " + this);
            failUnlessGoingDown(new AbortException(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            failUnlessGoingDown(e);
        }
    }

    /** A ledger that is being closed because the controller goes down is no failure: the step goes on after the start. */
    private void failUnlessGoingDown(Exception cause) {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        if (jenkins != null && !jenkins.isTerminating()) {
            fail(cause);
        } else {
            LOGGER.log(Level.FINE, cause, () -> "Goes on after the restart: " + this);
        }
    }

    final void succeed(Object result) {
        ended = true;
        getContext().onSuccess(result);
    }

    final void fail(Throwable cause) {
        ended = true;
        getContext().onFailure(cause);
    }

    final Run<?, ?> run() throws IOException, InterruptedException {
        return getContext().get(Run.class);
    }

    final StepLog log() throws IOException, InterruptedException {
        return new StepLog(getContext().get(TaskListener.class));
    }

    /** Lets the build keep what it did. */
    final void tell(BuildEntry entry) throws IOException, InterruptedException {
        BuildRecorder.tell(run(), entry);
    }

    /** The artifacts of a release. */
    static List<Artifact> artifacts(String fingerprint) {
        return DeploymentGates.get()
                .ledger()
                .read(view -> view.release(fingerprint).map(Release::artifacts).orElse(List.of()));
    }
}
