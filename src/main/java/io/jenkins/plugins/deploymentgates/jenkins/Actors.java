package io.jenkins.plugins.deploymentgates.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Cause;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Build;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Who acts, in the words of the engine: people of the security realm with its groups, and builds on their behalf. */
public final class Actors {
    /** For what nobody in particular started: a timer, a push. */
    public static final String SYSTEM = ACL.SYSTEM_USERNAME;

    private Actors() {}

    /** Who sent the request that is being answered. */
    public static Actor current() {
        return of(Jenkins.getAuthentication2(), null);
    }

    /**
     * A build, on behalf of who started it: the person at the beginning of a chain of builds that started each other. The
     * realm may be asked for their groups, so not for the thread of a request.
     */
    public static Actor of(Run<?, ?> run) {
        return of(trigger(run.getCauses()), run);
    }

    /** A person in a build, such as one that answered its {@code input}; for the rest as {@link #of(Run)}. */
    public static Actor of(String user, @CheckForNull Run<?, ?> run) {
        Build build = run == null ? null : build(run);
        if (user.equals(SYSTEM)) {
            return new Actor(SYSTEM, Set.of(), build);
        }
        User known = User.getById(user, false);
        try {
            return known == null ? new Actor(user, Set.of(), build) : of(known.impersonate2(), build);
        } catch (UsernameNotFoundException e) {
            // Gone from the realm since: the name stays, no group does.
            return new Actor(user, Set.of(), build);
        }
    }

    /** A build as the ledger keeps it. */
    public static Build build(Run<?, ?> run) {
        Job<?, ?> job = run.getParent();
        String root = Jenkins.get().getRootUrl();
        return new Build(job.getFullName(), run.getNumber(), root == null ? null : root + run.getUrl());
    }

    private static Actor of(Authentication authentication, @CheckForNull Build build) {
        Set<String> groups = authentication.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toUnmodifiableSet());
        return new Actor(authentication.getName(), groups, build);
    }

    private static String trigger(Collection<? extends Cause> causes) {
        for (Cause cause : causes) {
            if (cause instanceof Cause.UserIdCause user && user.getUserId() != null) {
                return user.getUserId();
            }
            if (cause instanceof Cause.UpstreamCause upstream) {
                List<Cause> further = upstream.getUpstreamCauses();
                String found = trigger(further);
                if (!found.equals(SYSTEM)) {
                    return found;
                }
            }
        }
        return SYSTEM;
    }
}
