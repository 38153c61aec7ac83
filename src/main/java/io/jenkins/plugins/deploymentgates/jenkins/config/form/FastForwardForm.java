package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** One line of history: promotion moves the branch of the target forward. */
public final class FastForwardForm extends MechanicForm {
    @DataBoundConstructor
    public FastForwardForm() {
        // Everything is set.
    }

    /** Checks the fields as one types. */
    @Extension(ordinal = 5)
    @Symbol("fast-forward")
    public static final class DescriptorImpl extends Kind {
        public DescriptorImpl() {
            super(FastForwardForm.class, GitSettings.Mechanic.FAST_FORWARD, null);
        }

        @Override
        MechanicForm make() {
            return new FastForwardForm();
        }

        @Override
        boolean isDefault() {
            return true;
        }

        @Override
        public String getDisplayName() {
            return Messages.FastForwardForm_displayName();
        }
    }
}
