package hudson;

import hudson.model.AbstractDescribableImpl;
import hudson.util.Secret;
import java.io.Serializable;
import java.net.Proxy;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public final class ProxyConfiguration extends AbstractDescribableImpl<ProxyConfiguration> implements Serializable {
    public ProxyConfiguration(String arg0, int arg1) {
        throw new UnsupportedOperationException();
    }

    public String getUserName() {
        throw new UnsupportedOperationException();
    }

    public Secret getSecretPassword() {
        throw new UnsupportedOperationException();
    }

    public String getName() {
        throw new UnsupportedOperationException();
    }

    public Proxy createProxy(String arg0) {
        throw new UnsupportedOperationException();
    }
}
