package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.deploymentgates.config.ForgeSettings;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The server with pull requests that the repositories of an application are on. */
public final class ForgeForm extends FormPart<ForgeForm> {
    private static final String PATH = "applications.application.git.forge.";

    @DataBoundConstructor
    public ForgeForm() {
        // Everything is set.
    }

    static ForgeForm of(Map<String, Object> settings) {
        ForgeForm form = new ForgeForm();
        form.nest("pullRequests", settings, PullRequestsForm::of);
        form.fill(settings);
        return form;
    }

    @CheckForNull
    public PullRequestsForm getPullRequests() {
        return nested("pullRequests", PullRequestsForm.class);
    }

    @DataBoundSetter
    public void setPullRequests(@CheckForNull PullRequestsForm pullRequests) {
        nest("pullRequests", pullRequests);
    }

    public String getType() {
        return text("type");
    }

    @DataBoundSetter
    public void setType(String type) {
        put("type", type);
    }

    public String getUrl() {
        return text("url");
    }

    @DataBoundSetter
    public void setUrl(String url) {
        put("url", url);
    }

    public String getProject() {
        return text("project");
    }

    @DataBoundSetter
    public void setProject(String project) {
        put("project", project);
    }

    public String getCredentials() {
        return text("credentials");
    }

    @DataBoundSetter
    public void setCredentials(String credentials) {
        put("credentials", credentials);
    }

    public boolean isCommitStatus() {
        return text("commitStatus").equals("true");
    }

    @DataBoundSetter
    public void setCommitStatus(boolean commitStatus) {
        put("commitStatus", String.valueOf(commitStatus));
    }

    /** Checks the fields as one types. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ForgeForm> {
        @POST
        public FormValidation doCheckType(@QueryParameter String value) {
            return FieldCheck.text(PATH + "type", value);
        }

        @POST
        public ListBoxModel doFillTypeItems() {
            return Words.items(ForgeSettings.Type.values());
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            return FieldCheck.text(PATH + "url", value);
        }

        @POST
        public FormValidation doCheckProject(@QueryParameter String value) {
            return FieldCheck.text(PATH + "project", value);
        }

        @POST
        public FormValidation doCheckCredentials(@QueryParameter String value) {
            return CredentialsField.checkSecret(PATH + "credentials", value);
        }

        @POST
        public ListBoxModel doFillCredentialsItems(@QueryParameter String credentials) {
            return CredentialsField.items(StringCredentials.class, credentials);
        }
    }
}
