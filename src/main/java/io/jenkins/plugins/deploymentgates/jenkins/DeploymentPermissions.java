package io.jenkins.plugins.deploymentgates.jenkins;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import jenkins.model.Jenkins;
import org.jvnet.localizer.Localizable;

/**
 * What people may do with deployments, one by one grantable in Jenkins, on folders and on jobs. A build needs none of
 * them: what a Jenkinsfile may do is bound by the environment's {@code recordedBy}, except overriding, which whoever
 * started the build must be allowed.
 */
public final class DeploymentPermissions {
    public static final PermissionGroup GROUP =
            new PermissionGroup(DeploymentPermissions.class, Messages._Permissions_title());

    /** To set gates aside with a reason. */
    public static final Permission OVERRIDE =
            permission("Override", Messages._Permissions_override(), Jenkins.ADMINISTER);

    /** To ask for promotions and call them off, and to roll back. Whoever may override may ask, too. */
    public static final Permission PROMOTE = permission("Promote", Messages._Permissions_promote(), OVERRIDE);

    /** To report deployments and results of checks. Whoever may configure the job can have it report anyway. */
    public static final Permission RECORD = permission("Record", Messages._Permissions_record(), Item.CONFIGURE);

    /** To vote on promotions. Not implied by any other but administering: asking and agreeing are two persons' business. */
    public static final Permission APPROVE = permission("Approve", Messages._Permissions_approve(), Jenkins.ADMINISTER);

    /** To place and release holds. */
    public static final Permission HOLD = permission("Hold", Messages._Permissions_hold(), Jenkins.ADMINISTER);

    private DeploymentPermissions() {}

    /** Makes them known before any authorization strategy is read, which would not find them otherwise. */
    @Initializer(before = InitMilestone.SYSTEM_CONFIG_LOADED)
    public static void register() {
        GROUP.getPermissions();
    }

    private static Permission permission(String name, Localizable description, Permission impliedBy) {
        return new Permission(GROUP, name, description, impliedBy, true, new PermissionScope[] {
            PermissionScope.ITEM, PermissionScope.ITEM_GROUP, PermissionScope.JENKINS
        });
    }
}
