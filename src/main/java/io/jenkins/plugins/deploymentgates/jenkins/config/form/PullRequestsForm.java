package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.deploymentgates.config.PullRequestSettings;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** How promotions become pull requests. */
public final class PullRequestsForm extends FormPart<PullRequestsForm> {
    private static final String PATH = "applications.application.git.forge.pullRequests.";

    @DataBoundConstructor
    public PullRequestsForm() {
        // Everything is set.
    }

    static PullRequestsForm of(Map<String, Object> settings) {
        PullRequestsForm form = new PullRequestsForm();
        form.fill(settings);
        return form;
    }

    public String getEnvironments() {
        return lines("environments");
    }

    @DataBoundSetter
    public void setEnvironments(String environments) {
        putLines("environments", environments);
    }

    public String getBranch() {
        return text("branch");
    }

    @DataBoundSetter
    public void setBranch(String branch) {
        put("branch", branch);
    }

    public String getTitle() {
        return text("title");
    }

    @DataBoundSetter
    public void setTitle(String title) {
        put("title", title);
    }

    public String getChecks() {
        return lines("checks");
    }

    @DataBoundSetter
    public void setChecks(String checks) {
        putLines("checks", checks);
    }

    public String getReviews() {
        return text("reviews");
    }

    @DataBoundSetter
    public void setReviews(String reviews) {
        put("reviews", reviews);
    }

    public String getMerge() {
        return text("merge");
    }

    @DataBoundSetter
    public void setMerge(String merge) {
        put("merge", merge);
    }

    public String getPoll() {
        return text("poll");
    }

    @DataBoundSetter
    public void setPoll(String poll) {
        put("poll", poll);
    }

    /** Checks the fields as one types. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<PullRequestsForm> {
        @POST
        public FormValidation doCheckEnvironments(@QueryParameter String value) {
            return FieldCheck.entries("environments", value);
        }

        @POST
        public FormValidation doCheckBranch(@QueryParameter String value) {
            return FieldCheck.text(PATH + "branch", value);
        }

        @POST
        public FormValidation doCheckTitle(@QueryParameter String value) {
            return FieldCheck.text(PATH + "title", value);
        }

        @POST
        public FormValidation doCheckChecks(@QueryParameter String value) {
            return FieldCheck.lines(PATH + "checks", value);
        }

        @POST
        public FormValidation doCheckReviews(@QueryParameter String value) {
            return FieldCheck.text(PATH + "reviews", value);
        }

        @POST
        public FormValidation doCheckMerge(@QueryParameter String value) {
            return FieldCheck.text(PATH + "merge", value);
        }

        @POST
        public ListBoxModel doFillMergeItems() {
            return Words.items(PullRequestSettings.Merge.values());
        }

        @POST
        public FormValidation doCheckPoll(@QueryParameter String value) {
            return FieldCheck.text(PATH + "poll", value);
        }
    }
}
