package io.jenkins.plugins.deploymentgates.jenkins;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Finds out every 10 minutes where Git says something else than what was deployed, and records what changed. */
@Extension
public final class DriftWork extends AsyncPeriodicWork {
    private static final Logger LOGGER = Logger.getLogger(DriftWork.class.getName());

    public DriftWork() {
        super("Drift of Deployment Gates");
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.MINUTES.toMillis(10);
    }

    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINE;
    }

    @Override
    public void execute(TaskListener listener) {
        try {
            DeploymentGates.get().engine().drifts().record(new Actor(Actors.SYSTEM, Set.of(), null));
        } catch (DeploymentGatesException e) {
            LOGGER.log(Level.WARNING, e, () -> "Git could not be compared with what was deployed");
        }
    }
}
