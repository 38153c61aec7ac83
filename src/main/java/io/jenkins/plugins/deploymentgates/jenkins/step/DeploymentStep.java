package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.deploymentgates.jenkins.TypedLists;
import io.jenkins.plugins.deploymentgates.jenkins.trigger.DeploymentEventAction;
import io.jenkins.plugins.deploymentgates.jenkins.trigger.StartingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.kohsuke.stapler.DataBoundSetter;

/** What is deployed where: what reporting a deployment and reporting what becomes of a block have in common. */
public abstract class DeploymentStep extends ApplicationStep {
    private static final long serialVersionUID = 1L;

    @CheckForNull
    private String environment;

    @CheckForNull
    private String version;

    private ArrayList<String> artifacts = new ArrayList<>();

    @CheckForNull
    private String commit;

    @CheckForNull
    public String getEnvironment() {
        return environment;
    }

    /** Set, not a parameter of the constructor: Declarative Pipeline wants all of these, and an event may bring it. */
    @DataBoundSetter
    public void setEnvironment(@CheckForNull String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    @CheckForNull
    public String getVersion() {
        return version;
    }

    /** Set, for the same reason as {@link #setEnvironment}. */
    @DataBoundSetter
    public void setVersion(@CheckForNull String version) {
        this.version = Util.fixEmptyAndTrim(version);
    }

    /**
     * The version given, else that of the event the build was started by, if that is about what the step is about;
     * {@code null} when there is neither, and Git has to name it.
     */
    @CheckForNull
    String versionIn(Run<?, ?> run) {
        return version == null && isToldOf(run) ? told(run).getVersion() : version;
    }

    /** The commit given, else that of the event under the same conditions; {@code null} when there is neither. */
    @CheckForNull
    String commitIn(Run<?, ?> run) {
        boolean asTold = commit == null
                && isToldOf(run)
                && Objects.equals(versionIn(run), told(run).getVersion());
        return asTold ? told(run).getCommit() : commit;
    }

    private boolean isToldOf(Run<?, ?> run) {
        StartingEvent event = DeploymentEventAction.of(run);
        return event != null
                && applicationIn(run).equals(event.getApplication())
                && environmentIn(run, environment).equals(event.getEnvironment());
    }

    private static StartingEvent told(Run<?, ?> run) {
        return Objects.requireNonNull(DeploymentEventAction.of(run));
    }

    /** Each as {@code group:name:version[@digest]}. */
    public List<String> getArtifacts() {
        return new ArrayList<>(artifacts);
    }

    @DataBoundSetter
    public void setArtifacts(@CheckForNull List<String> artifacts) {
        this.artifacts = TypedLists.entries(artifacts);
    }

    /** For the form: one a line. */
    public String getArtifactLines() {
        return String.join("\n", artifacts);
    }

    @CheckForNull
    public String getCommit() {
        return commit;
    }

    @DataBoundSetter
    public void setCommit(@CheckForNull String commit) {
        this.commit = Util.fixEmptyAndTrim(commit);
    }
}
