package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of the core or of one module of a deployment. Immutable.
 *
 * @param name of the module, or {@link DeploymentComponent#CORE}
 * @param from {@code null} when it was added
 * @param to {@code null} when it was removed
 */
public record ComponentChange(
        String name, @CheckForNull DeploymentComponent from, @CheckForNull DeploymentComponent to) {

    /** What differs between two files, the core first, modules in the order of the newer file, removed ones last. */
    static List<ComponentChange> between(DeploymentFile before, DeploymentFile after) {
        Map<String, DeploymentComponent> old = before.components();
        Map<String, DeploymentComponent> now = after.components();
        Set<String> names = new LinkedHashSet<>(now.keySet());
        names.addAll(old.keySet());
        List<ComponentChange> changes = new ArrayList<>();
        for (String name : names) {
            DeploymentComponent from = old.get(name);
            DeploymentComponent to = now.get(name);
            if (from == null || to == null || !from.same(to)) {
                changes.add(new ComponentChange(name, from, to));
            }
        }
        return changes;
    }

    /** As a person reads it, such as {@code shop-api 1.4.1 -> 1.4.2}. */
    @Override
    public String toString() {
        DeploymentComponent old = from;
        DeploymentComponent now = to;
        if (old == null) {
            return name + " added at " + (now == null ? "" : now.version());
        }
        if (now == null) {
            return name + " removed, was at " + old.version();
        }
        Map<String, String[]> values = new LinkedHashMap<>();
        values.put("", new String[] {old.version(), now.version()});
        values.put(" type", new String[] {old.type(), now.type()});
        values.put(" source", new String[] {text(old.source()), text(now.source())});
        List<String> texts = new ArrayList<>();
        values.forEach((what, value) -> {
            if (!value[0].equals(value[1])) {
                texts.add(name + what + " " + value[0] + " -> " + value[1]);
            }
        });
        return String.join(", ", texts);
    }

    private static String text(@CheckForNull String source) {
        return source == null ? "(none)" : source;
    }
}
