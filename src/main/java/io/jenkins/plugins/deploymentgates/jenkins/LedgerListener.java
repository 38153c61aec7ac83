package io.jenkins.plugins.deploymentgates.jenkins;

import hudson.ExtensionPoint;

/** Hears that something was recorded, by this controller at once and by others within seconds. */
public interface LedgerListener extends ExtensionPoint {

    /** There are more events than before. Called in the background by one thread at a time; must not block for long. */
    void moved();
}
