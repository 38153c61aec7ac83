package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.UntypedTree.Entries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An application with its repository and its pipeline. */
public final class ApplicationForm extends FormPart<ApplicationForm> {
    private static final String PATH = "applications.application.";

    private static final String PIPELINES = "pipelines";

    private final String name;

    private List<StageForm> pipeline = new ArrayList<>();

    @DataBoundConstructor
    public ApplicationForm(String name) {
        this.name = Util.fixNull(name).strip();
    }

    static ApplicationForm of(String name, Map<String, Object> settings) {
        ApplicationForm form = new ApplicationForm(name);
        form.nest("git", settings, GitForm::of);
        form.nest("tickets", settings, TicketsForm::of);
        mapping(settings.remove("pipeline"))
                .forEach((environment, stage) -> form.pipeline.add(StageForm.of(environment, mapping(stage))));
        form.fill(settings);
        return form;
    }

    @Override
    Map<String, Object> settings() {
        Map<String, Object> settings = super.settings();
        if (!pipeline.isEmpty() || !settings.containsKey(PIPELINES)) {
            settings.put(
                    "pipeline",
                    new Entries(pipeline.stream()
                            .map(stage -> Map.entry(stage.getEnvironment(), (Object) stage.settings()))
                            .toList()));
        }
        return settings;
    }

    public String getName() {
        return name;
    }

    public String getDescription() {
        return text("description");
    }

    @DataBoundSetter
    public void setDescription(String description) {
        put("description", description);
    }

    public String getFolder() {
        return text("folder");
    }

    @DataBoundSetter
    public void setFolder(String folder) {
        put("folder", folder);
    }

    public String getArtifacts() {
        return lines("artifacts");
    }

    @DataBoundSetter
    public void setArtifacts(String artifacts) {
        putLines("artifacts", artifacts);
    }

    public String getCombination() {
        return text("combination");
    }

    @DataBoundSetter
    public void setCombination(String combination) {
        put("combination", combination);
    }

    @CheckForNull
    public GitForm getGit() {
        return nested("git", GitForm.class);
    }

    @DataBoundSetter
    public void setGit(@CheckForNull GitForm git) {
        nest("git", git);
    }

    @CheckForNull
    public TicketsForm getTickets() {
        return nested("tickets", TicketsForm.class);
    }

    @DataBoundSetter
    public void setTickets(@CheckForNull TicketsForm tickets) {
        nest("tickets", tickets);
    }

    public String getVerifications() {
        return lines("verifications");
    }

    @DataBoundSetter
    public void setVerifications(String checks) {
        putLines("verifications", checks);
    }

    public String getPipelines() {
        return lines(PIPELINES);
    }

    @DataBoundSetter
    public void setPipelines(String pipelines) {
        putLines(PIPELINES, pipelines);
    }

    public List<StageForm> getPipeline() {
        return List.copyOf(pipeline);
    }

    @DataBoundSetter
    public void setPipeline(List<StageForm> stages) {
        pipeline = new ArrayList<>(stages);
    }

    /** Checks the fields as one types. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ApplicationForm> {
        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return FieldCheck.name("applications", value);
        }

        @POST
        public FormValidation doCheckDescription(@QueryParameter String value) {
            return FieldCheck.text(PATH + "description", value);
        }

        @POST
        public FormValidation doCheckFolder(@QueryParameter String value) {
            return FieldCheck.text(PATH + "folder", value);
        }

        @POST
        public FormValidation doCheckArtifacts(@QueryParameter String value) {
            return FieldCheck.lines(PATH + "artifacts", value);
        }

        @POST
        public FormValidation doCheckCombination(@QueryParameter String value) {
            return FieldCheck.text(PATH + "combination", value);
        }

        @POST
        public FormValidation doCheckVerifications(@QueryParameter String value) {
            return FieldCheck.lines(PATH + "verifications", value);
        }

        @POST
        public FormValidation doCheckPipelines(@QueryParameter String value) {
            // Whether there are pipelines of these names is seen only when all is known.
            return FieldCheck.entries(PIPELINES, value);
        }

        @POST
        public ListBoxModel doFillCombinationItems() {
            return Words.items(Application.Combination.values());
        }
    }
}
