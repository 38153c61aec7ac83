package io.jenkins.plugins.deploymentgates.config;

import java.util.List;

/**
 * A named target.
 *
 * @param description may be empty
 * @param tier {@code development}, {@code test}, {@code staging}, {@code production} or any string
 * @param branch its branch in Git; the environment's name unless configured
 * @param gates what is asked besides the built-in rules, in the order written
 * @param onFailure what happens when a deployment fails
 * @param recordedBy patterns of Jenkins jobs that may record here; empty means all
 */
public record Environment(
        String name,
        String description,
        String tier,
        String branch,
        List<GateSettings> gates,
        FailurePolicy onFailure,
        List<String> recordedBy) {
    public Environment {
        gates = List.copyOf(gates);
        recordedBy = List.copyOf(recordedBy);
    }

    /** What happens when a deployment fails. */
    public enum FailurePolicy {
        /** The release that was verified there last is put back. */
        REDEPLOY_LAST_GOOD,
        /** Webhooks for {@code deployment.failed} tell of it. */
        NOTIFY,
        /** It is in the history, and that is all. */
        RECORD;

        /** As written in the configuration. */
        public String word() {
            return Layout.word(this);
        }
    }
}
