package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Each artifact must be where the target fetches it. */
public final class ArtifactsAvailableForm extends GateForm {
    @DataBoundConstructor
    public ArtifactsAvailableForm() {}

    public String getRegistry() {
        return text("registry");
    }

    @DataBoundSetter
    public void setRegistry(String registry) {
        put("registry", registry);
    }

    public String getRepository() {
        return text("repository");
    }

    @DataBoundSetter
    public void setRepository(String repository) {
        put("repository", repository);
    }

    public String getTag() {
        return text("tag");
    }

    @DataBoundSetter
    public void setTag(String tag) {
        put("tag", tag);
    }

    public String getMaven() {
        return text("maven");
    }

    @DataBoundSetter
    public void setMaven(String maven) {
        put("maven", maven);
    }

    public String getExtension() {
        return text("extension");
    }

    @DataBoundSetter
    public void setExtension(String extension) {
        put("extension", extension);
    }

    public String getClassifier() {
        return text("classifier");
    }

    @DataBoundSetter
    public void setClassifier(String classifier) {
        put("classifier", classifier);
    }

    public String getUrl() {
        return text("url");
    }

    @DataBoundSetter
    public void setUrl(String url) {
        put("url", url);
    }

    public String getCredentials() {
        return text("credentials");
    }

    @DataBoundSetter
    public void setCredentials(String credentials) {
        put("credentials", credentials);
    }

    public String getImages() {
        return lines("images");
    }

    @DataBoundSetter
    public void setImages(String patterns) {
        putLines("images", patterns);
    }

    /** Checks the fields as one types. */
    @Extension
    @Symbol("artifactsAvailable")
    public static final class DescriptorImpl extends Kind {
        public DescriptorImpl() {
            super(ArtifactsAvailableForm.class, "artifactsAvailable");
        }

        @Override
        GateForm make() {
            return new ArtifactsAvailableForm();
        }

        @Override
        public String getDisplayName() {
            return Messages.ArtifactsAvailableForm_displayName();
        }

        @POST
        public FormValidation doCheckRegistry(@QueryParameter String value) {
            return FieldCheck.text(path("registry"), value);
        }

        @POST
        public FormValidation doCheckRepository(@QueryParameter String value) {
            return FieldCheck.text(path("repository"), value);
        }

        @POST
        public FormValidation doCheckTag(@QueryParameter String value) {
            return FieldCheck.text(path("tag"), value);
        }

        @POST
        public FormValidation doCheckMaven(@QueryParameter String value) {
            return FieldCheck.text(path("maven"), value);
        }

        @POST
        public FormValidation doCheckExtension(@QueryParameter String value) {
            return FieldCheck.text(path("extension"), value);
        }

        @POST
        public FormValidation doCheckClassifier(@QueryParameter String value) {
            return FieldCheck.text(path("classifier"), value);
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            return FieldCheck.text(path("url"), value);
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

        @POST
        public FormValidation doCheckImages(@QueryParameter String value) {
            return FieldCheck.lines(path("images"), value);
        }
    }
}
