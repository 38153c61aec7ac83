package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.deploymentgates.jenkins.ApplicationJobs;
import io.jenkins.plugins.deploymentgates.jenkins.trigger.DeploymentEventAction;
import io.jenkins.plugins.deploymentgates.jenkins.trigger.StartingEvent;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.io.Serializable;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What the steps have in common: they are about an application, which the job may say for them. Public, since forms see
 * only what public classes declare.
 */
public abstract class ApplicationStep extends Step implements Serializable {
    private static final long serialVersionUID = 1L;

    @CheckForNull
    private String application;

    @CheckForNull
    public String getApplication() {
        return application;
    }

    @DataBoundSetter
    public void setApplication(@CheckForNull String application) {
        this.application = Util.fixEmptyAndTrim(application);
    }

    /**
     * The application given, else that of the event the build was started by, else the job's.
     *
     * @throws InvalidInputException when there is none of them
     */
    String applicationIn(Run<?, ?> run) {
        if (application != null) {
            return application;
        }
        StartingEvent event = DeploymentEventAction.of(run);
        return event == null || event.getApplication() == null
                ? ApplicationJobs.applicationOf(run.getParent())
                : event.getApplication();
    }

    /**
     * The environment given, else that of the event the build was started by, if that is about this application.
     *
     * @throws InvalidInputException when there is neither
     */
    String environmentIn(Run<?, ?> run, @CheckForNull String environment) {
        StartingEvent event = DeploymentEventAction.of(run);
        boolean asTold =
                environment == null && event != null && applicationIn(run).equals(event.getApplication());
        return needed("environment", asTold ? event.getEnvironment() : environment);
    }

    /**
     * A parameter that has to be there.
     *
     * @throws InvalidInputException when it is not
     */
    String needed(String parameter, @CheckForNull String value) {
        if (value == null) {
            throw new InvalidInputException(getDescriptor().getFunctionName() + " needs the parameter " + parameter
                    + "; valid is for example " + parameter + ": '"
                    + (parameter.equals("check") ? "smoke" : "qa") + "'");
        }
        return value;
    }

    static List<Artifact> artifacts(List<String> references) {
        return references.stream().map(Artifact::parse).toList();
    }
}
