package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.AccessControlled;
import org.kohsuke.stapler.export.ExportedBean;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
@ExportedBean
public abstract class Node implements ModelObject, Describable<Node>, ExtensionPoint, AccessControlled {
    public Node() {
        throw new UnsupportedOperationException();
    }
}
