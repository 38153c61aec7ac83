package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.insight.Times;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import io.jenkins.plugins.deploymentgates.jenkins.TypedLists;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.promotion.FileComponents;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code deploymentFiles}: makes, changes, removes and compares deployments that have files of their own. Exactly one of
 * the parameters that are verbs says what is done.
 */
public final class DeploymentFilesStep extends ApplicationStep {
    private static final long serialVersionUID = 1L;

    @CheckForNull
    private String create;

    @CheckForNull
    private String duplicate;

    @CheckForNull
    private String update;

    @CheckForNull
    private String promote;

    @CheckForNull
    private String delete;

    @CheckForNull
    private String to;

    @CheckForNull
    private String tier;

    @CheckForNull
    private String folder;

    @CheckForNull
    private String at;

    @CheckForNull
    private String confirm;

    @CheckForNull
    private ArrayList<String> restore;

    @CheckForNull
    private ArrayList<String> compare;

    @CheckForNull
    private ArrayList<String> refresh;

    private ArrayList<String> set = new ArrayList<>();
    private ArrayList<String> remove = new ArrayList<>();
    private ArrayList<String> modules = new ArrayList<>();
    private boolean explain;

    @DataBoundConstructor
    public DeploymentFilesStep() {
        // Which verb it is, is set.
    }

    /** The deployment to make. */
    @CheckForNull
    public String getCreate() {
        return create;
    }

    @DataBoundSetter
    public void setCreate(@CheckForNull String create) {
        this.create = Util.fixEmptyAndTrim(create);
    }

    /** The deployment to make another like. */
    @CheckForNull
    public String getDuplicate() {
        return duplicate;
    }

    @DataBoundSetter
    public void setDuplicate(@CheckForNull String duplicate) {
        this.duplicate = Util.fixEmptyAndTrim(duplicate);
    }

    /** The deployment to change. */
    @CheckForNull
    public String getUpdate() {
        return update;
    }

    @DataBoundSetter
    public void setUpdate(@CheckForNull String update) {
        this.update = Util.fixEmptyAndTrim(update);
    }

    /** The deployment whose content another gets. */
    @CheckForNull
    public String getPromote() {
        return promote;
    }

    @DataBoundSetter
    public void setPromote(@CheckForNull String promote) {
        this.promote = Util.fixEmptyAndTrim(promote);
    }

    /** The deployment to remove. */
    @CheckForNull
    public String getDelete() {
        return delete;
    }

    @DataBoundSetter
    public void setDelete(@CheckForNull String delete) {
        this.delete = Util.fixEmptyAndTrim(delete);
    }

    /** The deployment that is made by duplicating, or promoted into. */
    @CheckForNull
    public String getTo() {
        return to;
    }

    @DataBoundSetter
    public void setTo(@CheckForNull String to) {
        this.to = Util.fixEmptyAndTrim(to);
    }

    @CheckForNull
    public String getTier() {
        return tier;
    }

    @DataBoundSetter
    public void setTier(@CheckForNull String tier) {
        this.tier = Util.fixEmptyAndTrim(tier);
    }

    /** Where a new one is put; {@code null} for where others are. */
    @CheckForNull
    public String getFolder() {
        return folder;
    }

    @DataBoundSetter
    public void setFolder(@CheckForNull String folder) {
        this.folder = Util.fixEmptyAndTrim(folder);
    }

    /** The instant whose content is restored. */
    @CheckForNull
    public String getAt() {
        return at;
    }

    @DataBoundSetter
    public void setAt(@CheckForNull String at) {
        this.at = Util.fixEmptyAndTrim(at);
    }

    /** The name of what is deleted, once more. */
    @CheckForNull
    public String getConfirm() {
        return confirm;
    }

    @DataBoundSetter
    public void setConfirm(@CheckForNull String confirm) {
        this.confirm = Util.fixEmptyAndTrim(confirm);
    }

    /** Deployments by name and other files by path; empty for all deployments, {@code null} for not restoring. */
    @CheckForNull
    public List<String> getRestore() {
        return restore == null ? null : new ArrayList<>(restore);
    }

    @DataBoundSetter
    public void setRestore(@CheckForNull List<String> restore) {
        this.restore = restore == null ? null : TypedLists.entries(restore);
    }

    /** For the form: one a line. */
    public String getRestoreLines() {
        return restore == null ? "" : String.join("\n", restore);
    }

    /** Deployments by name; empty for all, {@code null} for not comparing. */
    @CheckForNull
    public List<String> getCompare() {
        return compare == null ? null : new ArrayList<>(compare);
    }

    @DataBoundSetter
    public void setCompare(@CheckForNull List<String> compare) {
        this.compare = compare == null ? null : TypedLists.entries(compare);
    }

    /** For the form: one a line. */
    public String getCompareLines() {
        return compare == null ? "" : String.join("\n", compare);
    }

    /** Environments; empty for all, {@code null} for not refreshing. */
    @CheckForNull
    public List<String> getRefresh() {
        return refresh == null ? null : new ArrayList<>(refresh);
    }

    @DataBoundSetter
    public void setRefresh(@CheckForNull List<String> refresh) {
        this.refresh = refresh == null ? null : TypedLists.entries(refresh);
    }

    /** For the form: one a line. */
    public String getRefreshLines() {
        return refresh == null ? "" : String.join("\n", refresh);
    }

    /** The core as {@code core} and modules, each as {@link io.jenkins.plugins.deploymentgates.promotion.FileComponents#FORM}. */
    public List<String> getSet() {
        return new ArrayList<>(set);
    }

    @DataBoundSetter
    public void setSet(@CheckForNull List<String> set) {
        this.set = TypedLists.entries(set);
    }

    /** For the form: one a line. */
    public String getSetLines() {
        return String.join("\n", set);
    }

    /** Modules that are removed. */
    public List<String> getRemove() {
        return new ArrayList<>(remove);
    }

    @DataBoundSetter
    public void setRemove(@CheckForNull List<String> remove) {
        this.remove = TypedLists.entries(remove);
    }

    /** For the form: one a line. */
    public String getRemoveLines() {
        return String.join("\n", remove);
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
    public String getModulesLines() {
        return String.join("\n", modules);
    }

    public boolean isExplain() {
        return explain;
    }

    @DataBoundSetter
    public void setExplain(boolean explain) {
        this.explain = explain;
    }

    /** For the form: the parameter that says what is done; that to update while there is none. */
    public String getVerb() {
        return DeploymentFilesVerb.given(this).stream()
                .findFirst()
                .orElse(DeploymentFilesVerb.UPDATE)
                .parameter();
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        try {
            return new DeploymentFilesExecution(this, DeploymentFilesVerb.of(this), context);
        } catch (InvalidInputException e) {
            throw new AbortException(e.getMessage());
        }
    }

    /** Offers it to pipelines. */
    @Extension
    public static final class DescriptorImpl extends ApplicationStepDescriptor {
        @Override
        public String getFunctionName() {
            return DeploymentFilesVerb.STEP;
        }

        @Override
        public String getDisplayName() {
            return Messages.DeploymentFilesStep_displayName();
        }

        /** The form groups the parameters by what is done. */
        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject sent) throws Descriptor.FormException {
            JSONObject flat = new JSONObject();
            flat.putAll(sent);
            if (flat.remove("verb") instanceof JSONObject chosen) {
                flat.putAll(chosen);
                flat.remove("value");
            }
            return super.newInstance(request, flat);
        }

        /** Checks each line as a component. */
        @POST
        public FormValidation doCheckSet(
                @AncestorInPath @CheckForNull Item item, @QueryParameter("value") String value) {
            return check(
                    item,
                    configuration -> FileComponents.parse(TypedLists.entries(List.of(value)).stream()
                            .filter(ApplicationStepDescriptor::given)
                            .toList()));
        }

        /** Checks the instant. */
        @POST
        public FormValidation doCheckAt(
                @AncestorInPath @CheckForNull Item item, @QueryParameter("value") String value) {
            return check(item, configuration -> {
                if (given(value)) {
                    Times.parse(value);
                }
            });
        }

        /** Checks each line as an environment. */
        @POST
        public FormValidation doCheckRefresh(
                @AncestorInPath @CheckForNull Item item,
                @QueryParameter("value") String value,
                @QueryParameter("application") String application) {
            return check(item, configuration -> {
                Application known = application(configuration, item, application);
                TypedLists.entries(List.of(value)).stream()
                        .filter(ApplicationStepDescriptor::given)
                        .forEach(known == null ? configuration::environment : known::stage);
            });
        }
    }
}
