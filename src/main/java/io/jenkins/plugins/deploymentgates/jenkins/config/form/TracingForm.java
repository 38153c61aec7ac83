package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A mechanic whose commits tell which commits and tickets of the source they bring. */
public abstract class TracingForm extends CommittingForm {
    public final String getCommitLink() {
        return text("commitLink");
    }

    @DataBoundSetter
    public final void setCommitLink(String commitLink) {
        put("commitLink", commitLink);
    }

    public final String getTickets() {
        return text("tickets");
    }

    @DataBoundSetter
    public final void setTickets(String tickets) {
        put("tickets", tickets);
    }

    /** Such a mechanic. */
    public abstract static class TracingKind extends CommittingKind {
        TracingKind(Class<? extends TracingForm> form, GitSettings.Mechanic mechanic, String key) {
            super(form, mechanic, key);
        }

        @POST
        public final FormValidation doCheckCommitLink(@QueryParameter String value) {
            return FieldCheck.text(path("commitLink"), value);
        }

        @POST
        public final FormValidation doCheckTickets(@QueryParameter String value) {
            return FieldCheck.text(path("tickets"), value);
        }
    }
}
