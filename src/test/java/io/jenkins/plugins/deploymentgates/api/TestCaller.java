package io.jenkins.plugins.deploymentgates.api;

import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.model.Actor;
import java.util.EnumSet;
import java.util.Set;

/**
 * A person as a host would tell of them.
 *
 * @param seen the applications they may see
 */
record TestCaller(Actor actor, Set<String> seen, Set<Permission> permissions, boolean administers) implements Caller {
    /** Builds and promotes the shop. */
    static final TestCaller ANN =
            of("ann", "developers", Set.of("shop"), EnumSet.of(Permission.RECORD, Permission.PROMOTE));

    /** Decides about the shop's releases. */
    static final TestCaller BOB = of(
            "bob",
            "release-managers",
            Set.of("shop"),
            EnumSet.of(Permission.PROMOTE, Permission.APPROVE, Permission.OVERRIDE, Permission.HOLD));

    /** Looks at the shop. */
    static final TestCaller GUEST = of("guest", "guests", Set.of("shop"), EnumSet.noneOf(Permission.class));

    /** May do everything, but only with the vault. */
    static final TestCaller EVE = of("eve", "keepers", Set.of("vault"), EnumSet.allOf(Permission.class));

    /** May do everything. */
    static final TestCaller ROOT = new TestCaller(
            Actor.person("root", Set.of("admins")), Set.of("shop", "vault"), EnumSet.allOf(Permission.class), true);

    static TestCaller of(String name, String group, Set<String> seen, Set<Permission> permissions) {
        return new TestCaller(Actor.person(name, Set.of(group)), seen, permissions, false);
    }

    @Override
    public boolean sees(String application) {
        return seen.contains(application);
    }

    @Override
    public boolean may(Permission permission, String application) {
        return permissions.contains(permission) && (application == null || seen.contains(application));
    }
}
