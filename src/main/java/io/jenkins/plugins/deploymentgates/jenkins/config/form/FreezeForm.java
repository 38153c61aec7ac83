package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Closed during a period; beats every window. */
public final class FreezeForm extends GateForm {
    @DataBoundConstructor
    public FreezeForm() {}

    public String getStart() {
        return text("start");
    }

    @DataBoundSetter
    public void setStart(String start) {
        put("start", start);
    }

    public String getEnd() {
        return text("end");
    }

    @DataBoundSetter
    public void setEnd(String end) {
        put("end", end);
    }

    public String getTimezone() {
        return text("timezone");
    }

    @DataBoundSetter
    public void setTimezone(String timezone) {
        put("timezone", timezone);
    }

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
    public static final class DescriptorImpl extends Kind {
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
        public FormValidation doCheckStart(@QueryParameter String value, @QueryParameter String timezone) {
            return PeriodCheck.start(this, value, timezone);
        }

        @POST
        public FormValidation doCheckEnd(
                @QueryParameter String value, @QueryParameter String start, @QueryParameter String timezone) {
            return PeriodCheck.end(this, value, start, timezone);
        }

        @POST
        public FormValidation doCheckTimezone(@QueryParameter String value) {
            return FieldCheck.text(path("timezone"), value);
        }

        @POST
        public FormValidation doCheckReason(@QueryParameter String value) {
            return FieldCheck.text(path("reason"), value);
        }

        @POST
        public ComboBoxModel doFillTimezoneItems() {
            return PeriodCheck.zones();
        }
    }
}
