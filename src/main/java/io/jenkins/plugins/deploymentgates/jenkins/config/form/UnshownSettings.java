package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Settings that no form shows: saving a form leaves them as they were. Stateless. */
final class UnshownSettings {
    private static final Set<String> ROOT = Set.of("applications", "environments", "webhooks");
    private static final Set<String> APPLICATION =
            Set.of("description", "artifacts", "combination", "git", "verifications", "pipeline", "pipelines");
    private static final Set<String> GIT =
            Set.of("repository", "credentials", "environmentPaths", "mechanic", "sourceBranch");
    private static final String MECHANIC = "mechanic";

    /** Of one mechanic each, and a mistake with another. */
    private static final List<String> OF_MECHANICS = List.of("folders", "releaseFile", "deploymentFiles");

    private UnshownSettings() {}

    /** Adds what the form of the whole configuration does not show. */
    static void keep(Map<String, Object> root, Map<String, Object> before) {
        add(root, before, ROOT);
    }

    /**
     * Adds what the form of an application does not show.
     *
     * @param typed its settings of the form
     * @param before its settings so far; none for a new one
     */
    static Map<String, Object> application(Map<String, Object> typed, Map<String, Object> before) {
        add(typed, before, APPLICATION);
        if (typed.get("git") != null && before.get("git") != null) {
            typed.put("git", git(FormPart.mapping(typed.get("git")), FormPart.mapping(before.get("git"))));
        }
        return typed;
    }

    private static Map<String, Object> git(Map<String, Object> typed, Map<String, Object> before) {
        add(typed, before, GIT);
        if (!Objects.equals(typed.get(MECHANIC), before.get(MECHANIC))) {
            OF_MECHANICS.forEach(typed::remove);
        }
        return typed;
    }

    private static void add(Map<String, Object> typed, Map<String, Object> before, Set<String> shown) {
        before.forEach((key, value) -> {
            if (!shown.contains(key)) {
                typed.put(key, value);
            }
        });
    }
}
