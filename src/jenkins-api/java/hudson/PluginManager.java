package hudson;

import hudson.model.ModelObject;
import jakarta.servlet.ServletContext;
import java.io.File;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.ExportedBean;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
@ExportedBean
public abstract class PluginManager implements ModelObject, StaplerProxy {
    protected PluginManager(ServletContext arg0, File arg1) {
        throw new UnsupportedOperationException();
    }

    public PluginWrapper getPlugin(String arg0) {
        throw new UnsupportedOperationException();
    }
}
