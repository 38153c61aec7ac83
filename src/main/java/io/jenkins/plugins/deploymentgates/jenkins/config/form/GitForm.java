package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import com.cloudbees.plugins.credentials.common.StandardUsernameCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.Map;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Where an application's configuration tree lives. */
public final class GitForm extends FormPart<GitForm> {
    private static final String PATH = "applications.application.git.";

    private MechanicForm mechanic = new FastForwardForm();

    @DataBoundConstructor
    public GitForm() {}

    static GitForm of(Map<String, Object> settings) {
        GitForm form = new GitForm();
        form.mechanic = MechanicForm.of(settings);
        form.nest("forge", settings, ForgeForm::of);
        form.fill(settings);
        return form;
    }

    @Override
    Map<String, Object> settings() {
        Map<String, Object> settings = super.settings();
        mechanic.write(settings);
        return settings;
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

    public String getEnvironmentPaths() {
        return lines("environmentPaths");
    }

    @DataBoundSetter
    public void setEnvironmentPaths(String patterns) {
        putLines("environmentPaths", patterns);
    }

    public MechanicForm getMechanic() {
        return mechanic;
    }

    @DataBoundSetter
    public void setMechanic(MechanicForm mechanic) {
        this.mechanic = mechanic;
    }

    public String getSourceBranch() {
        return text("sourceBranch");
    }

    @DataBoundSetter
    public void setSourceBranch(String branch) {
        put("sourceBranch", branch);
    }

    @CheckForNull
    public ForgeForm getForge() {
        return nested("forge", ForgeForm.class);
    }

    @DataBoundSetter
    public void setForge(@CheckForNull ForgeForm forge) {
        nest("forge", forge);
    }

    /** Checks the fields as one types. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<GitForm> {
        @POST
        public FormValidation doCheckRepository(@QueryParameter String value) {
            return FieldCheck.text(PATH + "repository", value);
        }

        @POST
        public FormValidation doCheckCredentials(@QueryParameter String value) {
            return CredentialsField.checkLogin(PATH + "credentials", value);
        }

        @POST
        public FormValidation doCheckEnvironmentPaths(@QueryParameter String value) {
            return FieldCheck.lines(PATH + "environmentPaths", value);
        }

        @POST
        public FormValidation doCheckSourceBranch(@QueryParameter String value) {
            return FieldCheck.text(PATH + "sourceBranch", value);
        }

        @POST
        public ListBoxModel doFillCredentialsItems(@QueryParameter String credentials) {
            return CredentialsField.items(StandardUsernameCredentials.class, credentials);
        }

        /** What a repository gets that names no mechanic. */
        public Descriptor<MechanicForm> getDefaultMechanic() {
            return Jenkins.get().getDescriptorByType(FastForwardForm.DescriptorImpl.class);
        }
    }
}
