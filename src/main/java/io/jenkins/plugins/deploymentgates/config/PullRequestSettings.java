package io.jenkins.plugins.deploymentgates.config;

import java.time.Duration;
import java.util.List;

/**
 * How promotions become pull requests. Immutable.
 *
 * @param environments of promotions into these; of all when empty
 * @param branch the pattern of the branches that pull requests come from, with {@code {promotion}}, and perhaps {@code
 *     {application}} and {@code {environment}}
 * @param title the pattern of their titles, also with {@code {version}}
 * @param checks the names of the reports on the commit that must have passed
 * @param reviews how many people must have approved
 * @param merge who brings an open one into the target
 * @param poll how often an open one is looked at
 */
public record PullRequestSettings(
        List<String> environments,
        String branch,
        String title,
        List<String> checks,
        int reviews,
        Merge merge,
        Duration poll) {
    public PullRequestSettings {
        environments = List.copyOf(environments);
        checks = List.copyOf(checks);
    }

    /** Who merges. */
    public enum Merge {
        /** Somebody does at the server, or the server itself. */
        FORGE,
        /** The promotion pushes the target's branch once everything is there that was asked for. */
        PUSH
    }
}
