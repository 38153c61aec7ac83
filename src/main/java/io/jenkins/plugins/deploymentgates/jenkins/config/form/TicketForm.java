package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Every incoming commit must name a ticket. */
public final class TicketForm extends GateForm {
    @DataBoundConstructor
    public TicketForm() {}

    public String getPattern() {
        return text("pattern");
    }

    @DataBoundSetter
    public void setPattern(String pattern) {
        put("pattern", pattern);
    }

    public String getStatus() {
        return lines("status");
    }

    @DataBoundSetter
    public void setStatus(String status) {
        putLines("status", status);
    }

    /** Checks the fields as one types. */
    @Extension
    @Symbol("ticket")
    public static final class DescriptorImpl extends Kind {
        public DescriptorImpl() {
            super(TicketForm.class, "ticket");
        }

        @Override
        GateForm make() {
            return new TicketForm();
        }

        @Override
        public String getDisplayName() {
            return Messages.TicketForm_displayName();
        }

        @POST
        public FormValidation doCheckPattern(@QueryParameter String value) {
            return FieldCheck.text(path("pattern"), value);
        }

        @POST
        public FormValidation doCheckStatus(@QueryParameter String value) {
            return FieldCheck.lines(path("status"), value);
        }
    }
}
