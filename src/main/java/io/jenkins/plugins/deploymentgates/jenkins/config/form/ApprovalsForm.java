package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** People who must agree. */
public final class ApprovalsForm extends GateForm {
    @DataBoundConstructor
    public ApprovalsForm() {}

    public String getCount() {
        return text("count");
    }

    @DataBoundSetter
    public void setCount(String count) {
        put("count", count);
    }

    public String getFrom() {
        return lines("from");
    }

    @DataBoundSetter
    public void setFrom(String from) {
        putLines("from", from);
    }

    public boolean isExcludeTrigger() {
        return !text("excludeTrigger").equals("false");
    }

    @DataBoundSetter
    public void setExcludeTrigger(boolean excluded) {
        put("excludeTrigger", String.valueOf(excluded));
    }

    /** Checks the fields as one types. */
    @Extension
    @Symbol("approvals")
    public static final class DescriptorImpl extends Kind {
        public DescriptorImpl() {
            super(ApprovalsForm.class, "approvals");
        }

        @Override
        GateForm make() {
            return new ApprovalsForm();
        }

        @Override
        public String getDisplayName() {
            return Messages.ApprovalsForm_displayName();
        }

        @POST
        public FormValidation doCheckCount(@QueryParameter String value) {
            return FieldCheck.text(path("count"), value);
        }

        @POST
        public FormValidation doCheckFrom(@QueryParameter String value) {
            return FieldCheck.lines(path("from"), value);
        }
    }
}
