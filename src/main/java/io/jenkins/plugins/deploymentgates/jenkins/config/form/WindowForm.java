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

/** Open only during this period or another window of the same environment. */
public final class WindowForm extends GateForm {
    @DataBoundConstructor
    public WindowForm() {}

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

    /** Checks the fields as one types. */
    @Extension
    @Symbol("window")
    public static final class DescriptorImpl extends Kind {
        public DescriptorImpl() {
            super(WindowForm.class, "window");
        }

        @Override
        GateForm make() {
            return new WindowForm();
        }

        @Override
        public String getDisplayName() {
            return Messages.WindowForm_displayName();
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
        public ComboBoxModel doFillTimezoneItems() {
            return PeriodCheck.zones();
        }
    }
}
