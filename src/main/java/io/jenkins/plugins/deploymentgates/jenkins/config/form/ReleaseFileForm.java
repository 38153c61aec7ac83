package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import com.cloudbees.plugins.credentials.common.StandardUsernameCredentials;
import hudson.Extension;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Promotion writes the version into a file on the branch of the target, and tags its commits. */
public final class ReleaseFileForm extends TracingForm {
    @DataBoundConstructor
    public ReleaseFileForm() {
        // Everything is set.
    }

    public String getRepository() {
        return text("repository");
    }

    @DataBoundSetter
    public void setRepository(String repository) {
        put("repository", repository);
    }

    public String getCredentials() {
        return text("credentials");
    }

    @DataBoundSetter
    public void setCredentials(String credentials) {
        put("credentials", credentials);
    }

    public String getBranches() {
        return text("branches");
    }

    @DataBoundSetter
    public void setBranches(String branches) {
        put("branches", branches);
    }

    public String getFile() {
        return text("file");
    }

    @DataBoundSetter
    public void setFile(String file) {
        put("file", file);
    }

    public String getTypes() {
        return text("types");
    }

    @DataBoundSetter
    public void setTypes(String types) {
        put("types", types);
    }

    public String getTypesBranch() {
        return text("typesBranch");
    }

    @DataBoundSetter
    public void setTypesBranch(String typesBranch) {
        put("typesBranch", typesBranch);
    }

    /** Checks the fields as one types. */
    @Extension(ordinal = 4)
    @Symbol("release-file")
    public static final class DescriptorImpl extends TracingKind {
        public DescriptorImpl() {
            super(ReleaseFileForm.class, GitSettings.Mechanic.RELEASE_FILE, "releaseFile");
        }

        @Override
        MechanicForm make() {
            return new ReleaseFileForm();
        }

        @Override
        public String getDisplayName() {
            return Messages.ReleaseFileForm_displayName();
        }

        @POST
        public FormValidation doCheckRepository(@QueryParameter String value) {
            return FieldCheck.text(path("repository"), value);
        }

        @POST
        public FormValidation doCheckCredentials(@QueryParameter String value) {
            return CredentialsField.checkLogin(path("credentials"), value);
        }

        @POST
        public ListBoxModel doFillCredentialsItems(@QueryParameter String credentials) {
            return CredentialsField.items(StandardUsernameCredentials.class, credentials);
        }

        @POST
        public FormValidation doCheckBranches(@QueryParameter String value) {
            return FieldCheck.text(path("branches"), value);
        }

        @POST
        public FormValidation doCheckFile(@QueryParameter String value) {
            return FieldCheck.text(path("file"), value);
        }

        @POST
        public FormValidation doCheckTypes(@QueryParameter String value) {
            return FieldCheck.text(path("types"), value);
        }

        @POST
        public FormValidation doCheckTypesBranch(@QueryParameter String value) {
            return FieldCheck.text(path("typesBranch"), value);
        }
    }
}
