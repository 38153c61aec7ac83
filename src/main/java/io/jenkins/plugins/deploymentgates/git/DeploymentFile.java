package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one deployment file says. Immutable.
 *
 * @param path inside the repository, with {@code /}
 * @param name of the deployment: the file's without its extension
 * @param tier one of the tiers of {@code deployments.yaml}
 * @param modules by name, in the order of the file
 */
public record DeploymentFile(
        String path, String name, String tier, DeploymentComponent core, Map<String, DeploymentComponent> modules) {
    public DeploymentFile {
        modules = Collections.unmodifiableMap(new LinkedHashMap<>(modules));
    }

    /** The core, as {@link DeploymentComponent#CORE}, and then the modules in the order of the file. */
    public Map<String, DeploymentComponent> components() {
        Map<String, DeploymentComponent> all = new LinkedHashMap<>();
        all.put(DeploymentComponent.CORE, core);
        all.putAll(modules);
        return Collections.unmodifiableMap(all);
    }

    /** Whether both say the same, whatever their names, and in whatever order and layout. */
    public boolean same(DeploymentFile other) {
        return tier.equals(other.tier)
                && components().keySet().equals(other.components().keySet())
                && components().entrySet().stream()
                        .allMatch(one -> one.getValue().same(other.components().get(one.getKey())));
    }

    static boolean isYaml(String path) {
        return path.endsWith(".yaml") || path.endsWith(".yml");
    }

    /** The name of the deployment that a YAML file stands for. */
    static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
    }

    /** What is wrong with the name of a deployment; {@code null} for nothing. */
    @CheckForNull
    static String nameProblem(String name) {
        boolean valid =
                !name.isEmpty() && name.length() <= Names.MAX_NAME && name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*");
        return valid
                ? null
                : "the name of the deployment " + Names.quote(name) + " is not valid; it has at most " + Names.MAX_NAME
                        + " letters, digits, '.', '-' and '_', and begins with a letter or digit";
    }
}
