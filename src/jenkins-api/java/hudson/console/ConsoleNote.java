package hudson.console;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import java.io.Serializable;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class ConsoleNote<T> implements Serializable, Describable<ConsoleNote<?>>, ExtensionPoint {
    public ConsoleNote() {
        throw new UnsupportedOperationException();
    }

    public ConsoleAnnotationDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }
}
