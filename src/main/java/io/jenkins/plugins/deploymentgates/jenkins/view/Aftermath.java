package io.jenkins.plugins.deploymentgates.jenkins.view;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.RunListener;
import hudson.remoting.SingleLaneExecutorService;
import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.promotion.Builds;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ledger what becomes of builds and jobs: in the background, so that nothing is deleted or moved slower because of
 * it, and one thing after the other, so that the ledger sees them in the order they happened. Thread-safe.
 */
@Extension
public final class Aftermath extends ItemListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(Aftermath.class);

    private final Executor lane = new SingleLaneExecutorService(Computer.threadPoolForRemoting);

    /** The one of this controller. */
    static Aftermath get() {
        return ExtensionList.lookupSingleton(Aftermath.class);
    }

    /** Told of folders and of everything in them, one by one. */
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        if (item instanceof Job) {
            later(
                    oldFullName + " is now " + newFullName,
                    (builds, actor) -> builds.moved(actor, oldFullName, newFullName));
        }
    }

    @Override
    public void onDeleted(Item item) {
        if (item instanceof Job) {
            String job = item.getFullName();
            later(job + " was deleted", (builds, actor) -> builds.jobDeleted(actor, job));
        }
    }

    private void later(String what, Change change) {
        Actor actor = Actors.current();
        lane.execute(() -> {
            try {
                change.tell(DeploymentGates.get().engine().builds(), actor);
            } catch (DeploymentGatesException e) {
                LOGGER.warn("The ledger does not know that {}: {}", what, e.getMessage());
            }
        });
    }

    /** Runs something once all that happened so far was told. */
    void afterwards(Runnable work) {
        lane.execute(work);
    }

    /** What happened. */
    private interface Change {
        void tell(Builds builds, Actor actor);
    }

    /** Told of builds; those that did nothing are no news. */
    @Extension
    public static final class OfBuilds extends RunListener<Run<?, ?>> {
        @Override
        public void onDeleted(Run<?, ?> run) {
            if (run.getAction(DeploymentsAction.class) != null) {
                String job = run.getParent().getFullName();
                int number = run.getNumber();
                get().later(
                                job + " #" + number + " was deleted",
                                (builds, actor) -> builds.deleted(actor, job, number));
            }
        }
    }
}
