package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A mechanic that makes commits. */
public abstract class CommittingForm extends MechanicForm {
    public final String getAuthor() {
        return text("author");
    }

    @DataBoundSetter
    public final void setAuthor(String author) {
        put("author", author);
    }

    public final String getCommitter() {
        return text("committer");
    }

    @DataBoundSetter
    public final void setCommitter(String committer) {
        put("committer", committer);
    }

    /** A mechanic that makes commits. */
    public abstract static class CommittingKind extends Kind {
        CommittingKind(Class<? extends CommittingForm> form, GitSettings.Mechanic mechanic, String key) {
            super(form, mechanic, key);
        }

        @POST
        public final FormValidation doCheckAuthor(@QueryParameter String value) {
            return FieldCheck.text(path("author"), value);
        }

        @POST
        public final FormValidation doCheckCommitter(@QueryParameter String value) {
            return FieldCheck.text(path("committer"), value);
        }
    }
}
