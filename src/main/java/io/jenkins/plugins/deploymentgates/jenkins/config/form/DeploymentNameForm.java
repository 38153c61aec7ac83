package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The name of the deployment of an environment, where it is not the name of the environment. */
public final class DeploymentNameForm extends FormPart<DeploymentNameForm> {
    private final String environment;
    private final String deployment;

    @DataBoundConstructor
    public DeploymentNameForm(String environment, String deployment) {
        this.environment = Util.fixNull(environment).strip();
        this.deployment = Util.fixNull(deployment).strip();
    }

    public String getEnvironment() {
        return environment;
    }

    public String getDeployment() {
        return deployment;
    }

    /** Checks the fields as one types. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<DeploymentNameForm> {
        @POST
        public FormValidation doCheckEnvironment(@QueryParameter String value) {
            return FieldCheck.name("environments", value);
        }

        @POST
        public FormValidation doCheckDeployment(@QueryParameter String value) {
            return FieldCheck.text("applications.application.git.deploymentFiles.deployments.environment", value);
        }
    }
}
