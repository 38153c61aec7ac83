package hudson.triggers;

import hudson.model.Descriptor;
import hudson.model.Item;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class TriggerDescriptor extends Descriptor<Trigger<?>> {
    protected TriggerDescriptor() {
        throw new UnsupportedOperationException();
    }

    public abstract boolean isApplicable(Item arg0);
}
