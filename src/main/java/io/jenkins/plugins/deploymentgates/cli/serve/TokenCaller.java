package io.jenkins.plugins.deploymentgates.cli.serve;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.api.Caller;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.ledger.AccessToken;
import io.jenkins.plugins.deploymentgates.ledger.Role;
import io.jenkins.plugins.deploymentgates.model.Actor;
import java.util.function.Predicate;

/**
 * Who calls with a token.
 *
 * @param valid whether a token is still valid; asked again and again of those who wait for events
 */
record TokenCaller(AccessToken token, Actor actor, Predicate<AccessToken> valid) implements Caller {

    @Override
    public boolean sees(String application) {
        return (token.applications().isEmpty() || token.applications().contains(application)) && valid.test(token);
    }

    /** A token for some applications may do nothing that concerns all of them, such as a hold. */
    @Override
    public boolean may(Permission permission, @CheckForNull String application) {
        boolean within = application == null ? token.applications().isEmpty() : sees(application);
        return within && valid.test(token) && token.roles().stream().anyMatch(role -> role.allows(permission));
    }

    @Override
    public boolean administers() {
        return token.roles().contains(Role.ADMINISTRATOR) && valid.test(token);
    }
}
