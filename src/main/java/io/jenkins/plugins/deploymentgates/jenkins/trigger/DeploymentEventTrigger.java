package io.jenkins.plugins.deploymentgates.jenkins.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.config.EventTypes;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import io.jenkins.plugins.deploymentgates.jenkins.TypedLists;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.Wildcards;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code deploymentEvent}: starts the job for each event it is about, once, oldest first. Thread-safe once it is configured.
 */
public final class DeploymentEventTrigger extends Trigger<Item> {
    /** What is meant when nothing else is said: there is something to deploy. */
    static final String USUAL = "deployment.created";

    private ArrayList<String> events = new ArrayList<>(List.of(USUAL));
    private ArrayList<String> applications = new ArrayList<>();
    private ArrayList<String> environments = new ArrayList<>();

    @DataBoundConstructor
    public DeploymentEventTrigger() {
        // Everything has a default.
    }

    /** Types of events, or {@code deployment.*} for all of a subject. */
    public List<String> getEvents() {
        return List.copyOf(events);
    }

    /** @throws InvalidInputException when there is no such event */
    @DataBoundSetter
    public void setEvents(@CheckForNull List<String> events) {
        ArrayList<String> given = TypedLists.entries(events);
        given.forEach(DeploymentEventTrigger::check);
        this.events = given.isEmpty() ? new ArrayList<>(List.of(USUAL)) : given;
    }

    /** Patterns of applications' names; empty for all. */
    public List<String> getApplications() {
        return List.copyOf(applications);
    }

    @DataBoundSetter
    public void setApplications(@CheckForNull List<String> applications) {
        this.applications = TypedLists.entries(applications);
    }

    /** Patterns of environments' names; empty for all. */
    public List<String> getEnvironments() {
        return List.copyOf(environments);
    }

    @DataBoundSetter
    public void setEnvironments(@CheckForNull List<String> environments) {
        this.environments = TypedLists.entries(environments);
    }

    /** For the form: one a line. */
    public String getEventLines() {
        return String.join("\n", events);
    }

    /** For the form: one a line. */
    public String getApplicationLines() {
        return String.join("\n", applications);
    }

    /** For the form: one a line. */
    public String getEnvironmentLines() {
        return String.join("\n", environments);
    }

    private static void check(String word) {
        if (!EventTypes.words().contains(word)) {
            throw new InvalidInputException(
                    "there is no event " + Names.quote(word) + "; there are " + String.join(", ", EventTypes.words()));
        }
    }

    /** Whether it is about the event, as far as that says. */
    boolean wants(String type, @CheckForNull String application, @CheckForNull String environment) {
        return events.stream().anyMatch(word -> EventTypes.matches(word, type))
                && fits(applications, application)
                && fits(environments, environment);
    }

    private static boolean fits(List<String> patterns, @CheckForNull String name) {
        return patterns.isEmpty()
                || name != null
                        && patterns.stream().anyMatch(pattern -> Pattern.matches(Wildcards.regex(pattern), name));
    }

    @Override
    public void start(Item project, boolean newInstance) {
        super.start(project, newInstance);
        if (project instanceof Job<?, ?> started) {
            EventDispatcher.get().begin(started, this);
        }
    }

    @Override
    public void stop() {
        Item stopped = job;
        if (stopped instanceof Job<?, ?> started) {
            EventDispatcher.get().end(started, this);
        }
        super.stop();
    }

    /** Offers it to every job that can be started. */
    @Extension
    @Symbol("deploymentEvent")
    public static final class DescriptorImpl extends TriggerDescriptor {
        @Override
        public boolean isApplicable(Item item) {
            return item instanceof ParameterizedJobMixIn.ParameterizedJob;
        }

        @Override
        public String getDisplayName() {
            return Messages.DeploymentEventTrigger_displayName();
        }

        /** Checks each line as an event. */
        @POST
        public FormValidation doCheckEvents(
                @AncestorInPath @CheckForNull Item item, @QueryParameter("value") String value) {
            boolean allowed =
                    item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
            if (!allowed) {
                return FormValidation.ok();
            }
            try {
                TypedLists.entries(List.of(value)).forEach(DeploymentEventTrigger::check);
                return FormValidation.ok();
            } catch (InvalidInputException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
