package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The unit that is deployed as one.
 *
 * @param description may be empty
 * @param artifacts what it owns
 * @param combination how evidence is matched
 * @param git its repository; {@code null} when it has none
 * @param verifications checks required on every deployment
 * @param pipeline its environments, upstream before downstream
 */
public record Application(
        String name,
        String description,
        List<Module> artifacts,
        Combination combination,
        @CheckForNull GitSettings git,
        List<String> verifications,
        Map<String, Stage> pipeline) {

    public Application {
        artifacts = List.copyOf(artifacts);
        verifications = List.copyOf(verifications);
        pipeline = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(pipeline));
    }

    /** How evidence is matched to a release. */
    public enum Combination {
        /** The exact fingerprint must have been verified. */
        EXACT,
        /** Each artifact must have been verified, in whatever combination. */
        PER_ARTIFACT
    }

    /**
     * An environment's place in the pipeline.
     *
     * @param after the environments directly upstream
     * @param verifications further checks required on deployments there
     */
    public record Stage(String environment, List<String> after, List<String> verifications) {
        public Stage {
            after = List.copyOf(after);
            verifications = List.copyOf(verifications);
        }
    }

    /**
     * The stage of an environment.
     *
     * @throws InvalidInputException when the pipeline has none of that name
     */
    public Stage stage(String environment) {
        Stage stage = pipeline.get(environment);
        if (stage == null) {
            throw new InvalidInputException("application " + name + " has no environment " + Names.quote(environment)
                    + "; its pipeline has " + String.join(", ", pipeline.keySet()));
        }
        return stage;
    }

    /** The checks that make a deployment in this environment VERIFIED. */
    public List<String> requiredChecks(String environment) {
        Set<String> checks = new LinkedHashSet<>(verifications);
        checks.addAll(stage(environment).verifications());
        return List.copyOf(checks);
    }

    /** All environments upstream of this one, nearest first, without it. */
    public List<String> upstream(String environment) {
        Set<String> found = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(stage(environment).after());
        while (!open.isEmpty()) {
            String next = open.remove(0);
            if (found.add(next)) {
                open.addAll(stage(next).after());
            }
        }
        return List.copyOf(found);
    }
}
