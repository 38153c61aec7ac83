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

/** Where events are sent. */
public final class WebhookForm extends FormPart<WebhookForm> {
    private static final String PATH = "webhooks[1].";

    @DataBoundConstructor
    public WebhookForm() {}

    static WebhookForm of(Map<String, Object> settings) {
        WebhookForm form = new WebhookForm();
        form.fill(settings);
        return form;
    }

    public String getUrl() {
        return text("url");
    }

    @DataBoundSetter
    public void setUrl(String url) {
        put("url", url);
    }

    public String getOn() {
        return lines("on");
    }

    @DataBoundSetter
    public void setOn(String events) {
        putLines("on", events);
    }

    public String getApplications() {
        return lines("applications");
    }

    @DataBoundSetter
    public void setApplications(String names) {
        putLines("applications", names);
    }

    public String getEnvironments() {
        return lines("environments");
    }

    @DataBoundSetter
    public void setEnvironments(String names) {
        putLines("environments", names);
    }

    public String getTiers() {
        return lines("tiers");
    }

    @DataBoundSetter
    public void setTiers(String names) {
        putLines("tiers", names);
    }

    public String getSecret() {
        return text("secret");
    }

    @DataBoundSetter
    public void setSecret(String secret) {
        put("secret", secret);
    }

    /** Checks the fields as one types. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<WebhookForm> {
        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            return FieldCheck.text(PATH + "url", value);
        }

        @POST
        public FormValidation doCheckOn(@QueryParameter String value) {
            return FieldCheck.lines(PATH + "on", value);
        }

        @POST
        public FormValidation doCheckApplications(@QueryParameter String value) {
            return FieldCheck.references(
                    PATH + "applications", "applications", name -> Map.of("pipeline", Map.of("any", Map.of())), value);
        }

        @POST
        public FormValidation doCheckEnvironments(@QueryParameter String value) {
            return FieldCheck.references(PATH + "environments", "environments", name -> Map.of(), value);
        }

        @POST
        public FormValidation doCheckTiers(@QueryParameter String value) {
            return FieldCheck.references(PATH + "tiers", "environments", name -> Map.of("tier", name), value);
        }

        @POST
        public FormValidation doCheckSecret(@QueryParameter String value) {
            return CredentialsField.checkSecret(PATH + "secret", value);
        }

        @POST
        public ListBoxModel doFillSecretItems(@QueryParameter String secret) {
            return CredentialsField.items(StringCredentials.class, secret);
        }
    }
}
