package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.deploymentgates.config.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An environment with its gates. */
public final class EnvironmentForm extends FormPart<EnvironmentForm> {
    private static final String PATH = "environments.environment.";

    private final String name;
    private List<GateForm> gates = new ArrayList<>();

    @DataBoundConstructor
    public EnvironmentForm(String name) {
        this.name = Util.fixNull(name).strip();
    }

    static EnvironmentForm of(String name, Map<String, Object> settings) {
        EnvironmentForm form = new EnvironmentForm(name);
        mappings(settings.remove("gates"))
                .forEach(gate -> gate.forEach((kind, one) -> form.gates.add(GateForm.of(kind, mapping(one)))));
        form.fill(settings);
        return form;
    }

    @Override
    Map<String, Object> settings() {
        Map<String, Object> settings = super.settings();
        settings.put(
                "gates",
                gates.stream().map(gate -> Map.of(gate.kind(), gate.settings())).toList());
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

    public String getTier() {
        return text("tier");
    }

    @DataBoundSetter
    public void setTier(String tier) {
        put("tier", tier);
    }

    public String getBranch() {
        return text("branch");
    }

    @DataBoundSetter
    public void setBranch(String branch) {
        put("branch", branch);
    }

    public List<GateForm> getGates() {
        return List.copyOf(gates);
    }

    @DataBoundSetter
    public void setGates(List<GateForm> gates) {
        this.gates = new ArrayList<>(gates);
    }

    public String getOnFailure() {
        return text("onFailure");
    }

    @DataBoundSetter
    public void setOnFailure(String policy) {
        put("onFailure", policy);
    }

    public String getRecordedBy() {
        return lines("recordedBy");
    }

    @DataBoundSetter
    public void setRecordedBy(String jobs) {
        putLines("recordedBy", jobs);
    }

    /** Checks the fields as one types. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<EnvironmentForm> {
        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return FieldCheck.name("environments", value);
        }

        @POST
        public FormValidation doCheckDescription(@QueryParameter String value) {
            return FieldCheck.text(PATH + "description", value);
        }

        @POST
        public FormValidation doCheckTier(@QueryParameter String value) {
            return FieldCheck.text(PATH + "tier", value);
        }

        @POST
        public FormValidation doCheckBranch(@QueryParameter String value) {
            return FieldCheck.text(PATH + "branch", value);
        }

        @POST
        public FormValidation doCheckOnFailure(@QueryParameter String value) {
            return FieldCheck.text(PATH + "onFailure", value);
        }

        @POST
        public FormValidation doCheckRecordedBy(@QueryParameter String value) {
            return FieldCheck.lines(PATH + "recordedBy", value);
        }

        @POST
        public ComboBoxModel doFillTierItems() {
            return new ComboBoxModel("development", "test", "staging", "production");
        }

        @POST
        public ListBoxModel doFillOnFailureItems() {
            return Words.items(Environment.FailurePolicy.values());
        }
    }
}
