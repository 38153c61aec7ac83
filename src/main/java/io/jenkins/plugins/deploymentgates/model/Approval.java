package io.jenkins.plugins.deploymentgates.model;

import java.time.Instant;
import java.util.Set;

/**
 * One person's yes or no to one promotion.
 *
 * @param by who
 * @param groups the groups they were in at that moment
 * @param approved yes or no
 * @param reason theirs; may be empty for a yes
 */
public record Approval(long promotion, String by, Set<String> groups, boolean approved, String reason, Instant at) {
    public Approval {
        groups = Set.copyOf(groups);
    }
}
