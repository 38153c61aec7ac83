package io.jenkins.plugins.casc;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class SecretSourceResolver {
    public SecretSourceResolver(ConfigurationContext arg0) {
        throw new UnsupportedOperationException();
    }

    public String encode(String arg0) {
        throw new UnsupportedOperationException();
    }

    public String resolve(String arg0) {
        throw new UnsupportedOperationException();
    }
}
