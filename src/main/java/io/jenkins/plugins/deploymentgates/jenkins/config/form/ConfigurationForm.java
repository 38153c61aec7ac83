package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.deploymentgates.config.UntypedTree;
import io.jenkins.plugins.deploymentgates.config.UntypedTree.Entries;
import io.jenkins.plugins.deploymentgates.jenkins.config.DeploymentGatesConfiguration;
import io.jenkins.plugins.deploymentgates.jenkins.config.LedgerPlace;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The whole form: the configuration as parts, as text or as a file's path, and where the ledger is. Lives as long as a
 * request: it shows what is kept, or what was typed and refused.
 */
public final class ConfigurationForm extends AbstractDescribableImpl<ConfigurationForm> {
    /** The configuration is what the parts of the form say. */
    public static final String PARTS = "parts";
    /** The configuration is the text. */
    public static final String TEXT = "text";
    /** The configuration is read from a file or folder. */
    public static final String FILE = "file";

    private static final Set<String> SHOWN = Set.of("applications", "environments", "webhooks");

    private String source = PARTS;
    private List<ApplicationForm> applications = new ArrayList<>();
    private List<EnvironmentForm> environments = new ArrayList<>();
    private List<WebhookForm> webhooks = new ArrayList<>();
    private String yaml = "";
    private String path = "";
    private String ledger = "";
    private String ledgerCredentials = "";

    @DataBoundConstructor
    public ConfigurationForm() {}

    /** The form of what is kept. */
    public static ConfigurationForm of(DeploymentGatesConfiguration kept) {
        ConfigurationForm form = new ConfigurationForm();
        String path = kept.getPath();
        form.source = path == null ? PARTS : FILE;
        form.path = path == null ? "" : path;
        form.yaml = kept.getYaml();
        form.ledger = kept.getLedger();
        form.ledgerCredentials = kept.getLedgerCredentials();
        Map<String, Object> root = tree(form.yaml);
        FormPart.mapping(root.get("applications"))
                .forEach((name, one) -> form.applications.add(ApplicationForm.of(name, FormPart.mapping(one))));
        FormPart.mapping(root.get("environments"))
                .forEach((name, one) -> form.environments.add(EnvironmentForm.of(name, FormPart.mapping(one))));
        FormPart.mappings(root.get("webhooks")).forEach(one -> form.webhooks.add(WebhookForm.of(one)));
        return form;
    }

    /** The form as it was sent; what was not chosen is not sent, and is as it is kept. */
    public static ConfigurationForm of(StaplerRequest2 request, JSONObject sent, DeploymentGatesConfiguration kept) {
        JSONObject flat = new JSONObject();
        flat.putAll(sent);
        Object chosen = flat.remove("source");
        if (chosen instanceof JSONObject source) {
            flat.putAll(source);
            flat.remove("value");
            flat.put("source", source.get("value"));
        }
        ConfigurationForm form = request.bindJSON(ConfigurationForm.class, flat);
        ConfigurationForm before = of(kept);
        if (!form.source.equals(PARTS)) {
            form.applications = before.applications;
            form.environments = before.environments;
            form.webhooks = before.webhooks;
        }
        form.yaml = form.source.equals(TEXT) ? form.yaml : before.yaml;
        form.path = form.source.equals(FILE) ? form.path : before.path;
        return form;
    }

    /** The canonical text as maps and lists. */
    public static Map<String, Object> tree(String canonical) {
        return canonical.isBlank()
                ? Map.of()
                : FormPart.mapping(new Yaml(new SafeConstructor(new LoaderOptions())).load(canonical));
    }

    /**
     * The parts of the form as the configuration's text, with what the form has no part for as it is kept, such as named
     * pipelines and permissions.
     *
     * @param kept the canonical text that is kept
     */
    public String text(String kept) {
        Map<String, Object> before = tree(kept);
        Map<String, Object> root = new LinkedHashMap<>();
        root.put(
                "applications",
                new Entries(applications.stream()
                        .map(one -> Map.entry(one.getName(), (Object) one.settings()))
                        .toList()));
        root.put(
                "environments",
                new Entries(environments.stream()
                        .map(one -> Map.entry(one.getName(), (Object) one.settings()))
                        .toList()));
        root.put("webhooks", webhooks.stream().map(WebhookForm::settings).toList());
        before.forEach((key, value) -> {
            if (!SHOWN.contains(key)) {
                root.put(key, value);
            }
        });
        return UntypedTree.yaml(root);
    }

    /** Whether nothing is configured yet. */
    public boolean isNothing() {
        return applications.isEmpty() && environments.isEmpty() && webhooks.isEmpty() && path.isEmpty();
    }

    public String getSource() {
        return source;
    }

    @DataBoundSetter
    public void setSource(String source) {
        this.source = source;
    }

    public List<ApplicationForm> getApplications() {
        return List.copyOf(applications);
    }

    @DataBoundSetter
    public void setApplications(List<ApplicationForm> applications) {
        this.applications = new ArrayList<>(applications);
    }

    public List<EnvironmentForm> getEnvironments() {
        return List.copyOf(environments);
    }

    @DataBoundSetter
    public void setEnvironments(List<EnvironmentForm> environments) {
        this.environments = new ArrayList<>(environments);
    }

    public List<WebhookForm> getWebhooks() {
        return List.copyOf(webhooks);
    }

    @DataBoundSetter
    public void setWebhooks(List<WebhookForm> webhooks) {
        this.webhooks = new ArrayList<>(webhooks);
    }

    public String getYaml() {
        return yaml;
    }

    @DataBoundSetter
    public void setYaml(String yaml) {
        this.yaml = yaml;
    }

    public String getPath() {
        return path;
    }

    @DataBoundSetter
    public void setPath(String path) {
        this.path = path.strip();
    }

    public String getLedger() {
        return ledger;
    }

    @DataBoundSetter
    public void setLedger(String ledger) {
        this.ledger = ledger.strip();
    }

    public String getLedgerCredentials() {
        return ledgerCredentials;
    }

    @DataBoundSetter
    public void setLedgerCredentials(String credentials) {
        ledgerCredentials = credentials.strip();
    }

    /** Whether who asks may change the configuration, and so may be told what is wrong with it. */
    static boolean mayChange() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    /** Checks the fields as one types. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ConfigurationForm> {
        @POST
        public FormValidation doCheckYaml(@QueryParameter String value) {
            return check(() -> DeploymentGatesConfiguration.checkText(Util.fixNull(value)));
        }

        @POST
        public FormValidation doCheckPath(@QueryParameter String value) {
            return check(() ->
                    DeploymentGatesConfiguration.checkPath(Util.fixNull(value).strip()));
        }

        @POST
        public FormValidation doCheckLedger(@QueryParameter String value) {
            return check(() -> LedgerPlace.of(Util.fixNull(value), ""));
        }

        @POST
        public FormValidation doCheckLedgerCredentials(@QueryParameter String value) {
            return check(() -> LedgerPlace.of("", Util.fixNull(value)));
        }

        @POST
        public ListBoxModel doFillLedgerCredentialsItems(@QueryParameter String ledgerCredentials) {
            return CredentialsField.items(StandardUsernamePasswordCredentials.class, ledgerCredentials);
        }

        /** Looks whether the ledger can be opened; makes none. */
        @POST
        public FormValidation doTestLedger(@QueryParameter String ledger, @QueryParameter String ledgerCredentials) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                LedgerPlace place = LedgerPlace.of(Util.fixNull(ledger), Util.fixNull(ledgerCredentials));
                return FormValidation.ok(Messages.ConfigurationForm_ledgerTested(place.test()));
            } catch (DeploymentGatesException e) {
                return FormValidation.error(Objects.requireNonNull(e.getMessage()));
            }
        }

        private static FormValidation check(Runnable check) {
            if (!mayChange()) {
                return FormValidation.ok();
            }
            try {
                check.run();
                return FormValidation.ok();
            } catch (DeploymentGatesException e) {
                return FormValidation.aggregate(
                        lines(e).stream().map(FormValidation::error).toList());
            }
        }
    }

    /** Each mistake that an exception names. */
    public static List<String> lines(@CheckForNull Exception e) {
        return e == null ? List.of() : String.valueOf(e.getMessage()).lines().toList();
    }
}
