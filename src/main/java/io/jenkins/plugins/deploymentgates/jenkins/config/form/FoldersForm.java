package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.config.UntypedTree.Entries;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Promotion copies chosen folders into the repository of the target. */
public final class FoldersForm extends TracingForm {
    private List<TargetForm> targets = new ArrayList<>();

    @DataBoundConstructor
    public FoldersForm() {
        // Everything is set.
    }

    @Override
    void take(Map<String, Object> settings) {
        mapping(settings.remove("targets"))
                .forEach((environment, target) -> targets.add(TargetForm.of(environment, mapping(target))));
        super.take(settings);
    }

    @Override
    Map<String, Object> settings() {
        Map<String, Object> settings = super.settings();
        settings.put(
                "targets",
                new Entries(targets.stream()
                        .map(target -> Map.entry(target.getEnvironment(), (Object) target.settings()))
                        .toList()));
        return settings;
    }

    public List<TargetForm> getTargets() {
        return List.copyOf(targets);
    }

    @DataBoundSetter
    public void setTargets(List<TargetForm> targets) {
        this.targets = new ArrayList<>(targets);
    }

    public String getPaths() {
        return lines("paths");
    }

    @DataBoundSetter
    public void setPaths(String paths) {
        putLines("paths", paths);
    }

    public boolean isRemovable() {
        return text("removable").equals("true");
    }

    @DataBoundSetter
    public void setRemovable(boolean removable) {
        put("removable", String.valueOf(removable));
    }

    /** Checks the fields as one types. */
    @Extension(ordinal = 3)
    @Symbol("folders")
    public static final class DescriptorImpl extends TracingKind {
        public DescriptorImpl() {
            super(FoldersForm.class, GitSettings.Mechanic.FOLDERS, "folders");
        }

        @Override
        MechanicForm make() {
            return new FoldersForm();
        }

        @Override
        public String getDisplayName() {
            return Messages.FoldersForm_displayName();
        }

        @POST
        public FormValidation doCheckPaths(@QueryParameter String value) {
            return FieldCheck.lines(path("paths"), value);
        }
    }
}
