package hudson.security;

import org.jvnet.localizer.Localizable;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public final class Permission {
    public final PermissionGroup group = null;
    public final String name = null;

    public Permission(
            PermissionGroup arg0, String arg1, Localizable arg2, Permission arg3, boolean arg4, PermissionScope[] arg5)
            throws IllegalStateException {
        throw new UnsupportedOperationException();
    }
}
