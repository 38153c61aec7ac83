package hudson.model;

import hudson.ExtensionPoint;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class LoadBalancer implements ExtensionPoint {
    public LoadBalancer() {
        throw new UnsupportedOperationException();
    }
}
