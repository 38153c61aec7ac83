package io.jenkins.plugins.deploymentgates.git;

import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a deployment is promoted into another one. Immutable.
 *
 * @param everything whether the target gets all of it, and loses the modules that the source does not have
 * @param names modules, and {@link DeploymentComponent#CORE} for the core; empty with {@code everything}
 */
public record DeploymentSelection(boolean everything, Set<String> names) {
    public DeploymentSelection {
        names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    /** All of the source; the target keeps its name, tier and place. */
    public static DeploymentSelection all() {
        return new DeploymentSelection(true, Set.of());
    }

    /**
     * Some of it.
     *
     * @param names modules, and {@link DeploymentComponent#CORE} for the core
     * @throws InvalidInputException when there is none
     */
    public static DeploymentSelection of(Collection<String> names) {
        if (names.isEmpty()) {
            throw new InvalidInputException(
                    "nothing is named to be promoted; name modules, core for the core, or take everything");
        }
        return new DeploymentSelection(false, new LinkedHashSet<>(names));
    }

    /**
     * What the target says afterwards.
     *
     * @throws InvalidInputException when the source has no such module
     */
    public DeploymentFile applyTo(DeploymentFile source, DeploymentFile target) {
        Map<String, DeploymentComponent> wanted = new LinkedHashMap<>(target.components());
        Collection<String> chosen = everything ? List.copyOf(source.components().keySet()) : names;
        for (String name : chosen) {
            wanted.put(name, DeploymentUpdate.component(source, name));
        }
        if (everything) {
            wanted.keySet().retainAll(source.components().keySet());
        }
        DeploymentComponent core = wanted.remove(DeploymentComponent.CORE);
        return new DeploymentFile(target.path(), target.name(), target.tier(), core, wanted);
    }
}
