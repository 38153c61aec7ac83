package hudson.triggers;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Item;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class Trigger<J extends Item> implements Describable<Trigger<?>>, ExtensionPoint {
    protected J job;

    protected Trigger() {
        throw new UnsupportedOperationException();
    }

    public void start(J arg0, boolean arg1) {
        throw new UnsupportedOperationException();
    }

    public void stop() {
        throw new UnsupportedOperationException();
    }

    public TriggerDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }
}
