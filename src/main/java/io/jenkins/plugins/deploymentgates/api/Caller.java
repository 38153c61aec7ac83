package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.model.Actor;

/**
 * Who sent a request and what the host lets them do; the host has authenticated them. Asked by one thread at a time; while
 * they wait for events, by others than the one that made it, so that a right withdrawn meanwhile counts.
 */
public interface Caller {

    /** Under which name and groups the ledger records what they do. */
    Actor actor();

    /** Whether they may see this application; one that they may not see is answered as if there were none. */
    boolean sees(String application);

    /**
     * Whether they may do this. What the configuration says under {@code permissions} limits them further.
     *
     * @param application with this application; {@code null} for what concerns all of them, such as a hold
     */
    boolean may(Permission permission, @CheckForNull String application);

    /**
     * Whether they may do what concerns the host itself, such as reading the configuration again. They also see what
     * belongs to no application, or to one that is not configured any more.
     */
    boolean administers();
}
