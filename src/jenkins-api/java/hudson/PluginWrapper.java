package hudson;

import hudson.model.ModelObject;
import java.io.File;
import java.net.URL;
import java.util.List;
import java.util.jar.Manifest;
import org.kohsuke.stapler.export.ExportedBean;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
@ExportedBean
public class PluginWrapper implements Comparable<PluginWrapper>, ModelObject {
    public PluginWrapper(
            PluginManager arg0,
            File arg1,
            Manifest arg2,
            URL arg3,
            ClassLoader arg4,
            File arg5,
            List<PluginWrapper.Dependency> arg6,
            List<PluginWrapper.Dependency> arg7) {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public boolean isActive() {
        throw new UnsupportedOperationException();
    }

    public int compareTo(PluginWrapper arg0) {
        throw new UnsupportedOperationException();
    }

    @ExportedBean
    public static final class Dependency {
        public Dependency(String arg0) {
            throw new UnsupportedOperationException();
        }
    }
}
