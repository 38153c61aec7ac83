package io.jenkins.plugins.deploymentgates.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A fix that starts from production and overtakes what is under way.
 *
 * @param branch its branch, {@code hotfix/NAME}
 * @param from the environment it was branched from
 * @param base the commit it was branched from
 * @param previousHeads the heads, by environment, that were set back at the start
 * @param cancelled the promotions that were cancelled at the start
 */
public record Hotfix(
        String application,
        String name,
        String branch,
        String from,
        String base,
        Map<String, String> previousHeads,
        List<Long> cancelled,
        Status status,
        String by,
        Instant startedAt) {
    public Hotfix {
        previousHeads = Map.copyOf(previousHeads);
        cancelled = List.copyOf(cancelled);
    }

    /** How far it is. */
    public enum Status {
        /** Under way: its branch is the source of promotions into the first environments. */
        STARTED,
        /** The main branch is on top of it. */
        FINISHED,
        /** Finished, and the cancelled promotions were asked for again. */
        RESUMED
    }
}
