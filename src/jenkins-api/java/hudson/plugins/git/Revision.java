package hudson.plugins.git;

import java.io.Serializable;
import org.eclipse.jgit.lib.ObjectId;
import org.kohsuke.stapler.export.ExportedBean;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
@ExportedBean(defaultVisibility = 999)
public class Revision implements Serializable, Cloneable {
    public Revision(ObjectId arg0) {
        throw new UnsupportedOperationException();
    }

    public String getSha1String() {
        throw new UnsupportedOperationException();
    }
}
