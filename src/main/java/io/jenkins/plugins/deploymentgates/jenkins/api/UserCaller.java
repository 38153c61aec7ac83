package io.jenkins.plugins.deploymentgates.jenkins.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.Permission;
import io.jenkins.plugins.deploymentgates.api.Caller;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.ApplicationJobs;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentPermissions;
import io.jenkins.plugins.deploymentgates.model.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/**
 * A user of this controller, with what the pages let them see and do: an application through one of its jobs, everything
 * through a permission on the controller. Jobs are asked once for a request; while it waits, again after a few seconds.
 */
final class UserCaller implements Caller {
    private static final Duration VALID = Duration.ofSeconds(5);
    private static final Map<Configuration.Permission, Permission> PERMISSIONS = Map.of(
            Configuration.Permission.RECORD, DeploymentPermissions.RECORD,
            Configuration.Permission.PROMOTE, DeploymentPermissions.PROMOTE,
            Configuration.Permission.APPROVE, DeploymentPermissions.APPROVE,
            Configuration.Permission.HOLD, DeploymentPermissions.HOLD,
            Configuration.Permission.OVERRIDE, DeploymentPermissions.OVERRIDE);

    private final Authentication authentication;
    private final Actor actor;
    private final Map<Permission, Known> known = new ConcurrentHashMap<>();

    /** On which applications they had a permission, and when. */
    private record Known(Set<String> applications, Instant at) {}

    private UserCaller(Authentication authentication, Actor actor) {
        this.authentication = authentication;
        this.actor = actor;
    }

    /** Who sent the request that is being answered. */
    static UserCaller current() {
        return new UserCaller(Jenkins.getAuthentication2(), Actors.current());
    }

    @Override
    public Actor actor() {
        return actor;
    }

    @Override
    public boolean sees(String application) {
        return with(Item.READ).contains(application);
    }

    @Override
    public boolean may(Configuration.Permission permission, @CheckForNull String application) {
        Permission needed = PERMISSIONS.get(permission);
        return application == null
                ? Jenkins.get().getACL().hasPermission2(authentication, needed)
                : with(needed).contains(application);
    }

    @Override
    public boolean administers() {
        return Jenkins.get().getACL().hasPermission2(authentication, Jenkins.ADMINISTER);
    }

    private Set<String> with(Permission permission) {
        Instant now = DeploymentGates.get().clock().instant();
        Known last = known.get(permission);
        if (last != null && now.isBefore(last.at().plus(VALID))) {
            return last.applications();
        }
        try (ACLContext theirs = ACL.as2(authentication)) {
            Set<String> applications = ApplicationJobs.withPermission(permission);
            known.put(permission, new Known(applications, now));
            return applications;
        }
    }
}
