package io.jenkins.plugins.deploymentgates.git;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Commits put onto another place.
 *
 * @param tip the last new commit; what they were put onto when nothing was left to do
 * @param newIds old id to new id, oldest first. A commit whose change was there already is mapped to the commit that has
 *     it. Merge commits have no entry: their parents' commits are put in a line instead
 */
public record Rebased(String tip, Map<String, String> newIds) {
    public Rebased {
        newIds = Collections.unmodifiableMap(new LinkedHashMap<>(newIds));
    }
}
