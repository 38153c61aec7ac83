package io.jenkins.plugins.deploymentgates.jenkins.approval;

import hudson.security.Permission;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.gate.MissingVotes;
import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.ApplicationJobs;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** Whoever looks at a page, and what they may do; found out once a request. Used by the request's thread only. */
final class Viewer {
    private final Actor actor = Actors.current();
    private final boolean person = !Jenkins.ANONYMOUS2.getName().equals(actor.name());
    private final Configuration configuration = DeploymentGates.get().configuration();
    private final Map<Permission, Set<String>> permitted = new HashMap<>();

    private Viewer() {}

    static Viewer current() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        if (request == null) {
            return new Viewer();
        }
        if (request.getAttribute(Viewer.class.getName()) instanceof Viewer known) {
            return known;
        }
        Viewer viewer = new Viewer();
        request.setAttribute(Viewer.class.getName(), viewer);
        return viewer;
    }

    Actor actor() {
        return actor;
    }

    boolean may(Permission permission, String application) {
        return permitted
                .computeIfAbsent(permission, ApplicationJobs::withPermission)
                .contains(application);
    }

    /** Whether a promotion waits for this person among others. */
    boolean isAwaited(Promotion promotion, List<Approval> votes, Permission permission) {
        return person
                && MissingVotes.includes(configuration, promotion, votes, actor)
                && may(permission, promotion.application());
    }
}
