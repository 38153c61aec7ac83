package hudson.slaves;

import hudson.model.Descriptor;
import hudson.model.Node;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class NodeDescriptor extends Descriptor<Node> {
    protected NodeDescriptor() {
        throw new UnsupportedOperationException();
    }
}
