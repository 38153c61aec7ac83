package hudson.security.csrf;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import jakarta.servlet.ServletRequest;
import org.kohsuke.stapler.export.ExportedBean;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
@ExportedBean
public abstract class CrumbIssuer implements Describable<CrumbIssuer>, ExtensionPoint {
    public CrumbIssuer() {
        throw new UnsupportedOperationException();
    }

    public String getCrumbRequestField() {
        throw new UnsupportedOperationException();
    }

    public boolean validateCrumb(ServletRequest arg0, String arg1, String arg2) {
        throw new UnsupportedOperationException();
    }

    public CrumbIssuerDescriptor<CrumbIssuer> getDescriptor() {
        throw new UnsupportedOperationException();
    }
}
