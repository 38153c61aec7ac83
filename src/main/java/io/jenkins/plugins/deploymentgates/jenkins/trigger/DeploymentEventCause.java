package io.jenkins.plugins.deploymentgates.jenkins.trigger;

import hudson.model.Cause;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import org.kohsuke.stapler.export.Exported;

/** A build was started because something happened to a deployment. Immutable. */
public final class DeploymentEventCause extends Cause {
    private final StartingEvent event;

    DeploymentEventCause(StartingEvent event) {
        this.event = event;
    }

    /** What happened. */
    public StartingEvent getEvent() {
        return event;
    }

    @Override
    @Exported(visibility = 3)
    public String getShortDescription() {
        return Messages.DeploymentEventCause_started(event, event.getBy());
    }
}
