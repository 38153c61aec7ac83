package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import io.jenkins.plugins.deploymentgates.jenkins.ApplicationJobs;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import java.util.List;
import jenkins.model.Jenkins;

/**
 * A build that did something, as far as whoever looks may know of it: the name of a job one may not read is not told, nor
 * that of one that is no longer there, for which nobody can be asked. Found without reading any build. Immutable.
 */
public final class BuildRef {
    private final String label;

    @CheckForNull
    private final String url;

    private final BuildLink link;
    private final Badge role;

    private BuildRef(BuildLink link) {
        Item job = ApplicationJobs.readable(link.build().job());
        this.link = link;
        boolean named = job != null || Jenkins.get().hasPermission(Jenkins.ADMINISTER);
        label = named ? link.build().label() : "#" + link.build().number();
        url = job == null || link.gone() ? null : job.getUrl() + link.build().number() + "/";
        role = Badge.of(link.role());
    }

    static BuildRef of(BuildLink link) {
        return new BuildRef(link);
    }

    /** The build that speaks for what several did: the newest of those that are still there, else the newest. */
    @CheckForNull
    static BuildRef newest(List<BuildLink> links) {
        BuildLink found = null;
        for (BuildLink link : links) {
            if (found == null || found.gone() || !link.gone()) {
                found = link;
            }
        }
        return found == null ? null : of(found);
    }

    /** {@code deploy/shop #12}, or {@code #12} where the job may not be named. */
    public String getLabel() {
        return label;
    }

    /** Relative to the controller's root; {@code null} when it is gone or may not be seen. */
    @CheckForNull
    public String getUrl() {
        return url;
    }

    /** Whether the build or its job was deleted. */
    public boolean isGone() {
        return link.gone();
    }

    /** What it did. */
    public Badge getRole() {
        return role;
    }

    /** On whose behalf. */
    public String getBy() {
        return link.by();
    }
}
