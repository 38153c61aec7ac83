package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import java.util.EnumSet;
import java.util.Set;

/** What a bearer token is for. A token can have several; each may also look. */
public enum Role {
    /** Looks. */
    READER,
    /** A build or deploy script: reports what it deployed and what its checks said. */
    RECORDER(Permission.RECORD),
    /** Asks for promotions, rollbacks and hotfixes. */
    PROMOTER(Permission.PROMOTE),
    /** Says yes or no to promotions. */
    APPROVER(Permission.APPROVE),
    /** Runs the environments: everything but approving. */
    OPERATOR(Permission.RECORD, Permission.PROMOTE, Permission.HOLD, Permission.OVERRIDE),
    /** Everything, with every application, and what concerns the server itself. */
    ADMINISTRATOR(Permission.values());

    private final Set<Permission> permissions = EnumSet.noneOf(Permission.class);

    Role(Permission... permissions) {
        this.permissions.addAll(Set.of(permissions));
    }

    /** Whether who has it may do this. */
    public boolean allows(Permission permission) {
        return permissions.contains(permission);
    }
}
