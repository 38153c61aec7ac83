package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.DidYouMean;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is to be different in a deployment. Immutable; begin with {@link #NOTHING}.
 *
 * @param tier {@code null} to leave it
 * @param versions new versions by name of the module, or {@link DeploymentComponent#CORE}
 * @param components modules to be added, and modules or a core to be replaced as a whole, by name
 * @param removed modules to be removed
 */
public record DeploymentUpdate(
        @CheckForNull String tier,
        Map<String, String> versions,
        Map<String, DeploymentComponent> components,
        Set<String> removed) {
    /** Leaves everything. */
    public static final DeploymentUpdate NOTHING = new DeploymentUpdate(null, Map.of(), Map.of(), Set.of());

    public DeploymentUpdate {
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
        components = Collections.unmodifiableMap(new LinkedHashMap<>(components));
        removed = Collections.unmodifiableSet(new LinkedHashSet<>(removed));
    }

    /** And another tier. */
    public DeploymentUpdate withTier(String other) {
        return new DeploymentUpdate(other, versions, components, removed);
    }

    /** And another version of a module, or of the core. */
    public DeploymentUpdate withVersion(String name, String version) {
        Map<String, String> more = new LinkedHashMap<>(versions);
        more.put(name, version);
        return new DeploymentUpdate(tier, more, components, removed);
    }

    /** And one more module, or another instead of the one of this name. */
    public DeploymentUpdate with(String name, DeploymentComponent component) {
        Map<String, DeploymentComponent> more = new LinkedHashMap<>(components);
        more.put(name, component);
        return new DeploymentUpdate(tier, versions, more, removed);
    }

    /** And without a module. */
    public DeploymentUpdate without(String name) {
        Set<String> more = new LinkedHashSet<>(removed);
        more.add(name);
        return new DeploymentUpdate(tier, versions, components, more);
    }

    /**
     * What a deployment says afterwards.
     *
     * @throws InvalidInputException when it has no such module, something is to be changed and removed, or a value could
     *     not be read back
     */
    DeploymentFile applyTo(DeploymentFile file, DeploymentLayout layout) {
        if (tier != null && !layout.tiers().contains(tier)) {
            throw new InvalidInputException(Names.quote(tier) + " is no tier of " + layout.file()
                    + DidYouMean.among("its tiers are", tier, layout.tiers()));
        }
        Map<String, DeploymentComponent> wanted = new LinkedHashMap<>(file.components());
        versions.forEach((name, version) ->
                wanted.put(name, component(file, name).withVersion(version).check(name)));
        components.forEach((name, component) -> {
            checkOnce(name, versions.keySet());
            wanted.put(name, component.check(name));
        });
        for (String name : removed) {
            checkOnce(name, versions.keySet());
            checkOnce(name, components.keySet());
            if (name.equals(DeploymentComponent.CORE)) {
                throw new InvalidInputException("the core of deployment " + Names.quote(file.name())
                        + " cannot be removed; give it another version, or delete the deployment");
            }
            component(file, name);
            wanted.remove(name);
        }
        DeploymentComponent core = wanted.remove(DeploymentComponent.CORE);
        return new DeploymentFile(file.path(), file.name(), tier == null ? file.tier() : tier, core, wanted);
    }

    private static void checkOnce(String name, Set<String> others) {
        if (others.contains(name)) {
            throw new InvalidInputException(Names.quote(name) + " is to be changed in two ways at once; name it once");
        }
    }

    /**
     * The core or a module.
     *
     * @throws InvalidInputException when there is no such module; it names the ones there are
     */
    static DeploymentComponent component(DeploymentFile file, String name) {
        DeploymentComponent component = file.components().get(name);
        if (component == null) {
            throw new InvalidInputException("deployment " + Names.quote(file.name()) + " has no module "
                    + Names.quote(name)
                    + DidYouMean.among("it has", name, file.components().keySet()));
        }
        return component;
    }
}
