package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.AccessControlled;
import java.util.concurrent.ExecutorService;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.ExportedBean;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
@ExportedBean
public abstract class Computer extends Actionable implements AccessControlled, ExtensionPoint, StaplerProxy {
    public static final ExecutorService threadPoolForRemoting = null;

    protected Computer(Node arg0) {
        throw new UnsupportedOperationException();
    }
}
