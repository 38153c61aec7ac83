package io.jenkins.plugins.deploymentgates.git;

import io.jenkins.plugins.deploymentgates.model.PushIntent;

/**
 * How a push ended.
 *
 * @param outcome {@code DONE}, {@code OVERTAKEN} or {@code REJECTED}; in the last two nothing was changed
 * @param detail what happened, for a person, with the remote's own words; may be empty when done
 */
public record PushResult(PushIntent.Outcome outcome, String detail) {
    /** Whether the remote has the new ids. */
    public boolean done() {
        return outcome == PushIntent.Outcome.DONE;
    }
}
