package io.jenkins.plugins.deploymentgates.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.deploymentgates.config.Durations;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.promotion.DriftWatch;
import java.time.Duration;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Finds out at intervals where Git says something else than what was deployed, and records what changed. How often, is said by
 * the system property {@link #EVERY} when the controller starts.
 */
@Extension
public final class DriftWork extends AsyncPeriodicWork {
    /** A duration such as {@code 1h}; 10 minutes unless it is set. */
    public static final String EVERY = DriftWork.class.getName() + ".every";

    private static final Logger LOGGER = Logger.getLogger(DriftWork.class.getName());

    private final Duration every = every(System.getProperty(EVERY));

    public DriftWork() {
        super("Drift of Deployment Gates");
    }

    /** What the property says, or what is usual where it says nothing that can be read. */
    static Duration every(@CheckForNull String text) {
        if (text == null) {
            return DriftWatch.USUAL;
        }
        try {
            return Durations.parse(text);
        } catch (InvalidInputException e) {
            LOGGER.log(
                    Level.WARNING,
                    "The system property {0} says nothing that can be read, so Git is compared every"
                            + " {1} with what was deployed: {2}",
                    new Object[] {EVERY, Durations.print(DriftWatch.USUAL), e.getMessage()});
            return DriftWatch.USUAL;
        }
    }

    @Override
    public long getRecurrencePeriod() {
        return every.toMillis();
    }

    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINE;
    }

    @Override
    public void execute(TaskListener listener) {
        try {
            DeploymentGates.get().engine().drifts().record(new Actor(Actors.SYSTEM, Set.of(), null));
        } catch (NotReadyException e) {
            LOGGER.log(Level.FINE, "Nothing to compare with Git: {0}", e.getMessage());
        } catch (DeploymentGatesException e) {
            LOGGER.log(Level.WARNING, "Git could not be compared with what was deployed: {0}", e.getMessage());
        }
    }
}
