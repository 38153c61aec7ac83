package hudson.model;

import hudson.ExtensionPoint;
import org.kohsuke.stapler.export.ExportedBean;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
@ExportedBean
public abstract class JobProperty<J extends Job<?, ?>> implements Describable<JobProperty<?>>, ExtensionPoint {
    public JobProperty() {
        throw new UnsupportedOperationException();
    }
}
