package hudson.security;

import hudson.model.ModelObject;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public final class PermissionScope {
    public static final PermissionScope JENKINS = null;
    public static final PermissionScope ITEM_GROUP = null;
    public static final PermissionScope ITEM = null;

    public PermissionScope(Class<? extends ModelObject> arg0, PermissionScope... arg1) {
        throw new UnsupportedOperationException();
    }
}
