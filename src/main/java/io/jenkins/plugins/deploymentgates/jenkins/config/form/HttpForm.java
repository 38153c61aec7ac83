package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import org.jenkinsci.Symbol;
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
            return FieldCheck.text(path("secret"), value);
        }

        @POST
        public FormValidation doCheckCredentials(@QueryParameter String value) {
            return FieldCheck.text(path("credentials"), value);
        }
    }
}
