package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Records only; others do the work. */
public final class NoneForm extends MechanicForm {
    @DataBoundConstructor
    public NoneForm() {
        // Everything is set.
    }

    /** Checks the fields as one types. */
    @Extension(ordinal = 1)
    @Symbol("none")
    public static final class DescriptorImpl extends Kind {
        public DescriptorImpl() {
            super(NoneForm.class, GitSettings.Mechanic.NONE, null);
        }

        @Override
        MechanicForm make() {
            return new NoneForm();
        }

        @Override
        public String getDisplayName() {
            return Messages.NoneForm_displayName();
        }
    }
}
