package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.Permission;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class ManagementLink implements ExtensionPoint, Action {
    public ManagementLink() {
        throw new UnsupportedOperationException();
    }

    public abstract String getIconFileName();

    public String getDescription() {
        throw new UnsupportedOperationException();
    }

    public abstract String getUrlName();

    public Permission getRequiredPermission() {
        throw new UnsupportedOperationException();
    }

    public ManagementLink.Category getCategory() {
        throw new UnsupportedOperationException();
    }

    public enum Category {
        CONFIGURATION,
        SECURITY,
        STATUS,
        TROUBLESHOOTING,
        TOOLS,
        MISC,
        UNCATEGORIZED;
    }
}
