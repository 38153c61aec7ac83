package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** What is deployed where: what reporting a deployment and reporting what becomes of a block have in common. */
public abstract class DeploymentStep extends ApplicationStep {
    private static final long serialVersionUID = 1L;

    @CheckForNull
    private final String environment;

    @CheckForNull
    private final String version;

    private ArrayList<String> artifacts = new ArrayList<>();

    @CheckForNull
    private String commit;

    DeploymentStep(@CheckForNull String environment, @CheckForNull String version) {
        this.environment = Util.fixEmptyAndTrim(environment);
        this.version = Util.fixEmptyAndTrim(version);
    }

    @CheckForNull
    public String getEnvironment() {
        return environment;
    }

    @CheckForNull
    public String getVersion() {
        return version;
    }

    /** Each as {@code group:name:version[@digest]}. */
    public List<String> getArtifacts() {
        return new ArrayList<>(artifacts);
    }

    @DataBoundSetter
    public void setArtifacts(@CheckForNull List<String> artifacts) {
        this.artifacts = lines(artifacts);
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
