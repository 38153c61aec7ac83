package io.jenkins.plugins.deploymentgates.promotion.forge;

/** What a report about a commit says. */
public enum CheckState {
    PENDING,
    PASSED,
    FAILED
}
