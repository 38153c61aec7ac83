package io.jenkins.plugins.deploymentgates.jenkins.config;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

/** Reads the configuration's file or folder again every minute; it is put in force when it says something else. */
@Extension
public final class ConfigurationFileWork extends AsyncPeriodicWork {
    public ConfigurationFileWork() {
        super("Configuration file of Deployment Gates");
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.MINUTES.toMillis(1);
    }

    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINE;
    }

    @Override
    protected void execute(TaskListener listener) {
        DeploymentGatesConfiguration.get().readAgain();
    }
}
