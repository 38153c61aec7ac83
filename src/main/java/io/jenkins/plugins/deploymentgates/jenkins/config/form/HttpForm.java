package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An outside check is asked. */
public final class HttpForm extends GateForm {
    @DataBoundConstructor
    public HttpForm() {}

    public String getUrl() {
        return text("url");
    }

    @DataBoundSetter
    public void setUrl(String url) {
        put("url", url);
    }

    public String getSecret() {
        return text("secret");
    }

    @DataBoundSetter
    public void setSecret(String secret) {
        put("secret", secret);
    }

    public String getCredentials() {
        return text("credentials");
    }

    @DataBoundSetter
    public void setCredentials(String credentials) {
        put("credentials", credentials);
    }

    /** Checks the fields as one types. */
    @Extension
    @Symbol("http")
    public static final class DescriptorImpl extends Kind {
        public DescriptorImpl() {
            super(HttpForm.class, "http");
        }

        @Override
        GateForm make() {
            return new HttpForm();
        }

        @Override
        public String getDisplayName() {
            return Messages.HttpForm_displayName();
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            return FieldCheck.text(path("url"), value);
        }

        @POST
        public FormValidation doCheckSecret(@QueryParameter String value) {
            return CredentialsField.checkSecret(path("secret"), value);
        }

        @POST
        public ListBoxModel doFillSecretItems(@QueryParameter String secret) {
            return CredentialsField.items(StringCredentials.class, secret);
        }

        /** Credentials of a folder cannot be seen from here, so that unknown ones are no mistake for sure. */
        @POST
        public FormValidation doCheckCredentials(@QueryParameter String value) {
            return CredentialsField.check(
                    FieldCheck.text(path("credentials"), value),
                    StandardUsernamePasswordCredentials.class,
                    value,
                    id -> FormValidation.warning(Messages.GateForm_unknownCredentials(id)));
        }

        @POST
        public ListBoxModel doFillCredentialsItems(@QueryParameter String credentials) {
            return CredentialsField.items(StandardUsernamePasswordCredentials.class, credentials);
        }
    }
}
