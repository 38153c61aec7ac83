package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.config.UntypedTree.Entries;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Promotion writes into the file of the deployment of the target. */
public final class DeploymentFilesForm extends CommittingForm {
    private List<DeploymentNameForm> deployments = new ArrayList<>();

    @DataBoundConstructor
    public DeploymentFilesForm() {
        // Everything is set.
    }

    @Override
    void take(Map<String, Object> settings) {
        mapping(settings.remove("deployments"))
                .forEach((environment, deployment) ->
                        deployments.add(new DeploymentNameForm(environment, String.valueOf(deployment))));
        super.take(settings);
    }

    @Override
    Map<String, Object> settings() {
        Map<String, Object> settings = super.settings();
        if (!deployments.isEmpty()) {
            settings.put(
                    "deployments",
                    new Entries(deployments.stream()
                            .map(one -> Map.entry(one.getEnvironment(), (Object) one.getDeployment()))
                            .toList()));
        }
        return settings;
    }

    public List<DeploymentNameForm> getDeployments() {
        return List.copyOf(deployments);
    }

    @DataBoundSetter
    public void setDeployments(List<DeploymentNameForm> deployments) {
        this.deployments = new ArrayList<>(deployments);
    }

    public boolean isResolve() {
        return !text("resolve").equals("false");
    }

    @DataBoundSetter
    public void setResolve(boolean resolve) {
        put("resolve", String.valueOf(resolve));
    }

    /** Checks the fields as one types. */
    @Extension(ordinal = 2)
    @Symbol("deployment-files")
    public static final class DescriptorImpl extends CommittingKind {
        public DescriptorImpl() {
            super(DeploymentFilesForm.class, GitSettings.Mechanic.DEPLOYMENT_FILES, "deploymentFiles");
        }

        @Override
        MechanicForm make() {
            return new DeploymentFilesForm();
        }

        @Override
        public String getDisplayName() {
            return Messages.DeploymentFilesForm_displayName();
        }
    }
}
