package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.deploymentgates.config.JiraSettings;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The Jira that the tickets of an application are in. */
public final class JiraForm extends FormPart<JiraForm> {
    private static final String PATH = "applications.application.tickets.jira.";

    @DataBoundConstructor
    public JiraForm() {
        // Everything is set.
    }

    static JiraForm of(Map<String, Object> settings) {
        JiraForm form = new JiraForm();
        form.nest("promoteOn", settings, PromoteOnForm::of);
        form.fill(settings);
        return form;
    }

    @CheckForNull
    public PromoteOnForm getPromoteOn() {
        return nested("promoteOn", PromoteOnForm.class);
    }

    @DataBoundSetter
    public void setPromoteOn(@CheckForNull PromoteOnForm promoteOn) {
        nest("promoteOn", promoteOn);
    }

    public String getUrl() {
        return text("url");
    }

    @DataBoundSetter
    public void setUrl(String url) {
        put("url", url);
    }

    public String getType() {
        return text("type");
    }

    @DataBoundSetter
    public void setType(String type) {
        put("type", type);
    }

    public String getCredentials() {
        return text("credentials");
    }

    @DataBoundSetter
    public void setCredentials(String credentials) {
        put("credentials", credentials);
    }

    public String getFixVersion() {
        return text("fixVersion");
    }

    @DataBoundSetter
    public void setFixVersion(String fixVersion) {
        put("fixVersion", fixVersion);
    }

    public boolean isComment() {
        return text("comment").equals("true");
    }

    @DataBoundSetter
    public void setComment(boolean comment) {
        put("comment", String.valueOf(comment));
    }

    public String getEnvironments() {
        return lines("environments");
    }

    @DataBoundSetter
    public void setEnvironments(String environments) {
        putLines("environments", environments);
    }

    /** Checks the fields as one types. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<JiraForm> {
        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            return FieldCheck.text(PATH + "url", value);
        }

        @POST
        public FormValidation doCheckType(@QueryParameter String value) {
            return FieldCheck.text(PATH + "type", value);
        }

        @POST
        public ListBoxModel doFillTypeItems() {
            return Words.items(JiraSettings.Type.values());
        }

        @POST
        public FormValidation doCheckCredentials(@QueryParameter String value) {
            return CredentialsField.checkSecret(PATH + "credentials", value);
        }

        @POST
        public ListBoxModel doFillCredentialsItems(@QueryParameter String credentials) {
            return CredentialsField.items(StringCredentials.class, credentials);
        }

        @POST
        public FormValidation doCheckFixVersion(@QueryParameter String value) {
            return FieldCheck.text(PATH + "fixVersion", value);
        }

        @POST
        public FormValidation doCheckEnvironments(@QueryParameter String value) {
            return FieldCheck.entries("environments", value);
        }
    }
}
