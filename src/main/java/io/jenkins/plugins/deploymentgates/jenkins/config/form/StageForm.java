package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An environment's row in the table of a pipeline. */
public final class StageForm extends FormPart<StageForm> {
    private static final String PIPELINE = "applications.application.pipeline";

    private final String environment;

    @DataBoundConstructor
    public StageForm(String environment) {
        this.environment = Util.fixNull(environment).strip();
    }

    static StageForm of(String environment, Map<String, Object> settings) {
        StageForm form = new StageForm(environment);
        form.fill(settings);
        return form;
    }

    public String getEnvironment() {
        return environment;
    }

    public String getAfter() {
        return lines("after");
    }

    @DataBoundSetter
    public void setAfter(String environments) {
        putLines("after", environments);
    }

    public String getVerifications() {
        return lines("verifications");
    }

    @DataBoundSetter
    public void setVerifications(String checks) {
        putLines("verifications", checks);
    }

    /** Checks the fields as one types. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<StageForm> {
        @POST
        public FormValidation doCheckEnvironment(@QueryParameter String value) {
            return FieldCheck.name(PIPELINE, value);
        }

        @POST
        public FormValidation doCheckAfter(@QueryParameter String value) {
            // Whether the pipeline has them is seen only when all of it is known.
            return FieldCheck.entries("environments", value);
        }

        @POST
        public FormValidation doCheckVerifications(@QueryParameter String value) {
            return FieldCheck.lines(PIPELINE + ".environment.verifications", value);
        }
    }
}
