package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Closed during a period; beats every window. */
public final class FreezeForm extends PeriodForm {
    @DataBoundConstructor
    public FreezeForm() {}

    public String getReason() {
        return text("reason");
    }

    @DataBoundSetter
    public void setReason(String reason) {
        put("reason", reason);
    }

    /** Checks the fields as one types. */
    @Extension
    @Symbol("freeze")
    public static final class DescriptorImpl extends PeriodKind {
        public DescriptorImpl() {
            super(FreezeForm.class, "freeze");
        }

        @Override
        GateForm make() {
            return new FreezeForm();
        }

        @Override
        public String getDisplayName() {
            return Messages.FreezeForm_displayName();
        }

        @POST
        public FormValidation doCheckReason(@QueryParameter String value) {
            return FieldCheck.text(path("reason"), value);
        }
    }
}
