package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Evidence older than this does not count. */
public final class VerifiedWithinForm extends GateForm {
    @DataBoundConstructor
    public VerifiedWithinForm() {}

    public String getDuration() {
        return text("for");
    }

    @DataBoundSetter
    public void setDuration(String duration) {
        put("for", duration);
    }

    /** Checks the fields as one types. */
    @Extension
    @Symbol("verifiedWithin")
    public static final class DescriptorImpl extends Kind {
        public DescriptorImpl() {
            super(VerifiedWithinForm.class, "verifiedWithin");
        }

        @Override
        GateForm make() {
            return new VerifiedWithinForm();
        }

        @Override
        public String getDisplayName() {
            return Messages.VerifiedWithinForm_displayName();
        }

        @POST
        public FormValidation doCheckDuration(@QueryParameter String value) {
            return FieldCheck.text(path("for"), value);
        }
    }
}
