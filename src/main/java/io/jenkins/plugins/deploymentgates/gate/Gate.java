package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.model.GateOutcome;

/**
 * A rule asked before a promotion. Implementations are immutable and thread-safe, read nothing but the question, write
 * nothing and do not wait.
 */
public interface Gate {

    /** The name as written in the configuration, or of the built-in rule. */
    String name();

    /** Whether the promotion may go through now, later, or not this way. */
    GateOutcome ask(Question question);

    /** Whether its answer can change by time alone, so that it has to be asked again at another instant. */
    default boolean dependsOnTime() {
        return false;
    }
}
