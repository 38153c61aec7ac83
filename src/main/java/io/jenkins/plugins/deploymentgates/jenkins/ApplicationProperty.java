package io.jenkins.plugins.deploymentgates.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.Set;
import jenkins.model.OptionalJobProperty;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Says which application a job deploys, so that its steps need not. */
public final class ApplicationProperty extends OptionalJobProperty<Job<?, ?>> {
    private final String application;

    @DataBoundConstructor
    public ApplicationProperty(String application) {
        this.application = application;
    }

    /** The application's name in the configuration. */
    public String getApplication() {
        return application;
    }

    /** Offers it on every job. */
    @Extension
    @Symbol("deploysApplication")
    public static final class DescriptorImpl extends OptionalJobPropertyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.ApplicationProperty_displayName();
        }

        /** Checks that there is such an application, as far as whoever configures the job may know. */
        @POST
        public FormValidation doCheckApplication(
                @AncestorInPath @CheckForNull Item item, @QueryParameter("value") String value) {
            if (item == null || !item.hasPermission(Item.CONFIGURE)) {
                return FormValidation.ok();
            }
            try {
                Set<String> visible = ApplicationJobs.visible();
                if (visible.contains(value)
                        || DeploymentGates.get().configuration().applications().containsKey(value)) {
                    return FormValidation.ok();
                }
                return FormValidation.error("there is no application " + Names.quote(value) + "; "
                        + (visible.isEmpty() ? "you may see none" : "there are " + String.join(", ", visible)));
            } catch (DeploymentGatesException e) {
                return FormValidation.warning(e.getMessage());
            }
        }

        /** Offers the applications whoever configures the job may see. */
        @POST
        public ComboBoxModel doFillApplicationItems(@AncestorInPath @CheckForNull Item item) {
            if (item == null || !item.hasPermission(Item.CONFIGURE)) {
                return new ComboBoxModel();
            }
            try {
                return new ComboBoxModel(ApplicationJobs.visible());
            } catch (NotReadyException e) {
                return new ComboBoxModel();
            }
        }
    }
}
