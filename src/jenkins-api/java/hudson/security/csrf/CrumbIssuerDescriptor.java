package hudson.security.csrf;

import hudson.model.Descriptor;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class CrumbIssuerDescriptor<T extends CrumbIssuer> extends Descriptor<CrumbIssuer> {
    protected CrumbIssuerDescriptor(String arg0, String arg1) {
        throw new UnsupportedOperationException();
    }

    public String getCrumbSalt() {
        throw new UnsupportedOperationException();
    }
}
