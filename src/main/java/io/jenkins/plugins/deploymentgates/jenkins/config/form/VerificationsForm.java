package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Further checks that must have passed upstream. */
public final class VerificationsForm extends GateForm {
    @DataBoundConstructor
    public VerificationsForm() {}

    public String getChecks() {
        return lines("checks");
    }

    @DataBoundSetter
    public void setChecks(String checks) {
        putLines("checks", checks);
    }

    /** Checks the fields as one types. */
    @Extension
    @Symbol("verifications")
    public static final class DescriptorImpl extends Kind {
        public DescriptorImpl() {
            super(VerificationsForm.class, "verifications");
        }

        @Override
        GateForm make() {
            return new VerificationsForm();
        }

        @Override
        public String getDisplayName() {
            return Messages.VerificationsForm_displayName();
        }

        @POST
        public FormValidation doCheckChecks(@QueryParameter String value) {
            return FieldCheck.lines(path("checks"), value);
        }
    }
}
