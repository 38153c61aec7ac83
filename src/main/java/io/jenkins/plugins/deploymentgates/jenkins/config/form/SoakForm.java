package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Upstream must have been verified without interruption for some time. */
public final class SoakForm extends GateForm {
    @DataBoundConstructor
    public SoakForm() {}

    public String getDuration() {
        return text("for");
    }

    @DataBoundSetter
    public void setDuration(String duration) {
        put("for", duration);
    }

    /** Checks the fields as one types. */
    @Extension
    @Symbol("soak")
    public static final class DescriptorImpl extends Kind {
        public DescriptorImpl() {
            super(SoakForm.class, "soak");
        }

        @Override
        GateForm make() {
            return new SoakForm();
        }

        @Override
        public String getDisplayName() {
            return Messages.SoakForm_displayName();
        }

        @POST
        public FormValidation doCheckDuration(@QueryParameter String value) {
            return FieldCheck.text(path("for"), value);
        }
    }
}
