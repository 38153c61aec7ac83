package io.jenkins.plugins.deploymentgates.insight;

import io.jenkins.plugins.deploymentgates.config.Application;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One order of environments for several pipelines. Stateless. */
public final class PipelineOrder {
    private PipelineOrder() {}

    /**
     * All environments of the applications, each once: upstream before downstream as far as the pipelines agree, and
     * otherwise as they are first named.
     */
    public static List<String> of(Collection<Application> applications) {
        Map<String, Set<String>> upstream = new LinkedHashMap<>();
        for (Application application : applications) {
            application.pipeline().values().forEach(stage -> upstream.computeIfAbsent(
                            stage.environment(), none -> new LinkedHashSet<>())
                    .addAll(stage.after()));
        }
        return of(upstream);
    }

    /** The same of environments by what is directly upstream of them, in the order in which they are first named. */
    static List<String> of(Map<String, Set<String>> upstream) {
        List<String> ordered = new ArrayList<>();
        Set<String> left = new LinkedHashSet<>(upstream.keySet());
        while (!left.isEmpty()) {
            String next = left.stream()
                    .filter(environment -> ordered.containsAll(upstream.get(environment)))
                    .findFirst()
                    // Two pipelines in opposite order: either is as good.
                    .orElseGet(() -> left.iterator().next());
            ordered.add(next);
            left.remove(next);
        }
        return ordered;
    }
}
