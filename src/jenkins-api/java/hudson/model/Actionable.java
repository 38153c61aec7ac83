package hudson.model;

import java.util.List;
import org.kohsuke.stapler.export.ExportedBean;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
@ExportedBean
public abstract class Actionable implements ModelObject {
    public Actionable() {
        throw new UnsupportedOperationException();
    }

    public <T extends Action> List<T> getActions(Class<T> arg0) {
        throw new UnsupportedOperationException();
    }

    public <T extends Action> T getAction(Class<T> arg0) {
        throw new UnsupportedOperationException();
    }
}
