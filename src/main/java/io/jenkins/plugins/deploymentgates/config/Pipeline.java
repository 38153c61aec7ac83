package io.jenkins.plugins.deploymentgates.config;

import io.jenkins.plugins.deploymentgates.config.Application.Stage;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One way through environments. Several applications can go the same way, and one application several.
 *
 * @param description may be empty
 * @param stages its environments, upstream before downstream
 */
public record Pipeline(String name, String description, Map<String, Stage> stages) {
    public Pipeline {
        stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
    }

    /**
     * The stage of an environment.
     *
     * @throws InvalidInputException when the pipeline has none of that name
     */
    public Stage stage(String environment) {
        Stage stage = stages.get(environment);
        if (stage == null) {
            throw new InvalidInputException("pipeline " + name + " has no environment " + Names.quote(environment)
                    + "; it has " + String.join(", ", stages.keySet()));
        }
        return stage;
    }

    /**
     * All of them as one graph: an environment is behind everything that is directly upstream of it in any of them, and
     * requires the checks of all.
     *
     * @param pipelines together without cycles
     */
    static Map<String, Stage> union(Collection<Pipeline> pipelines) {
        Map<String, Set<String>> after = new LinkedHashMap<>();
        Map<String, Set<String>> checks = new LinkedHashMap<>();
        for (Pipeline pipeline : pipelines) {
            pipeline.stages().forEach((name, stage) -> {
                after.computeIfAbsent(name, none -> new LinkedHashSet<>()).addAll(stage.after());
                checks.computeIfAbsent(name, none -> new LinkedHashSet<>()).addAll(stage.verifications());
            });
        }
        Map<String, List<String>> upstreams = new LinkedHashMap<>();
        after.forEach((name, all) -> upstreams.put(name, List.copyOf(all)));
        Map<String, Stage> stages = new LinkedHashMap<>();
        for (String name : StageOrder.sort(upstreams)) {
            stages.put(name, new Stage(name, upstreams.get(name), List.copyOf(checks.get(name))));
        }
        return stages;
    }
}
