package io.jenkins.plugins.deploymentgates.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.casc.Attribute;
import io.jenkins.plugins.casc.BaseConfigurator;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.RootElementConfigurator;
import io.jenkins.plugins.casc.model.CNode;
import io.jenkins.plugins.casc.model.Mapping;
import io.jenkins.plugins.casc.model.Scalar;
import io.jenkins.plugins.casc.model.Sequence;
import io.jenkins.plugins.deploymentgates.config.ConfigurationException;
import io.jenkins.plugins.deploymentgates.config.Problem;
import io.jenkins.plugins.deploymentgates.config.UntypedTree;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.ConfigurationForm;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Configuration as Code: the root element {@code deploymentGates} has the configuration's own YAML, and beside it where
 * the ledger is or the file that is read instead. What it does not name stays as it is. Stateless and thread-safe.
 */
@Extension(optional = true, ordinal = -100) // after the credentials, which the ledger may need
public final class DeploymentGatesConfigurator extends BaseConfigurator<DeploymentGatesConfiguration>
        implements RootElementConfigurator<DeploymentGatesConfiguration> {
    private static final String FILE = "configurationFile";
    private static final String LEDGER = "ledger";
    private static final String LEDGER_CREDENTIALS = "ledgerCredentials";

    /** Stands in an export for an environment without settings: an export leaves out every empty mapping. */
    private static final String NOTHING = "{}";

    /** Stands in an export for a list of nobody: an export leaves out every empty list, and without one it is all. */
    private static final String NOBODY = "[]";

    @Override
    public String getName() {
        return "deploymentGates";
    }

    @Override
    public Class<DeploymentGatesConfiguration> getTarget() {
        return DeploymentGatesConfiguration.class;
    }

    @Override
    public DeploymentGatesConfiguration getTargetComponent(ConfigurationContext context) {
        return DeploymentGatesConfiguration.get();
    }

    @Override
    protected DeploymentGatesConfiguration instance(Mapping mapping, ConfigurationContext context) {
        return DeploymentGatesConfiguration.get();
    }

    @Override
    public Set<Attribute<DeploymentGatesConfiguration, ?>> describe() {
        Set<Attribute<DeploymentGatesConfiguration, ?>> attributes = new LinkedHashSet<>();
        for (String mapping :
                List.of("applications", "pipelines", "environments", "verifications", "groups", "permissions")) {
            attributes.add(new Attribute<>(mapping, Map.class));
        }
        for (String list : List.of("webhooks", "deploydbWebhooks")) {
            attributes.add(new Attribute<>(list, List.class));
        }
        for (String text : List.of(FILE, LEDGER, LEDGER_CREDENTIALS)) {
            attributes.add(new Attribute<>(text, String.class));
        }
        return attributes;
    }

    @Override
    protected void configure(
            Mapping config, DeploymentGatesConfiguration target, boolean dryrun, ConfigurationContext context)
            throws ConfiguratorException {
        Map<String, Object> root = new LinkedHashMap<>();
        for (Map.Entry<String, CNode> entry : new TreeMap<>(config).entrySet()) {
            root.put(entry.getKey(), tree(List.of(entry.getKey()), entry.getValue(), context));
        }
        Object file = root.remove(FILE);
        boolean elsewhere = root.containsKey(LEDGER) || root.containsKey(LEDGER_CREDENTIALS);
        String ledger = text(root.remove(LEDGER));
        String credentials = text(root.remove(LEDGER_CREDENTIALS));
        try {
            if (file != null && !root.isEmpty()) {
                throw new ConfiguratorException(
                        this,
                        "deploymentGates: the configuration is read from " + FILE + ", so " + root.keySet()
                                + " cannot be here too; write it into the file");
            }
            if (elsewhere && !dryrun) {
                LedgerPlace.of(ledger, credentials);
            }
            if (file != null) {
                keepFile(text(file), target, dryrun);
            } else if (!root.isEmpty()) {
                keepText(UntypedTree.yaml(root), target, dryrun);
            }
            if (elsewhere && !dryrun) {
                target.setLedger(ledger, credentials);
            }
        } catch (DeploymentGatesException e) {
            throw new ConfiguratorException(this, "deploymentGates: " + String.join("\n", messages(e)), e);
        }
    }

    private static void keepFile(String file, DeploymentGatesConfiguration target, boolean dryrun) {
        if (dryrun) {
            DeploymentGatesConfiguration.checkPath(file);
        } else {
            target.setPath(file);
        }
    }

    private static void keepText(String yaml, DeploymentGatesConfiguration target, boolean dryrun) {
        if (dryrun) {
            DeploymentGatesConfiguration.checkText(yaml);
        } else {
            target.setYaml(yaml);
        }
    }

    /** Lines and columns are of a text that nobody has seen. */
    private static List<String> messages(DeploymentGatesException e) {
        return e instanceof ConfigurationException mistakes
                        && mistakes.problems().stream()
                                .allMatch(problem -> problem.file().equals(DeploymentGatesConfiguration.TEXT))
                ? mistakes.problems().stream().map(Problem::message).toList()
                : List.of(String.valueOf(e.getMessage()));
    }

    private static String text(@CheckForNull Object value) {
        return value == null ? "" : value.toString();
    }

    /** What Configuration as Code has read, with its variables replaced; its mappings have no order of their own. */
    @CheckForNull
    private static Object tree(List<String> path, @CheckForNull CNode node, ConfigurationContext context)
            throws ConfiguratorException {
        if (node instanceof Mapping mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (Map.Entry<String, CNode> entry : new TreeMap<>(mapping).entrySet()) {
                map.put(entry.getKey(), tree(step(path, entry.getKey()), entry.getValue(), context));
            }
            return map;
        }
        if (node instanceof Sequence sequence) {
            List<Object> list = new ArrayList<>();
            for (CNode item : sequence) {
                list.add(tree(step(path, "[]"), item, context));
            }
            return list;
        }
        if (node == null) {
            return null;
        }
        String text = context.getSecretSourceResolver().resolve(node.asScalar().getValue());
        if (mayBeNothing(path) && text.equals(NOTHING)) {
            return Map.of();
        }
        return isPeople(path) && text.equals(NOBODY) ? List.of() : text;
    }

    private static List<String> step(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    /** Stages of pipelines, and checks. */
    private static boolean mayBeNothing(List<String> path) {
        String section = path.get(0);
        return path.size() == 4
                        && (section.equals("applications") && path.get(2).equals("pipeline")
                                || section.equals("pipelines") && path.get(2).equals("environments"))
                || path.size() == 2 && section.equals("verifications");
    }

    private static boolean isPeople(List<String> path) {
        return path.size() == 2
                && (path.get(0).equals("permissions") || path.get(0).equals("groups"));
    }

    @Override
    @CheckForNull
    public CNode describe(DeploymentGatesConfiguration instance, ConfigurationContext context) {
        Mapping mapping = new Mapping();
        String file = instance.getPath();
        if (file == null) {
            ConfigurationForm.tree(instance.getYaml())
                    .forEach((key, value) -> mapping.put(key, node(List.of(key), value, context)));
        } else {
            mapping.put(FILE, context.getSecretSourceResolver().encode(file));
        }
        mapping.put(LEDGER, context.getSecretSourceResolver().encode(instance.getLedger()));
        mapping.put(LEDGER_CREDENTIALS, instance.getLedgerCredentials());
        return mapping;
    }

    private static CNode node(List<String> path, Object value, ConfigurationContext context) {
        if (value instanceof Map<?, ?> map) {
            if (map.isEmpty() && mayBeNothing(path)) {
                return new Scalar(NOTHING);
            }
            Mapping mapping = new Mapping();
            map.forEach((key, one) ->
                    mapping.put(String.valueOf(key), node(step(path, String.valueOf(key)), one, context)));
            return mapping;
        }
        if (value instanceof Collection<?> list) {
            if (list.isEmpty() && isPeople(path)) {
                return new Scalar(NOBODY);
            }
            Sequence sequence = new Sequence();
            list.forEach(one -> sequence.add(node(step(path, "[]"), one, context)));
            return sequence;
        }
        if (value instanceof Number number) {
            return new Scalar(number);
        }
        return value instanceof Boolean flag
                ? new Scalar(flag)
                : new Scalar(context.getSecretSourceResolver().encode(value.toString()));
    }
}
