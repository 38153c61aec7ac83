package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** When the change of a ticket asks for a promotion. */
public final class PromoteOnForm extends FormPart<PromoteOnForm> {
    private static final String PATH = "applications.application.tickets.jira.promoteOn.";

    @DataBoundConstructor
    public PromoteOnForm() {
        // Everything is set.
    }

    static PromoteOnForm of(Map<String, Object> settings) {
        PromoteOnForm form = new PromoteOnForm();
        form.fill(settings);
        return form;
    }

    public String getStatus() {
        return text("status");
    }

    @DataBoundSetter
    public void setStatus(String status) {
        put("status", status);
    }

    public String getEnvironment() {
        return text("environment");
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        put("environment", environment);
    }

    public String getSecret() {
        return text("secret");
    }

    @DataBoundSetter
    public void setSecret(String secret) {
        put("secret", secret);
    }

    public String getUser() {
        return text("user");
    }

    @DataBoundSetter
    public void setUser(String user) {
        put("user", user);
    }

    /** Checks the fields as one types. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<PromoteOnForm> {
        @POST
        public FormValidation doCheckStatus(@QueryParameter String value) {
            return FieldCheck.text(PATH + "status", value);
        }

        @POST
        public FormValidation doCheckEnvironment(@QueryParameter String value) {
            return FieldCheck.name("environments", value);
        }

        @POST
        public FormValidation doCheckSecret(@QueryParameter String value) {
            return CredentialsField.checkSecret(PATH + "secret", value);
        }

        @POST
        public ListBoxModel doFillSecretItems(@QueryParameter String secret) {
            return CredentialsField.items(StringCredentials.class, secret);
        }

        @POST
        public FormValidation doCheckUser(@QueryParameter String value) {
            return FieldCheck.text(PATH + "user", value);
        }
    }
}
