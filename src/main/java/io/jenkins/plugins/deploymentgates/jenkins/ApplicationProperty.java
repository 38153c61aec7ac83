package io.jenkins.plugins.deploymentgates.jenkins;

import hudson.Extension;
import hudson.model.Job;
import hudson.model.JobProperty;
import hudson.model.JobPropertyDescriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Says which application a job deploys, so that its steps need not. */
public final class ApplicationProperty extends JobProperty<Job<?, ?>> {
    private final String application;

    @DataBoundConstructor
    public ApplicationProperty(String application) {
        this.application = application;
    }

    /** The application's name in the configuration. */
    public String getApplication() {
        return application;
    }

    /** Offers it on every job. */
    @Extension
    @Symbol("deploysApplication")
    public static final class DescriptorImpl extends JobPropertyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.ApplicationProperty_displayName();
        }
    }
}
