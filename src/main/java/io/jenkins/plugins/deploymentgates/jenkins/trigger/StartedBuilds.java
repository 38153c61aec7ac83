package io.jenkins.plugins.deploymentgates.jenkins.trigger;

import hudson.Extension;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.model.queue.QueueListener;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Hears which builds that were asked for have begun, and which never will. Stateless. */
@Extension
public final class StartedBuilds extends RunListener<Run<?, ?>> {
    private static final Logger LOGGER = Logger.getLogger(StartedBuilds.class.getName());

    @Override
    public void onStarted(Run<?, ?> run, TaskListener listener) {
        StartingEvent event = DeploymentEventAction.of(run);
        if (event != null) {
            try {
                // After a crash, the build is there or is asked for again.
                run.save();
                EventDispatcher.get().settleSoon(run.getParent(), event);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "A build that an event started could not be saved", e);
            }
        }
    }

    /** Hears of those that somebody took out of the queue. */
    @Extension
    public static final class Cancelled extends QueueListener {
        @Override
        public void onLeft(Queue.LeftItem item) {
            StartingEvent event = DeploymentEventAction.of(item);
            if (item.isCancelled() && event != null && item.task instanceof Job<?, ?> job) {
                EventDispatcher.get().settleSoon(job, event);
            }
        }
    }
}
