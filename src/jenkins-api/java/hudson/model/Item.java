package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface Item extends ModelObject, AccessControlled {
    public static final Permission CONFIGURE = null;
    public static final Permission READ = null;
    public static final Permission EXTENDED_READ = null;

    ItemGroup<? extends Item> getParent();

    String getName();

    String getFullName();

    String getUrl();
}
