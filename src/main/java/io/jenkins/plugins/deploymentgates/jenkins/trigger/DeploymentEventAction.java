package io.jenkins.plugins.deploymentgates.jenkins.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.model.Action;
import hudson.model.Actionable;
import hudson.model.EnvironmentContributingAction;
import hudson.model.InvisibleAction;
import hudson.model.Queue;
import hudson.model.Run;
import java.util.List;

/**
 * Goes with a build from the queue on: gives it the event as environment variables, and keeps two events from becoming one
 * build. Immutable.
 */
public final class DeploymentEventAction extends InvisibleAction
        implements EnvironmentContributingAction, Queue.QueueAction {
    private final StartingEvent event;

    DeploymentEventAction(StartingEvent event) {
        this.event = event;
    }

    /** What the build or the entry of the queue was started by; {@code null} when it was something else. */
    @CheckForNull
    public static StartingEvent of(Actionable buildOrEntry) {
        DeploymentEventAction action = buildOrEntry.getAction(DeploymentEventAction.class);
        return action == null ? null : action.event;
    }

    @Override
    public void buildEnvironment(Run<?, ?> run, EnvVars variables) {
        variables.putAll(event.variables());
    }

    /** Only the same event is the same reason. */
    @Override
    public boolean shouldSchedule(List<Action> actions) {
        return actions.stream()
                .noneMatch(action -> action instanceof DeploymentEventAction other
                        && other.event.getSequence() == event.getSequence());
    }
}
