package hudson.console;

import hudson.ExtensionPoint;
import hudson.model.Descriptor;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class ConsoleAnnotationDescriptor extends Descriptor<ConsoleNote<?>> implements ExtensionPoint {
    protected ConsoleAnnotationDescriptor() {
        throw new UnsupportedOperationException();
    }
}
