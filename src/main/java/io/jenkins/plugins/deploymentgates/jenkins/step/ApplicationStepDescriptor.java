package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.jenkins.ApplicationJobs;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.TypedLists;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * What the snippet generator's forms have in common: fields are checked as one types, with the engine's own messages, and
 * offer what is configured. Answers nothing to who may not see the configuration of the job.
 */
public abstract class ApplicationStepDescriptor extends StepDescriptor {
    /** A check of a field. */
    interface Check {
        void run(Configuration configuration);
    }

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class);
    }

    /** Checks the application; without one the job has to say which it is. */
    @POST
    public FormValidation doCheckApplication(
            @AncestorInPath @CheckForNull Item item, @QueryParameter("value") String value) {
        return check(item, configuration -> {
            if (given(value)) {
                configuration.application(value);
            } else if (value.isBlank() && item instanceof Job<?, ?> job) {
                ApplicationJobs.applicationOf(job);
            }
        });
    }

    /** Offers the applications one may see. */
    @POST
    public ComboBoxModel doFillApplicationItems(@AncestorInPath @CheckForNull Item item) {
        return offer(item, configuration -> List.copyOf(ApplicationJobs.visible()));
    }

    /** Checks an environment of the application. */
    @POST
    public FormValidation doCheckEnvironment(
            @AncestorInPath @CheckForNull Item item,
            @QueryParameter("value") String value,
            @QueryParameter("application") String application) {
        return check(item, configuration -> {
            if (!given(value)) {
                return;
            }
            Application known = application(configuration, item, application);
            if (known == null) {
                configuration.environment(value);
            } else {
                known.stage(value);
            }
        });
    }

    /** Offers the application's environments, upstream before downstream. */
    @POST
    public ComboBoxModel doFillEnvironmentItems(
            @AncestorInPath @CheckForNull Item item, @QueryParameter("application") String application) {
        return offer(item, configuration -> {
            Application known = application(configuration, item, application);
            return List.copyOf(
                    known == null
                            ? configuration.environments().keySet()
                            : known.pipeline().keySet());
        });
    }

    /** Checks a release's label. */
    @POST
    public FormValidation doCheckVersion(
            @AncestorInPath @CheckForNull Item item, @QueryParameter("value") String value) {
        return check(item, configuration -> {
            if (given(value)) {
                Names.checkVersion(value);
            }
        });
    }

    /** Checks each line as an artifact. */
    @POST
    public FormValidation doCheckArtifacts(
            @AncestorInPath @CheckForNull Item item, @QueryParameter("value") String value) {
        return check(item, configuration -> TypedLists.entries(List.of(value)).stream()
                .filter(ApplicationStepDescriptor::given)
                .forEach(Artifact::parse));
    }

    /** Runs a check for whoever may see the item's configuration; its failure is the answer. */
    static FormValidation check(@CheckForNull Item item, Check check) {
        if (!allowed(item)) {
            return FormValidation.ok();
        }
        try {
            check.run(DeploymentGates.get().configuration());
            return FormValidation.ok();
        } catch (DeploymentGatesException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** Offers values to whoever may see the item's configuration. */
    static ComboBoxModel offer(
            @CheckForNull Item item, java.util.function.Function<Configuration, List<String>> values) {
        if (allowed(item)) {
            try {
                return new ComboBoxModel(values.apply(DeploymentGates.get().configuration()));
            } catch (DeploymentGatesException e) {
                // The check of the field says what is wrong.
                return new ComboBoxModel();
            }
        }
        return new ComboBoxModel();
    }

    /** Whether there is a value that can be checked: what a script computes cannot. */
    static boolean given(String value) {
        return !value.isBlank() && !value.contains("$");
    }

    /** The application of the form, else of the job; {@code null} while it is not known. */
    @CheckForNull
    static Application application(Configuration configuration, @CheckForNull Item item, String name) {
        if (name.isBlank() && item instanceof Job<?, ?> job) {
            return configuration.application(ApplicationJobs.applicationOf(job));
        }
        return configuration.applications().get(name);
    }

    private static boolean allowed(@CheckForNull Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.EXTENDED_READ);
    }
}
