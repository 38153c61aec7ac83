package io.jenkins.plugins.deploymentgates.git;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What tags are wanted for. Immutable.
 *
 * @param version any text that is valid in a tag, or {@link ReleaseFile#WORK_IN_PROGRESS}
 * @param tier of the environment; {@code development}, {@code test} and {@code production} have rules of their own
 * @param branch where a version without a branch {@code release/VERSION} is built from
 * @param verified repository to the commit that was verified upstream; only {@code development}, and {@code test} where
 *     there is none, take the head of a branch instead
 * @param asked repository to the commit that was asked for where nothing is upstream, since its branch may have moved on
 * @param recorded repository to tag to the commit it had when it was made or used before
 * @param again the explicit choice to release a version once more whose final tag is at another commit
 */
public record TagRequest(
        String version,
        String tier,
        String branch,
        Map<String, String> verified,
        Map<String, String> asked,
        Map<String, Map<String, String>> recorded,
        boolean again) {
    public TagRequest {
        verified = Map.copyOf(verified);
        asked = Map.copyOf(asked);
        recorded = Map.copyOf(new LinkedHashMap<>(recorded));
    }

    /** Of whatever the branches have. */
    public TagRequest(
            String version,
            String tier,
            String branch,
            Map<String, String> verified,
            Map<String, Map<String, String>> recorded,
            boolean again) {
        this(version, tier, branch, verified, Map.of(), recorded, again);
    }
}
