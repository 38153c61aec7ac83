package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import com.cloudbees.plugins.credentials.common.StandardUsernameCredentials;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The repository of an environment, or the folder for its zip files. */
public final class TargetForm extends FormPart<TargetForm> {
    private static final String PATH = "applications.application.git.folders.targets.environment.";

    private final String environment;

    @DataBoundConstructor
    public TargetForm(String environment) {
        this.environment = Util.fixNull(environment).strip();
    }

    static TargetForm of(String environment, Map<String, Object> settings) {
        TargetForm form = new TargetForm(environment);
        form.fill(settings);
        return form;
    }

    public String getEnvironment() {
        return environment;
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

    public String getBranch() {
        return text("branch");
    }

    @DataBoundSetter
    public void setBranch(String branch) {
        put("branch", branch);
    }

    public String getZip() {
        return text("zip");
    }

    @DataBoundSetter
    public void setZip(String zip) {
        put("zip", zip);
    }

    /** Checks the fields as one types. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<TargetForm> {
        @POST
        public FormValidation doCheckEnvironment(@QueryParameter String value) {
            return FieldCheck.name("environments", value);
        }

        @POST
        public FormValidation doCheckRepository(@QueryParameter String value) {
            return FieldCheck.text(PATH + "repository", value);
        }

        @POST
        public FormValidation doCheckCredentials(@QueryParameter String value) {
            return CredentialsField.checkLogin(PATH + "credentials", value);
        }

        @POST
        public ListBoxModel doFillCredentialsItems(@QueryParameter String credentials) {
            return CredentialsField.items(StandardUsernameCredentials.class, credentials);
        }

        @POST
        public FormValidation doCheckBranch(@QueryParameter String value) {
            return FieldCheck.text(PATH + "branch", value);
        }

        @POST
        public FormValidation doCheckZip(@QueryParameter String value) {
            return FieldCheck.text(PATH + "zip", value);
        }
    }
}
