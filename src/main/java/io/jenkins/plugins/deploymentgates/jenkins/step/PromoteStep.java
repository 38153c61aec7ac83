package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import io.jenkins.plugins.deploymentgates.jenkins.TypedLists;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code promote}: moves a release into an environment once every gate passes, or explains what they say. */
public final class PromoteStep extends ApplicationStep {
    private static final long serialVersionUID = 1L;

    @CheckForNull
    private final String to;

    @CheckForNull
    private String from;

    @CheckForNull
    private String version;

    @CheckForNull
    private String branch;

    private ArrayList<String> artifacts = new ArrayList<>();
    private ArrayList<String> modules = new ArrayList<>();
    private boolean cherryPick;
    private boolean sameVersion;
    private boolean explain;

    @CheckForNull
    private String override;

    @DataBoundConstructor
    public PromoteStep(@CheckForNull String to) {
        this.to = Util.fixEmptyAndTrim(to);
    }

    @CheckForNull
    public String getTo() {
        return to;
    }

    @CheckForNull
    public String getFrom() {
        return from;
    }

    @DataBoundSetter
    public void setFrom(@CheckForNull String from) {
        this.from = Util.fixEmptyAndTrim(from);
    }

    @CheckForNull
    public String getVersion() {
        return version;
    }

    @DataBoundSetter
    public void setVersion(@CheckForNull String version) {
        this.version = Util.fixEmptyAndTrim(version);
    }

    @CheckForNull
    public String getBranch() {
        return branch;
    }

    @DataBoundSetter
    public void setBranch(@CheckForNull String branch) {
        this.branch = Util.fixEmptyAndTrim(branch);
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

    /** Those that alone are promoted, and {@code core} for the core; empty for everything. */
    public List<String> getModules() {
        return new ArrayList<>(modules);
    }

    @DataBoundSetter
    public void setModules(@CheckForNull List<String> modules) {
        this.modules = TypedLists.entries(modules);
    }

    /** For the form: one a line. */
    public String getModuleLines() {
        return String.join("\n", modules);
    }

    public boolean isCherryPick() {
        return cherryPick;
    }

    @DataBoundSetter
    public void setCherryPick(boolean cherryPick) {
        this.cherryPick = cherryPick;
    }

    public boolean isSameVersion() {
        return sameVersion;
    }

    @DataBoundSetter
    public void setSameVersion(boolean sameVersion) {
        this.sameVersion = sameVersion;
    }

    public boolean isExplain() {
        return explain;
    }

    @DataBoundSetter
    public void setExplain(boolean explain) {
        this.explain = explain;
    }

    /** Why gates are set aside; {@code null} when they are not. */
    @CheckForNull
    public String getOverride() {
        return override;
    }

    @DataBoundSetter
    public void setOverride(@CheckForNull String override) {
        this.override = Util.fixEmptyAndTrim(override);
    }

    @Override
    public StepExecution start(StepContext context) {
        return explain ? new ExplainExecution(this, context) : new PromoteExecution(this, context);
    }

    /** Offers it to pipelines. */
    @Extension
    public static final class DescriptorImpl extends ApplicationStepDescriptor {
        @Override
        public String getFunctionName() {
            return "promote";
        }

        @Override
        public String getDisplayName() {
            return Messages.PromoteStep_displayName();
        }

        /** Checks the target. */
        @POST
        public FormValidation doCheckTo(
                @AncestorInPath @CheckForNull Item item,
                @QueryParameter("value") String value,
                @QueryParameter("application") String application) {
            return doCheckEnvironment(item, value, application);
        }

        /** Offers the application's environments. */
        @POST
        public ComboBoxModel doFillToItems(
                @AncestorInPath @CheckForNull Item item, @QueryParameter("application") String application) {
            return doFillEnvironmentItems(item, application);
        }

        /** Checks the source. */
        @POST
        public FormValidation doCheckFrom(
                @AncestorInPath @CheckForNull Item item,
                @QueryParameter("value") String value,
                @QueryParameter("application") String application) {
            return doCheckEnvironment(item, value, application);
        }

        /** Offers the application's environments. */
        @POST
        public ComboBoxModel doFillFromItems(
                @AncestorInPath @CheckForNull Item item, @QueryParameter("application") String application) {
            return doFillEnvironmentItems(item, application);
        }
    }
}
