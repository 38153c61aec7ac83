package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.AccessControlled;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Collection;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.ExportedBean;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
@ExportedBean
public abstract class View implements ModelObject, AccessControlled, Describable<View>, ExtensionPoint {
    protected View(String arg0) {
        throw new UnsupportedOperationException();
    }

    public abstract Collection<TopLevelItem> getItems();

    public abstract boolean contains(TopLevelItem arg0);

    public ViewGroup getOwner() {
        throw new UnsupportedOperationException();
    }

    public ViewDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    protected void submit(StaplerRequest2 arg0) throws IOException, ServletException, Descriptor.FormException {
        throw new UnsupportedOperationException();
    }

    public Item doCreateItem(StaplerRequest2 arg0, StaplerResponse2 arg1) throws IOException, ServletException {
        throw new UnsupportedOperationException();
    }
}
