package io.jenkins.plugins.deploymentgates.cli.serve;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.api.Caller;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.model.Actor;
import java.util.Set;

/**
 * Who calls a server that has no tokens from its own machine: whoever started it, who could do the same on the command line.
 * Overriding is therefore closed while the configuration names nobody who may, as it is there.
 */
record LocalCaller(Actor actor, Configuration configuration) implements Caller {

    static LocalCaller of(String user, Configuration configuration) {
        return new LocalCaller(Actor.person(user, configuration.groupsOf(user)), configuration);
    }

    /** Somebody who said nothing about themselves; for what is open to anybody. */
    static Caller nobody() {
        return new Caller() {
            @Override
            public Actor actor() {
                return Actor.person("anonymous", Set.of());
            }

            @Override
            public boolean sees(String application) {
                return false;
            }

            @Override
            public boolean may(Permission permission, @CheckForNull String application) {
                return false;
            }

            @Override
            public boolean administers() {
                return false;
            }
        };
    }

    @Override
    public boolean sees(String application) {
        return true;
    }

    @Override
    public boolean may(Permission permission, @CheckForNull String application) {
        return permission != Permission.OVERRIDE || configuration.permissions().containsKey(Permission.OVERRIDE);
    }

    @Override
    public boolean administers() {
        return true;
    }
}
